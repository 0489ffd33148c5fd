import type { Context } from '../../context.ts'
import { tellOverdue } from '../notifications/index.ts'
import { takeOverdue } from './sql.ts'

const portion = 200

/**
 * Job, daily: tells the owners of items that are overdue, once and again every 30 days. What is told is marked in the same
 * transaction, so that the job may run as often as it likes, and in several processes.
 */
export async function remindOwners(ctx: Context): Promise<void> {
  for (;;) {
    const taken = await ctx.tx(async (ctx) => {
      const rows = await takeOverdue(ctx, portion)
      await tellOverdue(
        ctx,
        rows.map(({ id }) => id),
      )
      return rows.length
    })
    if (taken < portion) return
  }
}
