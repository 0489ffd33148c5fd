import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person
let hoa: Person
let room: { id: string; account: { acct: string } }

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const ask = async (person: Person, path: string, body?: Record<string, string>) => {
  const response = await server.request(path, {
    ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
    headers: { cookie: person.session },
  })
  return { status: response.status, html: await response.text() }
}
const isMember = async (person: Person) =>
  (await server.api('GET', `/api/v1/communities/${room.id}`, { token: person.token })).body.me.member

beforeAll(async () => {
  server = await startServer()
  const scopes = 'read write follow admin:read admin:write'
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
  hoa = await signUp(server, 'hoa', { scopes })
  const body = { username: 'ngo82', display_name: 'Ngõ 82', rules: ['Giữ lời tử tế'] }
  room = (await post(lan, 'communities', body)).body
  for (const person of [minh, hoa]) await post(person, `communities/${room.id}/join`)
})
afterAll(() => server.close())

it('a member is put out by a form with a statement of reasons, is told, and may appeal', async () => {
  const path = `/xom/ngo82/settings/members/${minh.id}/remove`
  expect((await ask(lan, '/xom/ngo82/settings/members')).html).toContain(`href="${path}"`)
  expect((await ask(hoa, path)).status).toBe(403)
  expect((await ask(lan, path)).html).toContain('1. Giữ lời tử tế')
  const reasons = { measure: 'ban', ground: 'rules', rule: '1. Giữ lời tử tế', days: '7' }
  expect((await ask(hoa, path, { ...reasons, facts: 'Ghét.' })).status).toBe(403)
  const refused = await ask(lan, path, { ...reasons, facts: '' })
  expect(refused.status).toBe(422)
  expect(refused.html).toMatch(/value="7" selected/)
  expect(await isMember(minh)).toBe(true)
  const self = await ask(lan, `/xom/ngo82/settings/members/${lan.id}/remove`, { ...reasons, facts: 'Tôi.' })
  expect(self.status).toBe(403)

  expect((await ask(lan, path, { ...reasons, facts: 'Chửi hàng xóm ba lần.' })).status).toBe(303)
  expect(await isMember(minh)).toBe(false)
  const told = (await ask(minh, '/notifications')).html
  const statement = /\/ly-do\/[\w-]+/.exec(told)![0]
  const own = (await ask(minh, statement)).html
  expect(own).toContain('Chửi hàng xóm ba lần.')
  expect(own).toContain(`${statement}/appeal`)
  expect((await ask(lan, path, { ...reasons, facts: 'Lần nữa.' })).status).toBe(422)
})

it('the API puts nobody out without the rule and what happened', async () => {
  const path = `communities/${room.id}/members/${hoa.id}/remove`
  for (const body of [{}, { cited: '1. Giữ lời tử tế' }, { facts: 'Bán hàng giả.' }])
    expect((await post(lan, path, body)).status).toBe(422)
  expect(await isMember(hoa)).toBe(true)
  const reasons = { cited: '1. Giữ lời tử tế', facts: 'Bán hàng giả.' }
  expect((await post(lan, path, { ...reasons, measure: 'suspend' })).status).toBe(422)
  expect((await post(minh, path, reasons)).status).toBe(403)
  const { body } = await post(lan, path, reasons)
  expect(body).toMatchObject({ measure: 'ban', facts: 'Bán hàng giả.', cited: '1. Giữ lời tử tế' })
  expect(await isMember(hoa)).toBe(false)
  expect((await server.api('GET', `/api/v1/statements/${body.id}`, { token: hoa.token })).status).toBe(200)
})
