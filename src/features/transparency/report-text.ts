import { formatCompact, formatDate, formatNumber, formatPercent } from '../../lib/format/index.ts'
import { vietnamDayRange } from '../../lib/time.ts'
import type { View } from '../../ui/view.ts'
import type { Value } from './report-format.ts'
import type { Cell } from './small.ts'
import { type Kind, type Name, wordOf } from './vocabulary.ts'

/** Hours as people say them: minutes below one, days from the second one on. */
export function hoursText(view: View, hours: number): string {
  if (hours < 1)
    return view.t('periods.minutes', { count: formatNumber(Math.round(hours * 60), view.locale) })
  return hours >= 48
    ? view.t('periods.days', { count: formatNumber(hours / 24, view.locale, 1) })
    : view.t('periods.hours', { count: formatNumber(hours, view.locale, 1) })
}

export const briefHours = (view: View, hours: number): string =>
  hours >= 48
    ? view.t('periods.brief_days', { count: formatNumber(hours / 24, view.locale, 0) })
    : view.t('periods.brief_hours', { count: formatNumber(hours, view.locale, hours < 10 ? 1 : 0) })

export function numberText(view: View, kind: Kind, value: number): string {
  if (kind === 'share') return formatPercent(value, view.locale)
  if (kind === 'hours') return hoursText(view, value)
  if (kind === 'days') return view.t('periods.days', { count: formatNumber(value, view.locale, 1) })
  if (kind === 'minutes') return view.t('periods.minutes', { count: formatNumber(value, view.locale, 0) })
  return formatNumber(value, view.locale)
}

export const cellOf = (view: View, kind: Kind, value: Cell | undefined): string => {
  if (value === null || value === undefined) return view.t('periods.unknown')
  if (typeof value === 'string') return value === '<5' ? '<5' : '≥5'
  return numberText(view, kind, value)
}

/** A number with what it stands on: "20 giờ (90%: 3 ngày; 41 vụ)". */
export function valueText(view: View, name: Name, value: Value | undefined): string {
  const { kind } = wordOf(name)
  const more = [
    typeof value?.p90 === 'number'
      ? view.t('periods.p90_of', { value: numberText(view, kind, value.p90) })
      : '',
    value?.n === undefined || value.n === null
      ? ''
      : view.t('periods.n_of', { value: cellOf(view, 'count', value.n) }),
  ].filter(Boolean)
  const text = cellOf(view, kind, value?.value)
  return more.length > 0 && value?.value !== null && value !== undefined
    ? `${text} (${more.join('; ')})`
    : text
}

export const brief = (view: View) => (value: number) => formatCompact(value, view.locale, 'short')

/** The days of a report, its last one included: "25/05/2026 – 24/11/2026". */
export function daysText(view: View, { from, to }: { from: string; to: string }): string {
  const [first, last] = [vietnamDayRange(from)!.from, new Date(vietnamDayRange(to)!.from.getTime() - 1)]
  return view.t('periods.days_of', {
    from: formatDate(first, view.locale),
    to: formatDate(last, view.locale),
  })
}
