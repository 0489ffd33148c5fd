import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let mod: Person
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  const scopes = 'read write admin:read admin:write'
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const form = (person: Person, path: string, body: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
const read = async (path: string, person?: Person) => {
  const response = await server.request(path, { headers: person ? { cookie: person.session } : {} })
  return { status: response.status, text: await response.text() }
}
async function decide(measure: string) {
  const filed = await server.api('POST', '/api/v1/reports', {
    token: minh.token,
    body: { account_id: lan.id },
  })
  const body = { measure, cited: '=Điều 2', facts: 'Gọi @lan, 0912 345 678' }
  const path = `/api/v1/cases/${filed.body.id}/decisions`
  return (await server.api('POST', path, { token: mod.token, body })).body
}
const request = {
  authority: 'Công an phường',
  level: 'police',
  kind: 'user_data',
  form: 'phone',
  received_at: '2026-11-02',
  affected: '1',
  outcome: 'refused',
}

describe('the public record', () => {
  it('lists decisions without names, on the page, as JSON, CSV and Atom, and by filters', async () => {
    await decide('warn')
    const limited = await decide('limit')
    const page = await read('/minh-bach')
    expect(page.text).toContain('Nhắc nhở')
    for (const path of ['/minh-bach', '/minh-bach.json', '/minh-bach.csv', '/minh-bach.atom']) {
      const { status, text } = await read(path)
      expect(status).toBe(200)
      expect(text).toContain(limited.id)
      expect(text).not.toMatch(/@lan|0912/)
    }
    expect((await read('/minh-bach.csv')).text).toContain(",'=Điều 2,")
    const list = async (query: string) => JSON.parse((await read(`/minh-bach.json?${query}`)).text).statements
    expect(await list('measure=limit')).toHaveLength(1)
    expect(await list('ground=law')).toHaveLength(0)
    expect(await list('from=2000-01-01&to=2000-12-31')).toHaveLength(0)
    expect((await read('/minh-bach?community=nowhere')).status).toBe(404)
  })
})

describe('the register of authority requests', () => {
  it('says that there were none, then counts exactly, also what waits', async () => {
    expect((await read('/minh-bach/yeu-cau')).text).toContain('0 yêu cầu')
    expect((await form(mod, '/minh-bach/yeu-cau/moi', request)).status).toBe(303)
    const later = { delay_reason: 'Luật buộc hoãn', delayed_until: '2099-01-01' }
    expect(
      (await form(mod, '/minh-bach/yeu-cau/moi', { ...request, authority: 'Tòa án', ...later })).status,
    ).toBe(303)
    const { text } = await read('/minh-bach/yeu-cau')
    expect(text).toContain('2 yêu cầu')
    expect(text).toContain('Công an phường')
    expect(text).toContain('Luật buộc hoãn')
    const open = JSON.parse((await read('/minh-bach/yeu-cau.json')).text)
    expect(open.total).toBe(2)
    expect(JSON.stringify(open)).not.toContain('Tòa án')
    expect(open.requests[1]).toMatchObject({ outcome: 'refused', received_at: '2026-11-01T17:00:00.000Z' })
    expect((await read('/minh-bach/yeu-cau.csv')).text).not.toContain('Tòa án')
  })

  it('is written by operators only, waits only with reason and end, and is changed on the log', async () => {
    expect((await form(lan, '/minh-bach/yeu-cau/moi', request)).status).toBe(403)
    expect((await read('/minh-bach/yeu-cau/moi', lan)).status).toBe(403)
    expect((await form(mod, '/minh-bach/yeu-cau/moi', { ...request, delay_reason: 'x' })).status).toBe(422)
    expect((await form(mod, '/minh-bach/yeu-cau/moi', { ...request, authority: '' })).status).toBe(422)
    const { requests } = JSON.parse((await read('/minh-bach/yeu-cau.json')).text)
    const { id } = requests[1]
    expect((await read(`/minh-bach/yeu-cau/${id}`, mod)).text).toContain('value="2026-11-02"')
    await form(mod, `/minh-bach/yeu-cau/${id}`, { ...request, outcome: 'withdrawn' })
    expect((await read('/minh-bach/yeu-cau')).text).toContain('Đã rút')
    const log = await server.api('GET', '/api/v1/moderation_log', { token: mod.token })
    expect(log.body.filter((row: { act: string }) => row.act === 'request')).toHaveLength(3)
  })
})
