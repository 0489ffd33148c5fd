import type { Context, Id } from '../../context.ts'

export interface UserRow {
  account_id: Id
  email: string
  email_confirmed_at: Date | null
  unconfirmed_email: string | null
  password_hash: string | null
  role: 'user' | 'moderator' | 'admin'
  locale: 'vi' | 'en'
  approved_at: Date | null
  totp_secret: string | null
  totp_enabled_at: Date | null
  totp_last_step: string | null
  disabled_at: Date | null
  delete_after: Date | null
  created_at: Date
  username: string
  display_name: string
  suspended_at: Date | null
  deleted_at: Date | null
}

const columns = (ctx: Context) => ctx.db`
  u.account_id, u.email, u.email_confirmed_at, u.unconfirmed_email, u.password_hash, u.role, u.locale, u.approved_at,
  u.totp_secret, u.totp_enabled_at, u.totp_last_step, u.disabled_at, u.delete_after, u.created_at,
  a.username, a.display_name, a.suspended_at, a.deleted_at`

export async function userById(ctx: Context, id: Id): Promise<UserRow | null> {
  const rows = await ctx.db<UserRow[]>`
    select ${columns(ctx)} from users u join accounts a on a.id = u.account_id where u.account_id = ${id}`
  return rows[0] ?? null
}

export async function userByEmail(ctx: Context, email: string): Promise<UserRow | null> {
  const rows = await ctx.db<UserRow[]>`
    select ${columns(ctx)} from users u join accounts a on a.id = u.account_id
    where lower(u.email) = lower(${email}) and a.deleted_at is null`
  return rows[0] ?? null
}

export async function userByUsername(ctx: Context, username: string): Promise<UserRow | null> {
  const rows = await ctx.db<UserRow[]>`
    select ${columns(ctx)} from accounts a join users u on u.account_id = a.id
    where lower(a.username) = lower(${username}) and a.domain is null and a.deleted_at is null`
  return rows[0] ?? null
}

export interface NewUser {
  accountId: Id
  email: string
  passwordHash: string | null
  role: UserRow['role']
  locale: string
  approvedAt: Date | null
  confirmedAt: Date | null
  reason: string
  inviteId: Id | null
}

export async function insertUser(ctx: Context, user: NewUser): Promise<void> {
  await ctx.db`
    insert into users (account_id, email, password_hash, role, locale, approved_at, email_confirmed_at, reason, invite_id)
    values (${user.accountId}, ${user.email}, ${user.passwordHash}, ${user.role}, ${user.locale}, ${user.approvedAt},
      ${user.confirmedAt}, ${user.reason}, ${user.inviteId})`
}

export interface SessionRow {
  id: Id
  device: string
  created_at: Date
  last_used_at: Date
}

export async function insertSession(
  ctx: Context,
  session: { hash: Buffer; accountId: Id; device: string; now: Date; expiresAt: Date },
): Promise<Id> {
  const [row] = await ctx.db<{ id: Id }[]>`
    insert into sessions (token_hash, account_id, device, created_at, last_used_at, expires_at)
    values (${session.hash}, ${session.accountId}, ${session.device}, ${session.now}, ${session.now}, ${session.expiresAt})
    returning id`
  return row!.id
}

export const sessionsOf = (ctx: Context, accountId: Id, now: Date) => ctx.db<SessionRow[]>`
  select id, device, created_at, last_used_at from sessions
  where account_id = ${accountId} and expires_at > ${now} order by last_used_at desc limit 100`

/** Deletes sessions and answers their hashes, so that the caches can forget them. */
export async function deleteSessions(
  ctx: Context,
  accountId: Id,
  which: { only?: Id; except?: Id | null },
): Promise<Buffer[]> {
  const rows = await ctx.db<{ token_hash: Buffer }[]>`
    delete from sessions where account_id = ${accountId}
      ${which.only ? ctx.db`and id = ${which.only}` : ctx.db``}
      ${which.except ? ctx.db`and id <> ${which.except}` : ctx.db``}
    returning token_hash`
  return rows.map((row) => row.token_hash)
}

export interface NewToken {
  hash: Buffer
  refreshHash: Buffer | null
  appId: Id
  accountId: Id | null
  grantHash: Buffer | null
  scopes: readonly string[]
  expiresAt: Date | null
}

export async function insertToken(ctx: Context, token: NewToken): Promise<{ id: Id; created_at: Date }> {
  const [row] = await ctx.db<{ id: Id; created_at: Date }[]>`
    insert into oauth_tokens (token_hash, refresh_hash, app_id, account_id, grant_code_hash, scopes, expires_at)
    values (${token.hash}, ${token.refreshHash}, ${token.appId}, ${token.accountId}, ${token.grantHash},
      ${token.scopes as string[]}, ${token.expiresAt})
    returning id, created_at`
  return row!
}

/** Deletes the tokens that match all the given marks and answers their hashes. */
export async function deleteTokens(
  ctx: Context,
  which: { hash?: Buffer; refreshHash?: Buffer; grantHash?: Buffer; accountId?: Id; appId?: Id },
): Promise<Buffer[]> {
  if (Object.values(which).every((value) => value === undefined)) return []
  const rows = await ctx.db<{ token_hash: Buffer }[]>`
    delete from oauth_tokens where true
      ${which.hash ? ctx.db`and token_hash = ${which.hash}` : ctx.db``}
      ${which.refreshHash ? ctx.db`and refresh_hash = ${which.refreshHash}` : ctx.db``}
      ${which.grantHash ? ctx.db`and grant_code_hash = ${which.grantHash}` : ctx.db``}
      ${which.accountId ? ctx.db`and account_id = ${which.accountId}` : ctx.db``}
      ${which.appId ? ctx.db`and app_id = ${which.appId}` : ctx.db``}
    returning token_hash`
  return rows.map((row) => row.token_hash)
}
