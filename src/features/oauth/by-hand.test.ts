import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { locales, t } from '../../ui/i18n/index.ts'
import { allScopes } from './scopes.ts'

/** A client that somebody writes by hand: only what RFC 6749, 7636 and 7009 say, over a real connection. */
let server: TestServer
let url: string
let lan: Person
let mark: Person

beforeAll(async () => {
  server = await startServer()
  url = await server.listen()
  lan = await signUp(server, 'lan')
  mark = await signUp(server, 'mark', { locale: 'en' })
})
afterAll(() => server.close())

const redirect = 'https://client.test/done'
const scopes = 'read:statuses write:favourites offline_access'
const verifier = randomBytes(48).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' })

async function json(answer: Response) {
  return { status: answer.status, body: (await answer.json()) as Record<string, string> }
}

async function register(redirectUri = redirect) {
  const fields = { client_name: 'Tay không', redirect_uris: redirectUri, scopes }
  const { status, body } = await json(await send('/api/v1/apps', fields))
  expect(status).toBe(200)
  return { client_id: body['client_id']!, client_secret: body['client_secret']! }
}

const question = (clientId: string, more: Record<string, string> = {}) =>
  `${url}/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    scope: scopes,
    state: 'a&b=c ơ',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  })}`

/** Opens the page, reads its hidden fields, presses "allow". */
async function allow(person: Person, clientId: string, more: Record<string, string> = {}) {
  const page = await fetch(question(clientId, more), { headers: { cookie: person.session } })
  const html = await page.text()
  const plain = (text: string) =>
    text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name!, plain(value!)] as const,
  )
  const fields = { ...Object.fromEntries(hidden), decision: 'allow' }
  const answer = await send('/oauth/authorize', fields, { cookie: person.session, origin: url })
  return { html, to: new URL(answer.headers.get('location')!, url) }
}

const codeOf = (to: URL) => to.searchParams.get('code')!
const exchange = async (app: { client_id: string; client_secret: string }, code: string, more = {}) =>
  json(
    await send('/oauth/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
      ...app,
      ...more,
    }),
  )
const status = async (token: string, path: string, method = 'GET') =>
  (await server.api(method, path, { token, ...(method === 'GET' ? {} : { body: { status: 'a' } }) })).status

it('every scope is said in words in both languages', () => {
  for (const scope of [...allScopes, 'offline_access']) {
    for (const locale of locales) {
      const key = `oauth.scope.${scope}`
      expect([locale, t(locale, key)]).not.toEqual([locale, key])
    }
  }
})

it('the page asks in the language of the person and keeps everything that the client sent', async () => {
  const app = await register()
  const vi = await allow(lan, app.client_id)
  const en = await allow(mark, app.client_id)
  expect(vi.html).toContain('<html lang="vi"')
  expect(en.html).toContain('<html lang="en"')
  for (const { html, to } of [vi, en]) {
    expect(html).toContain('Tay không')
    expect(html).not.toContain('oauth.scope.')
    expect(to.origin + to.pathname).toBe(redirect)
    expect(to.searchParams.get('state')).toBe('a&b=c ơ')
  }
  expect(vi.html).toContain('Cho phép')
  expect(en.html).toContain('Allow')
})

it('a code opens with its verifier only, once, and a second use ends what it gave, refreshed or not', async () => {
  const app = await register()
  const code = codeOf((await allow(lan, app.client_id)).to)
  const wrong = await exchange(app, code, { code_verifier: randomBytes(48).toString('base64url') })
  expect([wrong.status, wrong.body['error']]).toEqual([400, 'invalid_grant'])
  expect(wrong.body['error_description']).toMatch(/^[A-Z].* /)
  const { status: ok, body } = await exchange(app, code)
  expect([ok, body['token_type'], body['scope']]).toEqual([200, 'Bearer', scopes])
  expect(await status(body['access_token']!, '/api/v1/timelines/home')).toBe(200)
  const refreshed = await json(
    await send('/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: body['refresh_token']!,
      ...app,
    }),
  )
  expect(refreshed.status).toBe(200)
  expect(await status(body['access_token']!, '/api/v1/timelines/home')).toBe(401)
  expect(await status(refreshed.body['access_token']!, '/api/v1/timelines/home')).toBe(200)
  expect((await exchange(app, code)).body['error']).toBe('invalid_grant')
  expect(await status(refreshed.body['access_token']!, '/api/v1/timelines/home')).toBe(401)
})

it('granular scopes open their own doors and no others', async () => {
  const app = await register()
  const post = await server.api('POST', '/api/v1/statuses', { token: mark.token, body: { status: 'Hello' } })
  const { body } = await exchange(app, codeOf((await allow(lan, app.client_id)).to))
  const token = body['access_token']!
  expect(await status(token, '/api/v1/timelines/home')).toBe(200)
  expect(await status(token, `/api/v1/statuses/${post.body.id}/favourite`, 'POST')).toBe(200)
  for (const [path, method] of [
    ['/api/v1/notifications', 'GET'],
    ['/api/v1/accounts/verify_credentials', 'GET'],
    ['/api/v1/bookmarks', 'GET'],
    ['/api/v1/statuses', 'POST'],
    [`/api/v1/statuses/${post.body.id}/bookmark`, 'POST'],
    [`/api/v1/accounts/${mark.id}/follow`, 'POST'],
  ] as const) {
    const answer = await server.api(method, path, { token, ...(method === 'POST' ? { body: {} } : {}) })
    expect([path, answer.status]).toEqual([path, 403])
    expect(answer.body.error).toBe('Ứng dụng chưa được bạn cho phép làm việc này')
    const english = await server.api(method, path, { token, headers: { 'accept-language': 'en' } })
    expect(english.body.error).toBe('This action is outside the authorized scopes')
  }
  // More than the app registered for is refused before anybody is asked, and at a refresh.
  const more = await fetch(question(app.client_id, { scope: 'read' }), {
    headers: { cookie: lan.session },
    redirect: 'manual',
  })
  expect(new URL(more.headers.get('location')!).searchParams.get('error')).toBe('invalid_scope')
  const wider = { grant_type: 'refresh_token', refresh_token: body['refresh_token']!, scope: 'write', ...app }
  expect((await json(await send('/oauth/token', wider))).body['error']).toBe('invalid_scope')
})

it('an app without an address shows the code on a page, and a revoked token opens nothing', async () => {
  const oob = 'urn:ietf:wg:oauth:2.0:oob'
  const app = await register(oob)
  const { to } = await allow(mark, app.client_id, { redirect_uri: oob })
  const page = await (await fetch(to, { headers: { cookie: mark.session } })).text()
  expect(page).toContain(`value="${codeOf(to)}"`)
  expect(page).toContain('<html lang="en"')
  const { body } = await exchange(app, codeOf(to), { redirect_uri: oob })
  const token = body['access_token']!
  expect(await status(token, '/api/v1/timelines/home')).toBe(200)
  expect((await send('/oauth/revoke', { token, ...app })).status).toBe(200)
  expect(await status(token, '/api/v1/timelines/home')).toBe(401)
  // Its refresh token went with it.
  const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token']!, ...app }
  expect((await json(await send('/oauth/token', refresh))).body['error']).toBe('invalid_grant')
})
