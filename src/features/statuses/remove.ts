import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { changeCounts, changeCountsOfMany } from '../accounts/index.ts'
import { discardMedia, releaseMedia } from '../media/index.ts'
import { takeReplyOut } from '../threads/index.ts'
import { ownStatus } from './edit.ts'
import { deleteGone, markBoostsDeleted, markDeleted } from './life-sql.ts'
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

/** The same for a post or a boost already found and allowed to go. Runs inside the caller's transaction. */
export async function removeStatus(
  ctx: Context,
  status: { id: Id; account_id: Id },
  options: { keepMedia?: boolean } = {},
): Promise<void> {
  const row = await markDeleted(ctx, status.id)
  if (!row) return
  const boosters = await markBoostsDeleted(ctx, row.id)
  if (row.in_reply_to_id) await changeStatusCounts(ctx, row.in_reply_to_id, { replies: -1 })
  if (row.reblog_of_id) await changeStatusCounts(ctx, row.reblog_of_id, { reblogs: -1 })
  if (row.visibility !== 'direct') await changeCounts(ctx, row.account_id, { statuses: -1 })
  await changeCountsOfMany(ctx, boosters, { statuses: -1 })
  if (row.number !== null) await takeReplyOut(ctx, row.thread_id, row.id)
  if (options.keepMedia) await releaseMedia(ctx, row.id)
  await dropCached(ctx, 'anonymous', '*')
  await ctx.enqueue('statusDeleted', { statusId: row.id })
}

/** Job: what is left of a deleted post after its traces are gone from the timelines: its files and its row. */
export async function purge(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    await discardMedia(ctx, statusId)
    await deleteGone(ctx, statusId)
  })
}
