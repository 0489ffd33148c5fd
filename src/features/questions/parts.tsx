import type { View } from '../../ui/view.ts'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { briefingPath, type Session } from '../briefings/index.ts'
import { nameOfVote, voteNames } from './api.ts'
import { votable, voteRefusal } from './rules.ts'
import type { QuestionRow } from './sql.ts'

export const questionsPath = (session: Session): string => `${briefingPath(session)}/cau-hoi`
export const votingPath = (session: Session): string => `${briefingPath(session)}/bieu-quyet`
export const opinionsPath = (session: Session): string => `${briefingPath(session)}/y-kien`

/** Who asked: a name, or that there is none. */
function Asker({ view, question }: { view: View; question: QuestionRow }) {
  const { t } = view
  if (question.own && question.anonymous) return <>{t('questions.by_you_unnamed')}</>
  if (question.anonymous) return <>{t('questions.unnamed')}</>
  if (!question.acct) return <>{t('questions.left')}</>
  return <a href={`/@${question.acct}`}>{question.name}</a>
}

/** Number, kind, state; who asked, whom, when. */
export function About({ view, question }: { view: View; question: QuestionRow }) {
  const { t } = view
  return (
    <p class="hint">
      <span class="badge">{t(`questions.kind.${question.kind}`)}</span>{' '}
      {question.status === 'received' ? null : (
        <>
          <span class="badge">{t(`questions.status.${question.status}`)}</span>{' '}
        </>
      )}
      <Asker view={view} question={question} />
      {question.addressed_to ? ` → ${question.addressed_to}` : ''}
      {' · '}
      <RelativeTime view={view} at={question.created_at} />
    </p>
  )
}

export const countsText = (view: View, question: QuestionRow): string =>
  [
    view.t('questions.count.agree', { count: question.agree }),
    view.t('questions.count.disagree', { count: question.disagree }),
    view.t('questions.count.pass', { count: question.pass }),
    ...(question.apart > 0 ? [view.t('questions.count.apart', { count: question.apart })] : []),
  ].join(' · ')

/** Three buttons that vote with scripts off, too. `keys`: the digits 1, 2 and 3 press them. */
export function VoteForm({
  view,
  session,
  question,
  back,
  keys = false,
}: {
  view: View
  session: Session
  question: QuestionRow
  back: string
  keys?: boolean
}) {
  const { t } = view
  const mine = question.vote === null ? null : nameOfVote(question.vote)
  return (
    <form
      method="post"
      action={`${questionsPath(session)}/${question.number}/bieu-quyet`}
      class={keys ? 'vote-form vote-one' : 'vote-form'}
    >
      <input type="hidden" name="back" value={back} />
      {/* A group, so that readers hear what the three buttons are about. */}
      <fieldset>
        <legend class="visually-hidden">{t('questions.vote_on', { number: question.number })}</legend>
        {voteNames.map((name, at) => (
          <button
            type="submit"
            name="vote"
            value={name}
            class={`button vote-${name}${keys ? '' : ' small'}`}
            aria-pressed={mine === name ? 'true' : 'false'}
            data-key={keys ? String(at + 1) : undefined}
          >
            {t(`questions.vote.${name}`)}
          </button>
        ))}
      </fieldset>
    </form>
  )
}

/** A question in a list. */
export function QuestionItem({
  view,
  session,
  question,
  back,
}: {
  view: View
  session: Session
  question: QuestionRow
  back: string
}) {
  const open = view.viewer && !voteRefusal(session) && votable.includes(question.status)
  const path = `${questionsPath(session)}/${question.number}`
  return (
    <li class={`question question-${question.status}`} id={`cau-${question.number}`}>
      <p class="question-text plain" dir="auto">
        <a
          href={path}
          class="question-number"
          aria-label={view.t('questions.nth', { number: question.number })}
        >
          {`#${question.number}`}
        </a>{' '}
        {question.text}
      </p>
      <About view={view} question={question} />
      {question.grouped_with ? (
        <p class="hint">
          <a href={`${questionsPath(session)}/${question.grouped_with}`}>
            {view.t('questions.grouped_with', { number: question.grouped_with })}
          </a>
        </p>
      ) : null}
      {question.answer ? (
        <p class="hint">
          <a href={path}>{view.t('questions.read_answer')}</a>
        </p>
      ) : null}
      <p class="hint">{countsText(view, question)}</p>
      {open ? (
        <VoteForm view={view} session={session} question={question} back={`${back}#cau-${question.number}`} />
      ) : null}
    </li>
  )
}
