import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { covers } from '../../http/auth.ts'
import { hashToken, randomToken, sameSecret } from '../../lib/crypto.ts'
import { revokeTokens, storeToken } from '../auth/index.ts'
import type { Token } from './api.ts'
import { OAuthError } from './errors.ts'
import { parseScopes } from './scopes.ts'
import { type AppRow, insertGrant, lockGrant, markGrantUsed, tokenBySecret } from './sql.ts'

const CODE_MINUTES = 10
/** Only tokens that come with a refresh token end by themselves. */
const REFRESHED_SECONDS = 7200

/** What is asked for, when the app may ask for it: its registered scopes and what lies below them. */
export function allowedScopes(app: AppRow, asked: unknown): string[] {
  const scopes = parseScopes(asked)
  if (!scopes) throw new OAuthError('invalid_scope')
  const wanted = scopes.length > 0 ? scopes : app.scopes.includes('read') ? ['read'] : app.scopes
  if (!wanted.every((scope) => app.scopes.some((held) => covers(held, scope))))
    throw new OAuthError('invalid_scope')
  return wanted
}

/** RFC 7636: S256 only, as in Mastodon. null when the client did not use PKCE. */
export function readChallenge(challenge: string, method: string): string | null {
  if (challenge === '' && method === '') return null
  if (method !== 'S256' || !/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw new OAuthError('invalid_request')
  return challenge
}

/** The person said yes: a code for the app, single use, ten minutes. */
export async function grantCode(
  ctx: Context,
  grant: { app: AppRow; accountId: Id; redirectUri: string; scopes: string[]; challenge: string | null },
): Promise<string> {
  const code = randomToken()
  await insertGrant(ctx, {
    hash: hashToken(code),
    appId: grant.app.id,
    accountId: grant.accountId,
    redirectUri: grant.redirectUri,
    scopes: grant.scopes,
    challenge: grant.challenge,
    expiresAt: new Date(ctx.clock().getTime() + CODE_MINUTES * 60_000),
  })
  return code
}

const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

async function makeToken(
  ctx: Context,
  token: {
    app: AppRow
    accountId: Id | null
    scopes: string[]
    grantHash: Buffer | null
    signedInAt?: Date
  },
): Promise<Token> {
  const withRefresh = token.accountId !== null && token.scopes.includes('offline_access')
  const { secret, refresh, createdAt } = await storeToken(ctx, {
    appId: token.app.id,
    accountId: token.accountId,
    grantHash: token.grantHash,
    scopes: token.scopes,
    expiresAt: withRefresh ? new Date(ctx.clock().getTime() + REFRESHED_SECONDS * 1000) : null,
    signedInAt: token.signedInAt ?? null,
    withRefresh,
  })
  return {
    access_token: secret,
    token_type: 'Bearer',
    scope: token.scopes.join(' '),
    created_at: Math.floor(createdAt.getTime() / 1000),
    ...(refresh === null ? {} : { expires_in: REFRESHED_SECONDS, refresh_token: refresh }),
  }
}

/** authorization_code. A code that comes twice was stolen: what it gave is revoked (RFC 6749 4.1.2). */
export async function exchangeCode(
  ctx: Context,
  app: AppRow,
  input: { code: string; redirectUri: string; verifier: string },
): Promise<Token> {
  const hash = hashToken(input.code)
  const now = ctx.clock()
  // The refusal is thrown outside, so that the revocation is not rolled back with it.
  const token = await ctx.tx(async (ctx) => {
    const grant = await lockGrant(ctx, hash)
    if (!grant || grant.app_id !== app.id) return null
    if (grant.used_at) {
      await revokeTokens(ctx, { grantHash: hash })
      return null
    }
    if (grant.expires_at <= now || grant.redirect_uri !== input.redirectUri) return null
    if (grant.code_challenge === null ? input.verifier !== '' : !proves(grant.code_challenge, input.verifier))
      return null
    await markGrantUsed(ctx, hash, now)
    return makeToken(ctx, { app, accountId: grant.account_id, scopes: grant.scopes, grantHash: hash })
  })
  if (!token) throw new OAuthError('invalid_grant')
  return token
}

const proves = (challenge: string, verifier: string): boolean =>
  /^[A-Za-z0-9._~-]{43,128}$/.test(verifier) && sameSecret(s256(verifier), challenge)

/** client_credentials: a token for the app itself. */
export const appToken = (ctx: Context, app: AppRow, asked: unknown): Promise<Token> =>
  makeToken(ctx, { app, accountId: null, scopes: allowedScopes(app, asked), grantHash: null })

/** refresh_token: both secrets are new, the old ones end. */
export async function refreshToken(
  ctx: Context,
  app: AppRow,
  refresh: string,
  asked: unknown,
): Promise<Token> {
  return ctx.tx(async (ctx) => {
    const old = await tokenBySecret(ctx, hashToken(refresh), 'refresh')
    if (!old || old.app_id !== app.id) throw new OAuthError('invalid_grant')
    const scopes = asked === undefined || asked === '' ? old.scopes : parseScopes(asked)
    if (!scopes?.every((scope) => old.scopes.some((held) => covers(held, scope))))
      throw new OAuthError('invalid_scope')
    await revokeTokens(ctx, { hash: old.token_hash })
    const { account_id: accountId, grant_code_hash: grantHash, signed_in_at: signedInAt } = old
    return makeToken(ctx, { app, accountId, scopes, grantHash, signedInAt })
  })
}

/** The token of somebody who signed up through the app: everything the app registered for. */
export const personToken = (ctx: Context, app: AppRow, accountId: Id): Promise<Token> =>
  makeToken(ctx, { app, accountId, scopes: app.scopes, grantHash: null })

/** RFC 7009: an unknown token is fine, somebody else's is not. */
export async function revokeSecret(ctx: Context, app: AppRow, secret: string): Promise<void> {
  const hash = hashToken(secret)
  await ctx.tx(async (ctx) => {
    const token = (await tokenBySecret(ctx, hash, 'access')) ?? (await tokenBySecret(ctx, hash, 'refresh'))
    if (!token) return
    if (token.app_id !== app.id) throw new OAuthError('unauthorized_client')
    await revokeTokens(ctx, { hash: token.token_hash })
  })
}
