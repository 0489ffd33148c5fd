import type { Context, Id } from '../../context.ts'
import type { HeatType } from './api.ts'

/**
 * Tells somebody of heat and measures, on our own page only: she is called to a shift, owes a review, or is on call and a
 * threshold was reached. Told again, it is one notice, the newest. The cause is the measure, or the plan.
 */
export async function tellHeat(
  ctx: Context,
  accountId: Id,
  fromId: Id,
  what: 'shift' | 'review' | 'threshold',
  causeId: Id,
): Promise<void> {
  const type: HeatType = `heat.${what}`
  await ctx.db`
    delete from notifications where account_id = ${accountId} and type = ${type} and cause_id = ${causeId}`
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, ${fromId}, ${type}, ${causeId}, ${ctx.clock()}
    from users u where u.account_id = ${accountId} on conflict do nothing`
}

/** What these notices are about: the id of a measure or a plan. */
export const selectHeatCauses = (ctx: Context, ids: Id[]) => ctx.db<{ notification_id: Id; cause_id: Id }[]>`
  select n.id as notification_id, coalesce(n.cause_id, 0) as cause_id from notifications n
  where n.id = any(${ids}::bigint[])`
