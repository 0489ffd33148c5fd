import type { Context, Id } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'

/** A refresh token outlives its access token by this long. */
const REFRESH_DAYS = 90

/** Removes what has expired, and passes on to `accounts.erase` whoever asked for deletion and did not come back. */
export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock()
  await ctx.db`delete from one_time_tokens where expires_at < ${now}`
  await ctx.db`delete from sessions where expires_at < ${now}`
  const stale = new Date(now.getTime() - REFRESH_DAYS * DAY_MS)
  await ctx.db`
    delete from oauth_tokens where expires_at < ${now} and (refresh_hash is null or expires_at < ${stale})`
  await ctx.db`delete from dev_mails where created_at < ${new Date(now.getTime() - 7 * DAY_MS)}`
  const due = await ctx.db<{ account_id: Id }[]>`
    select u.account_id from users u join accounts a on a.id = u.account_id
    where u.delete_after <= ${now} and a.deleted_at is null order by u.delete_after limit 500`
  for (const { account_id } of due) {
    await ctx.enqueue('accounts.erase', { accountId: account_id }, { key: `erase:${account_id}` })
  }
}
