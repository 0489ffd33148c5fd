import { afterAll, beforeAll, expect, it } from 'vitest'
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
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const file = async (person: Person) => {
  const answer = await server.request('/settings/export/moderation.json', {
    headers: { cookie: person.session },
  })
  const text = await answer.text()
  return { text, json: JSON.parse(text) }
}

it('everybody takes along what was decided about her, her appeal and her reports, and nobody else’s', async () => {
  for (const n of [1, 2]) {
    const status = await post(lan, 'statuses', { status: `Bài ${n}` })
    const filed = await post(minh, 'reports', {
      account_id: lan.id,
      status_ids: [status.id],
      comment: `Tin sai ${n}`,
    })
    const made = await post(mod, `cases/${filed.id}/decisions`, {
      measure: 'hide',
      cited: 'Điều 1',
      facts: `Vì ${n}`,
    })
    if (n === 2) continue
    await post(lan, `statements/${made.id}/appeal`, { text: 'Không đúng' })
    const { appeals } = (await server.api('GET', `/api/v1/cases/${filed.id}`, { token: mod.token })).body
    await post(mod, `appeals/${appeals[0].id}/messages`, { text: 'Nguồn nào?' })
  }
  const hers = await file(lan)
  expect(hers.json).toMatchObject({
    decisions: [
      {
        measure: 'hide',
        cited: 'Điều 1',
        facts: 'Vì 1',
        appeal: {
          outcome: null,
          messages: [
            { from: 'person', text: 'Không đúng' },
            { from: 'moderators', text: 'Nguồn nào?' },
          ],
        },
      },
      { facts: 'Vì 2', appeal: null },
    ],
    reports: [],
  })
  for (const secret of [mod.id, 'dieu', 'minh', 'Tin sai']) expect(hers.text).not.toContain(secret)
  const his = await file(minh)
  expect(his.json).toMatchObject({
    decisions: [],
    reports: [
      { comment: 'Tin sai 1', account: `lan@${server.ctx.config.domain}`, decided: true },
      { comment: 'Tin sai 2' },
    ],
  })
  expect(his.text).not.toContain('Vì 1')
})
