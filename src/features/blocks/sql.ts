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
  with muted as (delete from mutes where account_id = ${accountId} or target_id = ${accountId})
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
