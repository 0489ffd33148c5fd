import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let admin: Person
let briefing: string

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  admin = await signUp(server, 'chu_nha', { role: 'admin' })
  const series = (await call(admin, 'POST', 'briefing_series', { name: 'Giao ban' })).body
  const period = { period_from: '2026-01-01', period_to: '2026-07-01', ahead_to: '2027-01-01' }
  briefing = (await call(admin, 'POST', `briefing_series/${series.id}/briefings`, { number: 5, ...period }))
    .body.id
  await call(admin, 'POST', `briefings/${briefing}/agenda`, { title: 'Khai mạc' })
  await call(admin, 'POST', `briefings/${briefing}/agenda`, { title: 'Hạn chế' })
  await call(admin, 'POST', `briefings/${briefing}/state`, { state: 'agenda' })
  await call(admin, 'POST', `briefings/${briefing}/state`, { state: 'session' })
})
afterAll(() => server?.close())

/** Reads a stream of events until `wanted` says it is enough. */
async function listen(query = '') {
  const hang = new AbortController()
  const path = `/giao-ban/giao-ban/5/truc-tiep/dong${query}`
  const response = await fetch(server.origin + path, { signal: hang.signal })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    response,
    async until(wanted: RegExp): Promise<string> {
      while (!wanted.test(text)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the stream ended with ${text}`)
        text += value
      }
      return text
    },
    hang: () => hang.abort(),
  }
}

it('a page that is open is told what changes, part by part, and a new one what it lacks', async () => {
  const page = await (await server.request('/giao-ban/giao-ban/5/truc-tiep')).text()
  expect(page).toContain('Khai mạc')
  const marks = /dong\?co=([^"]+)"/.exec(page)![1]!
  const current = await listen(`?co=${marks}`)
  const stale = await listen('?co=agenda.old')
  expect(current.response.headers.get('content-type')).toContain('text/event-stream')
  // Whoever has the page gets nothing; whoever has an old one gets what differs.
  expect(await stale.until(/"minutes"/)).toContain('Khai mạc')

  const [, second] = (await call(null, 'GET', `briefings/${briefing}/agenda`)).body
  await call(admin, 'POST', `briefings/${briefing}/agenda/${second.id}/start`)
  const told = await current.until(/live-now/)
  expect(told).toContain('Hạn chế')
  expect(told).not.toContain('"name":"minutes"')

  await call(admin, 'PUT', `briefings/${briefing}/minutes`, { base: 0, body: 'Đã **bàn** xong.' })
  expect(await current.until(/"name":"minutes"/)).toContain('<strong>bàn</strong>')
  await stale.until(/<strong>bàn/)
  current.hang()
  stale.hang()
})

it('is readable without scripts and on a wall', async () => {
  const wall = await (await server.request('/giao-ban/giao-ban/5/truc-tiep?man-hinh=1')).text()
  expect(wall).toContain('live-wall')
  expect(wall).toContain('Đã <strong>bàn</strong>')
})

it('orders what is said for a reader, and lets the chairs run it from here', async () => {
  const path = '/giao-ban/giao-ban/5/truc-tiep'
  const [first, second] = (await call(null, 'GET', `briefings/${briefing}/agenda`)).body
  for (const [speaker, text, item_id] of [
    ['Bà Tư', 'Mở đầu.', first.id],
    ['Ông Năm', 'dài '.repeat(200), second.id],
  ])
    await call(admin, 'POST', `briefings/${briefing}/speeches`, { speaker, text, item_id })
  await server.ctx.db`
    insert into briefing_questions (briefing_id, number, kind, text, anonymous, apart)
    values (${briefing}, 1, 'question', 'Ai lo?', true, 2)`
  const page = await (await server.request(path)).text()
  expect(page).toContain('2 để riêng')
  expect(page).toMatch(/Bà Tư<\/bdi>.* · Khai mạc · ghi lúc \d\d:\d\d[\s\S]*Ông Năm<\/bdi>.* · Hạn chế/)
  expect(page).toContain('dài…')
  expect(page).not.toContain('live-run')
  const form = (body: Record<string, string>, to: string) =>
    server.request(`/giao-ban/giao-ban/5/${to}`, {
      method: 'POST',
      headers: { cookie: admin.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
    })
  const runs = async () => (await server.request(path, { headers: { cookie: admin.session } })).text()
  expect(await runs()).toContain('live-run')
  const step = await form({ back: 'truc-tiep' }, `chuong-trinh/${first.id}/bat-dau`)
  expect(step.headers.get('location')).toContain(path)
  const said = await form({ back: '//evil.example', speaker: 'Cô Ba', text: 'Vâng.' }, 'bien-ban/loi')
  expect(said.headers.get('location')).toContain('/giao-ban/giao-ban/5/bien-ban')
  // Nobody is sent to ask or vote where it is closed.
  expect(await runs()).toMatch(/cau-hoi#hoi|bieu-quyet/)
  await call(admin, 'POST', `briefings/${briefing}/state`, { state: 'draft' })
  expect(await runs()).not.toMatch(/cau-hoi#hoi|\/bieu-quyet"|noscript><p/)
})
