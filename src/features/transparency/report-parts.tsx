import { formatDateTime } from '../../lib/format/index.ts'
import { vietnamDay } from '../../lib/time.ts'
import type { View } from '../../ui/view.ts'
import { TimesBeside } from './report-plots.tsx'
import { daysText, valueText } from './report-text.ts'
import type { Shown } from './reports.ts'
import type { ReportRow } from './reports-sql.ts'
import { type Name, names, wordOf } from './vocabulary.ts'

export const reportPath = (id: string): string => `/minh-bach/bao-cao/${id}`

export const spanOf = (row: Pick<ReportRow, 'from_at' | 'to_at'>) => ({
  from: vietnamDay(row.from_at),
  to: vietnamDay(row.to_at),
})

/** Where it comes from, and how far it may be believed. */
export function Origin({ view, row }: { view: View; row: ReportRow }) {
  if (row.source === 'own') return <span class="badge">{view.t('periods.own')}</span>
  return <strong class="badge badge-claimed">{view.t('periods.claimed')}</strong>
}

/** What stands in a list of reports. */
export function ReportLine({ view, row }: { view: View; row: ReportRow }) {
  return (
    <li>
      <p>
        <a href={reportPath(row.id)}>
          {row.title}: {daysText(view, spanOf(row))}
        </a>{' '}
        <Origin view={view} row={row} />
      </p>
      <p class="hint">
        {row.source === 'own' ? null : `${row.network} · `}
        {row.state === 'ready'
          ? formatDateTime(row.ready_at ?? row.created_at, view.locale)
          : view.t(`periods.state.${row.state}`, { percent: row.progress })}
        {row.complete ? '' : ` · ${view.t('periods.incomplete_short')}`}
      </p>
    </li>
  )
}

/** What a page that embeds a report says first: the few numbers that it is remembered by. */
const first: Name[] = [
  'active_accounts',
  'items_published',
  'reports_received',
  'cases_decided',
  'cases_open',
  'time_to_action_hours',
  'appeals_filed',
  'authority_requests',
  'newcomers_answered_share',
  'oldest_open_days',
]

/** A report in ten numbers, with the way to the whole; of one that is not ready, how far it is. */
export function ReportSummary({ view, shown }: { view: View; shown: Shown }) {
  const { row, report } = shown
  return (
    <section class="sheet report-summary">
      <h3>
        <a href={reportPath(row.id)}>
          {row.title}: {daysText(view, spanOf(row))}
        </a>
      </h3>
      <p>
        <Origin view={view} row={row} />
      </p>
      {report ? (
        <dl class="figures">
          {first
            .filter((name) => report.metrics[name] !== undefined)
            .map((name) => (
              <div>
                <dt>{view.t(`periods.word.${name}`)}</dt>
                <dd>{valueText(view, name, report.metrics[name])}</dd>
              </div>
            ))}
        </dl>
      ) : (
        <p>{view.t(`periods.state.${row.state}`, { percent: row.progress })}</p>
      )}
      {row.sha256 ? (
        <p class="hint">
          SHA-256 <code class="hash">{row.sha256}</code>
        </p>
      ) : null}
    </section>
  )
}

/** Reports of several networks in one table, ours first: a row for each number that anybody gives. */
export function ReportsBeside({ view, shown, id = 'beside' }: { view: View; shown: Shown[]; id?: string }) {
  const ready = shown.flatMap(({ row, report }) => (report ? [{ row, report, name: row.title }] : []))
  if (ready.length === 0) return null
  const told = names.filter((name) =>
    ready.some(({ report }) => (report.metrics[name]?.value ?? null) !== null),
  )
  return (
    <>
      {ready.length > 1 ? <p class="hint scroll-hint">{view.t('periods.scroll')}</p> : null}
      <section class="figure-table" tabindex={0} aria-label={view.t('periods.beside')}>
        <table class="beside">
          <caption>{view.t('periods.beside')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{view.t('transparency.metric_column')}</span>
              </th>
              {ready.map(({ row }) => (
                <th scope="col">
                  <a href={reportPath(row.id)}>{row.title}</a>
                  <br />
                  {daysText(view, spanOf(row))}
                  <br />
                  <Origin view={view} row={row} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((name) => (
              <tr>
                <th scope="row">{view.t(`periods.word.${name}`)}</th>
                {ready.map(({ report }) => (
                  <td>{valueText(view, name, report.metrics[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <TimesBeside view={view} reports={ready} id={id} />
    </>
  )
}

/** All numbers of one report in the words of the open format, beside those of the period before, if it tells them. */
export function WordTable({ view, shown }: { view: View; shown: Shown }) {
  const { report } = shown
  if (!report) return null
  const sections = [...new Set(names.map((name) => wordOf(name).section))]
  return (
    <>
      {sections.map((section) => {
        const rows = names.filter(
          (name) => wordOf(name).section === section && report.metrics[name] !== undefined,
        )
        if (rows.length === 0) return null
        return (
          <div class="figure-table">
            <table>
              <caption>{view.t(`transparency.section.${section}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span class="visually-hidden">{view.t('transparency.metric_column')}</span>
                  </th>
                  <th scope="col">{daysText(view, report.period)}</th>
                  {report.before ? <th scope="col">{daysText(view, report.before.period)}</th> : null}
                </tr>
              </thead>
              <tbody>
                {rows.map((name) => (
                  <tr>
                    <th scope="row">
                      {view.t(`periods.word.${name}`)}
                      {report.metrics[name]?.note ? (
                        <span class="hint" dir="auto">
                          {' '}
                          {report.metrics[name]!.note}
                        </span>
                      ) : null}
                    </th>
                    <td>{valueText(view, name, report.metrics[name])}</td>
                    {report.before ? <td>{valueText(view, name, report.before.metrics[name])}</td> : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      })}
    </>
  )
}
