import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let app: { client_id: string; client_secret: string; id: string }

const redirect = 'https://client.test/callback?x=1'

async function register(body: object = {}): Promise<any> {
  const answer = await server.api('POST', '/api/v1/apps', {
    body: {
      client_name: 'Tusky',
      redirect_uris: redirect,
      scopes: 'read write follow push profile',
      ...body,
    },
  })
  expect(answer.status).toBe(200)
  return answer.body
}

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  app = await register()
})
afterAll(() => server.close())

const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
const token = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await form('/oauth/token', fields, headers)
  return { status: answer.status, body: (await answer.json()) as any, headers: answer.headers }
}
const secrets = (of = app) => ({ client_id: of.client_id, client_secret: of.client_secret })
const ask = (more: Record<string, string> = {}) => ({
  response_type: 'code',
  client_id: app.client_id,
  redirect_uri: redirect,
  scope: 'read write',
  state: 'trạng thái',
  ...more,
})

/** The browser's part: consent page, "allow", and the code out of the redirect. */
async function consent(more: Record<string, string> = {}, person = lan): Promise<URL> {
  const answer = await form(
    '/oauth/authorize',
    { ...ask(more), decision: 'allow' },
    { cookie: person.session },
  )
  expect(answer.status).toBe(303)
  return new URL(answer.headers.get('location')!, server.origin)
}
const code = async (more: Record<string, string> = {}) => (await consent(more)).searchParams.get('code')!
const exchange = (value: string, more: Record<string, string> = {}) =>
  token({ grant_type: 'authorization_code', code: value, redirect_uri: redirect, ...secrets(), ...more })

describe('apps', () => {
  it('are registered as form or JSON, with addresses as text or list, and show their secret once', async () => {
    const two = await register({
      redirect_uris: ['app://cb', 'urn:ietf:wg:oauth:2.0:oob'],
      website: 'https://a.test',
    })
    expect(two).toMatchObject({
      name: 'Tusky',
      website: 'https://a.test',
      redirect_uri: 'app://cb\nurn:ietf:wg:oauth:2.0:oob',
      scopes: ['read', 'write', 'follow', 'push', 'profile'],
      client_secret_expires_at: 0,
    })
    const answer = await form('/api/v1/apps', {
      client_name: 'F',
      redirect_uris: 'https://a.test\nhttps://b.test',
    })
    const body = (await answer.json()) as any
    expect(body.redirect_uris).toEqual(['https://a.test', 'https://b.test'])
    expect(body.scopes).toEqual(['read'])
    const stored = await server.ctx
      .db`select 1 from oauth_apps where client_secret_hash = ${body.client_secret}::bytea`
    expect(stored).toHaveLength(0)
  })

  it('are refused with a dangerous or relative address, unknown scopes or no name', async () => {
    for (const bad of [
      { redirect_uris: 'javascript:alert(1)' },
      { redirect_uris: 'data:text/html,x' },
      { redirect_uris: '/callback' },
      { redirect_uris: 'https://a.test/#fragment' },
      { redirect_uris: [] },
      { scopes: 'read everything' },
      { client_name: '' },
      { website: 'javascript:alert(1)' },
    ]) {
      const body = { client_name: 'X', redirect_uris: redirect, ...bad }
      expect((await server.api('POST', '/api/v1/apps', { body })).status).toBe(422)
    }
  })

  it('know themselves by their own token', async () => {
    const { body } = await token({ grant_type: 'client_credentials', ...secrets() })
    expect(body.scope).toBe('read')
    const mine = await server.api('GET', '/api/v1/apps/verify_credentials', { token: body.access_token })
    expect(mine.body).toMatchObject({ name: 'Tusky', redirect_uris: [redirect] })
    expect(mine.body.client_secret).toBeUndefined()
    expect((await server.api('GET', '/api/v1/apps/verify_credentials')).status).toBe(401)
    expect((await server.api('GET', '/api/v1/apps/verify_credentials', { token: 'x' })).status).toBe(401)
  })
})

describe('the authorize page', () => {
  const page = (more: Record<string, string> = {}, cookie = lan.session) =>
    server.request(`/oauth/authorize?${new URLSearchParams(ask(more))}`, { headers: { cookie } })

  it('asks a stranger to sign in first and comes back', async () => {
    const answer = await page({}, '')
    expect(answer.status).toBe(303)
    const login = new URL(answer.headers.get('location')!, server.origin)
    expect(login.pathname).toBe('/login')
    const next = login.searchParams.get('next')!
    const inside = await form('/login', { name: 'lan', password: lan.password, next })
    const back = await server.request(inside.headers.get('location')!, {
      headers: { cookie: cookiesOf(inside) },
    })
    expect(await back.text()).toContain('Tusky')
  })

  it('names the app and the scopes in words, and lets the redirect through the policy', async () => {
    const answer = await page()
    const html = await answer.text()
    expect(html).toContain('Tusky')
    expect(html).toContain('đọc mọi dữ liệu của tài khoản')
    expect(html).not.toContain('oauth.scope.')
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self' https://client.test;")
    const native = await register({ redirect_uris: 'com.tusky://oauth' })
    const own = await page({ client_id: native.client_id, redirect_uri: 'com.tusky://oauth' })
    expect(own.headers.get('content-security-policy')).toContain("form-action 'self' com.tusky:;")
  })

  it('sends nobody to an address that was not registered', async () => {
    for (const bad of [
      { redirect_uri: 'https://client.test/callback' },
      { redirect_uri: 'https://client.test/callback?x=1&y=2' },
      { redirect_uri: 'https://evil.test/' },
      { redirect_uri: '' },
      { client_id: 'nobody' },
    ]) {
      const answer = await page({ ...(bad as object) })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('location')).toBeNull()
    }
  })

  it('tells the client about wrong scopes, response types and challenges', async () => {
    for (const [bad, error] of [
      [{ scope: 'admin:read' }, 'invalid_scope'],
      [{ scope: 'nonsense' }, 'invalid_scope'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
    ] as const) {
      const to = new URL((await page(bad)).headers.get('location')!)
      expect(to.searchParams.get('error')).toBe(error)
      expect(to.searchParams.get('state')).toBe('trạng thái')
      expect(to.searchParams.get('x')).toBe('1')
    }
  })

  it('takes "no" for an answer, and an answer only from our own page and a signed-in person', async () => {
    const denied = await form('/oauth/authorize', { ...ask(), decision: 'deny' }, { cookie: lan.session })
    expect(new URL(denied.headers.get('location')!).searchParams.get('error')).toBe('access_denied')
    const allow = { ...ask(), decision: 'allow' }
    const evil = { cookie: lan.session, origin: 'https://evil.test' }
    expect((await form('/oauth/authorize', allow, evil)).status).toBe(403)
    expect((await form('/oauth/authorize', allow)).status).toBe(401)
  })

  it('shows the code on a page of its own to apps without an address', async () => {
    const oob = 'urn:ietf:wg:oauth:2.0:oob'
    const cli = await register({ redirect_uris: oob })
    const to = await consent({ client_id: cli.client_id, redirect_uri: oob })
    expect(to.pathname).toBe('/oauth/authorize/native')
    const value = to.searchParams.get('code')!
    expect(await (await server.request(to.pathname + to.search)).text()).toContain(value)
    expect((await exchange(value, { ...secrets(cli), redirect_uri: oob })).status).toBe(200)
  })
})

describe('the token endpoint', () => {
  it('gives a token for a code, with the state kept and nothing stored in the clear', async () => {
    const to = await consent()
    expect(to.searchParams.get('state')).toBe('trạng thái')
    const { status, body, headers } = await exchange(to.searchParams.get('code')!)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'read write' })
    expect(Math.abs(body.created_at - Date.now() / 1000)).toBeLessThan(60)
    expect(body.refresh_token).toBeUndefined()
    const mine = await server.api('GET', '/api/v1/apps/verify_credentials', { token: body.access_token })
    expect(mine.status).toBe(200)
    const rows = await server.ctx
      .db`select 1 from oauth_tokens where token_hash = ${body.access_token}::bytea`
    expect(rows).toHaveLength(0)
  })

  it('takes a code once; a second use revokes what the first gave', async () => {
    const value = await code()
    const { body } = await exchange(value)
    const replay = await exchange(value)
    expect(replay.status).toBe(400)
    expect(replay.body.error).toBe('invalid_grant')
    expect(
      (await server.api('GET', '/api/v1/apps/verify_credentials', { token: body.access_token })).status,
    ).toBe(401)
  })

  it('gives one token when one code comes many times at once', async () => {
    const value = await code()
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange(value)))
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1)
  })

  it('refuses an expired code, another app’s code, another address and a made-up code', async () => {
    const old = await code()
    server.advance(11 * 60_000)
    expect((await exchange(old)).body.error).toBe('invalid_grant')
    const other = await register()
    expect((await exchange(await code(), secrets(other))).body.error).toBe('invalid_grant')
    expect((await exchange(await code(), { redirect_uri: 'https://client.test/' })).body.error).toBe(
      'invalid_grant',
    )
    expect((await exchange('made up')).body.error).toBe('invalid_grant')
  })

  it('holds PKCE: the right verifier opens, a wrong, a missing and an unasked one do not', async () => {
    const verifier = randomBytes(32).toString('base64url')
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }
    expect((await exchange(await code(challenge), { code_verifier: verifier })).status).toBe(200)
    for (const wrong of [
      { code_verifier: randomBytes(32).toString('base64url') },
      { code_verifier: 'x' },
      {},
    ]) {
      expect((await exchange(await code(challenge), wrong as Record<string, string>)).body.error).toBe(
        'invalid_grant',
      )
    }
    expect((await exchange(await code(), { code_verifier: verifier })).body.error).toBe('invalid_grant')
  })

  it('knows the client by Basic or body, and answers 401 to a wrong secret', async () => {
    const basic = `Basic ${Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')}`
    expect((await token({ grant_type: 'client_credentials' }, { authorization: basic })).status).toBe(200)
    for (const wrong of [
      { client_id: app.client_id, client_secret: 'x' },
      { client_id: 'x', client_secret: 'x' },
      {},
    ]) {
      const answer = await token({ grant_type: 'client_credentials', ...(wrong as Record<string, string>) })
      expect(answer.status).toBe(401)
      expect(answer.body.error).toBe('invalid_client')
      expect(answer.body.error_description).toBeTruthy()
    }
  })

  it('takes JSON too, and names what it does not know', async () => {
    const body = { grant_type: 'client_credentials', scope: 'read write', ...secrets() }
    expect((await server.api('POST', '/oauth/token', { body })).body.scope).toBe('read write')
    expect((await token({ grant_type: 'password', ...secrets() })).body.error).toBe('unsupported_grant_type')
    expect((await token(secrets())).body.error).toBe('invalid_request')
    const wide = await token({ grant_type: 'client_credentials', scope: 'admin:write', ...secrets() })
    expect(wide.body.error).toBe('invalid_scope')
    const broken = await server.request('/oauth/token', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect(broken.status).toBe(400)
  })

  it('gives a refresh token where offline_access was asked for; it turns once', async () => {
    const offline = await register({ scopes: 'read offline_access' })
    const value = await code({ client_id: offline.client_id, scope: 'read offline_access' })
    const first = await exchange(value, secrets(offline))
    expect(first.body.expires_in).toBe(7200)
    server.advance(7201_000)
    const check = (secret: string) => server.api('GET', '/api/v1/apps/verify_credentials', { token: secret })
    expect((await check(first.body.access_token)).status).toBe(401)
    const turn = (refresh_token: string, of = offline) =>
      token({ grant_type: 'refresh_token', refresh_token, ...secrets(of) })
    expect((await turn(first.body.refresh_token, app)).body.error).toBe('invalid_grant')
    const second = await turn(first.body.refresh_token)
    expect((await check(second.body.access_token)).status).toBe(200)
    expect((await turn(first.body.refresh_token)).body.error).toBe('invalid_grant')
  })

  it('revokes a token for its own app only', async () => {
    const { body } = await exchange(await code())
    const other = await register()
    const revoke = (of: typeof app) => form('/oauth/revoke', { token: body.access_token, ...secrets(of) })
    const check = () => server.api('GET', '/api/v1/apps/verify_credentials', { token: body.access_token })
    expect((await revoke(other)).status).toBe(403)
    expect((await check()).status).toBe(200)
    expect((await revoke(app)).status).toBe(200)
    expect((await check()).status).toBe(401)
    expect((await revoke(app)).status).toBe(200)
  })
})

describe('what tokens open', () => {
  it('userinfo needs the profile scope and a person', async () => {
    const read = await exchange(await code({ scope: 'read' }))
    expect((await server.api('GET', '/oauth/userinfo', { token: read.body.access_token })).status).toBe(403)
    const profile = await exchange(await code({ scope: 'profile' }))
    const info = await server.api('GET', '/oauth/userinfo', { token: profile.body.access_token })
    expect(info.body).toMatchObject({ iss: `${server.origin}/`, preferred_username: 'lan' })
    const appOnly = await token({ grant_type: 'client_credentials', scope: 'profile', ...secrets() })
    expect((await server.api('GET', '/oauth/userinfo', { token: appOnly.body.access_token })).status).toBe(
      422,
    )
    expect((await server.api('GET', '/oauth/userinfo')).status).toBe(401)
  })

  it('the discovery document names every endpoint', async () => {
    const { body, headers } = await server.api('GET', '/.well-known/oauth-authorization-server')
    expect(body.token_endpoint).toBe(`${server.origin}/oauth/token`)
    expect(body.code_challenge_methods_supported).toEqual(['S256'])
    expect(body.scopes_supported).toContain('write:statuses')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it('a person sees her apps and shuts one out', async () => {
    const nga = await signUp(server, 'nga')
    const value = (await consent({}, nga)).searchParams.get('code')!
    const { body } = await exchange(value)
    const page = await server.request('/settings/applications', { headers: { cookie: nga.session } })
    expect(await page.text()).toContain('Tusky')
    const path = `/settings/applications/${app.id}/revoke`
    expect((await form(path, {}, { cookie: nga.session })).status).toBe(303)
    expect(
      (await server.api('GET', '/api/v1/apps/verify_credentials', { token: body.access_token })).status,
    ).toBe(401)
    expect((await form(path, {}, { cookie: nga.session })).status).toBe(404)
  })
})
