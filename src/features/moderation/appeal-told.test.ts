import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let mod: Person
let second: Person
let idle: Person
let lan: Person
let minh: Person

const scopes = 'read write admin:read admin:write'

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  idle = await signUp(server, 'nghi', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
interface Told {
  type: string
  account: { id: string }
  moderation_warning?: { about: string; url: string; appeal: { state: string } | null }
  report?: { id: string; about: string }
}
const told = async (person: Person): Promise<Told[]> =>
  (
    await server.api<Told[]>('GET', '/api/v1/notifications?types[]=moderation_warning&types[]=admin.report', {
      token: person.token,
    })
  ).body
const page = async (person: Person) =>
  (await server.request('/notifications', { headers: { cookie: person.session } })).text()
const letters = async () => {
  await server.settle()
  const rows = await server.ctx.db<{ subject: string; body: string }[]>`
    select subject, body from dev_mails where recipient = ${lan.email} order by id desc`
  return rows
}

/** A post of Lan's, hidden by `mod`, with an appeal of hers. */
async function appealed(text: string) {
  const status = await post(lan, 'statuses', { status: text })
  const filed = await post(minh, 'reports', { account_id: lan.id, status_ids: [status.id] })
  const decision = await post(mod, `cases/${filed.id}/decisions`, {
    measure: 'hide',
    cited: 'Điều 1',
    facts: 'Tin sai',
  })
  await post(lan, `statements/${decision.id}/appeal`, { text: 'Tin đúng' })
  const { appeals } = (await server.api('GET', `/api/v1/cases/${filed.id}`, { token: mod.token })).body
  return { caseId: filed.id as string, decision, appealId: appeals[0].id as string }
}

describe('the person who appeals', () => {
  it('hears when a moderator writes and what came of it, when nothing changed, too', async () => {
    const { decision, appealId } = await appealed('Một')
    await post(second, `appeals/${appealId}/messages`, { text: 'Nguồn nào?' })
    const [answer, first] = await told(lan)
    expect(answer).toMatchObject({
      type: 'moderation_warning',
      account: { id: lan.id },
      moderation_warning: { about: 'answer', appeal: { state: 'pending' } },
    })
    expect(answer!.moderation_warning!.url).toContain(decision.id)
    expect(first!.moderation_warning!.about).toBe('decision')
    expect((await letters())[0]!.subject).toContain('viết cho bạn về khiếu nại')

    await post(second, `appeals/${appealId}/judge`, { outcome: 'upheld', reasons: 'Vẫn sai.' })
    expect((await told(lan))[0]).toMatchObject({
      moderation_warning: { about: 'outcome', appeal: { state: 'rejected' } },
    })
    expect((await letters())[0]!.body).toContain('Giữ nguyên quyết định.')
    const html = await page(lan)
    expect(html).toContain('Người điều hành đã viết cho bạn về khiếu nại của bạn')
    expect(html).toContain('Khiếu nại của bạn đã có kết quả')
    expect(html).not.toContain('hanh')
  })

  it('hears once of a reversal, with its own statement', async () => {
    const { appealId } = await appealed('Hai')
    const before = (await told(lan)).length
    await post(second, `appeals/${appealId}/judge`, { outcome: 'reversed', reasons: 'Nguồn đúng.' })
    const after = await told(lan)
    expect(after).toHaveLength(before + 1)
    expect(after[0]!.moderation_warning!.about).toBe('outcome')
  })
})

describe('moderators', () => {
  it('all hear of a new appeal, then those who take part, also from somebody who is suspended', async () => {
    const { caseId, decision, appealId } = await appealed('Ba')
    const about = async (person: Person) =>
      (await told(person)).filter((one) => one.report?.id === caseId && one.report.about === 'appeal').length
    for (const person of [mod, second, idle]) expect(await about(person)).toBe(1)
    expect(await page(idle)).toContain('Có người khiếu nại hoặc viết thêm')
    await post(second, `appeals/${appealId}/messages`, { text: 'Nguồn nào?' })
    await server.ctx.db`update accounts set suspended_at = now() where id = ${lan.id}`
    const said = await server.request(`/ly-do/${decision.id}`, { headers: { cookie: lan.session } })
    expect(said.status).toBe(200)
    await server.request(`/ly-do/${decision.id}/appeal`, {
      method: 'POST',
      headers: { cookie: lan.session },
      body: new URLSearchParams({ text: 'Báo Hà Nội' }),
    })
    expect([await about(mod), await about(second), await about(idle)]).toEqual([2, 2, 1])
    await server.ctx.db`update accounts set suspended_at = null where id = ${lan.id}`
  })
})
