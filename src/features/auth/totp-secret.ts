import type { Context, Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { CannotOpen, type Keyring, seal, sealedBy, unseal } from '../../lib/seal.ts'
import { keyringOf } from '../../storage/keyring.ts'
import type { UserRow } from './sql.ts'
import { replaceSecrets, type SecretRow, selectSecrets } from './users-sql.ts'

/**
 * The secrets of the second step: the server has to read them again for every code, so they are sealed, not hashed.
 * A secret belongs to its account: sealed for one, it does not open for another.
 */
const contextOf = (accountId: Id): string => `totp:${accountId}`

export const sealSecret = (ctx: Context, accountId: Id, secret: string): string =>
  seal(keyringOf(ctx), contextOf(accountId), secret)

/**
 * The secret in base32; one from the time before sealing is read as it stands. Throws `unavailable` when its key is
 * missing: nobody is let in without a code, and recovery codes still work.
 */
export function openSecret(ctx: Context, user: Pick<UserRow, 'account_id' | 'totp_secret'>): string {
  const stored = user.totp_secret!
  if (sealedBy(stored) === null) return stored
  try {
    return unseal(keyringOf(ctx), contextOf(user.account_id), stored)
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    ctx.log.error('a second step cannot be checked', { reason: error.reason, key: sealedBy(stored) })
    throw new AppError('unavailable')
  }
}

const BATCH = 500

/**
 * Seals what is not sealed yet, and anew what an older key sealed, so that the old key can go. At every start; two
 * processes may do it at once. Answers how many cannot be opened for want of their key.
 */
export async function sealSecrets(ctx: Context): Promise<number> {
  const keys = keyringOf(ctx)
  let lost = 0
  for (let after: Id = '0'; ; ) {
    const rows = await selectSecrets(ctx, keys[0].id, after, BATCH)
    if (rows.length === 0) return lost
    const changes = rows.flatMap((row) => resealed(keys, row) ?? [])
    lost += rows.length - changes.length
    if (changes.length > 0) await replaceSecrets(ctx, changes)
    after = rows.at(-1)!.account_id
  }
}

function resealed(keys: Keyring, row: SecretRow): { id: Id; old: string; sealed: string } | null {
  const context = contextOf(row.account_id)
  const old = row.totp_secret
  try {
    const secret = sealedBy(old) === null ? old : unseal(keys, context, old)
    return { id: row.account_id, old, sealed: seal(keys, context, secret) }
  } catch (error) {
    if (error instanceof CannotOpen) return null
    throw error
  }
}
