import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { AppError, unprocessable } from '../../errors.ts'
import { changeCounts } from '../accounts/index.ts'
import { changeStatusCounts, removeStatus } from '../statuses/index.ts'
import { visibleStatus } from '../visibility/index.ts'

/** Acting on a boost acts on what it boosts. */
async function target(ctx: Context, viewer: { id: Id }, statusId: string) {
  const status = await visibleStatus(ctx, viewer, statusId)
  return status.reblog_of_id ? visibleStatus(ctx, viewer, status.reblog_of_id) : status
}

/** Likes; doing it twice is the same as once. Returns the id of the post that was meant. */
export async function favourite(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await ctx.tx(async (ctx) => {
    const made = await ctx.db`
      insert into favourites (account_id, status_id) values (${viewer.id}, ${status.id})
      on conflict do nothing returning id`
    if (made.length === 0) return
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
    const gone =
      await ctx.db`delete from favourites where account_id = ${viewer.id} and status_id = ${status.id} returning id`
    if (gone.length === 0) return
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
      const made = await ctx.db<{ id: Id }[]>`
        with fresh as (select case when ${createdAt}::timestamptz is null then next_id()
          else ((extract(epoch from ${createdAt}::timestamptz) * 1000)::bigint << 16) | (nextval('id_sequence') & 65535) end as id)
        insert into statuses (id, account_id, thread_id, reblog_of_id, visibility, created_at)
        select id, ${viewer.id}, id, ${status.id}, ${narrowest}, coalesce(${createdAt}::timestamptz, now()) from fresh
        returning id`
      const id = made[0]!.id
      await changeStatusCounts(ctx, status.id, { reblogs: 1 })
      await changeCounts(ctx, viewer.id, { statuses: 1 })
      await ctx.enqueue('statusCreated', { statusId: id })
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
    const rows = await boostOf(ctx, viewer.id, status.id)
    if (!rows) throw error
    return rows
  }
}

async function boostOf(ctx: Context, accountId: Id, statusId: Id): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    select id from statuses where reblog_of_id = ${statusId} and account_id = ${accountId} and deleted_at is null`
  return rows[0]?.id ?? null
}

export async function unboost(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  const id = await boostOf(ctx, viewer.id, status.id)
  if (!id) return status.id
  await ctx.tx(async (ctx) => {
    await removeStatus(ctx, { id, account_id: viewer.id })
    await ctx.enqueue('notifications.onTakenBack', { accountId: viewer.id, targetId: status.account_id })
  })
  return status.id
}

export async function bookmark(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await ctx.db`insert into bookmarks (account_id, status_id) values (${viewer.id}, ${status.id}) on conflict do nothing`
  return status.id
}

export async function unbookmark(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await target(ctx, viewer, statusId)
  await ctx.db`delete from bookmarks where account_id = ${viewer.id} and status_id = ${status.id}`
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
    await ctx.db`select 1 from accounts where id = ${viewer.id} for update`
    const rows = await ctx.db<{ n: number }[]>`
      select count(*)::int as n from pins where account_id = ${viewer.id} and status_id <> ${status.id}`
    if ((rows[0]?.n ?? 0) >= maxPins) throw unprocessable('pin_limit')
    await ctx.db`insert into pins (account_id, status_id) values (${viewer.id}, ${status.id}) on conflict do nothing`
  })
  return status.id
}

export async function unpin(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await ctx.db`delete from pins where account_id = ${viewer.id} and status_id = ${status.id}`
  return status.id
}

/** No more notifications from this thread. */
export async function muteThread(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await ctx.db`insert into thread_mutes (account_id, thread_id) values (${viewer.id}, ${status.thread_id}) on conflict do nothing`
  return status.id
}

export async function unmuteThread(ctx: Context, viewer: { id: Id }, statusId: string): Promise<Id> {
  const status = await visibleStatus(ctx, viewer, statusId)
  await ctx.db`delete from thread_mutes where account_id = ${viewer.id} and thread_id = ${status.thread_id}`
  return status.id
}
