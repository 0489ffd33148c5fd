import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { sweep } from './appeal.ts'

let server: TestServer
let mod: Person
let second: Person
let lan: Person
let minh: Person

const scopes = 'read write follow admin:read admin:write'

beforeAll(async () => {
  server = await startServer()
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const get = (person: Person | null, path: string) =>
  server.api('GET', `/api/v1/${path}`, { token: person?.token })

/** A post of `author` taken down by `mod`. */
async function takenDown(author: Person, more: Record<string, unknown> = {}) {
  const { body: status } = await post(author, 'statuses', { status: 'Tin nóng', ...more })
  const { body: filed } = await post(minh, 'reports', { account_id: author.id, status_ids: [status.id] })
  const { body: decision } = await post(mod, `cases/${filed.id}/decisions`, {
    measure: 'remove',
    cited: 'Điều 1',
    facts: 'Tin sai, gọi @lan 0912 345 678, xem https://a.vn',
  })
  return { status, caseId: filed.id as string, decision }
}
const appealOf = async (caseId: string) => (await get(mod, `cases/${caseId}`)).body.appeals[0]

describe('a statement of reasons', () => {
  it('is whole for the person concerned and without personal data for everybody else', async () => {
    const { decision } = await takenDown(lan)
    const { body: own } = await get(lan, `statements/${decision.id}`)
    expect(own).toMatchObject({
      facts: 'Tin sai, gọi @lan 0912 345 678, xem https://a.vn',
      appeal: { refusal: null },
    })
    for (const reader of [null, minh, mod]) {
      const { body } = await get(reader, `statements/${decision.id}`)
      expect(body.facts).toBe('Tin sai, gọi @█ █, xem █')
      expect(body.appeal).toBeNull()
      expect(JSON.stringify(body)).not.toContain('@lan')
    }
    expect((await get(null, 'statements/nothing')).status).toBe(404)
  })
})

describe('an appeal', () => {
  it('is a dialogue, judged by somebody who decided nothing; a reversal brings the post back', async () => {
    const { status, caseId, decision } = await takenDown(lan)
    expect((await post(minh, `statements/${decision.id}/appeal`, { text: 'x' })).status).toBe(404)
    expect((await post(mod, `statements/${decision.id}/appeal`, { text: 'x' })).status).toBe(404)
    const filed = await post(lan, `statements/${decision.id}/appeal`, { text: 'Tin này đúng' })
    expect(filed.body).toMatchObject({ outcome: null, messages: [{ from: 'person', text: 'Tin này đúng' }] })
    expect((await get(mod, `cases/${caseId}`)).body.state).toBe('appealed')
    const { id } = await appealOf(caseId)
    await post(mod, `appeals/${id}/messages`, { text: 'Nguồn nào?' })
    await post(lan, `statements/${decision.id}/appeal`, { text: 'Báo Hà Nội' })
    const { body: shown } = await get(lan, `statements/${decision.id}`)
    expect(shown.appeal.messages.map((one: { from: string }) => one.from)).toEqual([
      'person',
      'moderators',
      'person',
    ])
    expect(JSON.stringify(shown)).not.toContain(mod.id)
    const verdict = { outcome: 'reversed', reasons: 'Nguồn đúng.' }
    expect((await post(mod, `appeals/${id}/judge`, verdict)).status).toBe(403)
    expect((await post(minh, `appeals/${id}/judge`, verdict)).status).toBe(404)
    expect((await post(second, `appeals/${id}/judge`, verdict)).status).toBe(200)
    expect((await get(minh, `statuses/${status.id}`)).status).toBe(200)
    expect((await get(lan, `statements/${decision.id}`)).body.appeal).toMatchObject({
      outcome: 'reversed',
      reasons: 'Nguồn đúng.',
      refusal: 'appeal_judged',
    })
    expect((await get(mod, `cases/${caseId}`)).body.state).toBe('closed')
    expect((await post(second, `appeals/${id}/judge`, verdict)).status).toBe(409)
    expect((await post(lan, `statements/${decision.id}/appeal`, { text: 'nữa' })).status).toBe(422)
    const { body: notes } = await get(lan, 'notifications?types[]=moderation_warning')
    expect(notes.some((one: any) => one.moderation_warning.appeal?.state === 'approved')).toBe(true)
  })

  it('upheld leaves everything; partly puts a milder measure in its place', async () => {
    const one = await takenDown(lan)
    await post(lan, `statements/${one.decision.id}/appeal`, { text: 'Không' })
    const upheld = { outcome: 'upheld', reasons: 'Đã xem lại.' }
    await post(second, `appeals/${(await appealOf(one.caseId)).id}/judge`, upheld)
    expect((await get(minh, `statuses/${one.status.id}`)).status).toBe(404)
    const two = await takenDown(lan)
    await post(lan, `statements/${two.decision.id}/appeal`, { text: 'Không' })
    const partly = { outcome: 'partly', reasons: 'Chỉ cần nhãn.', measure: 'label', days: 7 }
    expect((await post(second, `appeals/${(await appealOf(two.caseId)).id}/judge`, partly)).status).toBe(200)
    const { body } = await get(minh, `statuses/${two.status.id}`)
    expect(body.xom.notice.kind).toBe('label')
    expect((await get(lan, `statements/${body.xom.notice.decision}`)).body.appeal.refusal).toBe(null)
  })

  it('is not judged by the moderator whom the decision concerns', async () => {
    const own = await takenDown(second)
    await post(second, `statements/${own.decision.id}/appeal`, { text: 'Không' })
    const { id } = await appealOf(own.caseId)
    expect((await post(second, `appeals/${id}/judge`, { outcome: 'reversed', reasons: 'x' })).status).toBe(
      403,
    )
    expect((await post(second, `appeals/${id}/messages`, { text: 'x' })).status).toBe(403)
    const reverse = await post(second, `decisions/${own.decision.decision_id}/reverse`, { facts: 'x' })
    expect(reverse.status).toBe(403)
  })

  it('can be opened for six months', async () => {
    const { decision } = await takenDown(lan)
    await server.ctx.db`
      update decisions set created_at = now() - interval '7 months' where public_id = ${decision.id}`
    expect((await post(lan, `statements/${decision.id}/appeal`, { text: 'Muộn' })).status).toBe(422)
  })
})

describe('a case that nobody can appeal any more', () => {
  it('is closed, and half a year later what was reported is forgotten; the decision stays', async () => {
    const { caseId, decision } = await takenDown(lan)
    const { db } = server.ctx
    await db`update cases set decided_at = now() - interval '7 months' where id = ${caseId}`
    await sweep(server.ctx)
    expect((await get(mod, `cases/${caseId}`)).body).toMatchObject({
      state: 'closed',
      content: { text: 'Tin nóng' },
    })
    await db`update cases set closed_at = now() - interval '7 months' where id = ${caseId}`
    await sweep(server.ctx)
    expect((await get(mod, `cases/${caseId}`)).body).toMatchObject({
      content: {},
      decisions: [{ id: decision.id }],
    })
  })
})

describe('the log', () => {
  it('cannot be edited, emptied or cut', async () => {
    const { db } = server.ctx
    await takenDown(lan)
    await expect(db`update moderation_log set act = 'x'`.then(() => null)).rejects.toThrow(/append only/)
    await expect(db`delete from moderation_log`.then(() => null)).rejects.toThrow(/append only/)
    await expect(db`truncate moderation_log`.then(() => null)).rejects.toThrow(/append only/)
    const { body } = await get(mod, 'moderation_log')
    expect(body[0]).toMatchObject({
      act: 'decide',
      actor: 'dieu',
      target: 'lan',
      detail: { measure: 'remove' },
    })
  })
})

describe('in a community', () => {
  it('its moderators handle its cases and no others, and sanction its members', async () => {
    const founder = await signUp(server, 'chu_xom', { scopes })
    const helper = await signUp(server, 'giup_xom', { scopes })
    const rude = await signUp(server, 'tho_lo', { scopes })
    const { body: community } = await post(founder, 'communities', { username: 'xom_chinh' })
    for (const person of [helper, rude]) await post(person, `accounts/${community.id}/follow`)
    const thread = await post(rude, 'statuses', { status: '@xom_chinh Câu thô lỗ' })
    expect(thread.body.xom?.community?.id).toBe(community.id)
    const report = { account_id: rude.id, status_ids: [thread.body.id], category: 'harassment' }
    const { body: filed } = await post(minh, 'reports', report)
    const outside = await post(minh, 'reports', { account_id: lan.id })
    const reasons = { cited: 'Điều 1', facts: 'Nói tục.' }
    expect((await get(founder, 'cases')).body.cases.map((one: { id: string }) => one.id)).toEqual([filed.id])
    expect((await get(founder, `cases/${outside.body.id}`)).status).toBe(404)
    expect((await get(helper, `cases/${filed.id}`)).status).toBe(404)
    expect(
      (await post(founder, `cases/${filed.id}/decisions`, { ...reasons, measure: 'suspend' })).status,
    ).toBe(403)
    const lock = await post(founder, `cases/${filed.id}/decisions`, { ...reasons, measure: 'lock' })
    expect(lock.status).toBe(200)
    const answer = { status: 'Trả lời', in_reply_to_id: thread.body.id }
    expect((await post(helper, 'statuses', answer)).status).toBeGreaterThan(400)
    await post(founder, `decisions/${lock.body.decision_id}/reverse`, { facts: 'Đã yên.' })
    expect((await post(helper, 'statuses', answer)).status).toBe(200)
    const { body: again } = await post(minh, 'reports', report)
    const ban = await post(mod, `cases/${again.id}/decisions`, { ...reasons, measure: 'ban', days: 30 })
    expect(ban.body).toMatchObject({ decision_community: 'ban', community: 'xom_chinh' })
    const standing = await get(rude, `communities/${community.id}`)
    expect(standing.body.me).toMatchObject({ banned: true, member: false })
    await post(mod, `decisions/${ban.body.decision_id}/reverse`, { facts: 'Thôi.' })
    expect((await get(rude, `communities/${community.id}`)).body.me.banned).toBe(false)
  })
})
