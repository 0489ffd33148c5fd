import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { AppError, unprocessable } from '../../errors.ts'
import { changeStatusCounts, createBoost, removeStatus } from '../statuses/index.ts'
import { visibleStatus } from '../visibility/index.ts'
import * as sql from './sql.ts'

/** Acting on a boost acts on what it boosts. */
async function target(ctx: Context, viewer: { id: Id }, statusId: string) {
  const status = await visibleStatus(ctx, viewer, statusId)
  return status.reblog_of_id ? visibleStatus(ctx, viewer, status.reblog_of_id) : status
}

/** Likes; doing it twice is the same as once. Returns the id of the post that was meant. */
export async function favourite(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await ctx.tx(async (ctx) => {
    if (!(await sql.insertFavourite(ctx, viewer.id, status.id))) return
    await changeStatusCounts(ctx, status.id, { favourites: 1 })
    if (status.account_id !== viewer.id) {
      await ctx.enqueue('notifications.onInteraction', {
        type: 'favourite',
        fromId: viewer.id,
        statusId: status.id,
      })
    }
  })
  return status.id
}

export async function unfavourite(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await ctx.tx(async (ctx) => {
    if (!(await sql.deleteFavourite(ctx, viewer.id, status.id))) return
    await changeStatusCounts(ctx, status.id, { favourites: -1 })
    await ctx.enqueue('notifications.onTakenBack', { accountId: viewer.id, targetId: status.account_id })
  })
  return status.id
}

/**
 * Shares a post with the sharer's followers: a status of its own that points at the other. Public and unlisted
 * posts by anybody, followers-only posts by their author; direct ones never. Returns the id of the boost.
 */
export async function boost(
  ctx: Context,
  viewer: { id: Id },
  statusId: string,
  visibility: 'public' | 'unlisted' | 'private' = 'public',
  /** Only for imports and the demo: a share of another time. */
  createdAt: Date | null = null,
): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  if (!open && !(status.visibility === 'private' && status.account_id === viewer.id)) {
    throw new AppError('forbidden', 'forbidden')
  }
  const narrowest = status.visibility === 'private' ? 'private' : visibility
  try {
    return await ctx.tx(async (ctx) => {
      const id = await createBoost(ctx, viewer.id, status.id, narrowest, createdAt)
      if (status.account_id !== viewer.id) {
        await ctx.enqueue('notifications.onInteraction', {
          type: 'reblog',
          fromId: viewer.id,
          statusId: status.id,
        })
      }
      return id
    })
  } catch (error) {
    // Shared before (also at this very moment): the earlier boost is the answer.
    if (!isUniqueViolation(error)) throw error
    const rows = await sql.boostOf(ctx, viewer.id, status.id)
    if (!rows) throw error
    return rows
  }
}

export async function unboost(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  const id = await sql.boostOf(ctx, viewer.id, status.id)
  if (!id) return status.id
  await ctx.tx(async (ctx) => {
    await removeStatus(ctx, { id, account_id: viewer.id })
    await ctx.enqueue('notifications.onTakenBack', { accountId: viewer.id, targetId: status.account_id })
  })
  return status.id
}

export async function bookmark(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await sql.insertBookmark(ctx, viewer.id, status.id)
  return status.id
}

export async function unbookmark(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await sql.deleteBookmark(ctx, viewer.id, status.id)
  return status.id
}

/** At most this many posts stand first on a profile. */
export const maxPins = 5

/** Pins one's own public, unlisted or followers-only post. Texts are Mastodon's: clients show them. */
export async function pin(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  if (status.account_id !== viewer.id) throw unprocessable('pin_not_own')
  if (status.reblog_of_id) throw unprocessable('pin_reblog')
  if (status.visibility === 'direct') throw unprocessable('pin_direct')
  await ctx.tx(async (ctx) => {
    if ((await sql.countOtherPins(ctx, viewer.id, status.id)) >= maxPins) throw unprocessable('pin_limit')
    await sql.insertPin(ctx, viewer.id, status.id)
  })
  return status.id
}

export async function unpin(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await sql.deletePin(ctx, viewer.id, status.id)
  return status.id
}

/** No more notifications from this thread. */
export async function muteThread(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await sql.insertThreadMute(ctx, viewer.id, status.thread_id)
  return status.id
}

export async function unmuteThread(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await sql.deleteThreadMute(ctx, viewer.id, status.thread_id)
  return status.id
}

/** Takes up to `limit` likes of somebody who leaves, with their counts; answers how many there were. */
export function eraseFavourites(ctx: Context, accountId: Id, limit: number): Promise<number> {
  return ctx.tx(async (ctx) => {
    const rows = await sql.takeFavourites(ctx, accountId, limit)
    for (const { status_id } of rows) await changeStatusCounts(ctx, status_id, { favourites: -1 })
    return rows.length
  })
}
