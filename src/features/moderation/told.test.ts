import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let mod: Person
let second: Person
let minh: Person

const scopes = 'read write admin:read admin:write'

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const get = async (path: string, person?: Person) =>
  (await server.api('GET', path, person ? { token: person.token } : {})).body
const html = async (path: string, person?: Person) =>
  (await server.request(path, person ? { headers: { cookie: person.session } } : {})).text()

async function decided(about: Person, body: Record<string, unknown>, what: Record<string, unknown> = {}) {
  const filed = await post(minh, 'reports', { account_id: about.id, ...what })
  const decision = await post(mod, `cases/${filed.id}/decisions`, {
    cited: 'Điều 1',
    facts: 'Tin sai',
    ...body,
  })
  return { caseId: filed.id as string, decision }
}

describe('somebody who is shut out by a decision', () => {
  it('learns at the sign-in page what was decided and until when, reads the reasons and appeals', async () => {
    const lan = await signUp(server, 'lan', { scopes })
    const { decision } = await decided(lan, { measure: 'freeze', days: 7 })
    const refused = await server.request('/login', {
      method: 'POST',
      body: new URLSearchParams({ name: 'lan', password: lan.password }),
    })
    expect(refused.status).toBe(403)
    const said = await refused.text()
    expect(said).toContain('Tạm khóa đăng nhập')
    expect(said).toMatch(/Đến Thứ/)
    const path = /href="(\/ly-do\/[^"]+\?key=[^"]+)"/.exec(said)![1]!
    expect(path).toContain(decision.id)
    expect(await html(path)).toContain('Đây là quyết định về bạn')
    const key = new URL(path, 'http://a').searchParams.get('key')!
    const sent = await server.request(`/ly-do/${decision.id}/appeal`, {
      method: 'POST',
      body: new URLSearchParams({ key, text: 'Tin ấy đúng' }),
    })
    expect(sent.status).toBe(303)
    expect(await html(path)).toContain('Tin ấy đúng')
    // The key opens what is hers and nothing else.
    const other = await decided(await signUp(server, 'tam', { scopes }), { measure: 'warn' })
    expect(await html(`/ly-do/${other.decision.id}?key=${key}`)).toContain('Bản công khai')
  })

  it('reads and appeals with her token, which opens nothing else', async () => {
    const hoa = await signUp(server, 'hoa', { scopes })
    const { decision } = await decided(hoa, { measure: 'suspend' })
    const closed = await server.api('GET', '/api/v1/timelines/home', { token: hoa.token })
    expect(closed.status).toBe(403)
    expect((await get(`/api/v1/statements/${decision.id}`, hoa)).facts).toBe('Tin sai')
    const appeal = await post(hoa, `statements/${decision.id}/appeal`, { text: 'Không phải tôi' })
    expect(appeal.messages[0].text).toBe('Không phải tôi')
  })
})
