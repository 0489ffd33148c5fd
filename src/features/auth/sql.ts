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
  suspension_origin: string | null
  deleted_at: Date | null
}

const columns = (ctx: Context) => ctx.db`
  u.account_id, u.email, u.email_confirmed_at, u.unconfirmed_email, u.password_hash, u.role, u.locale, u.approved_at,
  u.totp_secret, u.totp_enabled_at, u.totp_last_step, u.disabled_at, u.delete_after, u.created_at,
  a.username, a.display_name, a.suspended_at, a.suspension_origin, a.deleted_at`

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
  vouched: boolean
}

export async function insertUser(ctx: Context, user: NewUser): Promise<void> {
  await ctx.db`
    insert into users (account_id, email, password_hash, role, locale, approved_at, email_confirmed_at, reason, invite_id, vouched)
    values (${user.accountId}, ${user.email}, ${user.passwordHash}, ${user.role}, ${user.locale}, ${user.approvedAt},
      ${user.confirmedAt}, ${user.reason}, ${user.inviteId}, ${user.vouched})`
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
  /** Of a refreshed token: when she signed in for the first one. */
  signedInAt?: Date | null
}

export async function insertToken(ctx: Context, token: NewToken): Promise<{ id: Id; created_at: Date }> {
  const [row] = await ctx.db<{ id: Id; created_at: Date }[]>`
    insert into oauth_tokens (token_hash, refresh_hash, app_id, account_id, grant_code_hash, scopes, expires_at,
      signed_in_at)
    values (${token.hash}, ${token.refreshHash}, ${token.appId}, ${token.accountId}, ${token.grantHash},
      ${token.scopes as string[]}, ${token.expiresAt},
      ${token.signedInAt ?? null})
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

// ------------------------------------------------------------------ one-time secrets

export async function insertOneTime(
  ctx: Context,
  row: {
    hash: Buffer
    purpose: string
    accountId: Id | null
    data: Record<string, unknown>
    expiresAt: Date
  },
): Promise<void> {
  await ctx.db`
    insert into one_time_tokens (token_hash, purpose, account_id, data, expires_at)
    values (${row.hash}, ${row.purpose}, ${row.accountId}, ${ctx.db.json(row.data as never)}, ${row.expiresAt})`
}

interface OneTimeRow {
  accountId: Id | null
  data: Record<string, unknown>
}

export async function selectOneTime(
  ctx: Context,
  purpose: string,
  hash: Buffer,
  now: Date,
): Promise<OneTimeRow | null> {
  const rows = await ctx.db<OneTimeRow[]>`
    select account_id as "accountId", data from one_time_tokens
    where token_hash = ${hash} and purpose = ${purpose} and expires_at > ${now}`
  return rows[0] ?? null
}

export async function deleteOneTime(
  ctx: Context,
  purpose: string,
  hash: Buffer,
  now: Date,
): Promise<OneTimeRow | null> {
  const rows = await ctx.db<OneTimeRow[]>`
    delete from one_time_tokens where token_hash = ${hash} and purpose = ${purpose} and expires_at > ${now}
    returning account_id as "accountId", data`
  return rows[0] ?? null
}

export async function deleteOneTimeOf(ctx: Context, purpose: string, accountId: Id): Promise<void> {
  await ctx.db`delete from one_time_tokens where account_id = ${accountId} and purpose = ${purpose}`
}

/** All of one purpose, whoever they are for. */
export async function deleteOneTimeFor(ctx: Context, purpose: string): Promise<void> {
  await ctx.db`delete from one_time_tokens where purpose = ${purpose}`
}

// ------------------------------------------------------------------ changes to users

export async function markConfirmed(ctx: Context, accountId: Id, now: Date): Promise<void> {
  await ctx.db`update users set email_confirmed_at = coalesce(email_confirmed_at, ${now}) where account_id = ${accountId}`
}

export async function setPasswordHash(ctx: Context, accountId: Id, hash: string): Promise<void> {
  await ctx.db`update users set password_hash = ${hash} where account_id = ${accountId}`
}

export async function setUnconfirmedEmail(ctx: Context, accountId: Id, email: string | null): Promise<void> {
  await ctx.db`update users set unconfirmed_email = ${email} where account_id = ${accountId}`
}

export async function setEmail(ctx: Context, accountId: Id, email: string, now: Date): Promise<void> {
  await ctx.db`
    update users set email = ${email}, email_confirmed_at = ${now}, unconfirmed_email = null
    where account_id = ${accountId}`
}

export async function setDeleteAfter(ctx: Context, accountId: Id, at: Date | null): Promise<void> {
  await ctx.db`update users set delete_after = ${at} where account_id = ${accountId}`
}

/** False when there was no request, or its days are over: what has begun to be erased does not come back. */
export async function clearDeleteAfter(ctx: Context, accountId: Id): Promise<boolean> {
  const done = await ctx.db`
    update users set delete_after = null where account_id = ${accountId} and delete_after > ${ctx.clock()}`
  return done.count > 0
}

export async function setApproved(ctx: Context, accountId: Id, now: Date): Promise<boolean> {
  const done = await ctx.db`
    update users set approved_at = ${now} where account_id = ${accountId} and approved_at is null`
  return done.count > 0
}

export async function emailTaken(ctx: Context, email: string): Promise<boolean> {
  const rows = await ctx.db`select 1 from users where lower(email) = lower(${email})`
  return rows.length > 0
}

export async function handlesLike(ctx: Context, base: string): Promise<Set<string>> {
  const pattern = `${base.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await ctx.db<{ username: string }[]>`
    select lower(username) as username from accounts
    where domain is null and lower(username) like ${pattern} limit 2000`
  return new Set(rows.map((row) => row.username))
}

/** Also the sessions' rolling end: answers false when the session is gone. */
export async function touchSession(ctx: Context, id: Id, now: Date, expiresAt: Date): Promise<boolean> {
  const done = await ctx.db`
    update sessions set last_used_at = ${now}, expires_at = ${expiresAt} where id = ${id}`
  return done.count > 0
}

export async function touchToken(ctx: Context, id: Id, now: Date): Promise<void> {
  await ctx.db`update oauth_tokens set last_used_at = ${now} where id = ${id}`
}

// ------------------------------------------------------------------ second factor

export async function setTotp(
  ctx: Context,
  accountId: Id,
  totp: { secret: string | null; enabledAt: Date | null },
): Promise<void> {
  await ctx.db`
    update users set totp_secret = ${totp.secret}, totp_enabled_at = ${totp.enabledAt},
      totp_last_step = case when ${totp.secret}::text is null then null else totp_last_step end
    where account_id = ${accountId}`
}

/** Marks a time step as used; false when it, or a later one, was used already. */
export async function useTotpStep(ctx: Context, accountId: Id, step: number): Promise<boolean> {
  const done = await ctx.db`
    update users set totp_last_step = ${step}
    where account_id = ${accountId} and (totp_last_step is null or totp_last_step < ${step})`
  return done.count > 0
}

export async function replaceRecoveryCodes(ctx: Context, accountId: Id, hashes: Buffer[]): Promise<void> {
  await ctx.db`delete from recovery_codes where account_id = ${accountId}`
  if (hashes.length === 0) return
  await ctx.db`insert into recovery_codes ${ctx.db(hashes.map((hash) => ({ account_id: accountId, code_hash: hash })))}`
}

export async function useRecoveryCode(
  ctx: Context,
  accountId: Id,
  hash: Buffer,
  now: Date,
): Promise<boolean> {
  const done = await ctx.db`
    update recovery_codes set used_at = ${now}
    where account_id = ${accountId} and code_hash = ${hash} and used_at is null`
  return done.count > 0
}

export async function recoveryCodesLeft(ctx: Context, accountId: Id): Promise<number> {
  const [row] = await ctx.db<{ n: number }[]>`
    select count(*)::int as n from recovery_codes where account_id = ${accountId} and used_at is null`
  return row!.n
}

// ------------------------------------------------------------------ passkeys

export interface PasskeyRow {
  id: string
  account_id: Id
  name: string
  public_key: Buffer
  counter: string
  transports: string[]
  created_at: Date
  last_used_at: Date | null
}

export const passkeysOf = (ctx: Context, accountId: Id) => ctx.db<PasskeyRow[]>`
  select id, account_id, name, public_key, counter, transports, created_at, last_used_at
  from passkeys where account_id = ${accountId} order by created_at`

export async function passkeyById(ctx: Context, id: string): Promise<PasskeyRow | null> {
  const rows = await ctx.db<PasskeyRow[]>`
    select id, account_id, name, public_key, counter, transports, created_at, last_used_at
    from passkeys where id = ${id}`
  return rows[0] ?? null
}

export async function insertPasskey(
  ctx: Context,
  key: { id: string; accountId: Id; name: string; publicKey: Buffer; counter: number; transports: string[] },
): Promise<void> {
  await ctx.db`
    insert into passkeys (id, account_id, name, public_key, counter, transports)
    values (${key.id}, ${key.accountId}, ${key.name}, ${key.publicKey}, ${key.counter}, ${key.transports})
    on conflict (id) do nothing`
}

export async function passkeyUsed(ctx: Context, id: string, counter: number, now: Date): Promise<void> {
  await ctx.db`update passkeys set counter = ${counter}, last_used_at = ${now} where id = ${id}`
}

export async function renamePasskey(ctx: Context, accountId: Id, id: string, name: string): Promise<boolean> {
  const done = await ctx.db`update passkeys set name = ${name} where id = ${id} and account_id = ${accountId}`
  return done.count > 0
}

export async function deletePasskey(ctx: Context, accountId: Id, id: string): Promise<boolean> {
  const done = await ctx.db`delete from passkeys where id = ${id} and account_id = ${accountId}`
  return done.count > 0
}
