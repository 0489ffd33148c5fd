import { formatNumber } from '../../lib/format/index.ts'
import { Bars, type Datum, Line, Ranges } from '../../lib/plots/index.ts'
import type { View } from '../../ui/view.ts'
import type { Report } from './report-format.ts'
import { brief, briefHours, cellOf, hoursText } from './report-text.ts'
import { isOwn, type OwnReport, type Part } from './reports.ts'
import type { Cell } from './small.ts'
import { type Name, wordOf } from './vocabulary.ts'

interface PlotsProps {
  view: View
  report: Report | OwnReport
  /** Begins the names of the parts: where several stand on one page. */
  id?: string
}

const words = (view: View) => ({
  column: view.t('periods.part'),
  unknown: view.t('periods.unknown'),
  format: (value: number) => formatNumber(value, view.locale),
  brief: brief(view),
})

const datum = (label: string, value: Cell | undefined): Datum => ({
  label,
  value: typeof value === 'number' ? value : null,
  ...(typeof value === 'string' ? { text: value === '<5' ? '<5' : '≥5' } : {}),
})

/** "5", "5/26" where a year begins, a day of a week. */
function partLabel({ from }: Part, unit: OwnReport['unit'], at: number): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  if (unit === 'day' || unit === 'week') return `${day}/${month}`
  return at === 0 || month === 1 ? `${month}/${String(year).slice(2)}` : String(month)
}

const lines = ['items', 'reports', 'opened', 'decided', 'open'] as const

/** The period part by part, small and beside each other. */
function Course({ view, report, id }: { view: View; report: OwnReport; id: string }) {
  const label = (part: Part, at: number) => partLabel(part, report.unit, at)
  return (
    <div class="plots">
      {lines.map((name) => {
        const data = report.parts.map((part, at) => datum(label(part, at), part[name]))
        const known = data.filter((one) => one.value !== null)
        const top = known.reduce<Datum | null>(
          (best, one) => (one.value! > (best?.value ?? -1) ? one : best),
          null,
        )
        return (
          <Line
            {...words(view)}
            column={view.t(`periods.unit.${report.unit}`)}
            id={`${id}-${name}`}
            title={view.t(`periods.course.${name}`)}
            description={view.t('periods.course_text', {
              count: data.length,
              top: top ? formatNumber(top.value!, view.locale) : view.t('periods.unknown'),
              at: top?.label ?? '—',
            })}
            data={data}
            small
          />
        )
      })}
    </div>
  )
}

const label = (view: View, name: Name) => view.t(`periods.word.${name}`)

interface CompareProps extends PlotsProps {
  id: string
  names: Name[]
  title: string
  max?: number
}

/** Some numbers of the period, with those of the one before hatched under each. */
function Compare({ view, report, id, names, title, max }: CompareProps) {
  const shown = names.filter((name) => report.metrics[name] !== undefined)
  if (shown.every((name) => (report.metrics[name]?.value ?? null) === null)) return null
  const kind = wordOf(names[0]!).kind
  const before = report.before
  return (
    <Bars
      {...words(view)}
      format={(value) => cellOf(view, kind, value)}
      column={view.t('transparency.metric_column')}
      id={id}
      title={title}
      description={view.t('periods.compare_text', {
        list: shown
          .map((name) => `${label(view, name)}: ${cellOf(view, kind, report.metrics[name]?.value)}`)
          .join('; '),
      })}
      data={shown.map((name) => datum(label(view, name), report.metrics[name]?.value))}
      {...(before
        ? { before: shown.map((name) => datum(label(view, name), before.metrics[name]?.value)) }
        : {})}
      names={[view.t('periods.now'), view.t('periods.before')]}
      {...(max === undefined ? {} : { max })}
    />
  )
}

function Times({ view, report, id }: { view: View; report: OwnReport; id: string }) {
  if (report.parts.every((part) => part.median_hours === null)) return null
  const middle = report.metrics.time_to_action_hours
  return (
    <Ranges
      {...words(view)}
      id={id}
      column={view.t(`periods.unit.${report.unit}`)}
      title={view.t('periods.times')}
      description={view.t('periods.times_text', {
        median: cellOf(view, 'hours', middle?.value),
        p90: cellOf(view, 'hours', middle?.p90),
      })}
      format={(value) => hoursText(view, value)}
      brief={(value) => briefHours(view, value)}
      names={{ median: view.t('periods.median'), p90: view.t('periods.p90'), n: view.t('periods.cases') }}
      data={report.parts.map((part, at) => ({
        label: partLabel(part, report.unit, at),
        median: part.median_hours,
        p90: part.p90_hours,
        n: formatNumber(part.decided, view.locale),
      }))}
    />
  )
}

/** Measures by type, which only our own reports have. */
function Measures({ view, report, id }: { view: View; report: OwnReport; id: string }) {
  const kinds = (metrics: Record<string, Cell> | undefined) =>
    Object.keys(metrics ?? {}).flatMap((name) => /^measures\.(\w+)$/.exec(name)?.[1] ?? [])
  const [now, before] = [report.figures.metrics, report.figures_before?.metrics]
  const all = [...new Set([...kinds(now), ...kinds(before)])].sort()
  if (all.length === 0) return null
  const of = (metrics: Record<string, Cell>) =>
    all.map((kind) => datum(view.t(`moderation.measure.${kind}`), metrics[`measures.${kind}`] ?? 0))
  return (
    <Bars
      {...words(view)}
      id={id}
      column={view.t('transparency.section.measures')}
      title={view.t('transparency.section.measures')}
      description={view.t('periods.measures_text')}
      data={of(now)}
      {...(before ? { before: of(before) } : {})}
      names={[view.t('periods.now'), view.t('periods.before')]}
    />
  )
}

/**
 * The drawings of a report, each with its table: of ours the course of the period, times and measures; of anybody's what
 * became of cases, and the shares, beside the period before.
 */
export function ReportPlots({ view, report, id = 'plot' }: PlotsProps) {
  const outcomes: Name[] = ['action_rules', 'action_law', 'no_action', 'duplicate', 'withdrawn', 'cases_open']
  const shares: Name[] = ['within_24h_share', 'within_48h_share', 'within_7d_share', 'reasons_given_share']
  const people: Name[] = ['newcomers_answered_share', 'newcomers_retained_share', 'cross_replies_share']
  const own = isOwn(report) ? report : null
  return (
    <>
      {own ? <Course view={view} report={own} id={id} /> : null}
      <div class="plots">
        {own ? <Times view={view} report={own} id={`${id}-times`} /> : null}
        <Compare
          view={view}
          report={report}
          id={`${id}-outcomes`}
          names={outcomes}
          title={view.t('periods.outcomes')}
        />
        {own ? <Measures view={view} report={own} id={`${id}-measures`} /> : null}
        <Compare
          view={view}
          report={report}
          id={`${id}-shares`}
          names={shares}
          title={view.t('periods.shares')}
          max={1}
        />
        <Compare
          view={view}
          report={report}
          id={`${id}-people`}
          names={people}
          title={view.t('periods.people')}
          max={1}
        />
      </div>
    </>
  )
}

/** Times to action of several networks, a line for each. */
export function TimesBeside({
  view,
  reports,
  id,
}: {
  view: View
  reports: { name: string; report: Report }[]
  id: string
}) {
  const known = reports.filter(({ report }) => typeof report.metrics.time_to_action_hours?.value === 'number')
  if (known.length < 2) return null
  return (
    <div class="plots">
      <Ranges
        {...words(view)}
        id={id}
        column={view.t('periods.network')}
        title={view.t('periods.word.time_to_action_hours')}
        description={view.t('periods.beside_text', { list: known.map(({ name }) => name).join(', ') })}
        format={(value) => hoursText(view, value)}
        brief={(value) => briefHours(view, value)}
        names={{ median: view.t('periods.median'), p90: view.t('periods.p90'), n: view.t('periods.cases') }}
        data={known.map(({ name, report }) => {
          const { value, p90, n } = report.metrics.time_to_action_hours!
          return {
            label: name,
            median: typeof value === 'number' ? value : null,
            p90: p90 ?? null,
            n: cellOf(view, 'count', n),
          }
        })}
      />
    </div>
  )
}
