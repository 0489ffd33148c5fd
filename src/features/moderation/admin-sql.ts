import type { Context, Id } from '../../context.ts'
import { key } from '../../lib/vietnamese/index.ts'

export interface AdminAccountRow {
  id: Id
  username: string
  domain: string | null
  created_at: Date
  silenced_at: Date | null
  suspended_at: Date | null
  email: string | null
  locale: string | null
  reason: string | null
  role: 'user' | 'moderator' | 'admin' | null
  confirmed: boolean
  approved: boolean
  disabled: boolean
  invited_by: Id | null
}

const columns = (ctx: Context) => ctx.db`
  a.id, a.username, a.domain, a.created_at, a.silenced_at, a.suspended_at, u.email, u.locale, u.reason, u.role,
  coalesce(u.email_confirmed_at is not null, true) as confirmed, coalesce(u.approved_at is not null, true) as approved,
  coalesce(u.disabled_at is not null, false) as disabled,
  (select i.created_by from invites i where i.id = u.invite_id) as invited_by`

export const selectAdminAccounts = (ctx: Context, ids: Id[]) => ctx.db<AdminAccountRow[]>`
  select ${columns(ctx)} from accounts a left join users u on u.account_id = a.id
  where a.id = any(${ids}::bigint[]) and a.deleted_at is null`

export interface AccountQuery {
  origin: 'local' | 'remote' | null
  status: 'active' | 'pending' | 'disabled' | 'silenced' | 'suspended' | null
  staff: boolean
  username: string
  displayName: string
  email: string
}

/** Newest first, as Mastodon's list of accounts for moderators. */
export const selectAccountIds = (
  ctx: Context,
  query: AccountQuery,
  page: { below: Id; above: Id; limit: number; upward: boolean },
) => ctx.db<{ id: Id }[]>`
  select a.id from accounts a left join users u on u.account_id = a.id
  where a.deleted_at is null and a.id < ${page.below} and a.id > ${page.above}
    ${query.origin === null ? ctx.db`` : query.origin === 'local' ? ctx.db`and a.domain is null` : ctx.db`and a.domain is not null`}
    ${query.staff ? ctx.db`and u.role <> 'user'` : ctx.db``}
    and (${query.status}::text is null or case ${query.status}::text
      when 'pending' then u.approved_at is null and u.account_id is not null and u.delete_after is null
      when 'disabled' then u.disabled_at is not null
      when 'silenced' then a.silenced_at is not null
      when 'suspended' then a.suspended_at is not null
      else a.suspended_at is null and (u.account_id is null or (u.approved_at is not null and u.disabled_at is null)) end)
    and (${query.username} = '' or lower(a.username) like lower(${likeable(query.username)}) || '%')
    and (${query.displayName} = '' or a.search_key like '%' || ${likeable(key(query.displayName))} || '%')
    and (${query.email} = '' or lower(u.email) = lower(${query.email}))
  order by a.id ${page.upward ? ctx.db`asc` : ctx.db`desc`} limit ${page.limit}`

const likeable = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Decisions on an account that still hold, for the verbs that take them back one by one. */
export const selectHolding = (ctx: Context, accountId: Id, measure: string) => ctx.db<{ id: Id }[]>`
  select id from decisions where account_id = ${accountId} and measure = ${measure} and ended_at is null
  order by id desc limit 20`
