import { invalid } from '../../errors.ts'
import { DAY_MS, VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import {
  fromJulianDay,
  julianDay,
  key,
  type LunarDate,
  readWhen,
  type SolarDate,
  solarToLunar,
  type When,
} from '../../lib/vietnamese/index.ts'
import type { Precision, Repeat, SaveEvent } from './api.ts'

/** A time as it is stored: half-open instants, with how exactly each end is known. */
export interface Span {
  starts_at: Date
  ends_at: Date | null
  start_precision: Precision
  end_precision: Precision | null
}

/** Something longer is more than one event; the lists look no further back. */
export const longestDays = 92

/** Midnight in Vietnam. */
export const midnight = ({ year, month, day }: SolarDate): Date =>
  new Date(Date.UTC(year, month - 1, day) - VIETNAM_OFFSET_MS)

/** The day in Vietnam of an instant. */
export function dayOf(at: Date): SolarDate {
  const there = new Date(at.getTime() + VIETNAM_OFFSET_MS)
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() }
}

export const addDays = (day: SolarDate, days: number): SolarDate => fromJulianDay(julianDay(day) + days)

const beginning = (when: When): Date =>
  new Date(midnight(when.first).getTime() + (when.minutes ?? 0) * 60_000)

/** The first moment after it; of a minute, that minute. */
const ending = (when: When): Date =>
  when.precision === 'minute' ? beginning(when) : new Date(midnight(when.last).getTime() + DAY_MS)

function read(text: string, field: string, now: Date): When {
  const when = readWhen(text, now)
  if (typeof when === 'string') throw invalid({ field, code: when })
  return when
}

/** "19:30 22/5 đến 22/5 21:00" in one box is both ends. */
function halves(start: string, end: string): [string, string] {
  if (end.trim() !== '') return [start, end]
  const found = /^\s*(?:từ\s+)?(.+?)\s+(?:đến|tới hết|đến hết)\s+(.+)$/iu.exec(start.normalize('NFC'))
  return found ? [found[1]!, found[2]!] : [start, end]
}

/** An end such as "21:00" or "9 giờ tối cùng ngày" is on the day of the beginning. */
const onlyTime =
  /^(?:luc )?\d{1,2} ?(?::|h|gio|g) ?(?:\d{2}(?: ?phut)?|ruoi)?(?: (?:sang|trua|chieu|toi|dem))?$/
const sameDay = /[,\s]*cùng (?:ngày|hôm)\s*$/iu

export interface ReadSpan extends Span {
  lunar: LunarDate | null
}

/** What was typed as a span; 422 names the field and says what is wrong with it. */
export function readSpan(startText: string, endText: string, now: Date): ReadSpan {
  if (startText.trim() === '') throw invalid({ field: 'start', code: 'blank' })
  const [first, end] = halves(startText, endText)
  const last = end.normalize('NFC').replace(sameDay, '')
  const start = read(first, 'start', now)
  const starts_at = beginning(start)
  let ends_at: Date | null = start.precision === 'minute' ? null : ending(start)
  let end_precision: Precision | null = start.precision === 'minute' ? null : start.precision
  if (last.trim() !== '') {
    const day = `${start.first.day}/${start.first.month}/${start.first.year}`
    const until = read(onlyTime.test(key(last).trim()) ? `${last} ${day}` : last, 'end', starts_at)
    ends_at = ending(until)
    end_precision = until.precision
    if (ends_at <= starts_at) throw invalid({ field: 'end', code: 'end_before_start' })
  }
  if (ends_at && ends_at.getTime() - starts_at.getTime() > longestDays * DAY_MS)
    throw invalid({ field: 'end', code: 'event_too_long', params: { days: longestDays } })
  return { starts_at, ends_at, start_precision: start.precision, end_precision, lunar: start.lunar }
}

export interface ReadTime extends Span {
  repeat: Repeat
  repeat_until: Date | null
  lunar_day: number | null
  lunar_month: number | null
}

/** The time of an event with how it repeats; 422 for a repetition that its time cannot have. */
export function readTime(
  input: Pick<SaveEvent, 'start' | 'end' | 'repeat' | 'repeat_until'>,
  now: Date,
): ReadTime {
  const { lunar, ...span } = readSpan(input.start, input.end, now)
  const { repeat } = input
  const exact = span.start_precision === 'minute' || span.start_precision === 'day'
  if (repeat !== 'none' && !exact) throw invalid({ field: 'repeat', code: 'repeat_needs_day' })
  const byMoon = repeat === 'lunar_monthly' || repeat === 'lunar_yearly'
  const moon = byMoon ? (lunar ?? solarToLunar(dayOf(span.starts_at))) : lunar
  const apart =
    repeat === 'weekly' ? 7 : repeat === 'monthly' || repeat === 'lunar_monthly' ? 28 : longestDays
  if (repeat !== 'none' && span.ends_at && span.ends_at.getTime() - span.starts_at.getTime() > apart * DAY_MS)
    throw invalid({ field: 'repeat', code: 'repeat_overlaps' })
  let repeat_until: Date | null = null
  if (repeat !== 'none' && input.repeat_until.trim() !== '') {
    repeat_until = ending(read(input.repeat_until, 'repeat_until', now))
    if (repeat_until <= span.starts_at) throw invalid({ field: 'repeat_until', code: 'end_before_start' })
  }
  return { ...span, repeat, repeat_until, lunar_day: moon?.day ?? null, lunar_month: moon?.month ?? null }
}
