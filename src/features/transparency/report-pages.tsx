import { notFound, unauthorized } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { bounds, readPage } from '../../http/paging.ts'
import { formatDate, formatDateTime } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { csv, open } from './csv.ts'
import { Tables } from './figures-table.tsx'
import { Method } from './method.tsx'
import { FORMAT, type Report, schemaOf } from './report-format.ts'
import { Origin, ReportLine, ReportsBeside, reportPath, spanOf, WordTable } from './report-parts.tsx'
import { ReportPlots } from './report-plots.tsx'
import { daysText } from './report-text.ts'
import { besides, getReport, isOwn, listReports, reportBody, type Shown } from './reports.ts'
import { runsBriefings } from './reports-sql.ts'
import { tabs } from './tabs.tsx'
import { names, wordOf } from './vocabulary.ts'

export const base = '/minh-bach/bao-cao'
export const schemaPath = '/minh-bach/xom-report-1.schema.json'

export const mayCount = async (c: Req): Promise<boolean> => {
  const viewer = c.get('viewer')
  return viewer !== null && (viewer.role !== 'user' || (await runsBriefings(c.get('ctx'), viewer.id)))
}

async function listPage(c: Req): Promise<Response> {
  const page = readPage(c, 20, 20)
  const { below, above } = bounds(page)
  const [rows, view, may] = await Promise.all([
    listReports(c.get('ctx'), below, above, page.limit + 1),
    viewOf(c),
    mayCount(c),
  ])
  const shown = rows.slice(0, page.limit)
  const title = view.t('periods.title')
  const operator = view.viewer !== null && view.viewer.role !== 'user'
  return c.html(
    <Page view={view} title={title} description={view.t('periods.lead')}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <p class="hint">{view.t('periods.lead')}</p>
      <p class="chips">
        {may ? (
          <a class="chip" href={`${base}/moi`}>
            {view.t('periods.make')}
          </a>
        ) : null}
        <a class="chip" href={`${base}/gui`}>
          {view.t('periods.send')}
        </a>
        {operator ? (
          <a class="chip" href={`${base}/ma`}>
            {view.t('periods.tokens')}
          </a>
        ) : null}
        <a class="chip" href={`${base}/cach-tinh`}>
          {view.t('periods.method')}
        </a>
      </p>
      {shown.length === 0 ? <EmptyState icon="shield" text={view.t('periods.none')} /> : null}
      <ol class="desk">
        {shown.map((row) => (
          <ReportLine view={view} row={row} />
        ))}
      </ol>
      <Pager view={view} next={rows.length > page.limit ? `${base}?max_id=${shown.at(-1)!.id}` : null} />
    </Page>,
  )
}

/** What every report says of itself before its numbers. */
function Head({ view, shown }: { view: View; shown: Shown }) {
  const { row, report } = shown
  const at = report?.computed_at ? formatDateTime(new Date(report.computed_at), view.locale) : null
  return (
    <section class="sheet">
      <p>
        <Origin view={view} row={row} />{' '}
        {row.source === 'own' ? null : view.t('periods.claimed_text', { network: row.network })}
      </p>
      {row.source === 'own' ? null : (
        <p class="hint">
          {row.source_url ? (
            <a href={row.source_url} rel="nofollow noopener">
              {view.t('periods.fetched_from', { url: row.source_url })}
            </a>
          ) : row.invited ? (
            view.t('periods.sent_by', { name: row.invited })
          ) : (
            view.t('periods.sent_by_operator')
          )}
          {report?.method ? (
            <>
              {' · '}
              <a href={report.method} rel="nofollow noopener">
                {view.t('periods.their_method')}
              </a>
            </>
          ) : null}
        </p>
      )}
      {row.complete ? null : <p class="problem">{view.t('periods.incomplete', { at: at ?? '' })}</p>}
      {row.overlaps_id ? (
        <p>
          {view.t('periods.overlapping')}{' '}
          <a href={reportPath(row.overlaps_id)}>{view.t('periods.the_other')}</a>
        </p>
      ) : null}
      {report?.note ? (
        <p class="plain" dir="auto">
          {report.note}
        </p>
      ) : null}
      {row.sha256 ? (
        <>
          <p>
            {view.t(row.source === 'own' ? 'periods.frozen' : 'periods.kept', {
              at: formatDateTime(row.ready_at ?? row.created_at, view.locale),
            })}
          </p>
          <p class="hint">
            SHA-256 <code class="hash">{row.sha256}</code>
          </p>
        </>
      ) : (
        <>
          <p role="status">
            {view.t(`periods.state.${row.state}`, { percent: row.progress })}
            {row.problem ? ` ${view.t(`periods.problem.${row.problem}`)}` : ''}
          </p>
          <progress max={100} value={row.progress} aria-label={view.t('periods.progress')} />
          <p>
            <a href={reportPath(row.id)}>{view.t('periods.look_again')}</a>
          </p>
        </>
      )}
    </section>
  )
}

function Numbers({ view, shown }: { view: View; shown: Shown }) {
  const { report } = shown
  if (!report) return null
  if (!isOwn(report)) return <WordTable view={view} shown={shown} />
  const before = report.before ? daysText(view, report.before.period) : '—'
  return (
    <Tables
      view={view}
      now={report.figures}
      before={report.figures_before}
      headings={[daysText(view, report.period), before]}
    />
  )
}

async function reportPage(c: Req, id: string): Promise<Response> {
  const ctx = c.get('ctx')
  const [shown, view] = await Promise.all([getReport(ctx, id), viewOf(c)])
  const { row, report } = shown
  const others = row.source === 'own' && report ? await besides(ctx, row) : []
  const title = `${row.source === 'own' ? view.t('periods.one') : row.title}: ${daysText(view, spanOf(row))}`
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <Head view={view} shown={shown} />
      {report ? (
        <>
          <p class="chips">
            {['json', 'csv'].map((kind) => (
              <a class="chip" href={`${reportPath(row.id)}.${kind}`} data-turbo="false">
                {kind.toUpperCase()}
              </a>
            ))}
          </p>
          <h2 class="report-heading">{view.t('periods.drawn')}</h2>
          <ReportPlots view={view} report={report} />
          <h2 class="report-heading">{view.t('periods.all')}</h2>
          <Numbers view={view} shown={shown} />
          {others.length > 0 ? (
            <>
              <h2 class="report-heading">{view.t('periods.others')}</h2>
              <p class="hint">{view.t('periods.others_text')}</p>
              <ReportsBeside view={view} shown={[shown, ...others]} />
            </>
          ) : null}
          {row.source === 'own' ? <Method view={view} frozen={false} /> : null}
        </>
      ) : null}
    </Page>,
  )
}

/** One line for each number: the words of the format first, then (ours) all figures. */
function csvOf(report: Report): string {
  const span = `${report.period.from}..${report.period.to}`
  const rows = names
    .filter((name) => report.metrics[name] !== undefined)
    .map((name) => {
      const [now, before] = [report.metrics[name], report.before?.metrics[name]]
      return {
        period: span,
        metric: name,
        value: now?.value,
        n: now?.n,
        p90: now?.p90,
        before: before?.value,
      }
    })
  const figures = isOwn(report)
    ? Object.keys(report.figures.metrics)
        .sort()
        .map((metric) => ({
          period: span,
          metric: `figures.${metric}`,
          value: report.figures.metrics[metric],
          before: report.figures_before?.metrics[metric],
        }))
    : []
  return csv([...rows, ...figures], ['period', 'metric', 'value', 'n', 'p90', 'before'])
}

/** The bytes that were frozen, or as they came; a table for spreadsheets. */
async function reportFile(c: Req, file: string): Promise<Response> {
  const [id, kind] = file.split('.') as [string, string]
  const { row, body } = await reportBody(c.get('ctx'), id)
  open(c)
  c.header('ETag', `"${row.sha256}${kind === 'csv' ? '-csv' : ''}"`)
  if (kind === 'json') {
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    c.header('Content-Type', 'application/json; charset=utf-8')
    return c.body(new Uint8Array(body))
  }
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(csvOf(JSON.parse(body.toString('utf8')) as Report))
}

/** Every number of the format with what it means; how our own are counted. */
async function methodPage(c: Req): Promise<Response> {
  const view = await viewOf(c)
  const title = view.t('periods.method')
  const sections = [...new Set(names.map((name) => wordOf(name).section))]
  return c.html(
    <Page view={view} title={title}>
      {tabs(view, base)}
      <h1>{title}</h1>
      <Method view={view} frozen={false} />
      <section class="sheet prose">
        <h2>{view.t('periods.format')}</h2>
        <p>{view.t('periods.format_text', { format: FORMAT })}</p>
        <p>
          <a href={schemaPath}>{view.t('periods.schema')}</a>
        </p>
        {sections.map((section) => (
          <>
            <h3>{view.t(`transparency.section.${section}`)}</h3>
            <dl>
              {names
                .filter((name) => wordOf(name).section === section)
                .map((name) => (
                  <>
                    <dt>
                      <code>{name}</code>
                    </dt>
                    <dd>
                      {view.t(`periods.word.${name}`)} ({view.t(`periods.kind.${wordOf(name).kind}`)})
                    </dd>
                  </>
                ))}
            </dl>
          </>
        ))}
        <p class="hint">{formatDate(view.now, view.locale)}</p>
      </section>
    </Page>,
  )
}

/** Who may not: signed in or not, she is told what she can do about it. */
export function operatorOnly(c: Req) {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  if (viewer.role === 'user') throw notFound()
  c.header('Cache-Control', 'no-store')
  return viewer
}

export function reportPages(app: App): void {
  app.get(base, listPage)
  app.get(`${base}/cach-tinh`, methodPage)
  app.get(schemaPath, (c) => {
    open(c)
    c.header('Content-Type', 'application/schema+json; charset=utf-8')
    return c.body(JSON.stringify(schemaOf(`${c.get('ctx').config.origin}${schemaPath}`), null, 2))
  })
  app.get(`${base}/:file{[0-9]{1,19}\\.(?:json|csv)}`, (c) => reportFile(c, c.req.param('file')!))
  app.get(`${base}/:id{[0-9]{1,19}}`, (c) => reportPage(c, c.req.param('id')!))
}
