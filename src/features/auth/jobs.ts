import type { Context } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'
import { forgetLetters } from '../../net/mail.ts'
import { deleteExpired, forgetMonths, selectDue } from './users-sql.ts'

/** A refresh token outlives its access token by this long. */
const REFRESH_DAYS = 90
/** How long the development inbox keeps a letter. */
const LETTER_DAYS = 7
/** How long it is kept who was here in which month: a year and the same month of the year before. */
const PRESENCE_MONTHS = 13

/** Removes what has expired, and passes on to `accounts.erase` whoever asked for deletion and did not come back. */
export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await deleteExpired(ctx, now, ago(REFRESH_DAYS))
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - PRESENCE_MONTHS)
  await forgetMonths(ctx, oldest)
  await forgetLetters(ctx.db, ago(LETTER_DAYS))
  for (const { account_id } of await selectDue(ctx, now)) {
    await ctx.enqueue('accounts.erase', { accountId: account_id }, { key: `erase:${account_id}` })
  }
}
