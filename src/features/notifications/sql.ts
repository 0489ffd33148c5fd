import type { Context, Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'
import { outsideDomains } from '../blocks/index.ts'
import { notificationTypes, type ToldType } from './api.ts'

export interface NotificationRow {
  id: Id
  type: ToldType
  from_account_id: Id
  status_id: Id | null
  created_at: Date
}

/** Which notifications are asked for: null is all. */
export interface Filter {
  types: readonly ToldType[] | null
  accountId: Id | null
}

/** What the Mastodon API knows; our own page also tells of membership in communities. */
export const ofMastodon: Filter = { types: notificationTypes, accountId: null }

/**
 * Whether `to` wants to hear from `from`: nobody blocks anybody, no mute that covers notifications, and the thread
 * (when there is one) is not muted. The arguments are SQL expressions of the query around it.
 */
export function heard(ctx: Context, to: string, from: string, thread: string | null) {
  const [receiver, sender] = [ctx.db.unsafe(to), ctx.db.unsafe(from)]
  return ctx.db`
    not exists (select from blocks b where b.account_id = ${receiver} and b.target_id = ${sender})
    and not exists (select from blocks b where b.account_id = ${sender} and b.target_id = ${receiver})
    and not exists (select from mutes m where m.account_id = ${receiver} and m.target_id = ${sender} and m.notifications
      and (m.expires_at is null or m.expires_at > ${ctx.clock()}))
    and (select true from accounts x join account_domain_blocks d on d.domain = lower(x.domain)
      where x.id = ${sender} and d.account_id = ${receiver}) is null
    and not exists (select from accounts a where a.id = ${sender} and (a.suspended_at is not null or a.deleted_at is not null))
    ${
      thread === null
        ? ctx.db``
        : ctx.db`and not exists (select from thread_mutes tm where tm.account_id = ${receiver} and tm.thread_id = ${ctx.db.unsafe(thread)})`
    }`
}

/** Whether what a row `n` tells of is still so: not taken back, nor taken back and made again. */
export const stands = (ctx: Context) => ctx.db`
    case n.type
      when 'favourite' then exists (select from favourites v
        where v.account_id = n.from_account_id and v.status_id = n.status_id and v.id = coalesce(n.cause_id, v.id))
      when 'reblog' then exists (select from statuses r where r.reblog_of_id = n.status_id
        and r.account_id = n.from_account_id and r.deleted_at is null and r.id = coalesce(n.cause_id, r.id))
      when 'follow' then exists (select from follows f where f.account_id = n.from_account_id
        and f.target_id = n.account_id and f.id = coalesce(n.cause_id, f.id))
      when 'follow_request' then exists (select from follow_requests q where q.account_id = n.from_account_id
        and q.target_id = n.account_id and q.id = coalesce(n.cause_id, q.id))
      when 'community.request' then exists (select from follow_requests q where q.account_id = n.from_account_id
        and q.id = n.cause_id)
      when 'action.overdue' then exists (select from action_items i where i.id = n.cause_id and i.state = 'open')
      else true end`

/**
 * The rows of a person that still mean something: not dismissed, the post is still there, the favourite, boost,
 * follow or request it tells of was not taken back, and she has not blocked or muted the other since.
 */
export function live(ctx: Context, viewerId: Id, filter: Filter) {
  return ctx.db`
    n.account_id = ${viewerId} and n.dismissed_at is null
    ${filter.types ? ctx.db`and n.type = any(${filter.types as string[]})` : ctx.db``}
    ${filter.accountId ? ctx.db`and n.from_account_id = ${filter.accountId}` : ctx.db``}
    and (n.status_id is null or exists (select from statuses s where s.id = n.status_id and s.deleted_at is null))
    and ${stands(ctx)}
    and not exists (select from blocks b where b.account_id = n.account_id and b.target_id = n.from_account_id)
    and not exists (select from mutes m where m.account_id = n.account_id and m.target_id = n.from_account_id
      and m.notifications and (m.expires_at is null or m.expires_at > ${ctx.clock()}))
    and ${outsideDomains(ctx, viewerId, 'n.from_account_id')}
    and not exists (select from accounts a where a.id = n.from_account_id and (a.suspended_at is not null or a.deleted_at is not null))`
}

export async function selectPage(
  ctx: Context,
  viewerId: Id,
  filter: Filter,
  page: Page,
): Promise<NotificationRow[]> {
  const { db } = ctx
  const rows = await db<NotificationRow[]>`
    select n.id, n.type, n.from_account_id, n.status_id, n.created_at from notifications n
    where ${live(ctx, viewerId, filter)}
      ${page.maxId ? db`and n.id < ${page.maxId}` : db``}
      ${page.sinceId ? db`and n.id > ${page.sinceId}` : db``}
      ${page.minId ? db`and n.id > ${page.minId}` : db``}
    order by n.id ${page.minId ? db`asc` : db`desc`} limit ${page.limit}`
  return page.minId ? [...rows].reverse() : rows
}

export async function selectOne(ctx: Context, viewerId: Id, id: Id): Promise<NotificationRow | null> {
  const rows = await ctx.db<NotificationRow[]>`
    select n.id, n.type, n.from_account_id, n.status_id, n.created_at from notifications n
    where n.id = ${id} and ${live(ctx, viewerId, ofMastodon)}`
  return rows[0] ?? null
}

/** How many are newer than the marker, counted no further than `most`. */
export async function countUnread(ctx: Context, viewerId: Id, filter: Filter, most: number): Promise<number> {
  const rows = await ctx.db<{ n: number }[]>`
    select count(*)::int as n from (
      select 1 from notifications n
      where n.id > coalesce((select last_read_id from markers where account_id = ${viewerId} and timeline = 'notifications'), 0)
        and ${live(ctx, viewerId, filter)}
      limit ${most}) as unread`
  return rows[0]!.n
}

export async function dismissAll(ctx: Context, viewerId: Id): Promise<void> {
  await ctx.db`
    update notifications set dismissed_at = ${ctx.clock()} where account_id = ${viewerId} and dismissed_at is null`
}

export async function dismissOne(ctx: Context, viewerId: Id, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update notifications set dismissed_at = coalesce(dismissed_at, ${ctx.clock()})
    where id = ${id} and account_id = ${viewerId} returning 1`
  return rows.length > 0
}

/** The newest row, shown or not. */
export async function newestId(ctx: Context, viewerId: Id): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    select id from notifications where account_id = ${viewerId} and dismissed_at is null order by id desc limit 1`
  return rows[0]?.id ?? null
}

/** What somebody who leaves has caused; her own go with her user's row. */
export async function eraseNotifications(ctx: Context, fromAccountId: Id): Promise<void> {
  await ctx.db`delete from notifications where from_account_id = ${fromAccountId}`
}
