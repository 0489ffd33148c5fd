import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDateTime, formatList, formatNumber } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { FormProblem } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import { type BriefingState, briefingStates } from './api.ts'
import { BriefingFrame, briefingPath, periodText, seriesPath, sessionOf } from './frame.tsx'
import {
  type CorrectionRow,
  type CountsRow,
  selectCorrections,
  selectCounts,
  selectPromised,
  selectRoles,
  selectSeatOf,
  selectSteps,
} from './read-sql.ts'
import { moveBriefing, waysFor } from './sessions.ts'
import { mayRun, type Session } from './standing.ts'

/** The way on, and back, for those who run the session. */
function Ways({ view, session, error }: { view: View; session: Session; error: AppError | null }) {
  const { series, briefing } = session
  const ways = waysFor(series, briefing.state)
  const path = briefingPath(session)
  if (!mayRun(series)) return null
  return (
    <section class="briefing-run" aria-label={view.t('briefings.run')}>
      <FormProblem text={wholeProblem(view, error)} />
      <p class="hint">{view.t(`briefings.next.${briefing.state}`)}</p>
      {ways.map(({ to, back }) => (
        <form method="post" action={`${path}/buoc`}>
          <input type="hidden" name="to" value={to} />
          <button type="submit" class={back ? 'button small' : 'primary'}>
            {view.t(`briefings.to.${briefing.state}.${to}`)}
          </button>
        </form>
      ))}
      <a class="button small" href={`${path}/sua`}>
        {view.t('briefings.edit')}
      </a>
    </section>
  )
}

function Corrections({ view, rows }: { view: View; rows: CorrectionRow[] }) {
  if (rows.length === 0) return null
  return (
    <section id="dinh-chinh">
      <h2>{view.t('briefings.corrections')}</h2>
      <ul class="settings-list">
        {rows.map((row) => (
          <li>
            <strong>{view.t(`briefings.subject.${row.subject}`)}</strong>: {row.note}
            <p class="hint">
              {formatDateTime(row.created_at, view.locale)}
              {row.name ? ` · ${row.name}` : ''}
            </p>
            {row.before ? (
              <details>
                <summary>{view.t('briefings.before')}</summary>
                <p class="plain">{row.before}</p>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who takes part, honestly: people, organisations, others, and that some were not counted. */
function present(view: View, count: CountsRow): string {
  const parts = (['people', 'organisations', 'unnamed'] as const)
    .filter((name) => count[name] > 0)
    .map((name) => view.t(`briefings.count.${name}`, { count: formatNumber(count[name], view.locale) }))
  if (count.uncounted > 0) parts.push(view.t('briefings.count.uncounted'))
  return parts.length > 0 ? formatList(parts, view.locale) : view.t('briefings.nobody')
}

async function overview(c: Req, error: AppError | null = null): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const { briefing, series } = session
  const viewer = c.get('viewer')
  const [counts, roles, promised, steps, corrections, seat, view] = await Promise.all([
    selectCounts(ctx, briefing.id),
    selectRoles(ctx, series.id),
    selectPromised(ctx, series.id, briefing.number, 10),
    selectSteps(ctx, briefing.id),
    selectCorrections(ctx, briefing.id, 50),
    viewer ? selectSeatOf(ctx, briefing.id, viewer.id) : [],
    viewOf(c),
  ])
  const { t } = view
  const path = briefingPath(session)
  const count = counts[0]!
  const number = (value: number) => formatNumber(value, view.locale)
  return c.html(
    <BriefingFrame view={view} session={session} title={t('briefings.tab.overview')} front>
      {seat[0]?.status === 'invited' && ['call', 'agenda', 'session'].includes(briefing.state) ? (
        <section class="aside briefing-invited">
          <p>{t('briefings.invited', { seat: t(`briefings.seat.${seat[0].seat}`) })}</p>
          <div class="buttons">
            <form method="post" action={`${path}/nhan-loi`}>
              <button type="submit" class="primary">
                {t('briefings.accept')}
              </button>
            </form>
            <form method="post" action={`${path}/tu-choi`}>
              <button type="submit" class="button">
                {t('briefings.decline')}
              </button>
            </form>
          </div>
        </section>
      ) : null}
      <Ways view={view} session={session} error={error} />
      {briefing.purpose ? <p class="plain lead">{briefing.purpose}</p> : null}
      <dl class="briefing-facts">
        <dt>{t('briefings.period')}</dt>
        <dd>{periodText(view, briefing.period_from, briefing.period_to)}</dd>
        <dt>{t('briefings.ahead')}</dt>
        <dd>{periodText(view, briefing.period_to, briefing.ahead_to)}</dd>
        {roles.map((one) => (
          <>
            <dt>{t(`briefings.role.${one.role}`)}</dt>
            <dd>
              <a href={`/@${one.acct}`}>
                <bdi>{one.display_name || one.username}</bdi>
              </a>
            </dd>
          </>
        ))}
        {briefing.stream_url ? (
          <>
            <dt>{t('briefings.stream')}</dt>
            <dd>
              <a href={briefing.stream_url} rel="noopener nofollow">
                {new URL(briefing.stream_url).host}
              </a>
            </dd>
          </>
        ) : null}
      </dl>
      <ul class="briefing-counts">
        <li>
          <a href={`${path}/cau-hoi`}>{t('briefings.count.questions', { count: number(count.questions) })}</a>
        </li>
        <li>
          <a href={`${path}/y-kien`}>{t('briefings.count.voters', { count: number(count.voters) })}</a>
        </li>
        <li>
          <a href={`${path}/thanh-phan`}>{present(view, count)}</a>
        </li>
        <li>
          <a href={`${path}/ket-luan`}>
            {t('briefings.count.outcomes', {
              findings: number(count.findings),
              actions: number(count.actions),
            })}
          </a>
        </li>
      </ul>
      {promised.length > 0 ? (
        <section>
          <h2>{t('briefings.promised')}</h2>
          <Promised view={view} items={promised} path={seriesPath(series)} />
        </section>
      ) : null}
      <Corrections view={view} rows={corrections} />
      <section>
        <h2>{t('briefings.history')}</h2>
        <ol class="hint">
          {steps.map((step) => (
            <li>
              {formatDateTime(step.created_at, view.locale)}: {t(`briefings.state.${step.state}`)}
              {step.name ? ` · ${step.name}` : ''}
              {step.note ? ` · ${step.note}` : ''}
            </li>
          ))}
        </ol>
      </section>
      <nav class="chips" aria-label={t('briefings.sessions')}>
        {briefing.previous ? (
          <a class="chip" rel="prev" href={`${seriesPath(series)}/${briefing.previous}`}>
            {t('briefings.previous', { number: briefing.previous })}
          </a>
        ) : null}
        {briefing.next ? (
          <a class="chip" rel="next" href={`${seriesPath(series)}/${briefing.next}`}>
            {t('briefings.following', { number: briefing.next })}
          </a>
        ) : null}
        <a class="chip" href={`${path}/ban-in`}>
          {t('briefings.print')}
        </a>
        <a class="chip" href={`${path}/phien-ban`}>
          {t('briefings.versions')}
        </a>
      </nav>
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** What was promised before and is not done, overdue first. */
export function Promised({
  view,
  items,
  path,
}: {
  view: View
  items: Awaited<ReturnType<typeof selectPromised>>
  path: string
}) {
  return (
    <ul class="settings-list briefing-promised">
      {items.map((item) => (
        <li>
          <a href={`${path}/viec/${item.number}`}>{item.title}</a>{' '}
          {item.overdue ? <span class="badge alert">{view.t('briefings.overdue')}</span> : null}
          <p class="hint">
            {item.owner ? `${item.owner} · ` : ''}
            {view.t('briefings.progress', { count: item.progress })}
            {item.due_on
              ? ` · ${view.t('briefings.due', { date: item.due_on.split('-').reverse().join('/') })}`
              : ''}
            {' · '}
            {view.t('briefings.promised_at', { number: item.from_number })}
          </p>
        </li>
      ))}
    </ul>
  )
}

async function move(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const session = await sessionOf(c)
  const body = await readBody(c)
  const to = text(body, 'to')
  try {
    if (!(briefingStates as readonly string[]).includes(to))
      throw new AppError('conflict', 'briefing_no_such_way')
    await moveBriefing(ctx, viewer, session.briefing.id, to as BriefingState, text(body, 'note'))
  } catch (thrown) {
    if (!(thrown instanceof AppError) || ![409, 422].includes(thrown.status)) throw thrown
    return overview(c, thrown)
  }
  return redirectWith(c, briefingPath(session), `briefings.flash.${to}`)
}

/** What a session is, in one page, and its way through the states. */
export function overviewPages(app: App): void {
  app.get('/giao-ban/:series/:number{[0-9]+}', (c) => overview(c))
  app.post('/giao-ban/:series/:number{[0-9]+}/buoc', move)
}
