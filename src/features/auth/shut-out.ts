import type { Context, Id } from '../../context.ts'
import { makeOneTime, peekOneTime } from './one-time.ts'

/** The decision that keeps somebody from signing in. */
export interface ShutOut {
  measure: 'freeze' | 'suspend'
  cited: string
  ends_at: Date | null
  /** Its statement, with a key that opens it (and the appeal) for a day. */
  path: string
}

const KEY_MINUTES = 24 * 60

/**
 * What shut her out, for somebody who just proved who she is: the measure that lasts longest. Null when it was no
 * decision (she is being deleted, or it was done at the command line).
 */
export async function shutOutOf(ctx: Context, accountId: Id): Promise<ShutOut | null> {
  const [row] = await ctx.db<(Omit<ShutOut, 'path'> & { public_id: string })[]>`
    select d.public_id, d.measure, d.cited, d.ends_at from decisions d
    where d.account_id = ${accountId} and d.measure in ('freeze', 'suspend') and d.ended_at is null
    order by d.ends_at desc nulls first, d.id desc limit 1`
  if (!row) return null
  const { public_id, ...rest } = row
  const key = await makeOneTime(ctx, 'shut-out', { accountId, minutes: KEY_MINUTES })
  return { ...rest, path: `/ly-do/${public_id}?key=${key}` }
}

/** Whom the key of a sign-in page belongs to; it stays good for the day, for the appeal is written later. */
export const shutOutBy = async (ctx: Context, key: string): Promise<Id | null> =>
  (await peekOneTime(ctx, 'shut-out', key))?.accountId ?? null
