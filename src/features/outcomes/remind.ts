import type { Context } from '../../context.ts'
import { queueMail } from '../auth/index.ts'
import { tellOverdue } from '../notifications/index.ts'
import { selectOwners } from './read-sql.ts'
import { takeOverdue } from './sql.ts'

const portion = 200

/**
 * Job, daily: tells the owners of items that are overdue, on their page and by letter, once and again every 30 days. What is told is marked in the same
 * transaction, so that the job may run as often as it likes, and in several processes.
 */
export async function remindOwners(ctx: Context): Promise<void> {
  for (;;) {
    const taken = await ctx.tx(async (ctx) => {
      const rows = await takeOverdue(ctx, portion)
      const ids = rows.map(({ id }) => id)
      await tellOverdue(ctx, ids)
      for (const { email, locale, number, title, slug, name } of await selectOwners(ctx, ids))
        await queueMail(ctx, email, 'action_overdue', locale === 'en' ? 'en' : 'vi', {
          number: String(number),
          title,
          name,
          address: `${ctx.config.origin}/giao-ban/${slug}/viec/${number}`,
        })
      return rows.length
    })
    if (taken < portion) return
  }
}
