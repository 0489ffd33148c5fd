import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { invalid, unprocessable } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { formatDate } from '../../lib/format/index.ts'
import { DAY_MS } from '../../lib/time.ts'
import { suspendAccount } from '../accounts/index.ts'
import { askEmail } from '../blocklists/index.ts'
import { revokeAll, revokeSessions } from './doors.ts'
import { queueMail } from './mail.ts'
import { dropOneTimes, makeOneTime, takeOneTime } from './one-time.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import {
  emailTaken,
  markConfirmed,
  setDeleteAfter,
  setEmail,
  setPasswordHash,
  setUnconfirmedEmail,
  type UserRow,
  userByEmail,
} from './sql.ts'
import { emailProblem, getUser, mayComeBack, passwordProblem } from './users.ts'

export const GRACE_DAYS = 30

/** For changes that a thief of an open session must not make. Throws 422 on `current_password`. */
export async function requirePassword(user: UserRow, password: string): Promise<void> {
  if (user.password_hash === null) return
  if (!(await checkPassword(user.password_hash, password))) {
    throw invalid({ field: 'current_password', code: 'wrong_password' })
  }
}

/** Sets a new password, ends the other sessions and writes to the owner. */
export async function changePassword(
  ctx: Context,
  user: UserRow,
  input: { current: string; next: string; keepSession: Id | null },
): Promise<void> {
  const problem = passwordProblem(input.next, 'new_password')
  await gather(
    () => requirePassword(user, input.current),
    () => {
      if (problem) throw invalid(problem)
    },
  )
  const hash = await hashPassword(input.next)
  await ctx.tx(async (ctx) => {
    await setPasswordHash(ctx, user.account_id, hash)
    await dropOneTimes(ctx, 'reset', user.account_id)
    await revokeSessions(ctx, user.account_id, input.keepSession)
    await queueMail(ctx, user.email, 'password_changed', user.locale, { handle: user.username })
  })
}

/**
 * Asks for a reset link. Says nothing about whether the address is known: the letter is a job, so the time of the
 * answer does not tell either.
 */
export async function requestReset(ctx: Context, email: string): Promise<void> {
  const user = await userByEmail(ctx, email.trim().slice(0, 254))
  if (!user || (user.suspended_at && !mayComeBack(ctx, user)) || user.disabled_at) return
  await ctx.tx(async (ctx) => {
    await dropOneTimes(ctx, 'reset', user.account_id)
    const token = await makeOneTime(ctx, 'reset', { accountId: user.account_id, minutes: 60 })
    await queueMail(ctx, user.email, 'reset', user.locale, {
      handle: user.username,
      link: `${ctx.config.origin}/reset/new?token=${token}`,
    })
  })
}

/** A reset link to hand over in person, where no letters are sent; an older one stops working. Works for an hour. */
export async function makeResetLink(ctx: Context, accountId: Id): Promise<string> {
  return ctx.tx(async (ctx) => {
    await dropOneTimes(ctx, 'reset', accountId)
    const token = await makeOneTime(ctx, 'reset', { accountId, minutes: 60 })
    return `${ctx.config.origin}/reset/new?token=${token}`
  })
}

/** Carries the reset out: new password, address confirmed, every session and app signed out. */
export async function resetPassword(ctx: Context, token: string, next: string): Promise<void> {
  const problem = passwordProblem(next, 'new_password')
  if (problem) throw invalid(problem)
  const hash = await hashPassword(next)
  await ctx.tx(async (ctx) => {
    const taken = await takeOneTime(ctx, 'reset', token)
    if (!taken?.accountId) throw unprocessable('link_expired')
    const user = await getUser(ctx, taken.accountId)
    await setPasswordHash(ctx, user.account_id, hash)
    await markConfirmed(ctx, user.account_id, ctx.clock())
    await revokeAll(ctx, user.account_id)
    await queueMail(ctx, user.email, 'password_changed', user.locale, { handle: user.username })
  })
}

/**
 * Asks for another address. With mail the new one has to be confirmed first and the old one is told; without mail it
 * changes at once. True when a letter is on its way. Throws 422 on `email` or `current_password`.
 */
export async function changeEmail(
  ctx: Context,
  user: UserRow,
  input: { email: string; current: string },
): Promise<boolean> {
  const email = input.email.trim().normalize('NFC')
  const problem = emailProblem(email)
  await gather(
    () => requirePassword(user, input.current),
    () => {
      if (problem) throw invalid(problem)
      if (email.toLowerCase() === user.email.toLowerCase()) throw invalid({ field: 'email', code: 'same' })
    },
  )
  // Asked only once the password is right: a thief of a session learns no addresses here.
  if (await emailTaken(ctx, email)) throw invalid({ field: 'email', code: 'taken' })
  // Somebody who was let in need not wait again: only what is refused outright counts here.
  const listed = (await askEmail(ctx, email)).problem
  if (listed) throw invalid(listed)
  if (!ctx.mail.configured) {
    await storeEmail(ctx, user.account_id, email)
    return false
  }
  await ctx.tx(async (ctx) => {
    await dropOneTimes(ctx, 'email', user.account_id)
    await setUnconfirmedEmail(ctx, user.account_id, email)
    const token = await makeOneTime(ctx, 'email', {
      accountId: user.account_id,
      minutes: 24 * 60,
      data: { email },
    })
    const params = { handle: user.username, email }
    await queueMail(ctx, email, 'email_change', user.locale, {
      ...params,
      link: `${ctx.config.origin}/confirm?change=1&token=${token}`,
    })
    await queueMail(ctx, user.email, 'email_changed', user.locale, params)
  })
  return true
}

async function storeEmail(ctx: Context, accountId: Id, email: string): Promise<void> {
  try {
    await setEmail(ctx, accountId, email, ctx.clock())
  } catch (error) {
    if (isUniqueViolation(error)) throw invalid({ field: 'email', code: 'taken' })
    throw error
  }
}

/** Uses a link from a letter up: the first confirmation, or that of a new address. Throws 422 `link_expired`. */
export async function confirmEmail(ctx: Context, token: string, change: boolean): Promise<UserRow> {
  const taken = await takeOneTime(ctx, change ? 'email' : 'confirm', token)
  if (!taken?.accountId) throw unprocessable('link_expired')
  const user = await getUser(ctx, taken.accountId)
  const email = String(taken.data['email'] ?? '')
  if (change) await storeEmail(ctx, user.account_id, email)
  // A first letter to an address that was changed since proves nothing about the new one.
  else if (email.toLowerCase() === user.email.toLowerCase()) {
    await markConfirmed(ctx, user.account_id, ctx.clock())
  } else throw unprocessable('link_expired')
  return user
}

/**
 * Asks for deletion after the grace period: hidden from everybody at once, as if suspended, and signed out everywhere;
 * signing in again takes it back. Communities that she founded go to the next in line at once.
 */
export async function requestDeletion(ctx: Context, user: UserRow, current: string): Promise<Date> {
  await requirePassword(user, current)
  const at = new Date(ctx.clock().getTime() + GRACE_DAYS * DAY_MS)
  await ctx.tx(async (ctx) => {
    await setDeleteAfter(ctx, user.account_id, at)
    await suspendAccount(ctx, user.account_id, 'self')
    await ctx.enqueue('communities.onLeaving', { accountId: user.account_id })
    await revokeAll(ctx, user.account_id)
    await queueMail(ctx, user.email, 'deletion', user.locale, {
      handle: user.username,
      date: formatDate(at, user.locale),
      link: `${ctx.config.origin}/login`,
    })
  })
  return at
}
