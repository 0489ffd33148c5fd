import { DAY_MS } from '../../lib/time.ts'
import {
  julianDay,
  lunarAnniversary,
  lunarToSolar,
  type SolarDate,
  solarToLunar,
} from '../../lib/vietnamese/index.ts'
import type { LeapRule, Repeat } from './api.ts'
import { addDays, dayOf, midnight } from './when.ts'

/** What decides when an event takes place. */
export interface Rule {
  starts_at: Date
  ends_at: Date | null
  repeat: Repeat
  /** Nothing begins at or after it. */
  repeat_until: Date | null
  lunar_day: number | null
  lunar_month: number | null
  leap_rule: LeapRule
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Days from `first` on, in order, without an end. A month without the day is left out, as iCalendar does. */
function* solarDays(first: SolarDate, repeat: 'weekly' | 'monthly' | 'yearly'): Generator<SolarDate> {
  for (let n = 0; ; n++) {
    if (repeat === 'weekly') {
      yield addDays(first, 7 * n)
      continue
    }
    const months = first.month - 1 + (repeat === 'monthly' ? n : 12 * n)
    const day = { year: first.year + Math.floor(months / 12), month: (months % 12) + 1, day: first.day }
    if (day.day <= daysIn(day.year, day.month)) yield day
  }
}

/** Every lunar year by the rule for leap months. */
function* lunarYears(from: number, month: number, day: number, rule: LeapRule): Generator<SolarDate> {
  for (let year = from; year <= 2100; year++) yield* lunarAnniversary(month, day, year, rule)
}

/** Every lunar month, leap ones as well: each has a rằm. */
function* lunarMonths(from: number, day: number): Generator<SolarDate> {
  for (let year = from; year <= 2100; year++) {
    const days: SolarDate[] = []
    for (let month = 1; month <= 12; month++) days.push(...lunarAnniversary(month, day, year, 'both'))
    yield* days.sort((a, b) => julianDay(a) - julianDay(b))
  }
}

/** The days on which it begins, from its first on. */
function days(rule: Rule): Iterable<SolarDate> {
  const first = dayOf(rule.starts_at)
  if (rule.repeat === 'none') return [first]
  if (rule.repeat === 'lunar_yearly' || rule.repeat === 'lunar_monthly') {
    const lunar = solarToLunar(first)
    const day = rule.lunar_day ?? lunar.day
    return rule.repeat === 'lunar_yearly'
      ? lunarYears(lunar.year, rule.lunar_month ?? lunar.month, day, rule.leap_rule)
      : lunarMonths(lunar.year, day)
  }
  return solarDays(first, rule.repeat)
}

export interface Occurrence {
  starts_at: Date
  ends_at: Date | null
}

/** All times that begin from `from` (and always the first) up to `to`, in order; at most `most`. */
export function occurrences(rule: Rule, from: Date, to: Date, most = 1000): Occurrence[] {
  const offset = rule.starts_at.getTime() - midnight(dayOf(rule.starts_at)).getTime()
  const length = rule.ends_at ? rule.ends_at.getTime() - rule.starts_at.getTime() : null
  const found: Occurrence[] = []
  const add = (at: Date) =>
    found.push({ starts_at: at, ends_at: length === null ? null : new Date(at.getTime() + length) })
  add(rule.starts_at)
  for (const day of days(rule)) {
    const at = new Date(midnight(day).getTime() + offset)
    if (at >= to || found.length >= most) break
    if (at <= rule.starts_at || at < from) continue
    if (rule.repeat_until && at >= rule.repeat_until) break
    add(at)
  }
  return found
}

/** Years ahead that are written down, by how often it comes. */
const ahead: Record<Repeat, number> = {
  none: 0,
  weekly: 2,
  monthly: 5,
  lunar_monthly: 5,
  yearly: 10,
  lunar_yearly: 10,
}

export interface Expanded {
  occurrences: Occurrence[]
  /** null: all of them. */
  expanded_to: Date | null
}

/** What is written down of an event at a time: the last year and the next ones. */
export function expand(rule: Rule, now: Date): Expanded {
  if (rule.repeat === 'none') return { occurrences: occurrences(rule, now, now), expanded_to: null }
  const from = new Date(now.getTime() - 366 * DAY_MS)
  const base = Math.max(now.getTime(), rule.starts_at.getTime())
  const to = new Date(base + ahead[rule.repeat] * 366 * DAY_MS)
  const ended = rule.repeat_until !== null && rule.repeat_until <= to
  return { occurrences: occurrences(rule, from, to), expanded_to: ended ? null : to }
}

/** Whether a lunar month is there in a year as a leap month. */
export const hasLeap = (year: number, month: number): boolean =>
  lunarToSolar({ year, month, day: 1, leap: true }) !== null
