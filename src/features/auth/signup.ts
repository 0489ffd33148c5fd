import type { Context, Id } from '../../context.ts'
import { type FieldError, forbidden, invalid } from '../../errors.ts'
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
 * (signup_closed, signup_by_invite) or 422 with every wrong field. An invitation stands in for approval.
 */
export async function signUp(
  ctx: Context,
  input: Application,
): Promise<{ accountId: Id; refusal: Refusal | null }> {
  const door = await doorState(ctx, input.inviteCode)
  if (door.closed) throw forbidden(door.closed)
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
    approved: !door.approval,
    inviteId: door.invite?.id ?? null,
  }
  const wrong: FieldError[] = await registrationProblems(ctx, registration)
  if (!input.agreement) wrong.push({ field: 'agreement', code: 'accepted' })
  if (door.approval && input.reason.length > 2000) {
    wrong.push({ field: 'reason', code: 'too_big', params: { limit: 2000 } })
  }
  if (wrong.length > 0) throw invalid(...wrong)
  const accountId = await registerUser(ctx, registration)
  return { accountId, refusal: refusalOf(ctx, await getUser(ctx, accountId)) }
}
