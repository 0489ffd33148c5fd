import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let mod: Person
let second: Person
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  mod = await signUp(server, 'dieu', { role: 'moderator' })
  second = await signUp(server, 'hanh', { role: 'moderator' })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const form = (person: Person | null, path: string, body: Record<string, string> = {}) =>
  server.request(path, {
    method: 'POST',
    headers: person ? { cookie: person.session } : {},
    body: new URLSearchParams(body),
  })
const page = async (person: Person | null, path: string) => {
  const response = await server.request(path, { headers: person ? { cookie: person.session } : {} })
  return { status: response.status, text: await response.text() }
}
const write = async (person: Person, status: string) =>
  (await server.api('POST', '/api/v1/statuses', { token: person.token, body: { status } })).body.id as string
const decision = {
  measure: 'remove',
  ground: 'rules',
  rule: 'Nội quy của mạng',
  canned: 'fake_goods',
  facts: '',
}

it('from the report to the outcome of the appeal, with forms alone', async () => {
  const id = await write(lan, 'Nhận cọc, giao sau')
  expect((await page(minh, `/report?status=${id}`)).text).toContain('Nhận cọc')
  expect((await form(minh, '/report', { status: id })).status).toBe(422)
  const thanks = await form(minh, '/report', { status: id, category: 'fake_goods', comment: 'Lừa' })
  expect(thanks.headers.get('location')).toBe('/report/thanks?about=fake_goods')
  const desk = await page(mod, '/moderation')
  const caseId = /moderation\/cases\/(\d+)/.exec(desk.text)![1]!
  for (const person of [lan, minh]) {
    expect((await page(person, '/moderation')).status).toBe(404)
    expect((await page(person, `/moderation/cases/${caseId}`)).status).toBe(404)
    expect((await form(person, `/moderation/cases/${caseId}/decide`, decision)).status).toBe(404)
  }
  await form(mod, `/moderation/cases/${caseId}/take`)
  expect((await form(mod, `/moderation/cases/${caseId}/decide`, { ...decision, canned: '' })).status).toBe(
    422,
  )
  expect((await form(mod, `/moderation/cases/${caseId}/decide`, decision)).status).toBe(303)
  const path = /\/ly-do\/[\w-]+/.exec((await page(lan, '/notifications')).text)![0]
  const own = await page(lan, path)
  expect(own.text).toContain('không giao hàng')
  expect(own.text).toContain(`${path}/appeal`)
  expect((await page(null, path)).text).not.toContain(`${path}/appeal`)
  expect((await form(minh, `${path}/appeal`, { text: 'x' })).status).toBe(404)
  await form(lan, `${path}/appeal`, { text: 'Đã giao hàng rồi' })
  const shown = await page(mod, `/moderation/cases/${caseId}`)
  expect(shown.text).toContain('Đã giao hàng rồi')
  const appealId = /moderation\/appeals\/(\d+)\/messages/.exec(shown.text)![1]!
  expect(shown.text).not.toContain(`/moderation/appeals/${appealId}/judge`)
  const verdict = { outcome: 'reversed', reasons: 'Đúng là đã giao.' }
  expect((await form(mod, `/moderation/appeals/${appealId}/judge`, verdict)).status).toBe(403)
  expect((await form(second, `/moderation/appeals/${appealId}/judge`, verdict)).status).toBe(303)
  expect((await page(lan, path)).text).toContain('Đúng là đã giao.')
  expect((await page(mod, '/moderation/log')).text).toContain('xét khiếu nại')
})

it('somebody who can no longer sign in reads and appeals by the link in her letter, or with the session she has', async () => {
  const person = await signUp(server, 'bi_khoa')
  await form(minh, '/report', { account: person.username, category: 'investment' })
  const caseId = /moderation\/cases\/(\d+)/.exec((await page(mod, '/moderation')).text)![1]!
  await form(mod, `/moderation/cases/${caseId}/decide`, {
    ...decision,
    measure: 'suspend',
    canned: 'investment',
  })
  await server.settle()
  const [mail] = await server.ctx.db<{ body: string }[]>`
    select body from dev_mails where recipient = ${person.email} order by id desc limit 1`
  const path = /\/ly-do\/\S+key=[\w-]+/.exec(mail!.body)![0]
  expect((await page(null, path)).text).toContain('/appeal')
  expect((await page(null, path.replace(/key=.*/, 'key=guess'))).text).not.toContain('/appeal')
  expect((await page(person, path.replace(/\?.*/, ''))).text).toContain('/appeal')
  const url = new URL(path, server.origin)
  const answer = await form(null, `${url.pathname}/appeal`, {
    text: 'Oan',
    key: url.searchParams.get('key')!,
  })
  expect(answer.status).toBe(303)
  expect((await page(mod, `/moderation/cases/${caseId}`)).text).toContain('Oan')
})

it('many are decided at once, and a moderator opens a case of her own', async () => {
  const ids = [await write(lan, 'Rác một'), await write(lan, 'Rác hai')]
  for (const status of ids) await form(minh, '/report', { status, category: 'spam' })
  const cases = await server.ctx.db<{ id: string }[]>`
    select id from cases where status_id = any(${ids}::bigint[]) order by id`
  const body = new URLSearchParams(decision)
  for (const { id } of cases) body.append('case[]', id)
  const answer = await server.request('/moderation/decide', {
    method: 'POST',
    headers: { cookie: mod.session },
    body,
  })
  expect(answer.status).toBe(303)
  expect((await form(mod, '/moderation/decide', decision)).status).toBe(422)
  const own = await form(mod, '/moderation/open', {
    what: `${server.origin}/@lan/${await write(lan, 'Thấy rồi')}`,
  })
  expect(own.headers.get('location')).toMatch(/^\/moderation\/cases\/\d+$/)
  expect((await form(mod, `${own.headers.get('location')}/decide`, decision)).status).toBe(303)
  expect((await form(minh, '/moderation/open', { what: '@lan' })).status).toBe(404)
})

it('the desk shows what is asked for, and a refused bulk decision keeps the choice, the cases and the words', async () => {
  const id = await write(lan, 'Rác ba')
  await form(minh, '/report', { status: id, category: 'rumour' })
  const [row] = await server.ctx.db<{ id: string }[]>`select id from cases where status_id = ${id}`
  const shows = async (query: string) =>
    (await page(mod, `/moderation?${query}`)).text.includes(`/moderation/cases/${row!.id}"`)
  expect(await shows('category=rumour&show=free')).toBe(true)
  expect(await shows('category=prize')).toBe(false)
  expect(await shows('show=mine')).toBe(false)
  await form(mod, `/moderation/cases/${row!.id}/take`)
  expect(await shows('show=mine')).toBe(true)
  expect(await shows('show=free')).toBe(false)
  expect(await shows('show=appeals')).toBe(false)

  const decided = {
    measure: 'mute',
    days: '7',
    ground: 'rules',
    rule: 'Nội quy của mạng',
    facts: 'Gọi 0912 345 678',
    'case[]': row!.id,
    desk_category: 'rumour',
  }
  const refused = await form(mod, '/moderation/decide', decided)
  expect(refused.status).toBe(422)
  const html = await refused.text()
  for (const kept of ['Gọi 0912 345 678</textarea>', 'name="anyway"', 'checked', 'value="7" selected'])
    expect(html).toContain(kept)
  expect(html).toContain('name="desk_category" value="rumour"')
  const sent = await form(mod, '/moderation/decide', { ...decided, measure: 'label', anyway: '1' })
  expect(sent.headers.get('location')).toBe('/moderation?category=rumour')
  expect((await page(mod, '/moderation/done')).text).not.toContain('đang xem')
  expect((await page(mod, `/moderation/cases/${row!.id}`)).text).not.toContain('@dieu đang xem')
})

it('facts with an address in them are asked about once, with nothing lost', async () => {
  await form(minh, '/report', { status: await write(lan, 'Rác bốn'), category: 'prize' })
  const [row] = await server.ctx.db<{ id: string }[]>`select id from cases order by id desc limit 1`
  const path = `/moderation/cases/${row!.id}/decide`
  const facts = 'Viết cho an.binh@thu.example'
  const refused = await form(mod, path, { ...decision, facts })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/an\.binh@thu\.example<\/textarea>[\s\S]*name="anyway"/)
  expect((await form(mod, path, { ...decision, facts, anyway: '1' })).status).toBe(303)
})

it('a case about an answer shows what it answers, but nothing of direct messages', async () => {
  const { body: first } = await server.api('POST', '/api/v1/statuses', {
    token: lan.token,
    body: { status: 'Câu mở đầu' },
  })
  const answer = async (status: string, visibility: string) =>
    (
      await server.api('POST', '/api/v1/statuses', {
        token: minh.token,
        body: { status: `@lan ${status}`, in_reply_to_id: first.id, visibility },
      })
    ).body.id as string
  await answer('Lời nhắn riêng', 'direct')
  const id = await answer('Lời đáp xấu', 'public')
  await form(lan, '/report', { status: id, category: 'harassment' })
  const [row] = await server.ctx.db<{ id: string }[]>`select id from cases where status_id = ${id}`
  const shown = (await page(mod, `/moderation/cases/${row!.id}`)).text
  expect(shown).toContain('Câu mở đầu')
  expect(shown).not.toContain('Lời nhắn riêng')
})
