import type { Context, Id } from '../../context.ts'
import type { UserRow } from './sql.ts'

/** Changes to `users` that other features ask for, and what becomes of a user's rows at the end. */

export const setRole = (ctx: Context, accountId: Id, role: UserRow['role']) => ctx.db`
  update users set role = ${role} where account_id = ${accountId}`

export const setDisabled = (ctx: Context, accountId: Id, at: Date | null) => ctx.db`
  update users set disabled_at = ${at} where account_id = ${accountId}`

/** What is not given stays. */
export const mergeChoices = (
  ctx: Context,
  accountId: Id,
  preferences: Record<string, unknown>,
  locale: string | null,
) => ctx.db`
  update users set preferences = preferences || ${ctx.db.json(preferences as never)},
    locale = coalesce(${locale}, locale)
  where account_id = ${accountId}`

/** Day precision: nothing finer is stored. Answers whether a home is kept; null when no user lives there. */
export async function setActive(ctx: Context, accountId: Id): Promise<boolean | null> {
  const rows = await ctx.db<{ built: boolean }[]>`
    update users set active_at = date_trunc('day', now()) where account_id = ${accountId}
    returning home_built_at is not null as built`
  return rows[0]?.built ?? null
}

/** Notes that she was here in this month (Vietnam's), and nothing finer. */
export const noteMonth = (ctx: Context, accountId: Id, now: Date) => ctx.db`
  insert into active_months (month, account_id)
  select to_char(${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYYMM')::int, account_id
  from users where account_id = ${accountId}
  on conflict do nothing`

/** Months before the one of `before` are forgotten. */
export const forgetMonths = (ctx: Context, before: Date) => ctx.db`
  delete from active_months where month < to_char(${before}::timestamptz at time zone 'Asia/Ho_Chi_Minh', 'YYYYMM')::int`

export const setHomeBuilt = (ctx: Context, accountId: Id) => ctx.db`
  update users set home_built_at = now(), active_at = now() where account_id = ${accountId}`

export const clearHomes = (ctx: Context, awayDays: number) => ctx.db<{ account_id: Id }[]>`
  update users set home_built_at = null
  where home_built_at is not null and active_at < now() - make_interval(days => ${awayDays}) returning account_id`

/** Everything that hangs on the user's row (sessions, passkeys, drafts, markers ...) goes with it. */
export async function deleteUser(ctx: Context, accountId: Id): Promise<void> {
  await ctx.db`delete from invites where created_by = ${accountId}`
  await ctx.db`delete from users where account_id = ${accountId}`
}

/** Secrets, sessions and tokens past their end. `stale`: when a token with a refresh token ends for good. */
export async function deleteExpired(ctx: Context, now: Date, stale: Date): Promise<void> {
  await ctx.db`delete from one_time_tokens where expires_at < ${now}`
  await ctx.db`delete from sessions where expires_at < ${now}`
  await ctx.db`
    delete from oauth_tokens where expires_at < ${now} and (refresh_hash is null or expires_at < ${stale})`
}

/** Whose days of grace are over, longest first. */
export const selectDue = (ctx: Context, now: Date) => ctx.db<{ account_id: Id }[]>`
  select u.account_id from users u join accounts a on a.id = u.account_id
  where u.delete_after <= ${now} and a.deleted_at is null order by u.delete_after limit 500`

export interface SecretRow {
  account_id: Id
  totp_secret: string
}

/** Secrets of the second step that the key `keyId` has not sealed, in the order of accounts. */
export const selectSecrets = (ctx: Context, keyId: string, after: Id, limit: number) => ctx.db<SecretRow[]>`
  select account_id, totp_secret from users
  where totp_secret is not null and totp_secret not like ${`x1.${keyId}.%`} and account_id > ${after}
  order by account_id limit ${limit}`

/** Only where the old one still stands: she may be setting up another at this moment. */
export const replaceSecrets = (ctx: Context, changes: { id: Id; old: string; sealed: string }[]) => ctx.db`
  update users u set totp_secret = c.sealed
  from unnest(${changes.map((change) => change.id)}::bigint[], ${changes.map((change) => change.old)}::text[],
    ${changes.map((change) => change.sealed)}::text[]) as c (id, old, sealed)
  where u.account_id = c.id and u.totp_secret = c.old`
