import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import { DAY_MS } from '../../lib/time.ts'
import { deleteSessions, deleteTokens, insertSession, insertToken, type NewToken } from './sql.ts'

/** Sessions end after this many days without a visit. */
export const SESSION_DAYS = 90

export const sessionEnd = (ctx: Context): Date => new Date(ctx.clock().getTime() + SESSION_DAYS * DAY_MS)

/**
 * Opens a web session and answers the cookie's secret; only its hash is stored. `device` is a short name
 * ('Firefox, Android'), never a whole user agent.
 */
export async function createSession(ctx: Context, accountId: Id, device: string): Promise<string> {
  const secret = randomToken()
  await insertSession(ctx, {
    hash: hashToken(secret),
    accountId,
    device: device.slice(0, 100),
    now: ctx.clock(),
    expiresAt: sessionEnd(ctx),
  })
  return secret
}

/** Every process forgets what these secrets opened. */
async function forget(ctx: Context, hashes: Buffer[]): Promise<number> {
  for (const hash of hashes) await dropCached(ctx, 'doors', hash.toString('hex'))
  return hashes.length
}

/** Ends one session of a person. False when she has none with this id. */
export async function revokeSession(ctx: Context, accountId: Id, sessionId: Id): Promise<boolean> {
  return (await forget(ctx, await deleteSessions(ctx, accountId, { only: sessionId }))) > 0
}

/** Ends all sessions of a person, or all but one. Answers how many. */
export async function revokeSessions(ctx: Context, accountId: Id, except: Id | null = null): Promise<number> {
  return forget(ctx, await deleteSessions(ctx, accountId, { except }))
}

/** Stores an access token made of `secret` (and perhaps a refresh token); see features/oauth for who may have one. */
export async function storeToken(
  ctx: Context,
  token: Omit<NewToken, 'hash' | 'refreshHash'> & { withRefresh?: boolean },
): Promise<{ secret: string; refresh: string | null; createdAt: Date }> {
  const secret = randomToken()
  const refresh = token.withRefresh ? randomToken() : null
  const { created_at } = await insertToken(ctx, {
    ...token,
    hash: hashToken(secret),
    refreshHash: refresh === null ? null : hashToken(refresh),
  })
  return { secret, refresh, createdAt: created_at }
}

/** Revokes the access tokens that carry all the given marks. Answers how many there were. */
export async function revokeTokens(ctx: Context, which: Parameters<typeof deleteTokens>[1]): Promise<number> {
  return forget(ctx, await deleteTokens(ctx, which))
}

/** Signs a person out everywhere, apps included: after a password reset, a suspension, a deletion. */
export async function revokeAll(ctx: Context, accountId: Id): Promise<void> {
  await revokeSessions(ctx, accountId)
  await revokeTokens(ctx, { accountId })
}
