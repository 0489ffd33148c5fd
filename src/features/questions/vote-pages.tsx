import { AppError } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { text } from '../../ui/widgets/fields.tsx'
import { BriefingFrame, sessionOf } from '../briefings/index.ts'
import { opinionsPath, questionsPath, VoteForm, votingPath } from './parts.tsx'
import { questionAt } from './questions.ts'
import { limitVoting } from './routes.ts'
import { voteRefusal, youngDays } from './rules.ts'
import { nextFor, vote } from './votes.ts'

/** One statement, three buttons, and the next: made for a thumb, and for the keys 1, 2 and 3. */
async function onePage(c: Req) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const session = await sessionOf(c)
  const [view, { question, all, done }] = await Promise.all([viewOf(c), nextFor(ctx, viewer, session)])
  const { t } = view
  const refusal = voteRefusal(session)
  const title = t('questions.one_by_one')
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="cau-hoi">
      <h1>{title}</h1>
      {refusal ? (
        <p>{t(`errors.${refusal}`)}</p>
      ) : question ? (
        <article class="sheet vote-card">
          <p class="hint">
            <a href={`${questionsPath(session)}/${question.number}`}>
              {t('questions.nth', { number: question.number })}
            </a>
            {' · '}
            {t(`questions.kind.${question.kind}`)}
          </p>
          <p class="question-whole plain" dir="auto">
            {question.text}
          </p>
          {question.kind === 'question' ? <p class="hint">{t('questions.vote_means')}</p> : null}
          {view.viewer ? (
            <VoteForm view={view} session={session} question={question} back={votingPath(session)} keys />
          ) : (
            <p>
              <a class="button primary" href="/login">
                {t('questions.sign_in')}
              </a>
            </p>
          )}
        </article>
      ) : (
        <p>{t(all > 0 ? 'questions.all_voted' : 'questions.nothing_to_vote')}</p>
      )}
      {view.viewer && all > 0 ? (
        <p class="vote-progress">
          <progress value={done} max={all} aria-label={t('questions.progress', { done, all })} />{' '}
          {t('questions.progress', { done, all })}
        </p>
      ) : null}
      <p class="hint">{t('questions.secret')}</p>
      <p class="hint">{t('questions.apart_rule', { days: youngDays })}</p>
      <p>
        <a href={questionsPath(session)}>{t('questions.all')}</a>
        {' · '}
        <a href={opinionsPath(session)}>{t('questions.opinions')}</a>
      </p>
    </BriefingFrame>,
  )
}

export function votePages(app: App): void {
  app.get('/giao-ban/:series/:number/bieu-quyet', onePage)

  app.post('/giao-ban/:series/:number/cau-hoi/:n/bieu-quyet', async (c) => {
    const viewer = requireViewer(c)
    const ctx = c.get('ctx')
    const session = await sessionOf(c)
    const question = await questionAt(ctx, viewer, session, c.req.param('n'))
    const body = await readBody(c)
    const back = localPath(body['back'], questionsPath(session))
    try {
      limitVoting(c, viewer.id)
      await vote(ctx, viewer, question.id, { vote: text(body, 'vote') })
    } catch (error) {
      // Closed meanwhile, taken back meanwhile: said where she was.
      if (!(error instanceof AppError) || (error.status !== 422 && error.status !== 429)) throw error
      return redirectWith(c, back, `errors.${error.reason}`, error.params)
    }
    return c.redirect(back, 303)
  })
}
