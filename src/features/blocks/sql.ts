import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'
import type { Entry } from '../follows/index.ts'

export const insertBlock = (ctx: Context, accountId: Id, targetId: Id) => ctx.db`
  insert into blocks (account_id, target_id, created_at) values (${accountId}, ${targetId}, ${ctx.clock()})
  on conflict do nothing`

export const deleteBlock = (ctx: Context, accountId: Id, targetId: Id) => ctx.db`
  delete from blocks where account_id = ${accountId} and target_id = ${targetId}`

export const upsertMute = (
  ctx: Context,
  accountId: Id,
  targetId: Id,
  notifications: boolean,
  expiresAt: Date | null,
) => ctx.db`
  insert into mutes (account_id, target_id, notifications, expires_at, created_at)
  values (${accountId}, ${targetId}, ${notifications}, ${expiresAt}, ${ctx.clock()})
  on conflict (account_id, target_id) do update set
    notifications = excluded.notifications, expires_at = excluded.expires_at`

export const deleteMute = (ctx: Context, accountId: Id, targetId: Id) => ctx.db`
  delete from mutes where account_id = ${accountId} and target_id = ${targetId}`

export const deleteExpiredMutes = (ctx: Context) =>
  ctx.db`delete from mutes where expires_at <= ${ctx.clock()}`

export const deleteAllOf = (ctx: Context, accountId: Id) => ctx.db`
  with muted as (delete from mutes where account_id = ${accountId} or target_id = ${accountId}),
  domains as (delete from account_domain_blocks where account_id = ${accountId})
  delete from blocks where account_id = ${accountId} or target_id = ${accountId}`

export interface MuteEntry extends Entry {
  expires_at: Date | null
}

/** The people whom somebody blocks or mutes, newest first; paged by the row's id. */
export async function selectHidden(
  ctx: Context,
  list: 'blocks' | 'mutes',
  accountId: Id,
  page: Page,
): Promise<MuteEntry[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<MuteEntry[]>`
    select h.id, h.target_id as account_id,
      ${list === 'mutes' ? ctx.db`h.expires_at` : ctx.db`null::timestamptz as expires_at`}
    from ${ctx.db(list)} h join accounts a on a.id = h.target_id
    where h.account_id = ${accountId} and a.deleted_at is null
      and h.id < ${below} and h.id > ${above}
      ${list === 'mutes' ? ctx.db`and (h.expires_at is null or h.expires_at > ${ctx.clock()})` : ctx.db``}
    order by ${page.minId ? ctx.db`h.id asc` : ctx.db`h.id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

// ------------------------------------------------------------------ whole servers

/**
 * For a query of what `viewerId` reads: `author` (an SQL expression, an account's id) is of no server that she blocks.
 * Whether she blocks any is asked once for the whole query; most people block none, and then no author is looked at. Not
 * a second `exists`: the planner would read everybody of those servers into a hash.
 */
export const outsideDomains = (ctx: Context, viewerId: Id, author: string) => ctx.db`
  (not exists (select from account_domain_blocks d where d.account_id = ${viewerId}) or (
    select true from accounts x join account_domain_blocks d on d.domain = lower(x.domain)
    where d.account_id = ${viewerId} and x.id = ${ctx.db.unsafe(author)}) is null)`

export const insertDomain = (ctx: Context, accountId: Id, domain: string) => ctx.db`
  insert into account_domain_blocks (account_id, domain, created_at) values (${accountId}, ${domain}, ${ctx.clock()})
  on conflict do nothing`

export const deleteDomain = (ctx: Context, accountId: Id, domain: string) => ctx.db`
  delete from account_domain_blocks where account_id = ${accountId} and domain = ${domain}`

/** Newest first; paged by the row's id. */
export async function selectDomains(ctx: Context, accountId: Id, page: Page) {
  const { below, above } = bounds(page)
  const rows = await ctx.db<{ id: Id; domain: string }[]>`
    select id, domain from account_domain_blocks
    where account_id = ${accountId} and id < ${below} and id > ${above}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

/** People of a server with whom somebody is tied by a follow or a request, in either direction. */
export const selectTied = (ctx: Context, accountId: Id, domain: string, limit: number) => ctx.db<
  { id: Id }[]
>`
  select a.id from accounts a where lower(a.domain) = ${domain} and a.id in (
    select target_id from follows where account_id = ${accountId}
    union all select account_id from follows where target_id = ${accountId}
    union all select target_id from follow_requests where account_id = ${accountId}
    union all select account_id from follow_requests where target_id = ${accountId})
  limit ${limit}`
