import { formatDate, formatDateTime, formatTime } from '../../lib/format/index.ts'
import { DAY_MS } from '../../lib/time.ts'
import { type LunarDate, yearName } from '../../lib/vietnamese/index.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import type { LeapRule, Precision, Repeat } from './api.ts'
import type { Span } from './when.ts'
import { dayOf } from './when.ts'

/** The last day that an end which is the first moment after it belongs to. */
const lastDay = (ends_at: Date): Date => new Date(ends_at.getTime() - 1)

/** "Thứ Bảy, 28/11/2026". */
const weekdayDate = (at: Date, locale: Locale): string =>
  formatDateTime(at, locale).replace(/ \d\d:\d\d$/, '')

/** "trung tuần tháng 1/2016", by the day on which it begins. */
function vague(at: Date, precision: Precision, locale: Locale): string {
  const { year, month, day } = dayOf(at)
  const date = t(locale, 'events.when.month', { month: String(month), year: String(year) })
  if (precision === 'month') return date
  const part = day < 11 ? 'first' : day < 21 ? 'second' : 'third'
  return t(locale, `events.when.${part}`, { month: date })
}

function point(at: Date, precision: Precision, locale: Locale): string {
  if (precision === 'minute') return formatDateTime(at, locale)
  return precision === 'day' ? weekdayDate(at, locale) : vague(at, precision, locale)
}

/** When it takes place, as exactly as it is known: "Chủ Nhật, 22/05/2016", "trung tuần tháng 1/2016 (11/01/2016 – 20/01/2016)". */
export function whenWords(span: Span, locale: Locale): string {
  const { starts_at, ends_at, start_precision, end_precision } = span
  const start = point(starts_at, start_precision, locale)
  if (!ends_at) return start
  if (start_precision === 'minute' && end_precision === 'minute') {
    const sameDay = formatDate(starts_at, locale) === formatDate(ends_at, locale)
    return `${start} – ${sameDay ? formatTime(ends_at, locale) : formatDateTime(ends_at, locale)}`
  }
  const last = lastDay(ends_at)
  if (start_precision === 'day' && ends_at.getTime() - starts_at.getTime() <= DAY_MS) return start
  if (end_precision === 'minute') return `${start} – ${formatDateTime(ends_at, locale)}`
  if (start_precision === 'minute' || start_precision === 'day')
    return `${start} – ${point(end_precision === 'day' ? last : startOf(last, end_precision!), end_precision!, locale)}`
  const days = `(${formatDate(starts_at, locale)} – ${formatDate(last, locale)})`
  const end = end_precision ? vague(startOf(last, end_precision), end_precision, locale) : start
  return end === start || end_precision === 'day' ? `${start} ${days}` : `${start} – ${end} ${days}`
}

/** The first day of the ten days or the month that a day is in. */
function startOf(at: Date, precision: Precision): Date {
  const { day } = dayOf(at)
  const first = precision === 'month' ? 1 : day < 11 ? 1 : day < 21 ? 11 : 21
  return new Date(at.getTime() - (day - first) * DAY_MS)
}

/** The first and the last months of the lunar year have names, its other months numbers; likewise the 15th. */
export function lunarDayWords(day: number, locale: Locale): string {
  const name = day === 15 ? 'full' : day <= 10 ? 'early' : 'day'
  return t(locale, `events.lunar.${name}`, { day: String(day) })
}

export function lunarMonthWords(month: number, leap: boolean, locale: Locale): string {
  const name = month === 1 || month === 12 ? `month${month}` : 'month'
  const word = t(locale, `events.lunar.${name}`, { month: String(month) })
  return leap ? t(locale, 'events.lunar.leap', { month: word }) : word
}

/** "rằm tháng Giêng năm Đinh Mùi". */
export const lunarWords = (lunar: LunarDate, locale: Locale): string =>
  t(locale, 'events.lunar.whole', {
    day: lunarDayWords(lunar.day, locale),
    month: lunarMonthWords(lunar.month, lunar.leap, locale),
    year: yearName(lunar.year),
  })

interface Repeated {
  repeat: Repeat
  repeat_until: Date | null
  starts_at: Date
  lunar_day: number | null
  lunar_month: number | null
  leap_rule: LeapRule
}

/** How it repeats, with the rule that holds where a month has no such day or is there twice. */
export function repeatWords(row: Repeated, locale: Locale): string {
  if (row.repeat === 'none') return ''
  const { day } = dayOf(row.starts_at)
  const parts = [
    t(locale, `events.repeats.${row.repeat}`, {
      day: row.lunar_day ? lunarDayWords(row.lunar_day, locale) : String(day),
      month: row.lunar_month ? lunarMonthWords(row.lunar_month, false, locale) : '',
    }),
  ]
  if (row.repeat === 'lunar_yearly') parts.push(t(locale, `events.leap.${row.leap_rule}`))
  if (row.repeat.startsWith('lunar') && row.lunar_day === 30)
    parts.push(t(locale, 'events.repeats.short_month'))
  if (row.repeat === 'monthly' && day > 28)
    parts.push(t(locale, 'events.repeats.no_such_day', { day: String(day) }))
  if (row.repeat_until)
    parts.push(t(locale, 'events.repeats.until', { date: formatDate(lastDay(row.repeat_until), locale) }))
  return `${parts.join('. ')}.`
}
