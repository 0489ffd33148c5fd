import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'

/** The choices for new posts that Mastodon keeps with the profile (`source`); what is not given stays. */
export async function choosePreferences(
  ctx: Context,
  accountId: Id,
  choices: {
    visibility?: string | undefined
    sensitive?: boolean | undefined
    language?: string | undefined
  },
): Promise<void> {
  await ctx.db`
    update users set preferences = preferences || ${ctx.db.json(choices as never)} where account_id = ${accountId}`
  await dropCached(ctx, 'doors', '*')
}

/** The next posts of somebody who leaves, oldest first; removed ones do not come again. */
export const selectStatuses = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select id from statuses where account_id = ${accountId} and deleted_at is null order by id limit ${limit}`

/** Takes up to `limit` likes away and answers whose counters shrink. */
export const takeFavourites = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ status_id: Id }[]>`
  delete from favourites where (account_id, status_id) in (
    select account_id, status_id from favourites where account_id = ${accountId} order by id limit ${limit})
  returning status_id`

export async function takeMedia(
  ctx: Context,
  accountId: Id,
  limit: number,
): Promise<{ found: number; keys: string[] }> {
  const rows = await ctx.db<{ file: string | null; thumbnail: string | null }[]>`
    delete from media where id in (select id from media where account_id = ${accountId} order by id limit ${limit})
    returning file, thumbnail`
  const keys = rows.flatMap((row) => [row.file, row.thumbnail]).filter((key): key is string => key !== null)
  return { found: rows.length, keys }
}

/** Rows that only she ever saw, or that mean nothing without her. Everything of `users` goes with the user's row. */
export async function deleteTraces(ctx: Context, accountId: Id): Promise<void> {
  await ctx.db`delete from bookmarks where account_id = ${accountId}`
  await ctx.db`delete from pins where account_id = ${accountId}`
  await ctx.db`delete from thread_mutes where account_id = ${accountId}`
  await ctx.db`delete from polls where account_id = ${accountId}`
  await ctx.db`delete from poll_votes where account_id = ${accountId}`
  await ctx.db`delete from status_mentions where account_id = ${accountId}`
  await ctx.db`delete from notifications where from_account_id = ${accountId}`
  await ctx.db`delete from home_entries where account_id = ${accountId}`
  await ctx.db`delete from invites where created_by = ${accountId}`
  await ctx.db`delete from users where account_id = ${accountId}`
}
