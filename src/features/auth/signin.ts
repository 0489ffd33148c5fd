import type { Context } from '../../context.ts'
import { unsuspendAccount } from '../accounts/index.ts'
import { checkPassword } from './passwords.ts'
import { clearDeleteAfter, type UserRow, userByEmail, userByUsername } from './sql.ts'
import { type Refusal, refusalOf } from './users.ts'

export type SignIn =
  | { kind: 'wrong' }
  | { kind: 'refused'; user: UserRow; refusal: Refusal }
  | { kind: 'second_step'; user: UserRow }
  | { kind: 'in'; user: UserRow }

/** Finds a person by what she typed: e-mail address, handle, @handle or handle@here. */
async function findUser(ctx: Context, typed: string): Promise<UserRow | null> {
  const name = typed.trim()
  if (name.length > 320 || name === '') return null
  const handle = name.replace(/^@/, '').replace(new RegExp(`@${RegExp.escape(ctx.config.domain)}$`, 'i'), '')
  if (/^\w{1,30}$/.test(handle)) return userByUsername(ctx, handle)
  return userByEmail(ctx, name.normalize('NFC'))
}

/**
 * Checks name and password. An unknown name costs the same time as a wrong password and gets the same answer; why
 * somebody is kept out is told only to whoever knows the password (and has the second step).
 */
export async function checkSignIn(ctx: Context, name: string, password: string): Promise<SignIn> {
  const user = await findUser(ctx, name)
  const good = await checkPassword(user?.password_hash, password)
  if (!user || !good) return { kind: 'wrong' }
  // The refusal comes after the second step: it opens the reasons of a decision, which are hers alone.
  if (user.totp_enabled_at) return { kind: 'second_step', user }
  const refusal = refusalOf(ctx, user)
  return refusal ? { kind: 'refused', user, refusal } : { kind: 'in', user }
}

/** Signing in takes back a request to be deleted, and she is seen again. True when there was one. */
export async function cancelDeletion(ctx: Context, user: UserRow): Promise<boolean> {
  if (!user.delete_after) return false
  return ctx.tx(async (ctx) => {
    if (!(await clearDeleteAfter(ctx, user.account_id))) return false
    if (user.suspension_origin === 'self') await unsuspendAccount(ctx, user.account_id)
    return true
  })
}
