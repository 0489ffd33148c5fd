import type { Context, Id } from '../../context.ts'
import { key } from '../../lib/vietnamese/index.ts'

export interface Waiting {
  id: Id
  username: string
  display_name: string
  email: string
  reason: string
  created_at: Date
}

export const waitingPeople = (ctx: Context): Promise<Waiting[]> =>
  ctx.db<Waiting[]>`
    select a.id, a.username, a.display_name, u.email, u.reason, u.created_at
    from users u join accounts a on a.id = u.account_id
    where u.approved_at is null and a.deleted_at is null and u.delete_after is null
    order by u.created_at limit 100`.then((rows) => [...rows])

export interface Person {
  id: Id
  username: string
  display_name: string
  avatar_media: string | null
  role: 'user' | 'moderator' | 'admin'
  email: string
  suspended_at: Date | null
  active_at: Date
  created_at: Date
  statuses: number
}

/** Newest first below `maxId`; `query` finds by name and handle without marks, or by the whole e-mail address. */
export async function listPeople(
  ctx: Context,
  { query, role, maxId }: { query: string; role: string; maxId: Id | null },
  limit: number,
): Promise<Person[]> {
  const { db } = ctx
  const pattern = `%${key(query).replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db<Person[]>`
    select a.id, a.username, a.display_name, a.avatar_media, u.role, u.email, a.suspended_at, u.active_at,
      u.created_at, coalesce(c.statuses, 0) as statuses
    from users u join accounts a on a.id = u.account_id
    left join account_counts c on c.account_id = a.id
    where a.deleted_at is null and u.approved_at is not null
      ${query === '' ? db`` : db`and (a.search_key like ${pattern} or lower(u.email) = lower(${query}))`}
      ${role === 'team' ? db`and u.role <> 'user'` : role === 'suspended' ? db`and a.suspended_at is not null` : db``}
      ${maxId === null ? db`` : db`and a.id < ${maxId}`}
    order by a.id desc limit ${limit}`
  return [...rows]
}

export async function findPerson(
  ctx: Context,
  id: Id,
): Promise<(Pick<Person, 'id' | 'username' | 'role'> & { leaving: boolean }) | null> {
  const rows = await ctx.db<(Pick<Person, 'id' | 'username' | 'role'> & { leaving: boolean })[]>`
    select a.id, a.username, u.role, u.delete_after is not null as leaving
    from users u join accounts a on a.id = u.account_id
    where a.id = ${id} and a.deleted_at is null`
  return rows[0] ?? null
}

export async function countAdmins(ctx: Context): Promise<number> {
  // Locked, so that two admins who step down at the same time do not leave nobody.
  const rows = await ctx.db`select 1 from users where role = 'admin' order by account_id for update`
  return rows.length
}

export const doorHashes = (ctx: Context, id: Id): Promise<Buffer[]> =>
  ctx.db<{ token_hash: Buffer }[]>`
    select token_hash from sessions where account_id = ${id}
    union all select token_hash from oauth_tokens where account_id = ${id}`.then((rows) =>
    rows.map((row) => row.token_hash),
  )

export interface Invitation {
  id: Id
  note: string
  uses: number
  max_uses: number | null
  expires_at: Date | null
  revoked_at: Date | null
  created_at: Date
  username: string
}

/** The newest invitations of everybody, without their codes: a code is its maker's. */
export const listInvites = (ctx: Context): Promise<Invitation[]> =>
  ctx.db<Invitation[]>`
    select i.id, i.note, i.uses, i.max_uses, i.expires_at, i.revoked_at, i.created_at, a.username
    from invites i join accounts a on a.id = i.created_by
    order by i.id desc limit 100`.then((rows) => [...rows])

/**
 * Mastodon's weekly figures, newest first. People are counted; posts are not (always "0"), for that would be a scan
 * that grows with them.
 */
export async function weeklyActivity(
  ctx: Context,
): Promise<{ week: string; statuses: string; logins: string; registrations: string }[]> {
  const now = ctx.clock()
  const rows = await ctx.db<{ week: Date; registrations: number; logins: number }[]>`
    select w.week, count(u.account_id) filter (where u.created_at >= w.week and u.created_at < w.week + interval '7 days')::int as registrations,
      count(u.account_id) filter (where u.active_at >= w.week and u.active_at < w.week + interval '7 days')::int as logins
    from generate_series(date_trunc('week', ${now}::timestamptz) - interval '11 weeks', date_trunc('week', ${now}::timestamptz), interval '7 days') as w (week)
    left join users u on u.created_at >= w.week or u.active_at >= w.week
    group by w.week order by w.week desc`
  return rows.map((row) => ({
    week: String(Math.floor(row.week.getTime() / 1000)),
    statuses: '0',
    logins: String(row.logins),
    registrations: String(row.registrations),
  }))
}
