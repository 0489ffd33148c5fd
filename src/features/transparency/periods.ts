import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'

export const periodKinds = ['month', 'quarter', 'half'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A half-open time by Vietnam's calendar. */
export interface Period {
  /** 2026-11, 2026-Q4, 2026-H2. */
  id: string
  kind: PeriodKind
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
export const periodBefore = ({ kind, from }: Period): Period => nth(kind, numberOf(kind, from) - 1)
export const periodAfter = ({ kind, to }: Period): Period => periodAt(kind, to)

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
