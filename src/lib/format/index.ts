/**
 * Numbers, times and lists as Vietnamese (and English) people write them. Intl objects are slow to make, so each is
 * made once. Times are shown in Asia/Ho_Chi_Minh.
 */

export type Locale = 'vi' | 'en'
export const TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** English dates go day before month, as our readers expect. */
const TAG: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' }

const made = new Map<string, unknown>()

function once<T>(name: string, locale: Locale, make: (tag: string) => T): T {
  const id = `${name} ${locale}`
  let object = made.get(id) as T | undefined
  if (object === undefined) {
    object = make(TAG[locale])
    made.set(id, object)
  }
  return object
}

/** "1.234.567,89" / "1,234,567.89"; at most `digits` decimals (2). */
export function formatNumber(value: number, locale: Locale, digits = 2): string {
  const make = (tag: string) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits })
  return once(`number${digits}`, locale, make).format(value)
}

/** Counts beside buttons: "12 N", "2,5 T" / "12K", "2.5B"; `long`: "12 nghìn", "2,5 tỷ" / "12 thousand". */
export function formatCompact(value: number, locale: Locale, style: 'short' | 'long' = 'long'): string {
  const make = (tag: string) =>
    new Intl.NumberFormat(tag, { notation: 'compact', compactDisplay: style, maximumFractionDigits: 1 })
  return once(`compact ${style}`, locale, make).format(value)
}

/** `ratio` 0.457 is "45,7%" / "45.7%". */
export function formatPercent(ratio: number, locale: Locale): string {
  const make = (tag: string) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })
  return once('percent', locale, make).format(ratio)
}

/** "1.250.000 ₫" (with a no-break space) / "₫1,250,000"; `currency` is an ISO 4217 code. */
export function formatCurrency(value: number, locale: Locale, currency = 'VND'): string {
  const make = (tag: string) => new Intl.NumberFormat(tag, { style: 'currency', currency })
  return once(`currency ${currency}`, locale, make).format(value)
}

/** "A, B và C" / "A, B and C". */
export function formatList(items: readonly string[], locale: Locale): string {
  return once('list', locale, (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(items)
}

/** The plural form for a count: Vietnamese has only 'other'. `forms` without the form gives its `other`. */
export function plural(count: number, locale: Locale, forms: { one?: string; other: string }): string {
  const rule = once('plural', locale, (tag) => new Intl.PluralRules(tag)).select(count)
  return rule === 'one' && forms.one !== undefined ? forms.one : forms.other
}

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** Days from one instant to another by the calendar of Vietnam, so that "hôm qua" is yesterday, not 24 hours ago. */
function calendarDays(from: Date, to: Date): number {
  const day = (at: Date) => Math.floor((at.getTime() + 7 * 3_600_000) / 86_400_000)
  return day(to) - day(from)
}

/**
 * "5 phút trước", "hôm qua", "2 tuần trước" / "5 minutes ago", "yesterday". Under 10 seconds it is now
 * ("bây giờ" / "now"). From 20 hours on, days are counted by the calendar.
 */
export function formatRelative(at: Date, now: Date, locale: Locale): string {
  const format = once('relative', locale, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const size = Math.abs(seconds)
  if (size < 10) return format.format(0, 'second').toLowerCase()
  const days = calendarDays(now, at)
  // CLDR writes "Hôm qua" with a capital, for the start of a line.
  if (size >= 72_000 && days !== 0 && size < 604_800) return format.format(days, 'day').toLowerCase()
  const [unit, length] = STEPS.find(([name, step]) => size >= step && name !== 'day') ?? STEPS[6]!
  // "this minute" and "last hour" are no way to say how long ago: only days are named.
  const count = Math.trunc(seconds / length)
  const plain = once('relative plain', locale, (tag) => new Intl.RelativeTimeFormat(tag))
  return plain.format(count, unit)
}

interface DateParts {
  weekday: string
  day: string
  month: string
  monthName: string
  year: string
  hour: string
  minute: string
}

/** Vietnam has had one time, seven hours ahead and without summer time, since 1975-06-13. */
const ONE_TIME_SINCE = Date.UTC(1975, 5, 14)

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** Names of days and months, each formatted once: a list of thirty threads shows sixty dates. */
function names(locale: Locale): { weekdays: string[]; months: string[] } {
  return once('names', locale, (tag) => {
    const weekday = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' })
    const month = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long' })
    // 2023-01-01 was a Sunday.
    return {
      weekdays: Array.from({ length: 7 }, (_, day) => weekday.format(Date.UTC(2023, 0, 1 + day))),
      months: Array.from({ length: 12 }, (_, at) => month.format(Date.UTC(2023, at, 15))),
    }
  })
}

function parts(at: Date, locale: Locale): DateParts {
  if (at.getTime() < ONE_TIME_SINCE) return historicParts(at, locale)
  const there = new Date(at.getTime() + 7 * 3_600_000)
  const { weekdays, months } = names(locale)
  return {
    weekday: weekdays[there.getUTCDay()]!,
    day: two(there.getUTCDate()),
    month: two(there.getUTCMonth() + 1),
    monthName: locale === 'en' ? months[there.getUTCMonth()]! : '',
    year: String(there.getUTCFullYear()),
    hour: two(there.getUTCHours()),
    minute: two(there.getUTCMinutes()),
  }
}

/** Earlier the clocks of Sài Gòn and Hà Nội were changed ten times; Intl knows when. */
function historicParts(at: Date, locale: Locale): DateParts {
  const numeric = once('date', locale, (tag) => {
    return new Intl.DateTimeFormat(tag, {
      timeZone: TIME_ZONE,
      weekday: 'long',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  })
  const found: Partial<DateParts> & Record<string, string> = {}
  for (const part of numeric.formatToParts(at)) found[part.type] = part.value
  const month = (tag: string) => new Intl.DateTimeFormat(tag, { timeZone: TIME_ZONE, month: 'long' })
  found.monthName = locale === 'en' ? once('month', locale, month).format(at) : ''
  return found as unknown as DateParts
}

/** "25/11/2015" / "25 November 2015". */
export const formatDate = (at: Date, locale: Locale): string => dateOf(parts(at, locale), locale)

const dateOf = (p: DateParts, locale: Locale): string =>
  locale === 'vi' ? `${p.day}/${p.month}/${p.year}` : `${Number(p.day)} ${p.monthName} ${p.year}`

/** "14:36". */
export function formatTime(at: Date, locale: Locale): string {
  const p = parts(at, locale)
  return `${p.hour}:${p.minute}`
}

/** "Thứ Tư, 25/11/2015 14:36" / "Wednesday, 25 November 2015 14:36". */
export function formatDateTime(at: Date, locale: Locale): string {
  const p = parts(at, locale)
  return `${p.weekday}, ${dateOf(p, locale)} ${p.hour}:${p.minute}`
}

/** First day of the week by ISO number: Monday, in both languages. */
export const FIRST_WEEKDAY = 1
