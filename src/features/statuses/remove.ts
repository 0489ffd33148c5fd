import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { changeCounts } from '../accounts/index.ts'
import { ownStatus } from './edit.ts'
import { changeStatusCounts } from './sql.ts'

/**
 * Deletes the author's post: gone at once for everybody, the rest (timelines, files) by jobs. Its boosts go with
 * it; replies stay. With `keepMedia` ("delete and redraft") the files go back to the author's unattached media.
 */
export async function deleteStatus(
  ctx: Context,
  author: { id: Id },
  id: string,
  options: { keepMedia?: boolean } = {},
): Promise<void> {
  const status = await ownStatus(ctx, author, id)
  await ctx.tx((ctx) => removeStatus(ctx, { id: status.id, account_id: author.id }, options))
}

interface Removed {
  id: Id
  account_id: Id
  reblog_of_id: Id | null
  in_reply_to_id: Id | null
  visibility: string
}

/** The same for a post or a boost already found and allowed to go. Runs inside the caller's transaction. */
export async function removeStatus(
  ctx: Context,
  status: { id: Id; account_id: Id },
  options: { keepMedia?: boolean } = {},
): Promise<void> {
  const rows = await ctx.db<Removed[]>`
    update statuses set deleted_at = ${ctx.clock()}, version = version + 1
    where id = ${status.id} and deleted_at is null
    returning id, account_id, reblog_of_id, in_reply_to_id, visibility`
  const row = rows[0]
  if (!row) return
  const boosts = await ctx.db<{ account_id: Id }[]>`
    update statuses set deleted_at = ${ctx.clock()} where reblog_of_id = ${row.id} and deleted_at is null returning account_id`
  if (row.in_reply_to_id) await changeStatusCounts(ctx, row.in_reply_to_id, { replies: -1 })
  if (row.reblog_of_id) await changeStatusCounts(ctx, row.reblog_of_id, { reblogs: -1 })
  if (row.visibility !== 'direct') await changeCounts(ctx, row.account_id, { statuses: -1 })
  if (boosts.length > 0) {
    await ctx.db`
      update account_counts set statuses = greatest(0, statuses - 1)
      where account_id = any(${boosts.map((boost) => boost.account_id)}::bigint[])`
  }
  await ctx.db`delete from pins where status_id = ${row.id}`
  await ctx.db`delete from status_media_index where status_id = ${row.id}`
  await ctx.db`update status_tags set listed = false where status_id = ${row.id}`
  if (options.keepMedia)
    await ctx.db`update media set status_id = null, created_at = ${ctx.clock()} where status_id = ${row.id}`
  await dropCached(ctx, 'anonymous', '*')
  await ctx.enqueue('statusDeleted', { statusId: row.id })
}

/** Job: what is left of a deleted post after its traces are gone from the timelines. Its media become unattached. */
export async function purge(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    const files = await ctx.db<{ file: string | null; thumbnail: string | null }[]>`
      delete from media where status_id in (select id from statuses where id = ${statusId} and deleted_at is not null)
      returning file, thumbnail`
    const keys = files
      .flatMap((row) => [row.file, row.thumbnail])
      .filter((key): key is string => key !== null)
    if (keys.length > 0) await ctx.enqueue('media.removeFiles', { keys })
    await ctx.db`delete from notifications where status_id = ${statusId}`
    await ctx.db`delete from statuses where (id = ${statusId} or reblog_of_id = ${statusId}) and deleted_at is not null`
  })
}
