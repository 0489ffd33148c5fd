import type { Context, Id } from '../../context.ts'
import { type Counts, countsBetween, formula, gaugeOf } from '../heat/index.ts'
import { flushRefusals, type MeasureRow, selectMeasure } from '../measures/index.ts'
import { addNumbers, type ReviewNumbers } from './reviews-sql.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

interface Subject {
  kind: 'network' | 'community'
  id: Id
}

const subjectOf = (row: { community_id: Id | null }): Subject =>
  row.community_id === null ? { kind: 'network', id: '0' } : { kind: 'community', id: row.community_id }

/** The gauge at this moment, as far as a review needs it. */
export async function gaugeNow(ctx: Context, row: { community_id: Id | null }): Promise<ReviewNumbers> {
  const subject = subjectOf(row)
  const { heat, level, driven_by } = await gaugeOf(ctx, subject.kind, subject.id)
  return { heat, level, driven_by, at: ctx.clock().toISOString() }
}

/** Small counts of what is not public are not told. */
const told = (counts: Counts): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(counts).map(([act, count]) => [
      act,
      ['reports', 'sign_ups', 'views'].includes(act) && count > 0 && count < formula.smallest ? null : count,
    ]),
  )

/** As long before and after as it lasted, a day at most. */
const around = (row: MeasureRow, ended: Date): number =>
  Math.min(DAY_MS, Math.max(1000, ended.getTime() - row.begins_at.getTime()))

/** Acts are counted by the minute: the one in which a measure began belongs to it, and before it stand whole ones. */
const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
const beforeFrom = (row: MeasureRow, ended: Date): Date =>
  new Date(minuteOf(row.begins_at).getTime() - Math.ceil(around(row, ended) / MINUTE_MS) * MINUTE_MS)

export const afterUntil = (row: MeasureRow, ended: Date): Date =>
  new Date(ended.getTime() + around(row, ended))

/** What is known when a measure has ended: before, during, and what it refused. */
export async function numbersAtEnd(ctx: Context, row: MeasureRow, ended: Date): Promise<ReviewNumbers> {
  const { kind, id } = subjectOf(row)
  const begun = minuteOf(row.begins_at)
  await flushRefusals(ctx)
  const [first, during, gauge, [now]] = await Promise.all([
    countsBetween(ctx, kind, id, beforeFrom(row, ended), begun),
    countsBetween(ctx, kind, id, begun, ended),
    gaugeNow(ctx, row),
    selectMeasure(ctx, row.id),
  ])
  return {
    gauge_at_end: gauge,
    seconds: Math.max(1, Math.round((ended.getTime() - row.begins_at.getTime()) / 1000)),
    seconds_around: Math.round(around(row, ended) / 1000),
    before: told(first),
    during: told(during),
    refused: Number(now?.refused ?? 0),
  }
}

/** Job: what came after, when as much time has passed, and the last of what was counted elsewhere. */
export async function countAfter(ctx: Context, { measureId }: { measureId: Id }): Promise<void> {
  const [row] = await selectMeasure(ctx, measureId)
  if (!row?.ended_at) return
  const { kind, id } = subjectOf(row)
  const after = await countsBetween(ctx, kind, id, row.ended_at, afterUntil(row, row.ended_at))
  const during = await countsBetween(ctx, kind, id, minuteOf(row.begins_at), row.ended_at)
  const gauge = await gaugeNow(ctx, row)
  await addNumbers(
    ctx,
    measureId,
    { gauge_after: gauge, after: told(after), during: told(during), refused: Number(row.refused) },
    null,
  )
}
