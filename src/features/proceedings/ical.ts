import type { Context } from '../../context.ts'
import { vietnamDayRange } from '../../lib/time.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import type { CalendarAction, CalendarSession } from './publication-sql.ts'

const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, (char) => `\\${char}`)
    .replace(/\r?\n/g, '\\n')

/** RFC 5545, 3.1: lines of at most 75 bytes, cut between characters. */
function folded(line: string): string {
  const rows: string[] = []
  let row = ''
  let size = 0
  for (const char of line) {
    const bytes = Buffer.byteLength(char)
    if (size + bytes > 75) {
      rows.push(row)
      row = ' '
      size = 1
    }
    row += char
    size += bytes
  }
  return [...rows, row].join('\r\n')
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')
const day = (text: string): string => text.replaceAll('-', '')

type Line = [name: string, value: string]

/** An item's day: all day, and it blocks nobody's time. It ends on the day after (RFC 5545, 3.6.1). */
function dueEvent(ctx: Context, locale: Locale, slug: string, row: CalendarAction): Line[] {
  const after = vietnamDayRange(row.due_on)!.to
  const next = new Date(after.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const summary = t(locale, row.state === 'open' ? 'proceedings.ics.due' : 'proceedings.ics.closed', {
    number: row.number,
    title: row.title,
  })
  return [
    ['UID', `action-${row.id}@${ctx.config.domain}`],
    ['DTSTAMP', stamp(row.updated_at)],
    ['DTSTART;VALUE=DATE', day(row.due_on)],
    ['DTEND;VALUE=DATE', day(next)],
    ['SUMMARY', escaped(summary)],
    ...(row.owner ? ([['DESCRIPTION', escaped(row.owner)]] as Line[]) : []),
    ['URL', `${ctx.config.origin}/giao-ban/${slug}/viec/${row.number}`],
    ['TRANSP', 'TRANSPARENT'],
  ]
}

function sessionEvent(ctx: Context, locale: Locale, series: Series, row: CalendarSession): Line[] {
  const name = t(locale, 'briefings.nth', { name: series.name, number: row.number })
  return [
    ['UID', `briefing-${row.id}@${ctx.config.domain}`],
    ['DTSTAMP', stamp(row.updated_at)],
    ['DTSTART', stamp(row.starts_at)],
    ...(row.ends_at ? ([['DTEND', stamp(row.ends_at)]] as Line[]) : []),
    ['SUMMARY', escaped(row.title ? `${name}: ${row.title}` : name)],
    ...(row.purpose ? ([['DESCRIPTION', escaped(row.purpose)]] as Line[]) : []),
    ...(row.place || row.stream_url ? ([['LOCATION', escaped(row.place || row.stream_url)]] as Line[]) : []),
    ['URL', `${ctx.config.origin}/giao-ban/${series.slug}/${row.number}`],
  ]
}

interface Series {
  slug: string
  name: string
}

/** iCalendar (RFC 5545) of sessions and of the days on which what they promised is due. */
export function calendarOf(
  ctx: Context,
  locale: Locale,
  series: Series,
  sessions: CalendarSession[],
  actions: CalendarAction[],
): string {
  const events = [
    ...sessions.map((row) => sessionEvent(ctx, locale, series, row)),
    ...actions.map((row) => dueEvent(ctx, locale, series.slug, row)),
  ]
  const lines: Line[] = [
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Xóm//giao ban//VI'],
    ['CALSCALE', 'GREGORIAN'],
    ['X-WR-CALNAME', escaped(series.name)],
    ...events.flatMap((event): Line[] => [['BEGIN', 'VEVENT'], ...event, ['END', 'VEVENT']]),
    ['END', 'VCALENDAR'],
  ]
  return lines.map(([name, value]) => `${folded(`${name}:${value}`)}\r\n`).join('')
}
