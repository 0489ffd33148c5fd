/** Instants and Vietnamese days. Vietnam is UTC+7 and has no daylight saving, so a day is plain arithmetic. */

export const VIETNAM_OFFSET_MS = 7 * 3_600_000
export const DAY_MS = 86_400_000

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](\d{2}):?(\d{2})))?$/

/**
 * Parses ISO 8601 / RFC 3339 strictly: `2015-11-25T14:36:00.000Z`, `2015-11-25T14:36+07:00`, or a bare date
 * (midnight UTC). A time needs its zone. null for anything else, also for days that do not exist.
 */
export function parseIso(text: string): Date | null {
  const found = ISO.exec(text)
  if (found === null) return null
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '', zone, zh = '0', zm = '0'] = found
  const [year, month, day] = [Number(y), Number(mo), Number(d)]
  const [hour, minute, second] = [Number(h), Number(mi), Number(s)]
  if (hour > 23 || minute > 59 || second > 60 || Number(zh) > 14 || Number(zm) > 59) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  // A leap second is counted as the last second of its minute.
  const clock = ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + ms
  const sign = zone?.startsWith('-') ? 1 : -1
  return new Date(date.getTime() + clock + sign * (Number(zh) * 60 + Number(zm)) * 60_000)
}

/** The instant at which the Vietnamese day of `at` began. */
export function vietnamDayStart(at: Date): Date {
  const local = at.getTime() + VIETNAM_OFFSET_MS
  return new Date(Math.floor(local / DAY_MS) * DAY_MS - VIETNAM_OFFSET_MS)
}

/** The Vietnamese day of an instant as `YYYY-MM-DD`. */
export function vietnamDay(at: Date): string {
  return new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10)
}

/** From the start of a Vietnamese day (`YYYY-MM-DD`) to the start of the next; null when there is no such day. */
export function vietnamDayRange(day: string): { from: Date; to: Date } | null {
  const utc = /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseIso(day) : null
  if (utc === null) return null
  const from = new Date(utc.getTime() - VIETNAM_OFFSET_MS)
  return { from, to: new Date(from.getTime() + DAY_MS) }
}

/** Whole Vietnamese days from `a` to `b` (negative when b is earlier): 23:59 to 00:01 is one. */
export function vietnamDaysBetween(a: Date, b: Date): number {
  return Math.round((vietnamDayStart(b).getTime() - vietnamDayStart(a).getTime()) / DAY_MS)
}
