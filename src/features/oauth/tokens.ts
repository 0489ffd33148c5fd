import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import { storeToken } from '../auth/index.ts'
import { parseScopes } from './scopes.ts'
import { ensureOwnApp } from './sql.ts'

/**
 * Gives a person an access token without the browser dance, for the command line, the demo and tests. It belongs to
 * an app of the given name that no client can use. `scopes` as a list or as text; throws 422 for unknown ones.
 */
export async function issueToken(
  ctx: Context,
  input: { accountId: Id; scopes: readonly string[] | string; appName?: string | undefined },
): Promise<string> {
  const scopes = parseScopes(input.scopes)
  if (!scopes || scopes.length === 0) throw unprocessable('unknown_scope')
  const name = input.appName ?? 'Xóm'
  const clientId = `own-${hashToken(name).toString('hex').slice(0, 32)}`
  const appId = await ensureOwnApp(ctx, { name, clientId, secretHash: hashToken(randomToken()) })
  const { secret } = await storeToken(ctx, {
    appId,
    accountId: input.accountId,
    grantHash: null,
    scopes,
    expiresAt: null,
  })
  return secret
}
