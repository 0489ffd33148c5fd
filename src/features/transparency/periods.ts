import { DAY_MS, VIETNAM_OFFSET_MS, vietnamDay } from '../../lib/time.ts'

export const periodKinds = ['month', 'quarter', 'half'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** The longest that is counted. */
export const longest = 10 * 366 * DAY_MS

/** A half-open time by Vietnam's calendar. */
export interface Period {
  /** 2026-11, 2026-Q4, 2026-H2; of one's own choice: 2026-05-25..2026-11-25, without its last day. */
  id: string
  kind: PeriodKind | 'custom'
  from: Date
  to: Date
}

const months: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6 }

/** The `number`th period of that kind since the year 0. */
function nth(kind: PeriodKind, number: number): Period {
  const at = (count: number) => {
    const month = count * months[kind]
    return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1) - VIETNAM_OFFSET_MS)
  }
  const each = 12 / months[kind]
  const [year, rest] = [Math.floor(number / each), (number % each) + 1]
  const id =
    kind === 'month'
      ? `${year}-${String(rest).padStart(2, '0')}`
      : `${year}-${kind === 'quarter' ? 'Q' : 'H'}${rest}`
  return { id, kind, from: at(number), to: at(number + 1) }
}

function numberOf(kind: PeriodKind, at: Date): number {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS)
  return Math.floor((local.getUTCFullYear() * 12 + local.getUTCMonth()) / months[kind])
}

export const periodAt = (kind: PeriodKind, at: Date): Period => nth(kind, numberOf(kind, at))
export const periodBefore = (period: Period): Period =>
  period.kind === 'custom' ? shifted(period, -1) : nth(period.kind, numberOf(period.kind, period.from) - 1)
export const periodAfter = (period: Period): Period =>
  period.kind === 'custom' ? shifted(period, 1) : periodAt(period.kind, period.to)

/** From the midnight of one day to that of another, by Vietnam's calendar; months and the like keep their names. */
export function periodOf(from: Date, to: Date): Period {
  for (const kind of periodKinds) {
    const named = periodAt(kind, from)
    if (named.from.getTime() === from.getTime() && named.to.getTime() === to.getTime()) return named
  }
  return { id: `${vietnamDay(from)}..${vietnamDay(to)}`, kind: 'custom', from, to }
}

const monthsSince0 = (at: Date): number => {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS)
  return local.getUTCFullYear() * 12 + local.getUTCMonth()
}

const dayOfMonth = (at: Date): number => new Date(at.getTime() + VIETNAM_OFFSET_MS).getUTCDate()

/** As many months later or earlier where it begins and ends on the same day of the month, else as many days. */
function shifted({ from, to }: Period, steps: 1 | -1): Period {
  const length = monthsSince0(to) - monthsSince0(from)
  const day = dayOfMonth(from)
  if (day === dayOfMonth(to) && day <= 28 && length > 0) {
    const move = (at: Date) => {
      const local = new Date(at.getTime() + VIETNAM_OFFSET_MS)
      local.setUTCMonth(local.getUTCMonth() + steps * length)
      return new Date(local.getTime() - VIETNAM_OFFSET_MS)
    }
    return steps < 0 ? periodOf(move(from), from) : periodOf(to, move(to))
  }
  const span = to.getTime() - from.getTime()
  return steps < 0
    ? periodOf(new Date(from.getTime() - span), from)
    : periodOf(to, new Date(to.getTime() + span))
}

/** What a period is drawn by: its months, its weeks when it is short, or its days; the last may be cut. */
export function partsOf({ from, to }: Pick<Period, 'from' | 'to'>): {
  unit: 'half' | 'quarter' | 'month' | 'week' | 'day'
  parts: Pick<Period, 'from' | 'to'>[]
} {
  const days = Math.round((to.getTime() - from.getTime()) / DAY_MS)
  const unit =
    days > 1900 ? 'half' : days > 560 ? 'quarter' : days > 62 ? 'month' : days > 14 ? 'week' : 'day'
  const parts: Pick<Period, 'from' | 'to'>[] = []
  for (let at = from; at < to && parts.length < 60; ) {
    const end =
      unit === 'half' || unit === 'quarter' || unit === 'month'
        ? periodAt(unit, at).to
        : new Date(at.getTime() + (unit === 'week' ? 7 : 1) * DAY_MS)
    const cut = end < to ? end : to
    parts.push({ from: at, to: cut })
    at = cut
  }
  return { unit, parts }
}

/** The period of that name; null when there is none. */
export function parsePeriod(id: string): Period | null {
  const found = /^(20\d\d)-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12]))$/.exec(id)
  if (!found) return null
  const [, year, month, quarter, half] = found
  if (month) return nth('month', Number(year) * 12 + Number(month) - 1)
  return quarter
    ? nth('quarter', Number(year) * 4 + Number(quarter) - 1)
    : nth('half', Number(year) * 2 + Number(half) - 1)
}

/** 202611, as the tables write a month. */
export function monthNumber(at: Date): number {
  const local = new Date(at.getTime() + VIETNAM_OFFSET_MS)
  return local.getUTCFullYear() * 100 + local.getUTCMonth() + 1
}

/** Every period of that kind that began at or after the one of `since` and ended by `end`, oldest first. */
export function periodsBetween(kind: PeriodKind, since: Date, end: Date): Period[] {
  const found: Period[] = []
  for (let period = periodAt(kind, since); period.to <= end; period = periodAfter(period)) found.push(period)
  return found
}
