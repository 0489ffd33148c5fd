import type { Context, Id } from '../../context.ts'
import { changeCounts } from '../accounts/index.ts'
import type { Visibility } from './api.ts'
import { tellCreated } from './created.ts'
import { changeStatusCounts, insertBoost } from './sql.ts'

/**
 * Stores a boost with its counters and its news; who may boost what is decided by the caller, in whose transaction
 * this runs. Throws the unique violation when the post was boosted before. `createdAt` is for imports and the demo.
 */
export async function createBoost(
  ctx: Context,
  accountId: Id,
  statusId: Id,
  visibility: Visibility,
  createdAt: Date | null,
): Promise<Id> {
  const id = await insertBoost(ctx, {
    account_id: accountId,
    reblog_of_id: statusId,
    visibility,
    created_at: createdAt,
  })
  await changeStatusCounts(ctx, statusId, { reblogs: 1 })
  await changeCounts(ctx, accountId, { statuses: 1 })
  await tellCreated(ctx, id)
  await ctx.enqueue('statusCreated', { statusId: id })
  return id
}
