import { type AppError, notFound } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable, Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import {
  BriefingFrame,
  type CorrectionRow,
  mayRun,
  type Session,
  selectCorrections,
  sessionOf,
} from '../briefings/index.ts'
import { About, countsText, questionsPath, VoteForm } from './parts.tsx'
import { handle, questionAt, withdraw } from './questions.ts'
import { votable, voteRefusal, youngDays } from './rules.ts'
import { type QuestionRow, selectApartOf, selectGrouped } from './sql.ts'

interface FormProps {
  view: View
  session: Session
  question: QuestionRow
  typed: Params
  error: AppError | null
}

/** For chairs and secretary: where it stands, and the answer. Two forms, each with its own button. */
function Desk({ view, session, question, typed, error }: FormProps) {
  const { t } = view
  const action = `${questionsPath(session)}/${question.number}`
  const status = text(typed, 'status') || question.status
  const answered = question.answer !== ''
  return (
    <section class="sheet">
      <h2>{t('questions.desk')}</h2>
      <FormProblem text={error && error.fields.length === 0 ? wholeProblem(view, error) : null} />
      <form method="post" action={action}>
        <Field
          view={view}
          name="answer"
          label={t('questions.answer')}
          hint={t('questions.answer_hint')}
          value={text(typed, 'answer') || question.answer}
          errors={error?.fields}
          rows={5}
          required
        />
        {answered ? (
          <Field
            view={view}
            name="correction"
            label={t('questions.note')}
            hint={t('questions.note_hint')}
            value={text(typed, 'correction')}
            errors={error?.fields}
            required
          />
        ) : null}
        <Buttons>
          <button type="submit" class="button primary">
            {t(answered ? 'questions.correct' : 'questions.publish_answer')}
          </button>
        </Buttons>
      </form>
      {answered ? null : (
        <form method="post" action={action}>
          <Select
            name="status"
            label={t('questions.status')}
            value={status}
            options={(['received', 'agenda', 'grouped', 'declined'] as const).map(
              (one) => [one, t(`questions.status.${one}`)] as const,
            )}
          />
          <Field
            view={view}
            name="grouped_with"
            label={t('questions.group_number')}
            value={text(typed, 'grouped_with') || String(question.grouped_with ?? '')}
            errors={error?.fields}
            inputmode="numeric"
          />
          <Field
            view={view}
            name="reason"
            label={t('questions.reason')}
            hint={t('questions.reason_hint')}
            value={text(typed, 'reason') || question.reason}
            errors={error?.fields}
            rows={2}
          />
          <Buttons>
            <button type="submit" class="button">
              {t('questions.set_status')}
            </button>
          </Buttons>
        </form>
      )}
    </section>
  )
}

function Answer({
  view,
  question,
  corrections,
}: {
  view: View
  question: QuestionRow
  corrections: CorrectionRow[]
}) {
  const { t, locale } = view
  if (!question.answer) return null
  return (
    <section class="sheet">
      <h2>{t('questions.answer')}</h2>
      <p class="plain" dir="auto">
        {question.answer}
      </p>
      <p class="hint">
        {question.answered_by ?? t('questions.left')}
        {question.answered_at ? ` · ${formatDateTime(question.answered_at, locale)}` : ''}
      </p>
      {corrections.map((one) => (
        <div class="correction">
          <p>
            <strong>{t('questions.corrected', { date: formatDateTime(one.created_at, locale) })}</strong>{' '}
            {one.note}
          </p>
          <details>
            <summary>{t('questions.before')}</summary>
            <p class="plain" dir="auto">
              {one.before}
            </p>
          </details>
        </div>
      ))}
    </section>
  )
}

function Grouped({
  view,
  session,
  rows,
}: {
  view: View
  session: Session
  rows: { number: number; text: string }[]
}) {
  return rows.length === 0 ? null : (
    <section>
      <h2>{view.t('questions.grouped')}</h2>
      <ul>
        {rows.map(({ number, text }) => (
          <li>
            <a href={`${questionsPath(session)}/${number}`}>{`#${number}`}</a> <span dir="auto">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Votes, those that are counted apart with the reason, and the reader's own. */
function Votes({
  view,
  session,
  question,
  apart,
}: {
  view: View
  session: Session
  question: QuestionRow
  apart: { young: number; suspended: number }
}) {
  const { t } = view
  const refusal = voteRefusal(session)
  const path = `${questionsPath(session)}/${question.number}`
  return (
    <section>
      <h2>{t('questions.votes')}</h2>
      <p>{countsText(view, question)}</p>
      {question.apart > 0 ? (
        <p class="hint">
          {t('questions.apart_of', { young: apart.young, suspended: apart.suspended, days: youngDays })}
        </p>
      ) : null}
      {question.kind === 'question' ? <p class="hint">{t('questions.vote_means')}</p> : null}
      {refusal ? (
        <p class="hint">{t(`errors.${refusal}`)}</p>
      ) : !view.viewer ? (
        <p>
          <a href="/login">{t('questions.sign_in')}</a>
        </p>
      ) : votable.includes(question.status) ? (
        <VoteForm view={view} session={session} question={question} back={path} />
      ) : null}
    </section>
  )
}

async function render(c: Req, typed: Params = {}, error: AppError | null = null) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const session = await sessionOf(c)
  const question = await questionAt(ctx, viewer, session, c.req.param('n') ?? '')
  const [view, grouped, [apart], corrections] = await Promise.all([
    viewOf(c),
    selectGrouped(ctx, question.id),
    selectApartOf(ctx, question.id),
    selectCorrections(ctx, session.briefing.id, 500),
  ])
  const { t } = view
  const title = t('questions.nth', { number: question.number })
  const mine = question.own && question.status !== 'withdrawn' && !question.answer && !voteRefusal(session)
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="cau-hoi">
      <h1>{title}</h1>
      <p class="question-whole plain" dir="auto">
        {question.text}
      </p>
      <About view={view} question={question} />
      {question.reason ? (
        <p>
          <strong>{t('questions.reason_is')}</strong> <span dir="auto">{question.reason}</span>
        </p>
      ) : null}
      {question.grouped_with ? (
        <p>
          <a href={`${questionsPath(session)}/${question.grouped_with}`}>
            {t('questions.grouped_with', { number: question.grouped_with })}
          </a>
        </p>
      ) : null}
      <Answer
        view={view}
        question={question}
        corrections={corrections.filter((one) => one.subject === 'answer' && one.subject_id === question.id)}
      />
      <Votes view={view} session={session} question={question} apart={apart!} />
      <Grouped view={view} session={session} rows={grouped} />
      {mine ? (
        <form method="post" action={`${questionsPath(session)}/${question.number}/rut-lai`}>
          <p class="hint">{t('questions.withdraw_hint')}</p>
          <button type="submit" class="button small danger">
            {t('questions.withdraw')}
          </button>
        </form>
      ) : null}
      {mayRun(session.series) && question.status !== 'withdrawn' ? (
        <Desk view={view} session={session} question={question} typed={typed} error={error} />
      ) : null}
      <p>
        <a href={questionsPath(session)}>{t('questions.all')}</a>
      </p>
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** A number that a person typed, or nothing. */
const given = (body: Params, name: string) => (text(body, name) === '' ? {} : { [name]: text(body, name) })

export function questionPage(app: App): void {
  app.get('/giao-ban/:series/:number/cau-hoi/:n', (c) => render(c))

  app.post('/giao-ban/:series/:number/cau-hoi/:n', async (c) => {
    const viewer = requireViewer(c)
    const ctx = c.get('ctx')
    const session = await sessionOf(c)
    const question = await questionAt(ctx, viewer, session, c.req.param('n'))
    const body = await readBody(c)
    try {
      await handle(ctx, viewer, question.id, {
        ...('answer' in body ? { answer: text(body, 'answer'), correction: text(body, 'correction') } : {}),
        ...given(body, 'status'),
        ...given(body, 'grouped_with'),
        reason: text(body, 'reason'),
      })
    } catch (thrown) {
      return render(c, body, correctable(thrown))
    }
    return redirectWith(c, `${questionsPath(session)}/${question.number}`, 'questions.saved')
  })

  app.post('/giao-ban/:series/:number/cau-hoi/:n/rut-lai', async (c) => {
    const viewer = requireViewer(c)
    const ctx = c.get('ctx')
    const session = await sessionOf(c)
    const question = await questionAt(ctx, viewer, session, c.req.param('n'))
    if (!question.own) throw notFound()
    await withdraw(ctx, viewer, question.id)
    return redirectWith(c, `${questionsPath(session)}/${question.number}`, 'questions.withdrawn')
  })
}
