import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'

/** Paged by the id of the favourite or bookmark (when it was made), not by the id of the post. */
export interface Mark {
  id: Id
  status_id: Id
}

export async function favouriteIds(ctx: Context, accountId: Id, page: Page): Promise<Mark[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<Mark[]>`
    select id, status_id from favourites
    where account_id = ${accountId} and id < ${below} and id > ${above}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export async function bookmarkIds(ctx: Context, accountId: Id, page: Page): Promise<Mark[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<Mark[]>`
    select id, status_id from bookmarks
    where account_id = ${accountId} and id < ${below} and id > ${above}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export interface ByAccount {
  id: Id
  account_id: Id
}

/** Who liked a post; people whom the viewer has blocked, or who have blocked the viewer, stay out. */
export async function favouritedBy(
  ctx: Context,
  viewerId: Id | null,
  statusId: Id,
  page: Page,
): Promise<ByAccount[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<ByAccount[]>`
    select f.id, f.account_id from favourites f
    where f.status_id = ${statusId} and f.id < ${below} and f.id > ${above}
      and not exists (select from blocks b where b.account_id = ${viewerId}::bigint and b.target_id = f.account_id)
      and not exists (select from blocks b where b.target_id = ${viewerId}::bigint and b.account_id = f.account_id)
    order by ${page.minId ? ctx.db`f.id asc` : ctx.db`f.id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export async function rebloggedBy(
  ctx: Context,
  viewerId: Id | null,
  statusId: Id,
  page: Page,
): Promise<ByAccount[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<ByAccount[]>`
    select s.id, s.account_id from statuses s
    where s.reblog_of_id = ${statusId} and s.deleted_at is null and s.visibility in ('public', 'unlisted')
      and s.id < ${below} and s.id > ${above}
      and not exists (select from blocks b where b.account_id = ${viewerId}::bigint and b.target_id = s.account_id)
      and not exists (select from blocks b where b.target_id = ${viewerId}::bigint and b.account_id = s.account_id)
    order by ${page.minId ? ctx.db`s.id asc` : ctx.db`s.id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

/** True when it is new. */
export async function insertFavourite(ctx: Context, accountId: Id, statusId: Id): Promise<boolean> {
  const rows = await ctx.db`
    insert into favourites (account_id, status_id) values (${accountId}, ${statusId})
    on conflict do nothing returning 1`
  return rows.length > 0
}

/** True when there was one. */
export async function deleteFavourite(ctx: Context, accountId: Id, statusId: Id): Promise<boolean> {
  const rows = await ctx.db`
    delete from favourites where account_id = ${accountId} and status_id = ${statusId} returning 1`
  return rows.length > 0
}

/** Takes up to `limit` likes away and answers whose counters shrink. */
export const takeFavourites = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ status_id: Id }[]>`
  delete from favourites where (account_id, status_id) in (
    select account_id, status_id from favourites where account_id = ${accountId} order by id limit ${limit})
  returning status_id`

export async function boostOf(ctx: Context, accountId: Id, statusId: Id): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    select id from statuses where reblog_of_id = ${statusId} and account_id = ${accountId} and deleted_at is null`
  return rows[0]?.id ?? null
}

export const insertBookmark = (ctx: Context, accountId: Id, statusId: Id) => ctx.db`
  insert into bookmarks (account_id, status_id) values (${accountId}, ${statusId}) on conflict do nothing`

export const deleteBookmark = (ctx: Context, accountId: Id, statusId: Id) => ctx.db`
  delete from bookmarks where account_id = ${accountId} and status_id = ${statusId}`

/** Locks the person's row first, so that two pins at once are counted one after the other. */
export async function countOtherPins(ctx: Context, accountId: Id, statusId: Id): Promise<number> {
  await ctx.db`select 1 from accounts where id = ${accountId} for update`
  const rows = await ctx.db<{ n: number }[]>`
    select count(*)::int as n from pins p join statuses s on s.id = p.status_id
    where p.account_id = ${accountId} and p.status_id <> ${statusId} and s.deleted_at is null`
  return rows[0]!.n
}

export const insertPin = (ctx: Context, accountId: Id, statusId: Id) => ctx.db`
  insert into pins (account_id, status_id) values (${accountId}, ${statusId}) on conflict do nothing`

export const deletePin = (ctx: Context, accountId: Id, statusId: Id) => ctx.db`
  delete from pins where account_id = ${accountId} and status_id = ${statusId}`

export const insertThreadMute = (ctx: Context, accountId: Id, threadId: Id) => ctx.db`
  insert into thread_mutes (account_id, thread_id) values (${accountId}, ${threadId}) on conflict do nothing`

export const deleteThreadMute = (ctx: Context, accountId: Id, threadId: Id) => ctx.db`
  delete from thread_mutes where account_id = ${accountId} and thread_id = ${threadId}`

/** What a person kept for herself: bookmarks, pins, threads gone quiet. */
export async function eraseMarks(ctx: Context, accountId: Id): Promise<void> {
  await ctx.db`delete from bookmarks where account_id = ${accountId}`
  await ctx.db`delete from pins where account_id = ${accountId}`
  await ctx.db`delete from thread_mutes where account_id = ${accountId}`
}
