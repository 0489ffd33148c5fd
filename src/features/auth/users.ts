import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { AppError, type FieldError, invalid } from '../../errors.ts'
import { checkDisplayName, handleProblem, handleSuggestion } from '../../lib/vietnamese/index.ts'
import { createLocalAccount, findLocalByUsername } from '../accounts/index.ts'
import { useInvite } from './invites-sql.ts'
import { queueMail } from './mail.ts'
import { makeOneTime } from './one-time.ts'
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts'
import {
  emailTaken,
  handlesLike,
  insertUser,
  setApproved,
  setDeleteAfter,
  type UserRow,
  userById,
} from './sql.ts'
import { setDisabled } from './users-sql.ts'

export interface Registration {
  username: string
  email: string
  /** null: signs in with a passkey only. */
  password: string | null
  locale: string
  displayName?: string | undefined
  role?: UserRow['role'] | undefined
  /** Default true: policy (approval, invitations) is decided by the caller, see signup.ts. */
  approved?: boolean | undefined
  /** Default: true exactly when there is no mail to confirm with. */
  confirmed?: boolean | undefined
  inviteId?: Id | null | undefined
  reason?: string | undefined
  /** For the operator's own hand only: may be called 'admin'. */
  allowReserved?: boolean | undefined
  /** Made by the operator's own hand: the limits of new accounts do not hold. */
  vouched?: boolean | undefined
}

/** A rough check; only a letter that arrives proves an address. At most 254 characters (RFC 5321). */
export function emailProblem(email: string): FieldError | null {
  if (email === '') return { field: 'email', code: 'blank' }
  const good =
    email.length <= 254 && /^[^\s@<>()[\],;:\\"]{1,64}@[^\s@.,;:<>()]+(\.[^\s@.,;:<>()]+)+$/.test(email)
  return good ? null : { field: 'email', code: 'invalid' }
}

/** Length only (NIST SP 800-63B): no rules about which characters. */
export function passwordProblem(password: string, field = 'password'): FieldError | null {
  if (password === '') return { field, code: 'blank' }
  if ([...password].length < PASSWORD_MIN)
    return { field, code: 'too_small', params: { limit: PASSWORD_MIN } }
  if (password.length > PASSWORD_MAX) return { field, code: 'too_big', params: { limit: PASSWORD_MAX } }
  return null
}

async function usernameProblem(ctx: Context, input: Registration): Promise<FieldError | null> {
  const field = 'username'
  if (input.username === '') return { field, code: 'blank' }
  const problem = handleProblem(input.username)
  if (problem === 'too_short') return { field, code: 'too_small', params: { limit: 3 } }
  if (problem === 'too_long') return { field, code: 'too_big', params: { limit: 30 } }
  if (problem === 'characters') return { field, code: 'handle' }
  if (problem && !input.allowReserved) return { field, code: 'reserved' }
  return (await findLocalByUsername(ctx, input.username)) ? { field, code: 'taken' } : null
}

/** Everything that is wrong with a registration, so that a person is told once and not four times. */
export async function registrationProblems(ctx: Context, input: Registration): Promise<FieldError[]> {
  const email = input.email.trim()
  const name = checkDisplayName(input.displayName ?? '')
  const problems = [
    await usernameProblem(ctx, input),
    emailProblem(email) ?? ((await emailTaken(ctx, email)) ? { field: 'email', code: 'taken' } : null),
    input.password === null ? null : passwordProblem(input.password),
    name.ok
      ? null
      : name.problem === 'too_long'
        ? { field: 'display_name', code: 'too_big', params: { limit: 50 } }
        : { field: 'display_name', code: 'mixed_scripts' },
  ]
  return problems.filter((problem) => problem !== null)
}

/** A free handle for a person's name: "Nguyễn Văn A" -> nguyen_van_a, or nguyen_van_a_2. */
export async function suggestHandle(ctx: Context, displayName: string): Promise<string> {
  const taken = await handlesLike(ctx, handleSuggestion(displayName))
  return handleSuggestion(displayName, (handle) => taken.has(handle))
}

/**
 * Makes a local account and its user in one transaction; answers the account's id. Throws one 422 that names every
 * wrong field: username, email (blank, invalid, taken), password (blank, too_small, too_big), display_name, invite.
 * Unless confirmed, the letter with the confirmation link is queued.
 */
export async function registerUser(ctx: Context, input: Registration): Promise<Id> {
  const wrong = await registrationProblems(ctx, input)
  if (wrong.length > 0) throw invalid(...wrong)
  const email = input.email.trim().normalize('NFC')
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  const now = ctx.clock()
  // Without mail an address is taken at its word, so that setting SMTP_URL later shuts nobody out.
  const confirmed = input.confirmed ?? !ctx.mail.configured
  try {
    return await ctx.tx(async (ctx) => {
      const account = await createLocalAccount(ctx, {
        username: input.username,
        ...(input.allowReserved ? { allowReserved: true } : {}),
        ...(input.displayName === undefined ? {} : { displayName: input.displayName }),
      })
      if (input.inviteId && !(await useInvite(ctx, input.inviteId))) {
        throw invalid({ field: 'invite', code: 'invite' })
      }
      await insertUser(ctx, {
        accountId: account.id,
        email,
        passwordHash,
        role: input.role ?? 'user',
        locale: input.locale === 'en' ? 'en' : 'vi',
        approvedAt: (input.approved ?? true) ? now : null,
        confirmedAt: confirmed ? now : null,
        reason: (input.reason ?? '').slice(0, 2000),
        inviteId: input.inviteId ?? null,
        vouched: input.vouched ?? false,
      })
      if (!confirmed) await sendConfirmation(ctx, account.id)
      await ctx.enqueue('notifications.onSignUp', { accountId: account.id })
      return account.id
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw invalid({ field: 'email', code: 'taken' })
    throw error
  }
}

/** Queues the letter with the link that confirms the address; good for three days. */
export async function sendConfirmation(ctx: Context, accountId: Id): Promise<void> {
  if (!ctx.mail.configured) return
  const user = await getUser(ctx, accountId)
  const token = await makeOneTime(ctx, 'confirm', {
    accountId,
    minutes: 3 * 24 * 60,
    data: { email: user.email },
  })
  await queueMail(ctx, user.email, 'confirm', user.locale, {
    handle: user.username,
    link: `${ctx.config.origin}/confirm?token=${token}`,
  })
}

/** The user, or 404. */
export async function getUser(ctx: Context, accountId: Id): Promise<UserRow> {
  const user = await userById(ctx, accountId)
  if (!user) throw new AppError('not_found')
  return user
}

/** Asked to be deleted, is hidden for that alone, and still has days to think again. */
export const mayComeBack = (ctx: Context, user: UserRow): boolean =>
  user.suspension_origin === 'self' &&
  user.deleted_at === null &&
  user.delete_after !== null &&
  user.delete_after > ctx.clock()

export type Refusal = 'account_suspended' | 'account_pending' | 'account_unconfirmed'

/** Why this person may not come in now; the same order as http/auth.ts. */
export function refusalOf(ctx: Context, user: UserRow): Refusal | null {
  if ((user.suspended_at && !mayComeBack(ctx, user)) || user.disabled_at || user.deleted_at) {
    return 'account_suspended'
  }
  if (!user.approved_at) return 'account_pending'
  return !user.email_confirmed_at && ctx.mail.configured ? 'account_unconfirmed' : null
}

/** Shuts the door to a person, everywhere at once, or opens it again; what she wrote stays where it is. */
export async function freezeUser(ctx: Context, accountId: Id, frozen: boolean): Promise<void> {
  await getUser(ctx, accountId)
  await setDisabled(ctx, accountId, frozen ? ctx.clock() : null)
  await dropCached(ctx, 'doors', '*')
}

/** Lets a waiting person in and writes to her. False when nobody was waiting. */
export async function approveUser(ctx: Context, accountId: Id): Promise<boolean> {
  return ctx.tx(async (ctx) => {
    const approved = await setApproved(ctx, accountId, ctx.clock())
    if (!approved) return false
    const user = await getUser(ctx, accountId)
    await queueMail(ctx, user.email, 'approved', user.locale, {
      handle: user.username,
      link: `${ctx.config.origin}/login`,
    })
    return true
  })
}

/** Turns a waiting person away: she is told, and what she left here is erased. False when nobody was waiting. */
export async function rejectUser(ctx: Context, accountId: Id): Promise<boolean> {
  return ctx.tx(async (ctx) => {
    const user = await getUser(ctx, accountId)
    if (user.approved_at) return false
    await queueMail(ctx, user.email, 'rejected', user.locale, { handle: user.username })
    await setDeleteAfter(ctx, accountId, ctx.clock())
    await ctx.enqueue('accounts.erase', { accountId })
    return true
  })
}
