import type { Context, Id } from '../../context.ts'

export interface AppRow {
  id: Id
  name: string
  website: string | null
  redirect_uris: string[]
  scopes: string[]
  client_id: string
  client_secret_hash: Buffer
  created_at: Date
}

const columns = (ctx: Context) =>
  ctx.db`id, name, website, redirect_uris, scopes, client_id, client_secret_hash, created_at`

export async function insertApp(
  ctx: Context,
  app: {
    name: string
    website: string | null
    redirectUris: string[]
    scopes: string[]
    clientId: string
    secretHash: Buffer
  },
): Promise<Id> {
  const [row] = await ctx.db<{ id: Id }[]>`
    insert into oauth_apps (name, website, redirect_uris, scopes, client_id, client_secret_hash)
    values (${app.name}, ${app.website}, ${app.redirectUris}, ${app.scopes}, ${app.clientId}, ${app.secretHash})
    returning id`
  return row!.id
}

/** The app behind tokens that we give out ourselves: without redirect addresses, so nobody can authorise with it. */
export async function ensureOwnApp(
  ctx: Context,
  app: { name: string; clientId: string; secretHash: Buffer },
): Promise<Id> {
  const [row] = await ctx.db<{ id: Id }[]>`
    insert into oauth_apps (name, redirect_uris, scopes, client_id, client_secret_hash)
    values (${app.name}, '{}', '{read,write,follow,push}', ${app.clientId}, ${app.secretHash})
    on conflict (client_id) do update set name = excluded.name
    returning id`
  return row!.id
}

export async function appByClientId(ctx: Context, clientId: string): Promise<AppRow | null> {
  const rows = await ctx.db<AppRow[]>`select ${columns(ctx)} from oauth_apps where client_id = ${clientId}`
  return rows[0] ?? null
}

export async function appById(ctx: Context, id: Id): Promise<AppRow | null> {
  const rows = await ctx.db<AppRow[]>`select ${columns(ctx)} from oauth_apps where id = ${id}`
  return rows[0] ?? null
}

export interface GrantRow {
  app_id: Id
  account_id: Id
  redirect_uri: string
  scopes: string[]
  code_challenge: string | null
  expires_at: Date
  used_at: Date | null
}

export async function insertGrant(
  ctx: Context,
  grant: {
    hash: Buffer
    appId: Id
    accountId: Id
    redirectUri: string
    scopes: string[]
    challenge: string | null
    expiresAt: Date
  },
): Promise<void> {
  await ctx.db`
    insert into oauth_grants
      (code_hash, app_id, account_id, redirect_uri, scopes, code_challenge, code_challenge_method, expires_at)
    values (${grant.hash}, ${grant.appId}, ${grant.accountId}, ${grant.redirectUri}, ${grant.scopes},
      ${grant.challenge}, ${grant.challenge === null ? null : 'S256'}, ${grant.expiresAt})`
}

/** Locked until the transaction ends: of two requests with one code, the second sees that it was used. */
export async function lockGrant(ctx: Context, hash: Buffer): Promise<GrantRow | null> {
  const rows = await ctx.db<GrantRow[]>`
    select app_id, account_id, redirect_uri, scopes, code_challenge, expires_at, used_at
    from oauth_grants where code_hash = ${hash} for update`
  return rows[0] ?? null
}

export async function markGrantUsed(ctx: Context, hash: Buffer, now: Date): Promise<void> {
  await ctx.db`update oauth_grants set used_at = ${now} where code_hash = ${hash}`
}

/** Codes are kept for a day after their end, so that a late replay is still recognised. */
export async function sweepGrants(ctx: Context, before: Date): Promise<void> {
  await ctx.db`delete from oauth_grants where expires_at < ${before}`
}

export async function deleteGrantsOf(ctx: Context, accountId: Id, appId: Id): Promise<void> {
  await ctx.db`delete from oauth_grants where account_id = ${accountId} and app_id = ${appId}`
}

export interface TokenRow {
  token_hash: Buffer
  app_id: Id
  account_id: Id | null
  grant_code_hash: Buffer | null
  scopes: string[]
  signed_in_at: Date
}

export async function tokenBySecret(
  ctx: Context,
  hash: Buffer,
  kind: 'access' | 'refresh',
): Promise<TokenRow | null> {
  const rows = await ctx.db<TokenRow[]>`
    select token_hash, app_id, account_id, grant_code_hash, scopes, coalesce(signed_in_at, created_at) as signed_in_at
    from oauth_tokens
    where ${kind === 'access' ? ctx.db`token_hash` : ctx.db`refresh_hash`} = ${hash} for update`
  return rows[0] ?? null
}

export interface AuthorizedApp {
  id: Id
  name: string
  website: string | null
  scopes: string[]
  since: Date
  last_used_at: Date | null
}

/** The apps that hold tokens of a person, with everything that these tokens may do together. */
export const authorizedApps = (ctx: Context, accountId: Id) => ctx.db<AuthorizedApp[]>`
  select a.id, a.name, a.website, min(t.created_at) as since, max(t.last_used_at) as last_used_at,
    array(select distinct unnest(t2.scopes) from oauth_tokens t2
      where t2.account_id = ${accountId} and t2.app_id = a.id order by 1) as scopes
  from oauth_tokens t join oauth_apps a on a.id = t.app_id
  where t.account_id = ${accountId}
  group by a.id order by max(t.id) desc limit 200`
