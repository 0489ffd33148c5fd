import type { AppError } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, text, ticked } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { BriefingFrame, type Session, sessionOf } from '../briefings/index.ts'
import { type Kind, kinds, type Sort, sorts } from './api.ts'
import { AskForm, type Near, type Typed } from './ask-form.tsx'
import { opinionsPath, QuestionItem, questionsPath, votingPath } from './parts.tsx'
import { questionPage } from './question-page.tsx'
import { ask, similarTo } from './questions.ts'
import { limitAsking, sortOf } from './routes.ts'
import { askRefusal, voteRefusal, youngDays } from './rules.ts'
import { selectQuestions } from './sql.ts'

const perPage = 30
/** Pages that one can walk down. */
const deepest = 3000

export interface Shown {
  typed?: Typed
  near?: Near[]
  error?: AppError
}

const startOf = (c: Req): number => {
  const asked = Number(c.req.query('from') ?? 0)
  return Number.isInteger(asked) && asked > 0 && asked <= deepest ? asked : 0
}

function Sorts({ view, session, sort }: { view: View; session: Session; sort: Sort }) {
  const path = questionsPath(session)
  return (
    <p class="chips">
      <span class="hint">{view.t('questions.sort')}</span>{' '}
      {sorts.map((one) => (
        <a
          class="chip"
          href={one === 'votes' ? path : `${path}?sort=${one}`}
          aria-current={one === sort ? 'true' : undefined}
        >
          {view.t(`questions.sort.${one}`)}
        </a>
      ))}
    </p>
  )
}

/** What can be done here now, in one sentence. */
function Standing({ view, session }: { view: View; session: Session }) {
  const asking = askRefusal(session, view.now)
  const voting = voteRefusal(session)
  return (
    <>
      {asking ? <p>{view.t(`errors.${asking}`)}</p> : null}
      {voting && voting !== asking ? <p>{view.t(`errors.${voting}`)}</p> : null}
      <p class="buttons">
        {voting ? null : (
          <a class="button primary" href={votingPath(session)}>
            {view.t('questions.one_by_one')}
          </a>
        )}
        <a class="button" href={opinionsPath(session)}>
          {view.t('questions.opinions')}
        </a>
      </p>
    </>
  )
}

async function listPage(c: Req, session: Session, shown: Shown = {}) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const sort = sortOf(c.req.query('sort'))
  const offset = startOf(c)
  const [view, rows] = await Promise.all([
    viewOf(c),
    selectQuestions(ctx, viewer?.id ?? null, session.briefing.id, { sort, limit: perPage + 1, offset }),
  ])
  const path = questionsPath(session)
  const title = view.t('questions.title')
  const closed = askRefusal(session, view.now) !== null
  const here = `${path}?sort=${sort}${offset > 0 ? `&from=${offset}` : ''}`
  const next =
    rows.length > perPage && offset + perPage <= deepest
      ? `${path}?sort=${sort}&from=${offset + perPage}`
      : null
  return (
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      <p>{view.t('questions.lead')}</p>
      <Standing view={view} session={session} />
      {closed ? null : <AskForm view={view} session={session} {...shown} />}
      <Sorts view={view} session={session} sort={sort} />
      {rows.length === 0 ? (
        <EmptyState icon="search" text={view.t(closed ? 'questions.empty_closed' : 'questions.empty')} />
      ) : (
        <ol class="questions">
          {rows.slice(0, perPage).map((question) => (
            <QuestionItem view={view} session={session} question={question} back={here} />
          ))}
        </ol>
      )}
      <Pager view={view} next={next} />
      <p class="hint">{view.t('questions.apart_rule', { days: youngDays })}</p>
    </BriefingFrame>
  )
}

async function send(c: Req) {
  const viewer = requireViewer(c)
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const body = await readBody(c)
  const asked = text(body, 'kind')
  const typed: Typed = {
    kind: kinds.find((kind): kind is Kind => kind === asked) ?? 'question',
    text: text(body, 'text'),
    addressed_to: text(body, 'addressed_to'),
    anonymous: ticked(body, 'anonymous'),
  }
  try {
    // Shown once before it is sent; nothing is held back for being like another.
    if (text(body, 'confirmed') !== '1' && !askRefusal(session, ctx.clock())) {
      const near = await similarTo(ctx, session, typed.text)
      if (near.length > 0) return c.html((await listPage(c, session, { typed, near })) as never)
    }
    limitAsking(c, viewer.id)
    const { number } = await ask(ctx, viewer, session.briefing.id, typed)
    return redirectWith(c, `${questionsPath(session)}/${number}`, 'questions.sent', { number })
  } catch (thrown) {
    const error = correctable(thrown)
    return c.html((await listPage(c, session, { typed, error })) as never, error.status as 422)
  }
}

export function questionPages(app: App): void {
  app.get('/giao-ban/:series/:number/cau-hoi', (c) =>
    sharedPage(c, async () => listPage(c, await sessionOf(c))),
  )
  app.post('/giao-ban/:series/:number/cau-hoi', send)
  questionPage(app)
}
