import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { suspend, unsuspend } from '../admin/people.ts'

let server: TestServer
let lan: Person
let minh: Person
let an: Person
let post: string
let reply: string

const api = (method: string, path: string, person: Person | null = minh, body?: unknown) =>
  server.api(method, path, { ...(person ? { token: person.token } : {}), body })

const form = (path: string, fields: Record<string, string>, cookie = '') =>
  server.request(path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  })

const signIn = () => form('/login', { name: 'lan', password: lan.password })

const leave = async (person: Person) => {
  const asked = await form('/settings/account/delete', { delete_password: person.password }, person.session)
  expect(asked.status).toBe(303)
}

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { displayName: 'Lan Hàng Xóm' })
  minh = await signUp(server, 'minh')
  an = await signUp(server, 'an_to_truong', { role: 'admin' })
  await api('POST', `/api/v1/accounts/${lan.id}/follow`, minh, {})
  await api('POST', `/api/v1/accounts/${minh.id}/follow`, lan, {})
  post = (await api('POST', '/api/v1/statuses', lan, { status: 'Chợ sớm nay đông #chợ' })).body.id
  reply = (await api('POST', '/api/v1/statuses', minh, { status: 'Đông thật', in_reply_to_id: post })).body.id
  await api('POST', `/api/v1/statuses/${post}/reblog`, minh, {})
  await api('POST', `/api/v1/statuses/${reply}/favourite`, lan, {})
  await server.settle()
  await leave(lan)
})
afterAll(() => server.close())

/** Where Lan and her post are seen by others: place and the ids that it shows. */
async function surfaces(): Promise<Record<string, boolean>> {
  const ids = async (path: string, person: Person | null = minh) =>
    JSON.stringify((await api('GET', path, person)).body)
  const html = async (path: string) => (await server.request(path)).text()
  const shows = (text: string) => text.includes('Chợ sớm nay') || text.includes('Lan Hàng Xóm')
  const context = (await api('GET', `/api/v1/statuses/${reply}/context`)).body
  return {
    account: shows(await ids(`/api/v1/accounts/${lan.id}`)),
    lookup: shows(await ids('/api/v1/accounts/lookup?acct=lan')),
    'her posts': shows(await ids(`/api/v1/accounts/${lan.id}/statuses`)),
    post: shows(await ids(`/api/v1/statuses/${post}`)),
    context: context.ancestors.length > 0,
    home: shows(await ids('/api/v1/timelines/home')),
    local: shows(await ids('/api/v1/timelines/public?local=true', null)),
    tag: shows(await ids(`/api/v1/timelines/tag/${encodeURIComponent('chợ')}`, null)),
    'boosts of others': shows(await ids(`/api/v1/accounts/${minh.id}/statuses`)),
    'search by name': shows(await ids('/api/v2/search?q=lan')),
    'search by address': shows(
      await ids(`/api/v2/search?q=${encodeURIComponent(`${server.origin}/@lan/${post}`)}`),
    ),
    notifications: shows(await ids('/api/v1/notifications')),
    followers: shows(await ids(`/api/v1/accounts/${minh.id}/followers`)),
    'profile page': (await server.request('/@lan')).status === 200,
    'post page': (await server.request(`/@lan/${post}`)).status === 200,
    'local page': shows(await html('/local')),
    'thread page': shows(await html(`/@minh/${reply}`)),
  }
}

const everywhere = (seen: boolean, found: Record<string, boolean>) =>
  Object.entries(found).flatMap(([place, shown]) => (shown === seen ? [] : [place]))

describe('a person who asked to be deleted', () => {
  it('is hidden from everybody at once', async () => {
    expect(everywhere(false, await surfaces())).toEqual([])
    expect((await api('GET', `/api/v1/statuses/${post}`)).status).toBe(404)
    expect((await api('GET', `/api/v1/accounts/${lan.id}`)).body).toMatchObject({ suspended: true, note: '' })
    expect((await api('POST', `/api/v1/accounts/${lan.id}/follow`, minh, {})).status).toBe(404)
    expect((await api('GET', '/api/v1/accounts/verify_credentials', lan)).status).toBe(401)
  })

  it('stays hidden when a moderator lifts a suspension that came on top, and may come back then', async () => {
    const viewer = { id: an.id, role: 'admin' } as never
    const reasons = { ground: 'rules', cited: 'Điều 1', facts: 'Đăng rác' }
    await suspend(server.ctx, viewer, lan.id, reasons)
    expect((await signIn()).status).not.toBe(303)
    await unsuspend(server.ctx, viewer, lan.id)
    expect(everywhere(false, await surfaces())).toEqual([])
  })

  it('is back everywhere with her first sign-in within the thirty days', async () => {
    server.advance(29 * 86_400_000)
    const back = await signIn()
    expect(back.status).toBe(303)
    expect((await server.request('/settings/account', { headers: { cookie: cookiesOf(back) } })).status).toBe(
      200,
    )
    expect(everywhere(true, await surfaces())).toEqual([])
    server.advance(5 * 86_400_000)
    await server.ctx.enqueue('auth.sweep', {})
    await server.settle()
    expect(everywhere(true, await surfaces())).toEqual([])
  })

  it('cannot come back once the thirty days are over', async () => {
    const gone = await signUp(server, 'di_han')
    await leave(gone)
    server.advance(31 * 86_400_000)
    const late = await form('/login', { name: 'di_han', password: gone.password })
    expect(late.status).not.toBe(303)
    await server.ctx.enqueue('auth.sweep', {})
    await server.settle()
    expect((await api('GET', `/api/v1/accounts/${gone.id}`)).status).toBe(404)
  })
})
