import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { type FieldError, invalid } from '../../errors.ts'
import { createLocalAccount } from '../accounts/index.ts'
import { hashPassword, PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts'
import { insertUser, type UserRow } from './sql.ts'

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
}

/** A rough check; only a letter that arrives proves an address. At most 254 characters (RFC 5321). */
export function emailProblem(email: string): FieldError | null {
  if (email === '') return { field: 'email', code: 'blank' }
  const good = email.length <= 254 && /^[^\s@<>()[\],;:\\"]+@[^\s@.,;:<>()]+(\.[^\s@.,;:<>()]+)+$/.test(email)
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

/**
 * Makes a local account and its user in one transaction; answers the account's id. Throws one 422 that names the
 * wrong fields: email (blank, invalid, taken), password (blank, too_small, too_big), username (taken, reserved, invalid).
 */
export async function registerUser(ctx: Context, input: Registration): Promise<Id> {
  const email = input.email.trim().normalize('NFC')
  const problems = [emailProblem(email), input.password === null ? null : passwordProblem(input.password)]
  const wrong = problems.filter((problem) => problem !== null)
  if (wrong.length > 0) throw invalid(...wrong)
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
      })
      await ctx.enqueue('notifications.onSignUp', { accountId: account.id })
      return account.id
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw invalid({ field: 'email', code: 'taken' })
    throw error
  }
}
