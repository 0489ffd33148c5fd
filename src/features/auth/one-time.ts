import type { Context, Id } from '../../context.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import { deleteOneTime, deleteOneTimeOf, insertOneTime, selectOneTime } from './sql.ts'

export type Purpose =
  | 'confirm'
  | 'resend'
  | 'email'
  | 'reset'
  | 'second-step'
  | 'passkey-in'
  | 'passkey-add'
  | 'setup'
  | 'shut-out'

export interface OneTime {
  accountId: Id | null
  data: Record<string, unknown>
}

/** Stores a secret that works once within `minutes`. `secret` is made up unless given (a passkey challenge). */
export async function makeOneTime(
  ctx: Context,
  purpose: Purpose,
  options: { accountId?: Id; data?: Record<string, unknown>; minutes: number; secret?: string },
): Promise<string> {
  const secret = options.secret ?? randomToken()
  await insertOneTime(ctx, {
    hash: hashToken(secret),
    purpose,
    accountId: options.accountId ?? null,
    data: options.data ?? {},
    expiresAt: new Date(ctx.clock().getTime() + options.minutes * 60_000),
  })
  return secret
}

/** Uses a secret up; null when it is unknown, used, expired or meant for something else. */
export const takeOneTime = (ctx: Context, purpose: Purpose, secret: string): Promise<OneTime | null> =>
  deleteOneTime(ctx, purpose, hashToken(secret), ctx.clock())

/** Looks without using it up: for the page that asks "shall we?". */
export const peekOneTime = (ctx: Context, purpose: Purpose, secret: string): Promise<OneTime | null> =>
  selectOneTime(ctx, purpose, hashToken(secret), ctx.clock())

/** Older letters stop working. */
export const dropOneTimes = (ctx: Context, purpose: Purpose, accountId: Id): Promise<void> =>
  deleteOneTimeOf(ctx, purpose, accountId)
