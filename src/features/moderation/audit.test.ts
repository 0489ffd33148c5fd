import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let first: Person
let second: Person
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  const scopes = 'read write admin:read admin:write'
  first = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
}, 60_000)
afterAll(() => server.close())

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const page = async (person: Person, path: string, form?: Record<string, string>) => {
  const response = await server.request(path, {
    headers: { cookie: person.session },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  })
  return { status: response.status, text: await response.text() }
}
const report = async (category: string) => {
  const status = await post(lan, 'statuses', { status: 'Bài cần xét lại' })
  return (await post(minh, 'reports', { account_id: lan.id, status_ids: [status.id], category })).id
}
const stateOf = async (id: string) =>
  (await server.api('GET', `/api/v1/cases/${id}`, { token: first.token })).body.state

it('a decision drawn by lot is judged again by somebody who is not shown it', async () => {
  const id = await report('spam')
  const { id: statement } = await post(first, `cases/${id}/decisions`, {
    measure: 'hide',
    cited: 'Điều 1',
    facts: 'Vì thế',
  })
  // Who decided it is not asked, and who has no desk has nothing to judge.
  expect((await page(first, '/moderation/xet-lai')).text).toContain('Không còn vụ nào')
  expect((await page(lan, '/moderation/xet-lai')).status).toBe(404)
  const drawn = await page(second, '/moderation/xet-lai')
  expect(drawn.text).toContain('Bài cần xét lại')
  expect(drawn.text).not.toContain(statement)
  expect(drawn.text).not.toContain('Vì thế')
  const action = /action="(\/moderation\/xet-lai\/\d+)"/.exec(drawn.text)![1]!
  // Asking again does not draw another.
  expect((await page(second, '/moderation/xet-lai')).text).toContain(action)
  expect((await page(second, action, { note: 'x' })).status).toBe(422)
  expect((await page(first, action, { measure: 'none' })).status).toBe(404)
  const judged = await page(second, action, { measure: 'none', note: 'Bài bình thường' })
  expect(judged.text).toContain('Bạn phán khác')
  expect(judged.text).toContain(statement)
  expect((await page(second, action, { measure: 'hide' })).status).toBe(404)
  const [row] = await server.ctx.db`select measure, acts_alike, same_measure from decision_audits`
  expect(row).toEqual({ measure: 'none', acts_alike: false, same_measure: false })
})

it('a report can be taken back until it is decided; a case that nobody stands behind is closed', async () => {
  const spam = await report('spam')
  const danger = await report('violence')
  const mine = async () =>
    [...(await page(minh, '/report/mine')).text.matchAll(/action="(\/report\/mine\/\d+\/withdraw)"/g)].map(
      (one) => one[1]!,
    )
  const [newest, older] = await mine()
  expect((await page(lan, newest!, {})).status).toBe(404)
  expect((await page(minh, older!, {})).status).toBe(303)
  expect(await stateOf(spam)).toBe('closed')
  // Somebody may be in danger, and may have been made to take it back.
  expect((await page(minh, newest!, {})).status).toBe(303)
  expect(await stateOf(danger)).toBe('open')
  expect(await mine()).toEqual([])
  const { text } = await page(minh, '/report/mine')
  expect(text).toContain('Bạn đã rút lại')
  await post(first, `cases/${danger}/decisions`, { measure: 'none', cited: 'Điều 1', facts: 'Không sao' })
  expect((await page(minh, newest!, {})).status).toBe(422)
})
