import { calendar, escapeText, icalDate, icalLocal, icalUtc, ZONE } from '../../lib/ical.ts'
import { DAY_MS } from '../../lib/time.ts'
import { solarToLunar } from '../../lib/vietnamese/index.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { occurrences } from './expand.ts'
import type { EventRow } from './sql.ts'
import { dayOf } from './when.ts'
import { lunarWords, repeatWords, whenWords } from './words.ts'

/** Years ahead for which lunar days are written one by one: iCalendar has no rule for the moon. */
const lunarYears = 10

/** Calendars may ask again every so many minutes. */
const refresh = 120

const exact = (row: EventRow): boolean => row.start_precision === 'minute'

/** What is known to the day, or less, is days: from the first up to the one after the last. */
function times(row: EventRow, starts_at: Date, ends_at: Date | null): string[] {
  if (!exact(row)) {
    const end = ends_at ?? new Date(starts_at.getTime() + DAY_MS)
    // An end within a day takes the whole of it.
    const last = new Date(end.getTime() - 1)
    const after = new Date(last.getTime() + DAY_MS)
    return [`DTSTART;VALUE=DATE:${icalDate(starts_at)}`, `DTEND;VALUE=DATE:${icalDate(after)}`]
  }
  return [
    `DTSTART;TZID=${ZONE}:${icalLocal(starts_at)}`,
    ...(ends_at ? [`DTEND;TZID=${ZONE}:${icalLocal(ends_at)}`] : []),
  ]
}

const frequency = { weekly: 'WEEKLY', monthly: 'MONTHLY', yearly: 'YEARLY' } as const

/** A rule where the sun has one, else the lunar days of the next ten years. */
function recurrence(row: EventRow, now: Date): string[] {
  if (row.repeat === 'none') return []
  if (row.repeat === 'weekly' || row.repeat === 'monthly' || row.repeat === 'yearly') {
    // UNTIL is of the kind that DTSTART is (3.3.10): a day, or an instant in UTC. Ours is the first moment after.
    const last = row.repeat_until ? new Date(row.repeat_until.getTime() - 1000) : null
    const until = last ? `;UNTIL=${exact(row) ? icalUtc(last) : icalDate(last)}` : ''
    return [`RRULE:FREQ=${frequency[row.repeat]}${until}`]
  }
  const from = Math.max(row.starts_at.getTime(), now.getTime() - 366 * DAY_MS)
  const to = new Date(Math.max(row.starts_at.getTime(), now.getTime()) + lunarYears * 366 * DAY_MS)
  // DTSTART is among them already, but not every calendar knows; twice counts as once (3.8.5.2).
  const list = occurrences(row, new Date(from), to)
  const values = list.map(({ starts_at }) => (exact(row) ? icalLocal(starts_at) : icalDate(starts_at)))
  return [`RDATE;${exact(row) ? `TZID=${ZONE}` : 'VALUE=DATE'}:${values.join(',')}`]
}

/** What the fields of iCalendar have no place for: how vague the time is, the lunar date, how it repeats, why it is off. */
function description(row: EventRow, url: string, locale: Locale): string {
  const vague = row.start_precision === 'ten-day' || row.start_precision === 'month'
  return [
    vague
      ? t(locale, 'events.ics.vague', { when: whenWords(row, locale) })
      : t(locale, 'events.lunar_date', { date: lunarWords(solarToLunar(dayOf(row.starts_at)), locale) }),
    repeatWords(row, locale),
    row.cancelled_at ? `${t(locale, 'events.cancelled')}: ${row.cancel_reason}` : '',
    row.description,
    row.online_url,
    url,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function component(row: EventRow, origin: string, now: Date, locale: Locale): string[] {
  const vague = row.start_precision === 'ten-day' || row.start_precision === 'month'
  const url = `${origin}/su-kien/${row.id}`
  const summary = `${row.cancelled_at ? `[${t(locale, 'events.cancelled')}] ` : ''}${row.title}${
    vague ? ` (${whenWords(row, locale).replace(/ \(.*\)$/, '')})` : ''
  }`
  return [
    'BEGIN:VEVENT',
    `UID:${row.uid}`,
    `DTSTAMP:${icalUtc(row.updated_at)}`,
    `CREATED:${icalUtc(row.created_at)}`,
    `LAST-MODIFIED:${icalUtc(row.updated_at)}`,
    `SEQUENCE:${row.sequence}`,
    ...times(row, row.starts_at, row.ends_at),
    ...recurrence(row, now),
    `SUMMARY;LANGUAGE=${row.language}:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description(row, url, locale))}`,
    ...(row.place ? [`LOCATION:${escapeText(row.place)}`] : []),
    `URL:${url}`,
    `CATEGORIES:${escapeText(t(locale, `events.kind.${row.kind}`))}`,
    `STATUS:${row.cancelled_at ? 'CANCELLED' : vague ? 'TENTATIVE' : 'CONFIRMED'}`,
    // Nobody is busy for all of a month in which something will be.
    `TRANSP:${vague || row.cancelled_at ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}

/** Events as a calendar (RFC 5545), for files and for subscribing. */
export const toCalendar = (
  name: string,
  rows: EventRow[],
  origin: string,
  now: Date,
  locale: Locale,
): string =>
  calendar(
    name,
    rows.map((row) => component(row, origin, now, locale)),
    refresh,
  )
