import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person
let hoa: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  hoa = await signUp(server, 'hoa')
})
afterAll(() => server.close())

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, ...(body ? { body } : {}) })
const read = async (path: string, person?: Person) =>
  (await server.request(path, person ? { headers: { cookie: person.session } } : {})).text()
const open = async (founder: Person, username: string, body: Record<string, unknown> = {}) =>
  (await call(founder, 'POST', 'communities', { username, display_name: `Xóm ${username}`, ...body })).body.id
const begin = async (person: Person, community: string, title: string) =>
  (await call(person, 'POST', 'statuses', { community_id: community, title, status: `${title}, kể ra đây` }))
    .body.id

describe('a first post taken to another community', () => {
  it('begins a thread there that shows it, and both name each other', async () => {
    const from = await open(lan, 'cp_tu')
    const to = await open(minh, 'cp_den')
    await call(lan, 'POST', `communities/${to}/join`)
    const original = await begin(lan, from, 'Mất điện')
    const form = await read(`/xom/cp_tu/${original}/crosspost`, lan)
    expect(form).toContain('Xóm cp_den')
    const sent = await server.request(`/xom/cp_tu/${original}/crosspost`, {
      method: 'POST',
      headers: { cookie: lan.session },
      body: new URLSearchParams({ to, title: 'Mất điện bên kia', text: 'Bà con biết chưa' }),
    })
    expect(sent.status).toBe(303)
    const path = sent.headers.get('location')!
    expect(path).toMatch(/^\/xom\/cp_den\/\d+$/)
    const there = await read(path)
    for (const words of ['Mất điện, kể ra đây', 'Bà con biết chưa', `href="/xom/cp_tu/${original}"`])
      expect(there).toContain(words)
    expect(await read(`/xom/cp_tu/${original}`)).toContain(`href="${path}"`)

    const again = await call(lan, 'POST', `threads/${original}/crosspost`, { community_id: to })
    expect(again.status).toBe(409)
    expect(again.body.error).toContain(path)
    // A cross-post taken on is the original taken on.
    const third = await open(lan, 'cp_ba')
    const on = await call(lan, 'POST', `threads/${path.split('/').at(-1)}/crosspost`, { community_id: third })
    expect(on.body.crosspost_of).toBe(original)
    expect((await call(lan, 'POST', `threads/${on.body.id}/crosspost`, { community_id: from })).status).toBe(
      422,
    )
  })

  it('leaves no private community, and tells nobody outside of the one that it goes to', async () => {
    const closed = await open(lan, 'cp_kin', { private: true })
    const wide = await open(lan, 'cp_rong')
    const inside = await begin(lan, closed, 'Chuyện nhà')
    const refused = await call(lan, 'POST', `threads/${inside}/crosspost`, { community_id: wide })
    expect(refused.status).toBe(422)
    expect((await call(minh, 'POST', `threads/${inside}/crosspost`, { community_id: wide })).status).toBe(404)

    const outside = await begin(lan, wide, 'Chuyện chợ')
    expect((await call(hoa, 'POST', `threads/${outside}/crosspost`, { community_id: wide })).status).toBe(403)
    const made = await call(lan, 'POST', `threads/${outside}/crosspost`, { community_id: closed })
    expect(made.status).toBe(200)
    expect(await read(`/xom/cp_rong/${outside}`, lan)).toContain(made.body.id)
    for (const reader of [undefined, minh])
      expect(await read(`/xom/cp_rong/${outside}`, reader)).not.toContain(made.body.id)
  })

  it('shows nothing of an original that is gone', async () => {
    const from = await open(lan, 'cp_xoa')
    const to = await open(lan, 'cp_con')
    const original = await begin(lan, from, 'Nhất thời')
    const made = await call(lan, 'POST', `threads/${original}/crosspost`, { community_id: to, title: 'Còn' })
    await call(lan, 'DELETE', `statuses/${original}`)
    const html = await read(`/xom/cp_con/${made.body.id}`)
    expect(html).not.toContain('kể ra đây')
    expect(html).toContain('Bài gốc đã xóa')
  })
})
