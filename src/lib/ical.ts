/** Writing iCalendar (RFC 5545): content lines of at most 75 bytes, escaped text, times in Vietnam. */

const encoder = new TextEncoder()

/** A line folded at 75 bytes of UTF-8, never within a character (3.1). */
export function fold(line: string): string {
  if (encoder.encode(line).length <= 75) return line
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const char of line) {
    const bytes = encoder.encode(char).length
    // What goes on begins with a space, which counts.
    if (size + bytes > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += char
    size += bytes
  }
  return [...parts, part].join('\r\n ')
}

/** TEXT (3.3.11). */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\r/g, '')

const there = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString()

/** DATE of the Vietnamese day. */
export const icalDate = (at: Date): string => there(at).slice(0, 10).replace(/-/g, '')

/** DATE-TIME in Vietnam's time, for a property with TZID. */
export const icalLocal = (at: Date): string => there(at).slice(0, 19).replace(/[-:]/g, '')

/** DATE-TIME in UTC. */
export const icalUtc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

export const ZONE = 'Asia/Ho_Chi_Minh'

const zone = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** A whole calendar of components, each a list of content lines. `refresh`: minutes after which to ask again. */
export function calendar(name: string, components: string[][], refresh: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xom//Su kien//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refresh}M`,
    `X-PUBLISHED-TTL:PT${refresh}M`,
    ...zone,
    ...components.flat(),
    'END:VCALENDAR',
  ]
  return `${lines.map(fold).join('\r\n')}\r\n`
}
