import type { Context, Id } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { hashToken, randomToken, sameSecret } from '../../lib/crypto.ts'
import { type Application, type CredentialApplication, NewApp } from './api.ts'
import { parseScopes } from './scopes.ts'
import { type AppRow, appByClientId, appById, insertApp } from './sql.ts'

export const presentApp = (app: AppRow): Application => ({
  id: app.id,
  name: app.name,
  website: app.website,
  scopes: app.scopes,
  redirect_uris: app.redirect_uris,
  redirect_uri: app.redirect_uris.join('\n'),
  vapid_key: '',
})

/** Registers a client; its secret is in the answer and nowhere else. Throws 422 for what Mastodon refuses. */
export async function registerApp(ctx: Context, input: unknown): Promise<CredentialApplication> {
  const wanted = check(NewApp, input)
  const scopes = parseScopes(wanted.scopes ?? 'read')
  if (!scopes) throw invalid({ field: 'scopes', code: 'invalid' })
  const clientId = randomToken()
  const secret = randomToken()
  const id = await insertApp(ctx, {
    name: wanted.client_name,
    website: wanted.website || null,
    redirectUris: [...new Set(wanted.redirect_uris)],
    scopes: scopes.length > 0 ? scopes : ['read'],
    clientId,
    secretHash: hashToken(secret),
  })
  const app = (await appById(ctx, id))!
  return { ...presentApp(app), client_id: clientId, client_secret: secret, client_secret_expires_at: 0 }
}

/** The app whose id and secret these are, or null; costs the same whichever of them is wrong. */
export async function authenticateApp(
  ctx: Context,
  clientId: string,
  secret: string,
): Promise<AppRow | null> {
  const app = clientId.length <= 200 ? await appByClientId(ctx, clientId) : null
  const good = sameSecret(hashToken(secret), app?.client_secret_hash ?? Buffer.alloc(32))
  return app && good ? app : null
}

export const getApp = (ctx: Context, id: Id): Promise<AppRow | null> => appById(ctx, id)
