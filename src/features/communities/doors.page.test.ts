import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let khach: Person
let made = 0

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  khach = await signUp(server, 'khach')
})
afterAll(() => server.close())

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const ask = async (path: string, person?: Person, body?: Record<string, string>) => {
  const response = await server.request(path, {
    ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
    headers: person ? { cookie: person.session } : {},
  })
  return { status: response.status, html: await response.text() }
}
const open = async (body: Record<string, unknown> = {}) => {
  made += 1
  const given = { username: `cua_${made}`, display_name: `Xóm cửa ${made}`, ...body }
  return (await post(lan, 'communities', given)).body as { id: string; account: { username: string } }
}

it('a thread of a private community answers strangers like one that is not there, and shows the way in', async () => {
  const { id, account } = await open({ private: true, joining: 'request' })
  const thread = (await post(lan, 'statuses', { community_id: id, title: 'Kín', status: 'Chuyện kín' })).body
    .id as string
  const elsewhere = await open()
  const nowhere = String(BigInt(thread) + 1_000n)
  const clean = (html: string, number: string) =>
    html.replaceAll(number, '#').replaceAll(/"key" value="[^"]+"/g, '')
  for (const person of [undefined, khach]) {
    for (const handle of [account.username, elsewhere.account.username]) {
      const real = await ask(`/xom/${handle}/${thread}`, person)
      const none = await ask(`/xom/${handle}/${nowhere}`, person)
      expect(real.status).toBe(none.status)
      expect(clean(real.html, thread)).toBe(clean(none.html, nowhere))
      expect(real.html).not.toContain('Chuyện kín')
    }
    for (const path of [`threads/${thread}`, `threads/${nowhere}`])
      expect((await server.api('GET', `/api/v1/${path}`, { token: person?.token })).status).toBe(404)
  }
  const door = await ask(`/xom/${account.username}/${thread}`, khach)
  expect(door.status).toBe(403)
  expect(door.html).toContain(`action="/xom/${account.username}/join"`)
  expect(door.html).toContain('Xin tham gia')
})

it('an invitation says who invites, and into what', async () => {
  const { id } = await open({ private: true, joining: 'invite', place: 'Đà Lạt', note: 'Nhóm đi rừng' })
  const { code } = (await post(lan, `communities/${id}/invites`)).body
  const { html } = await ask(`/invite/community/${code}`)
  for (const words of ['lan mời bạn', 'Đà Lạt', 'Nhóm đi rừng', '1 thành viên', 'Xóm kín'])
    expect(html).toContain(words)
})

it('a community keeps a name, and the language that its founder chose', async () => {
  const fields = { display_name: 'English lane', username: 'english_lane', joining: 'open', language: 'en' }
  expect((await ask('/xom/new', lan, fields)).status).toBe(303)
  const path = '/xom/english_lane/settings'
  expect((await ask(path, lan)).html).toContain('<option value="en" selected')
  const face = { note: 'Giữ nguyên', place: '', welcome: '', accent: '#2b6440', language: 'fr' }
  const refused = await ask(path, lan, { ...face, display_name: ' ' })
  expect(refused.status).toBe(422)
  expect(refused.html).toMatch(/id="f-display_name"[^>]*aria-invalid="true"/)
  expect(refused.html).toContain('Giữ nguyên')
  await ask(path, lan, { ...face, display_name: 'Ngõ Pháp' })
  const { body } = await server.api('GET', '/api/v1/communities?q=ng%C3%B5+ph%C3%A1p')
  expect(body[0].language).toBe('fr')
})

it('new rules are announced with what explains them', async () => {
  const { account } = await open({ rules: ['Một'] })
  const path = `/xom/${account.username}`
  await ask(`${path}/settings/rules`, lan, { rules: 'Không rao vặt | Có chợ riêng cho việc ấy', note: '' })
  const thread = new RegExp(`${path}/\\d+`).exec((await ask(path)).html)![0]
  expect((await ask(thread)).html).toContain('1. Không rao vặt<br>Có chợ riêng cho việc ấy')
})
