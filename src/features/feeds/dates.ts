/** Vietnamese time: what a date without a zone most likely means to a network that speaks Vietnamese first. */
const homeZone = '+07:00'

const zoned = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|EST|EDT|CST|CDT|MST|MDT|PST|PDT))\s*$/i
const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/
const spaced = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})/
const vietnamese = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

const two = (text: string): string => text.padStart(2, '0')

/**
 * A date of a feed: RFC 822, ISO 8601, or `25/11/2015 14:36`; without a zone it is Vietnamese time. Null for what is no
 * date, lies before 1990, or is more than a day ahead.
 */
export function feedDate(text: string | undefined, now: Date): Date | null {
  const given = text?.trim().replace(/\s+/g, ' ')
  if (!given || given.length > 80) return null
  const at = Date.parse(readable(given))
  if (!Number.isFinite(at) || at < Date.UTC(1990, 0) || at > now.getTime() + 86_400_000) return null
  // What is a little ahead is new: some servers' clocks are wrong.
  return new Date(Math.min(at, now.getTime()))
}

function readable(text: string): string {
  const ours = vietnamese.exec(text)
  if (ours) {
    const [, day, month, year, hour = '0', minute = '00', second = '00'] = ours
    return `${year}-${two(month!)}-${two(day!)}T${two(hour)}:${minute}:${second}${homeZone}`
  }
  const plain = iso.exec(text)
  if (plain) return `${plain[1]}T${plain[2] ?? '00:00'}${homeZone}`
  if (zoned.test(text)) return spaced.test(text) ? text.replace(spaced, '$1T$2') : text
  return `${text} ${homeZone.replace(':', '')}`
}
