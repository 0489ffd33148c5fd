import { AppError, type FieldError, invalid } from '../../errors.ts'
import { apiAuth, requireToken, requireViewer } from '../../http/auth.ts'
import { check, type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { clientAddress, limitRate, remoteAddress } from '../../http/guard.ts'
import { avatarUrl, getAccount, publicUrl, uriOf } from '../accounts/index.ts'
import { limitSignUps, signUp } from '../auth/index.ts'
import { NewAccount } from './api.ts'
import { authenticateApp, getApp, presentApp, registerApp } from './apps.ts'
import { OAuthError, oauthJson } from './errors.ts'
import { appToken, exchangeCode, personToken, refreshToken, revokeSecret } from './grants.ts'
import { allScopes } from './scopes.ts'
import type { AppRow } from './sql.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** RFC 6749 2.3.1: the client's id and secret as Basic or in the body, never in both. */
async function client(c: Req, body: Params): Promise<AppRow> {
  const header = c.req.header('authorization')
  const basic = header ? /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1] : undefined
  let [id, secret] = [text(body['client_id']), text(body['client_secret'])]
  if (basic !== undefined) {
    const pair = Buffer.from(basic, 'base64').toString('utf8')
    const colon = pair.indexOf(':')
    if (colon === -1 || (id !== '' && id !== decode(pair.slice(0, colon))))
      throw new OAuthError('invalid_client')
    id = decode(pair.slice(0, colon))
    secret = decode(pair.slice(colon + 1))
  }
  const app = id === '' || secret === '' ? null : await authenticateApp(c.get('ctx'), id, secret)
  if (!app) throw new OAuthError('invalid_client')
  return app
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

async function token(c: Req): Promise<object> {
  const ctx = c.get('ctx')
  limitRate(c, 'oauth-token', clientAddress(c), 300, 300)
  const body = await readBody(c)
  const grant = text(body['grant_type'])
  if (grant === '') throw new OAuthError('invalid_request')
  const app = await client(c, body)
  switch (grant) {
    case 'authorization_code':
      return exchangeCode(ctx, app, {
        code: text(body['code']),
        redirectUri: text(body['redirect_uri']),
        verifier: text(body['code_verifier']),
      })
    case 'client_credentials':
      return appToken(ctx, app, body['scope'])
    case 'refresh_token':
      return refreshToken(ctx, app, text(body['refresh_token']), body['scope'])
    default:
      throw new OAuthError('unsupported_grant_type')
  }
}

/** POST /api/v1/accounts: Mastodon's sign-up for apps; the answer is the new person's token. */
async function createAccount(c: Req): Promise<object> {
  const ctx = c.get('ctx')
  const { viewer, appId } = requireToken(c, 'write:accounts')
  if (viewer || !appId) throw new AppError('forbidden')
  const app = await getApp(ctx, appId)
  if (!app) throw new AppError('invalid_token')
  const input = check(NewAccount, await readBody(c))
  try {
    return await limitSignUps(c, async () => {
      const { accountId } = await signUp(ctx, {
        username: input.username,
        displayName: '',
        email: input.email,
        password: input.password,
        locale: /^en\b/i.test(input.locale) ? 'en' : 'vi',
        reason: input.reason ?? '',
        agreement: input.agreement,
        inviteCode: input.invite_code ?? '',
        address: remoteAddress(c),
      })
      return personToken(ctx, app, accountId)
    })
  } catch (error) {
    throw error instanceof AppError && error.fields.length > 0
      ? invalid(...error.fields.map(asMastodon))
      : error
  }
}

/** Mastodon knows fewer words for what can be wrong with a field; clients match on them. */
function asMastodon(field: FieldError): FieldError {
  return field.code === 'handle' ? { ...field, code: 'invalid' } : field
}

async function userinfo(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = requireViewer(c, 'profile')
  const account = await getAccount(ctx, viewer.id)
  return c.json({
    iss: `${ctx.config.origin}/`,
    sub: uriOf(ctx, account),
    name: account.display_name || account.username,
    preferred_username: account.username,
    profile: publicUrl(ctx, account),
    picture: avatarUrl(ctx, account),
  })
}

/** RFC 8414, as Mastodon 4.3 and later fill it in. */
function metadata(c: Req): Response {
  const { origin } = c.get('ctx').config
  c.header('Cache-Control', 'public, max-age=3600')
  return c.json({
    issuer: `${origin}/`,
    service_documentation: 'https://docs.joinmastodon.org/',
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    app_registration_endpoint: `${origin}/api/v1/apps`,
    scopes_supported: [...allScopes, 'offline_access'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  })
}

export function oauthRoutes(app: App): void {
  app.post('/api/v1/apps', async (c) => {
    limitRate(c, 'apps', clientAddress(c), 60, 300)
    return c.json(await registerApp(c.get('ctx'), await readBody(c)))
  })
  app.get('/api/v1/apps/verify_credentials', async (c) => {
    const { appId } = requireToken(c)
    const found = appId ? await getApp(c.get('ctx'), appId) : null
    if (!found) throw new AppError('invalid_token')
    return c.json(presentApp(found))
  })
  app.post('/api/v1/accounts', async (c) => c.json(await createAccount(c)))
  app.post('/oauth/token', (c) => oauthJson(c, () => token(c)))
  app.post('/oauth/revoke', (c) =>
    oauthJson(c, async () => {
      const body = await readBody(c)
      const secret = text(body['token'])
      if (secret === '') throw new OAuthError('invalid_request')
      await revokeSecret(c.get('ctx'), await client(c, body), secret)
      return {}
    }),
  )
  app.get('/oauth/userinfo', apiAuth, userinfo)
  app.post('/oauth/userinfo', apiAuth, userinfo)
  app.get('/.well-known/oauth-authorization-server', metadata)
}
