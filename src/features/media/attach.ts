import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { DESCRIPTION_LIMIT, keysOf } from './media.ts'
import {
  changeOwner,
  clearStatus,
  deleteMediaOf,
  deleteMediaOfStatus,
  type Files,
  freeMedia,
  lockMedia,
  placeMedia,
  setDescriptions,
  setScheduled,
} from './sql.ts'

/**
 * Gives files to a post in the order of `ids`; those already in it stay. Call inside the post's transaction. Throws
 * 422 for too many, for files of others or of another post, and for those still being worked on.
 */
export async function attachMedia(ctx: Context, accountId: Id, ids: Id[], statusId: Id): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  if (wanted.length > ctx.config.maxMedia)
    throw unprocessable('media_too_many', { limit: ctx.config.maxMedia })
  const rows = await lockMedia(ctx, wanted.filter(isId))
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const id of wanted) {
    const row = known.get(id)
    const free = row && row.account_id === accountId && (row.status_id === null || row.status_id === statusId)
    if (!free) throw unprocessable('media_not_found', { id })
    if (row.state === 'processing') throw unprocessable('media_not_ready')
    if (row.state === 'failed') throw unprocessable('media_failed')
  }
  await placeMedia(ctx, statusId, wanted)
}

/** Takes files out of the post they are in; the sweep takes them after a day. */
export async function detachMedia(ctx: Context, accountId: Id, ids: Id[]): Promise<void> {
  if (ids.length > 0) await clearStatus(ctx, accountId, ids)
}

/** Gives all files of a post back to its author ("delete and redraft"). */
export async function releaseMedia(ctx: Context, statusId: Id): Promise<void> {
  await freeMedia(ctx, statusId)
}

/** New descriptions for files of a post; other files are left alone. Longer ones are cut. */
export async function describePosted(
  ctx: Context,
  statusId: Id,
  changes: { id: Id; description: string }[],
): Promise<void> {
  if (changes.length === 0) return
  const descriptions = changes.map((change) => change.description.slice(0, DESCRIPTION_LIMIT))
  await setDescriptions(
    ctx,
    statusId,
    changes.map((change) => change.id),
    descriptions,
  )
}

/** Keeps files for a post that waits (the sweep leaves them alone), or lets them go again (null). */
export async function reserveMedia(
  ctx: Context,
  accountId: Id,
  ids: Id[],
  scheduledId: Id | null,
): Promise<void> {
  if (ids.length > 0) await setScheduled(ctx, accountId, ids, scheduledId)
}

/** Deletes the files of a deleted post. Call inside a transaction. */
export async function discardMedia(ctx: Context, statusId: Id): Promise<void> {
  await removeFilesOf(ctx, await deleteMediaOfStatus(ctx, statusId))
}

/** Deletes up to `limit` files of somebody who leaves; answers how many there were. */
export function eraseMedia(ctx: Context, accountId: Id, limit: number): Promise<number> {
  return ctx.tx(async (ctx) => {
    const rows = await deleteMediaOf(ctx, accountId, limit)
    await removeFilesOf(ctx, rows)
    return rows.length
  })
}

async function removeFilesOf(ctx: Context, rows: readonly Files[]): Promise<void> {
  const keys = keysOf([...rows])
  if (keys.length > 0) await ctx.enqueue('media.removeFiles', { keys })
}

/**
 * Hands files that are in no post over to another account: pictures of an article belong to its site, and stay when
 * whoever uploaded them leaves. Those that are the new owner's already stay. Throws 422 for files of others.
 */
export async function handOver(ctx: Context, from: Id, to: Id, ids: Id[]): Promise<void> {
  const wanted = [...new Set(ids)].filter(isId)
  if (wanted.length === 0) return
  const rows = new Map((await lockMedia(ctx, wanted)).map((row) => [row.id, row]))
  for (const id of wanted) {
    const row = rows.get(id)
    if (row?.account_id === to) continue
    if (!row || row.account_id !== from || row.status_id !== null)
      throw unprocessable('media_not_found', { id })
  }
  await changeOwner(ctx, wanted, to)
}
