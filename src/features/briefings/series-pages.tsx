import type { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { readNumber, type Typed, typedOf } from './form-parts.tsx'
import { periodText, seriesPath, whenText } from './frame.tsx'
import {
  type BriefingRow,
  type SeriesRow,
  selectBriefings,
  selectNewest,
  selectPromised,
  selectRoles,
  selectSeriesList,
} from './read-sql.ts'
import { createSeries } from './series.ts'
import { SeriesForm, seriesFields } from './series-settings.tsx'
import { getSeries, mayGovern, mayRun } from './standing.ts'

function Session({ view, series, briefing }: { view: View; series: SeriesRow; briefing: BriefingRow }) {
  return (
    <li>
      <a href={`${seriesPath(series)}/${briefing.number}`}>
        <strong>{view.t('briefings.number', { number: briefing.number })}</strong>
        {briefing.title ? `: ${briefing.title}` : ''}
      </a>{' '}
      <span class="badge">{view.t(`briefings.state.${briefing.state}`)}</span>
      <p class="hint">
        {whenText(view, briefing)}
        <br />
        {view.t('briefings.looks_at', { period: periodText(view, briefing.period_from, briefing.period_to) })}
      </p>
    </li>
  )
}

async function indexPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const [series, view] = await Promise.all([
    selectSeriesList(ctx, c.get('viewer')?.id ?? null, 100),
    viewOf(c),
  ])
  const newest = await selectNewest(
    ctx,
    series.map(({ id }) => id),
  )
  const { t } = view
  return c.html(
    <Page view={view} title={t('briefings.title')} description={t('briefings.about')}>
      <div class="sheet prose">
        <h1>{t('briefings.title')}</h1>
        <p class="lead">{t('briefings.about')}</p>
        {series.length === 0 ? <EmptyState icon="people" text={t('briefings.none')} /> : null}
        {series.map((one) => {
          const session = newest.find((row) => row.series_id === one.id)
          return (
            <section class="briefing-card">
              <h2>
                <a href={seriesPath(one)}>{one.name}</a>
              </h2>
              {one.home ? (
                <p class="hint">
                  <a href={`/xom/${one.home}`}>{one.home_name || one.home}</a>
                </p>
              ) : null}
              {session ? (
                <ul class="settings-list">
                  <Session view={view} series={one} briefing={session} />
                </ul>
              ) : (
                <p class="hint">{t('briefings.no_sessions')}</p>
              )}
            </section>
          )
        })}
        {view.viewer ? (
          <p class="buttons">
            <a class="button" href="/giao-ban/moi">
              {t('briefings.new_series')}
            </a>
            <a class="button" href="/viec-cua-toi">
              {t('briefings.my_actions')}
            </a>
          </p>
        ) : null}
      </div>
    </Page>,
  )
}

async function newSeries(c: Req, form: Typed, error: AppError | null): Promise<Response> {
  const view = await viewOf(c)
  return c.html(
    <Page view={view} title={view.t('briefings.new_series')}>
      <h1>{view.t('briefings.new_series')}</h1>
      <p class="hint">{view.t('briefings.new_series_hint')}</p>
      <SeriesForm view={view} form={form} error={error} action="/giao-ban/moi" fresh />
    </Page>,
    (error?.status ?? 200) as 200,
  )
}

async function openSeries(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const form = typedOf(await readBody(c), seriesFields)
  try {
    limitRate(c, 'new_series', viewer.id, ctx.config.production ? 10 : 1_000_000, 24 * 3600)
    const slug = await createSeries(ctx, viewer, {
      name: form['name']!,
      description: form['description'],
      slug: form['slug'],
      community: form['community']!.trim(),
      cadence_months: readNumber(form['cadence_months']!) ?? undefined,
    })
    return redirectWith(c, `/giao-ban/${slug}`, 'briefings.flash.series')
  } catch (thrown) {
    return newSeries(c, form, correctable(thrown))
  }
}

const perPage = 20

async function seriesPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const series = await getSeries(ctx, c.get('viewer'), c.req.param('series') ?? '')
  const asked = Number(c.req.query('before'))
  const below = Number.isInteger(asked) && asked > 0 ? asked : 10_000
  const [sessions, roles, promised, view] = await Promise.all([
    selectBriefings(ctx, series.id, below, perPage + 1),
    selectRoles(ctx, series.id),
    selectPromised(ctx, series.id, 10_000, 5),
    viewOf(c),
  ])
  const shown = sessions.slice(0, perPage)
  const path = seriesPath(series)
  const { t } = view
  return c.html(
    <Page
      view={view}
      title={series.name}
      description={series.description || undefined}
      head={series.private ? <meta name="robots" content="noindex" /> : null}
    >
      <div class="sheet prose briefing">
        <p class="briefing-series">
          <a href="/giao-ban">{t('briefings.title')}</a>
          {series.home ? (
            <>
              {' · '}
              <a href={`/xom/${series.home}`}>{series.home_name || series.home}</a>
            </>
          ) : null}
        </p>
        <h1>{series.name}</h1>
        {series.archived_at ? <p class="aside">{t('briefings.archived')}</p> : null}
        {series.description ? <p class="plain">{series.description}</p> : null}
        <p class="hint">{t('briefings.every', { count: series.cadence_months })}</p>
        <Roles view={view} roles={roles} />
        {mayRun(series) ? (
          <p class="buttons">
            <a class="button primary" href={`${path}/ky-moi`}>
              {t('briefings.new_session')}
            </a>
          </p>
        ) : null}
        <h2>{t('briefings.sessions')}</h2>
        {shown.length === 0 ? <EmptyState icon="people" text={t('briefings.no_sessions')} /> : null}
        <ul class="settings-list">
          {shown.map((briefing) => (
            <Session view={view} series={series} briefing={briefing} />
          ))}
        </ul>
        <Pager
          view={view}
          next={sessions.length > perPage ? `${path}?before=${shown.at(-1)!.number}` : null}
        />
        {promised.length > 0 ? (
          <section>
            <h2>{t('briefings.promised')}</h2>
            <ul>
              {promised.map((item) => (
                <li>
                  <a href={`${path}/viec/${item.number}`}>{item.title}</a>{' '}
                  {item.overdue ? <span class="badge alert">{t('briefings.overdue')}</span> : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <nav class="chips" aria-label={series.name}>
          <a class="chip" href={`${path}/viec`}>
            {t('briefings.actions')}
          </a>
          <a class="chip" href={`${path}/tran-tro`}>
            {t('briefings.concerns')}
          </a>
          {mayGovern(series) || series.role ? (
            <a class="chip" href={`${path}/cai-dat`}>
              {t('briefings.settings')}
            </a>
          ) : null}
        </nav>
      </div>
    </Page>,
  )
}

type RoleRows = Awaited<ReturnType<typeof selectRoles>>

function Roles({ view, roles }: { view: View; roles: RoleRows }) {
  return (
    <ul class="briefing-roles">
      {roles.map((one) => (
        <li>
          <span class="hint">{view.t(`briefings.role.${one.role}`)}</span>{' '}
          <a href={`/@${one.acct}`}>
            <bdi>{one.display_name || one.username}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Series: all of them, one, its settings. */
export function seriesPages(app: App): void {
  app.get('/giao-ban', indexPage)
  app.get('/giao-ban/moi', (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const community = (c.req.query('xom') ?? '').slice(0, 60)
    return newSeries(c, { name: '', description: '', cadence_months: '6', community, slug: '' }, null)
  })
  app.post('/giao-ban/moi', openSeries)
  app.get('/giao-ban/:series', seriesPage)
}
