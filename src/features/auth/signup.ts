import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, forbidden, invalid } from '../../errors.ts'
import { askAddress, askEmail } from '../blocklists/index.ts'
import { getSettings } from '../instance/index.ts'
import { usableInvite } from './invites-sql.ts'
import {
  getUser,
  type Refusal,
  refusalOf,
  registerUser,
  registrationProblems,
  suggestHandle,
} from './users.ts'

export interface Application {
  username: string
  displayName: string
  email: string
  password: string
  locale: string
  reason: string
  /** The rules and the privacy page were accepted. */
  agreement: boolean
  inviteCode: string
  /** Where the request came from: asked about, not kept. */
  address: string
}

/** How the door stands for somebody with this invitation code ('' for none). */
export interface DoorState {
  open: boolean
  /** Somebody will look at the application first. */
  approval: boolean
  /** Why not, as a key below `errors`. */
  closed: 'signup_closed' | 'signup_by_invite' | null
  invite: { id: Id; by: string } | null
}

export async function doorState(ctx: Context, inviteCode: string): Promise<DoorState> {
  const { registrations } = await getSettings(ctx)
  const invite = inviteCode === '' ? null : await usableInvite(ctx, inviteCode.slice(0, 100), ctx.clock())
  const closed =
    registrations === 'closed'
      ? 'signup_closed'
      : registrations === 'invite' && !invite
        ? 'signup_by_invite'
        : null
  return { open: closed === null, approval: registrations === 'approval' && !invite, closed, invite }
}

/**
 * A stranger signs up. Answers the new account's id and what still keeps her out (null: come in). Throws 403
 * (signup_closed, signup_by_invite, signup_ip_blocked) or 422 with every wrong field. An invitation stands in for the
 * network's approval, but not for one that a decision on an address or an e-mail provider asks for.
 */
export async function signUp(
  ctx: Context,
  input: Application,
): Promise<{ accountId: Id; refusal: Refusal | null }> {
  const door = await doorState(ctx, input.inviteCode)
  if (door.closed) throw forbidden(door.closed)
  const range = await askAddress(ctx, input.address)
  if (range && range.severity !== 'sign_up_requires_approval')
    throw new AppError('forbidden', 'signup_ip_blocked', { params: { url: range.url } })
  const mail = await askEmail(ctx, input.email.trim(), input.address)
  const username =
    input.username.trim() === '' && input.displayName.trim() !== ''
      ? await suggestHandle(ctx, input.displayName)
      : input.username.trim().replace(/^@/, '')
  const registration = {
    username,
    displayName: input.displayName,
    email: input.email,
    password: input.password,
    locale: input.locale,
    reason: input.reason,
    approved: !door.approval && !mail.approval && range === null,
    inviteId: door.invite?.id ?? null,
  }
  const wrong: FieldError[] = await registrationProblems(ctx, registration)
  if (mail.problem) wrong.push(mail.problem)
  if (!input.agreement) wrong.push({ field: 'agreement', code: 'accepted' })
  if (door.approval && input.reason.length > 2000) {
    wrong.push({ field: 'reason', code: 'too_big', params: { limit: 2000 } })
  }
  if (wrong.length > 0) throw invalid(...wrong)
  const accountId = await registerUser(ctx, registration)
  return { accountId, refusal: refusalOf(ctx, await getUser(ctx, accountId)) }
}
