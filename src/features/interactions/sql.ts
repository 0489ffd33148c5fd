import type { Context, Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'

/** Paged by the id of the favourite or bookmark (when it was made), not by the id of the post. */
export interface Mark {
  id: Id
  status_id: Id
}

const newest = '9223372036854775807'

/** `min_id` reads upward from the boundary, then turns round, so that the page right above it is answered. */
const turned = <T>(page: Page, rows: T[]): T[] => (page.minId ? rows.reverse() : rows)

export async function favouriteIds(ctx: Context, accountId: Id, page: Page): Promise<Mark[]> {
  const rows = await ctx.db<Mark[]>`
    select id, status_id from favourites
    where account_id = ${accountId} and id < ${page.maxId ?? newest} and id > ${page.minId ?? page.sinceId ?? '0'}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return turned(page, [...rows])
}

export async function bookmarkIds(ctx: Context, accountId: Id, page: Page): Promise<Mark[]> {
  const rows = await ctx.db<Mark[]>`
    select id, status_id from bookmarks
    where account_id = ${accountId} and id < ${page.maxId ?? newest} and id > ${page.minId ?? page.sinceId ?? '0'}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return turned(page, [...rows])
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
  const rows = await ctx.db<ByAccount[]>`
    select f.id, f.account_id from favourites f
    where f.status_id = ${statusId} and f.id < ${page.maxId ?? newest} and f.id > ${page.minId ?? page.sinceId ?? '0'}
      and not exists (select from blocks b where b.account_id = ${viewerId}::bigint and b.target_id = f.account_id)
      and not exists (select from blocks b where b.target_id = ${viewerId}::bigint and b.account_id = f.account_id)
    order by ${page.minId ? ctx.db`f.id asc` : ctx.db`f.id desc`} limit ${page.limit}`
  return turned(page, [...rows])
}

export async function rebloggedBy(
  ctx: Context,
  viewerId: Id | null,
  statusId: Id,
  page: Page,
): Promise<ByAccount[]> {
  const rows = await ctx.db<ByAccount[]>`
    select s.id, s.account_id from statuses s
    where s.reblog_of_id = ${statusId} and s.deleted_at is null and s.visibility in ('public', 'unlisted')
      and s.id < ${page.maxId ?? newest} and s.id > ${page.minId ?? page.sinceId ?? '0'}
      and not exists (select from blocks b where b.account_id = ${viewerId}::bigint and b.target_id = s.account_id)
      and not exists (select from blocks b where b.target_id = ${viewerId}::bigint and b.account_id = s.account_id)
    order by ${page.minId ? ctx.db`s.id asc` : ctx.db`s.id desc`} limit ${page.limit}`
  return turned(page, [...rows])
}
