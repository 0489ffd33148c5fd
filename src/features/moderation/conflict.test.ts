import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

/** Who decides when there are few people. */
let server: TestServer
let only: Person
let lan: Person
let minh: Person
const scopes = 'read write follow admin:read admin:write'

beforeAll(async () => {
  server = await startServer()
  only = await signUp(server, 'mot_minh', { role: 'admin', scopes })
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })
const page = async (person: Person | null, path: string) =>
  (
    await server.request(path, {
      headers: { 'accept-language': 'vi', ...(person ? { cookie: person.session } : {}) },
    })
  ).text()
const write = async (person: Person, body: Record<string, unknown>) =>
  (await call(person, 'POST', 'statuses', body)).body
const report = async (person: Person, status: { id: string; account: { id: string } }) =>
  (
    await call(person, 'POST', 'reports', {
      account_id: status.account.id,
      status_ids: [status.id],
      category: 'harassment',
    })
  ).body.id as string
const reasons = { ground: 'rules', cited: 'Điều 1', facts: 'Đeo bám người khác.' }
const decide = (person: Person, caseId: string, measure = 'remove') =>
  call(person, 'POST', `cases/${caseId}/decisions`, { ...reasons, measure })
/** A post of Lan's that answers somebody, reported by Minh. */
const answering = async (person: Person) => {
  const first = await write(person, { status: 'Chào bà con' })
  return report(minh, await write(lan, { status: '@x đồ dở hơi', in_reply_to_id: first.id }))
}

describe('on a network with one operator', () => {
  it('a party may decide, is told so before, and her part is said in the statement, the record and the log', async () => {
    const caseId = await answering(only)
    expect(await page(only, `/moderation/cases/${caseId}`)).toContain('Không còn ai khác xử lý được')
    const { status, body } = await decide(only, caseId)
    expect(status).toBe(200)
    expect(body.conflict).toBe('party')
    for (const reader of [lan, null]) {
      expect(await page(reader, new URL(body.url).pathname)).toContain('Người quyết định có liên quan')
    }
    expect(await page(null, '/minh-bach')).toContain('Người quyết định có liên quan')
    expect((await call(null, 'GET', `statements/${body.id}`)).body.conflict).toBe('party')
    const log = (await call(only, 'GET', 'moderation_log')).body
    expect(log[0].detail).toMatchObject({ measure: 'remove', conflict: 'party' })
  })

  it('so may a reporter who is the only operator; the person concerned never', async () => {
    const reported = await report(only, await write(lan, { status: 'Cãi nhau đi' }))
    const { body } = await decide(only, reported)
    expect(body.conflict).toBe('reporter')
    const own = await report(minh, await write(only, { status: 'Tôi nói gì cũng đúng' }))
    expect((await decide(only, own)).status).toBe(403)
    const plain = await report(minh, await write(lan, { status: 'Cãi nữa' }))
    expect((await decide(only, plain)).body.conflict).toBe(null)
  })

  it('an appeal waits, says so to the person and on the desk, until there is a second one', async () => {
    const caseId = await report(minh, await write(lan, { status: 'Chửi tiếp' }))
    const { body } = await decide(only, caseId)
    await call(lan, 'POST', `statements/${body.id}/appeal`, { text: 'Tôi chỉ đùa' })
    const path = new URL(body.url).pathname
    expect(await page(lan, path)).toContain('chưa có ai khác để xét')
    expect(await page(only, `/moderation/cases/${caseId}`)).toContain('Hãy mời một người điều hành thứ hai')
    const whole = (await call(only, 'GET', `cases/${caseId}`)).body
    const judge = (person: Person) =>
      call(person, 'POST', `appeals/${whole.appeals[0].id}/judge`, {
        outcome: 'reversed',
        reasons: 'Đúng là đùa',
      })
    expect((await judge(only)).status).toBe(403)
    const second = await signUp(server, 'nguoi_hai', { role: 'moderator', scopes })
    expect(await page(lan, path)).not.toContain('chưa có ai khác để xét')
    expect((await judge(second)).status).toBe(200)
  })

  it('with a second one, a party leaves it to her', async () => {
    const caseId = await answering(only)
    expect(await page(only, `/moderation/cases/${caseId}`)).toContain('nên người khác phải xử lý')
    expect((await decide(only, caseId)).status).toBe(403)
  })
})

describe('a private message', () => {
  it('is reported by who got it; operators see that one and nothing else, a community’s moderators nothing', async () => {
    const other = (await call(lan, 'POST', 'communities', { username: 'xom_nho', display_name: 'Xóm nhỏ' }))
      .body
    await call(minh, 'POST', `communities/${other.id}/join`)
    const before = await write(minh, { status: '@lan chuyện riêng hôm qua', visibility: 'direct' })
    const mean = await write(lan, {
      status: '@minh tao biết nhà mày',
      visibility: 'direct',
      in_reply_to_id: before.id,
    })
    await write(minh, { status: '@lan đừng dọa tôi', visibility: 'direct', in_reply_to_id: mean.id })
    expect((await call(only, 'POST', 'reports', { account_id: lan.id, status_ids: [mean.id] })).status).toBe(
      404,
    )
    const form = await page(minh, `/report?status=${mean.id}`)
    expect(form).toContain('thấy riêng tin nhắn này')
    const caseId = await report(minh, mean)
    const shown = (await call(only, 'GET', `cases/${caseId}`)).body
    expect(shown).toMatchObject({ community_id: null })
    const html = await page(only, `/moderation/cases/${caseId}`)
    for (const text of [JSON.stringify(shown), html]) {
      expect(text).toContain('tao biết nhà mày')
      expect(text).not.toContain('chuyện riêng hôm qua')
      expect(text).not.toContain('đừng dọa tôi')
    }
    // The page of the post stays closed, and nothing leads there.
    expect(html).not.toContain(`/statuses/${mean.id}`)
    expect((await call(only, 'GET', `statuses/${mean.id}`)).status).toBe(404)
    expect((await call(lan, 'GET', `cases/${caseId}`)).status).toBe(404)
    expect((await decide(only, caseId, 'warn')).status).toBe(200)
  })
})
