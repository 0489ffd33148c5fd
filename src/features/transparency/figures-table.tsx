import { formatDate, formatNumber, formatPercent } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { Figures } from './figures.ts'
import type { Period } from './periods.ts'
import type { Cell } from './small.ts'

/** What stands together, in the order of the page; a name that ends in a dot takes everything below it. */
const sections: [name: string, metrics: string[]][] = [
  ['activity', ['active.accounts', 'items.']],
  [
    'reports',
    ['reports.received', 'reports.items', 'reports.reporters', 'reports.withdrawn', 'reports.category.'],
  ],
  ['outcomes', ['outcomes.cases', 'outcomes.rules', 'outcomes.law', 'outcomes.no_action', 'outcomes.']],
  ['time', ['time.decided.', 'time.opened.', 'bands.']],
  ['open', ['open.', 'appeals.open']],
  ['proactive', ['proactive.', 'automated']],
  ['measures', ['measures.']],
  ['reasons', ['reasons', 'corrections', 'audit.judged', 'audit.error_share', 'audit.']],
  ['appeals', ['appeals.filed', 'appeals.decided', 'appeals.']],
  ['deciders', ['deciders.', 'capacity.']],
  ['authority', ['authority.received', 'authority.']],
  ['rights', ['rights.']],
  ['scams', ['scams.']],
  ['newcomers', ['newcomers.']],
  ['concentration', ['concentration.']],
  ['follow', ['follow.']],
  ['heat', ['heat.measures', 'heat.']],
  ['incidents', ['incidents.']],
]

/** The names of a data set in the page's order, each once. */
export function inOrder(names: string[]): [section: string, names: string[]][] {
  const taken = new Set<string>()
  return sections.map(([section, wanted]) => [
    section,
    wanted.flatMap((want) => {
      const found = names.filter((name) => !taken.has(name) && name.startsWith(want)).sort()
      for (const name of found) taken.add(name)
      return found
    }),
  ])
}

/** Whose last part is one of a list that has its own words. */
const families: [RegExp, string][] = [
  [/^reports\.category\.(.+)$/, 'moderation.category.'],
  [/^heat\.kind\.(.+)$/, 'measures.kind.'],
  [/^authority\.level\.(.+)$/, 'transparency.level.'],
  [/^authority\.kind\.(.+)$/, 'transparency.kind.'],
  [/^authority\.form\.(.+)$/, 'transparency.form.'],
  [/^authority\.outcome\.(.+)$/, 'transparency.outcome.'],
  [/^authority\.told\.(.+)$/, 'transparency.told.'],
]

export function labelOf(view: View, name: string): string {
  for (const [pattern, prefix] of families) {
    const found = pattern.exec(name)
    if (found) return view.t(`${prefix}${found[1]}`)
  }
  const authority = /^authority\.authority\.(.+)$/.exec(name)
  if (authority) return authority[1]!
  const measure = /^measures\.(\w+?)(?:\.(lasting|median_hours|p90_hours))?$/.exec(name)
  if (measure) {
    const word = view.t(`moderation.measure.${measure[1]}`)
    return measure[2] ? `${word}: ${view.t(`transparency.metric.measures.${measure[2]}`)}` : word
  }
  return view.t(`transparency.metric.${name}`)
}

export function cellText(view: View, name: string, value: Cell | undefined): string {
  // A kind that did not occur; a duration of nothing.
  if (value === undefined) return /_(hours|days)$/.test(name) ? '—' : '0'
  if (value === null) return view.t('transparency.not_enough')
  if (typeof value === 'string') return value === '<5' ? '<5' : '≥5'
  if (name.endsWith('_share')) return formatPercent(value, view.locale)
  if (name.endsWith('_hours') && value < 1) return view.t('transparency.under_hour')
  if (name.endsWith('_hours'))
    return value >= 48
      ? view.t('transparency.days', { count: Math.round(value / 24) })
      : view.t('transparency.hours', { count: Math.round(value * 10) / 10 })
  if (name.endsWith('_days') && value < 1) return view.t('transparency.under_day')
  if (name.endsWith('_days')) return view.t('transparency.days', { count: Math.round(value) })
  return formatNumber(value, view.locale)
}

export const periodName = (view: View, { id, kind, from, to }: Period): string => {
  if (kind === 'custom')
    return view.t('transparency.period.custom', {
      from: formatDate(from, view.locale),
      to: formatDate(new Date(to.getTime() - 1), view.locale),
    })
  const [year, rest] = id.split('-') as [string, string]
  return view.t(`transparency.period.${kind}`, { number: rest.replace(/^[QH0]/, ''), year })
}

interface TableProps {
  view: View
  title: string
  names: string[]
  now: Figures
  before: Figures | null
  headings: [string, string]
}

export function Table({ view, title, names, now, before, headings }: TableProps) {
  if (names.length === 0) return null
  return (
    <div class="figure-table">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{view.t('transparency.metric_column')}</span>
            </th>
            <th scope="col">{headings[0]}</th>
            <th scope="col">{headings[1]}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr>
              <th scope="row">{labelOf(view, name)}</th>
              <td>{cellText(view, name, now.metrics[name])}</td>
              <td>{before ? cellText(view, name, before.metrics[name]) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** All figures of a period beside those of the one before, section by section. */
export function Tables({ view, now, before, headings }: Omit<TableProps, 'title' | 'names'>) {
  const names = [...new Set([...Object.keys(now.metrics), ...Object.keys(before?.metrics ?? {})])]
  return (
    <>
      {inOrder(names.filter((one) => one !== 'active.months')).map(([section, list]) => (
        <Table
          view={view}
          title={view.t(`transparency.section.${section}`)}
          names={list}
          now={now}
          before={before}
          headings={headings}
        />
      ))}
    </>
  )
}
