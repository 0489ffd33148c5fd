import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { saveSettings } from '../instance/index.ts'

let server: TestServer
let lan: Person
let app: { client_id: string; client_secret: string }

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  const scopes = 'read write follow push profile'
  const body = { client_name: 'Tusky', redirect_uris: 'https://client.test/', scopes }
  app = (await server.api('POST', '/api/v1/apps', { body })).body
})
afterAll(() => server.close())

describe('POST /api/v1/accounts', () => {
  const fresh = (username: string, more: object = {}) => ({
    username,
    email: `${username}@xom.test`,
    password: 'một câu dài dễ nhớ',
    agreement: true,
    locale: 'vi',
    ...more,
  })
  const appToken = async (scope = 'write') => {
    const { client_id, client_secret } = app
    const body = { grant_type: 'client_credentials', scope, client_id, client_secret }
    return (await server.api('POST', '/oauth/token', { body })).body.access_token as string
  }
  const create = async (body: object, scope?: string) =>
    server.api('POST', '/api/v1/accounts', { token: await appToken(scope), body })

  it('gives a token that works at once', async () => {
    const answer = await create(fresh('tu_app'), 'write:accounts')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ token_type: 'Bearer', scope: 'read write follow push profile' })
    const info = await server.api('GET', '/oauth/userinfo', { token: answer.body.access_token })
    expect(info.body.preferred_username).toBe('tu_app')
  })

  it('needs an app’s own token with the scope', async () => {
    expect((await server.api('POST', '/api/v1/accounts', { body: fresh('khong') })).status).toBe(401)
    expect((await create(fresh('khong'), 'read')).status).toBe(403)
    const mine = await server.api('POST', '/api/v1/accounts', { token: lan.token, body: fresh('khong') })
    expect(mine.status).toBe(403)
  })

  it('says what is wrong in Mastodon’s shape, all of it at once', async () => {
    const bad = { username: 'lan', email: 'x', password: 'ngắn', agreement: false }
    const { status, body } = await create(fresh('lan', bad))
    expect(status).toBe(422)
    expect(body.error).toMatch(/^Validation failed: /)
    expect(
      Object.fromEntries(Object.entries<any>(body.details).map(([name, list]) => [name, list[0].error])),
    ).toEqual({
      username: 'ERR_TAKEN',
      email: 'ERR_INVALID',
      password: 'ERR_TOO_SHORT',
      agreement: 'ERR_ACCEPTED',
    })
    expect(body.details.username[0].description).toBeTruthy()
    for (const odd of [
      { username: 5 },
      { email: [] },
      { agreement: 'maybe' },
      { reason: 'x'.repeat(3000) },
    ]) {
      expect((await create(fresh('odd', odd))).status).toBe(422)
    }
  })

  it('is closed where sign-up is closed, and the token waits where it is by approval', async () => {
    await saveSettings(server.ctx, { registrations: 'closed' })
    expect((await create(fresh('dong_cua'))).status).toBe(403)
    await saveSettings(server.ctx, { registrations: 'approval' })
    const waits = await create(fresh('dang_cho', { reason: 'hàng xóm' }))
    expect(waits.status).toBe(200)
    const use = await server.api('GET', '/oauth/userinfo', { token: waits.body.access_token })
    expect(use.status).toBe(403)
    expect(use.body.error).toContain('pending')
    await saveSettings(server.ctx, { registrations: 'open' })
  })

  it('limits a crowd of rapid sign-ups from one address', async () => {
    server.advance(3_600_000)
    const token = await appToken()
    const users = async () => (await server.ctx.db`select 1 from users`).length
    const before = await users()
    const crowd = Array.from({ length: 40 }, (_, n) =>
      server.api('POST', '/api/v1/accounts', { token, body: fresh(`dong_${n}`) }),
    )
    const answers = await Promise.all(crowd)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(25)
    const late = answers.filter(({ status }) => status === 429)
    expect(late).toHaveLength(15)
    expect(late[0]!.body.error).toBe(
      'Too many people have just signed up from the same connection. Please try again in 5 min.',
    )
    expect(Number(late[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await users()).toBe(before + 25)
  })

  it('takes a household with its many IPv6 addresses for one', async () => {
    const home = await startServer({ config: { trustedProxies: 1 } })
    const from = (address: string) =>
      home
        .request('/api/v1/apps', { method: 'POST', headers: { 'x-forwarded-for': address } })
        .then((answer) => answer.headers.get('x-ratelimit-remaining'))
    expect(await from('2001:db8:1:2::1')).toBe('59')
    expect(await from('2001:db8:1:2:ffff::9')).toBe('58')
    expect(await from('2001:db8:1:3::1')).toBe('59')
    expect(await from('203.0.113.7')).toBe('59')
    expect(await from('::ffff:203.0.113.7')).toBe('58')
    await home.close()
  })
})
