import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let admin: Person
let mod: Person
let second: Person
let lan: Person
let minh: Person
let hoa: Person

const scopes = 'read write follow admin:read admin:write'

beforeAll(async () => {
  server = await startServer()
  admin = await signUp(server, 'quan', { role: 'admin', scopes })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  lan = await signUp(server, 'lan', { scopes })
  minh = await signUp(server, 'minh', { scopes })
  hoa = await signUp(server, 'hoa', { scopes })
})
afterAll(() => server.close())

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const get = (person: Person | null, path: string) =>
  server.api('GET', `/api/v1/${path}`, { token: person?.token })
const write = async (person: Person, body: Record<string, unknown> = {}) =>
  (await post(person, 'statuses', { status: 'Bán thuốc tiên, chuyển khoản trước', ...body })).body
const report = async (person: Person, status: { id: string; account: { id: string } }, more = {}) => {
  const answer = await post(person, 'reports', {
    account_id: status.account.id,
    status_ids: [status.id],
    category: 'fake_goods',
    comment: 'Lừa tiền bà con',
    ...more,
  })
  expect(answer.status).toBe(200)
  return answer.body.id as string
}
const reasons = { ground: 'rules', cited: 'Điều 2: Không lừa đảo', facts: 'Nhận tiền mà không giao hàng.' }
const decide = (person: Person, caseId: string, body: Record<string, unknown>) =>
  post(person, `cases/${caseId}/decisions`, { ...reasons, ...body })

describe('a report', () => {
  it('answers as Mastodon does, in its words and ours', async () => {
    const status = await write(lan)
    const { status: code, body } = await post(minh, 'reports', {
      account_id: lan.id,
      status_ids: [status.id],
      category: 'spam',
      comment: 'rác',
      forward: true,
    })
    expect(code).toBe(200)
    expect(body).toMatchObject({
      action_taken: false,
      category: 'spam',
      forwarded: true,
      status_ids: [status.id],
    })
    expect(body.target_account.id).toBe(lan.id)
  })

  it('joins the open case on its subject, and a person counts once', async () => {
    const status = await write(lan)
    const first = await report(minh, status)
    expect(await report(hoa, status, { category: 'self_harm' })).toBe(first)
    expect(await report(minh, status, { comment: 'thêm lời' })).toBe(first)
    const { body } = await get(mod, `cases/${first}`)
    expect(body).toMatchObject({
      reports: 3,
      reporters: 2,
      young_reporters: 2,
      urgency: 0,
      category: 'self_harm',
    })
    expect(body.report_list[0]).toMatchObject({ comment: 'thêm lời', times: 2 })
    expect(body.content.text).toContain('thuốc tiên')
  })

  it('of a ring is one case that shows the ring', async () => {
    const status = await write(lan)
    const ring = await server.ctx.db<{ id: string }[]>`
      insert into accounts (username) select 'ring_' || n from generate_series(1, 200) n returning id`
    const { fileReport } = await import('./report.ts')
    await Promise.all(
      ring.map(({ id }) =>
        fileReport(server.ctx, { id }, { accountId: lan.id, statusIds: [status.id], category: 'spam' }),
      ),
    )
    const rows = await server.ctx.db`
      select reports, reporters, young_reporters from cases where status_id = ${status.id}`
    expect([...rows]).toEqual([{ reports: 200, reporters: 200, young_reporters: 200 }])
  })

  it('is refused about oneself, about what one does not see, and about another one’s post', async () => {
    const hidden = await write(lan, { visibility: 'direct' })
    const status = await write(lan)
    const answers = await Promise.all([
      post(lan, 'reports', { account_id: lan.id }),
      post(minh, 'reports', { account_id: lan.id, status_ids: [hidden.id] }),
      post(minh, 'reports', { account_id: hoa.id, status_ids: [status.id] }),
      post(minh, 'reports', { account_id: '99' }),
      post(minh, 'reports', {}),
    ])
    expect(answers.map(({ status }) => status)).toEqual([422, 404, 404, 404, 422])
  })

  it('tells the moderators once, with the report', async () => {
    const status = await write(hoa)
    const id = await report(minh, status)
    await report(lan, status)
    await server.settle()
    const { body } = await get(mod, 'notifications?types[]=admin.report')
    const told = body.filter((one: { report: { id: string } }) => one.report.id === id)
    expect(told).toHaveLength(1)
    expect(told[0].report).toMatchObject({ comment: 'Lừa tiền bà con', target_account: { id: hoa.id } })
    expect((await get(lan, 'notifications?types[]=admin.report')).body).toEqual([])
  })
})

describe('a case', () => {
  it('does not exist for a stranger, its subject and its reporter', async () => {
    const id = await report(minh, await write(lan))
    for (const person of [lan, minh, hoa]) {
      expect((await get(person, `cases/${id}`)).status).toBe(404)
      expect((await decide(person, id, { measure: 'remove' })).status).toBe(404)
      expect((await post(person, `cases/${id}/notes`, { text: 'x' })).status).toBe(404)
    }
    expect((await get(null, `cases/${id}`)).status).toBe(401)
    expect((await get(lan, 'cases')).status).toBe(404)
    expect((await get(lan, 'moderation_log')).status).toBe(404)
  })

  it('waits by harm, then by age, page after page', async () => {
    const ids: string[] = []
    for (const category of ['spam', 'self_harm', 'rumour', 'self_harm'])
      ids.push(await report(minh, await write(lan), { category }))
    const seen: { urgency: number; id: string }[] = []
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await get(mod, `cases?limit=2&after=${after}`)
      seen.push(...body.cases)
      after = body.next
    }
    const order = seen.map(({ id }) => id).filter((id) => ids.includes(id))
    expect(order).toEqual([ids[1], ids[3], ids[2], ids[0]])
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  })

  it('is taken, noted and given back, all on the log', async () => {
    const id = await report(minh, await write(lan))
    await post(mod, `cases/${id}/take`)
    expect((await get(second, `cases/${id}`)).body).toMatchObject({
      state: 'assessing',
      assignee: { id: mod.id },
    })
    await post(mod, `cases/${id}/notes`, { text: 'Đã hỏi người mua' })
    await post(mod, `cases/${id}/give_back`)
    const { body } = await get(second, `cases/${id}`)
    expect(body).toMatchObject({
      state: 'open',
      assignee: null,
      notes: [{ text: 'Đã hỏi người mua', username: 'dieu' }],
    })
    const acts = (await get(second, 'moderation_log')).body.filter(
      (row: { case_id: string }) => row.case_id === id,
    )
    expect(acts.map((row: { act: string }) => row.act)).toEqual(['give_back', 'note', 'take'])
  })

  it('is not decided by the person concerned, a reporter, or whom the post answers', async () => {
    const own = await write(mod)
    const concerned = await report(minh, own)
    expect((await decide(mod, concerned, { measure: 'none' })).status).toBe(403)
    expect((await get(mod, `cases/${concerned}`)).status).toBe(403)
    expect((await get(mod, `admin/reports/${concerned}`)).status).toBe(403)
    const listed = (await get(mod, 'admin/reports')).body.map((one: { id: string }) => one.id)
    expect(listed).not.toContain(concerned)
    const reporter = await report(mod, await write(lan))
    expect((await decide(mod, reporter, { measure: 'remove' })).status).toBe(403)
    const answer = await write(lan, { in_reply_to_id: own.id, status: '@dieu vớ vẩn' })
    const party = await report(minh, answer)
    expect((await decide(mod, party, { measure: 'remove' })).status).toBe(403)
    expect((await get(mod, `cases/${party}`)).body.conflict).toBe('party')
    expect((await decide(second, party, { measure: 'remove' })).status).toBe(200)
  })
})

describe('a decision', () => {
  it('takes a post down with reasons, tells its author at once, and can be taken back', async () => {
    const status = await write(lan)
    const id = await report(minh, status)
    const { status: code, body } = await decide(mod, id, { measure: 'remove' })
    expect(code).toBe(200)
    expect(body).toMatchObject({
      decision_visibility: 'remove',
      ground: 'rules',
      source: 'report',
      end_date: null,
    })
    expect((await get(minh, `statuses/${status.id}`)).status).toBe(404)
    expect((await get(lan, `statuses/${status.id}`)).body.xom.removed).toBe(true)
    const { body: told } = await get(lan, 'notifications?types[]=moderation_warning')
    expect(told[0].moderation_warning).toMatchObject({
      action: 'delete_statuses',
      text: reasons.facts,
      status_ids: [status.id],
      appeal: null,
      target_account: { id: lan.id },
    })
    expect((await decide(second, id, { measure: 'remove' })).status).toBe(409)
    const back = await post(mod, `decisions/${body.decision_id}/reverse`, { facts: 'Nhầm.' })
    expect(back.body).toMatchObject({ measure: 'reversal', reverses: body.id, decision_visibility: 'remove' })
    expect((await get(minh, `statuses/${status.id}`)).status).toBe(200)
    expect((await post(mod, `decisions/${body.decision_id}/reverse`, { facts: 'x' })).status).toBe(422)
  })

  it('needs a ground, a rule and the facts; no action needs none', async () => {
    const id = await report(minh, await write(lan))
    for (const lack of [{ facts: '' }, { cited: '' }, { ground: 'none' }])
      expect((await decide(mod, id, { measure: 'remove', ...lack })).status).toBe(422)
    expect((await decide(mod, id, { measure: 'lock' })).status).toBe(422)
    expect((await decide(mod, id, { measure: 'mute' })).status).toBe(422)
    expect((await decide(mod, id, { measure: 'burn' })).status).toBe(422)
    expect((await post(mod, `cases/${id}/decisions`, { measure: 'none' })).status).toBe(200)
  })

  it('hides a post behind a notice until its end date, which comes by itself', async () => {
    const status = await write(lan)
    const { body } = await decide(mod, await report(minh, status), {
      measure: 'hide',
      notice: 'Ảnh đáng sợ',
      days: 3,
    })
    expect((await get(minh, `statuses/${status.id}`)).body).toMatchObject({
      sensitive: true,
      spoiler_text: 'Ảnh đáng sợ',
    })
    const { endOnTime } = await import('./decide.ts')
    await endOnTime(server.ctx, { decisionId: body.decision_id })
    expect((await get(minh, `statuses/${status.id}`)).body.sensitive).toBe(true)
    const { sweep } = await import('./appeal.ts')
    server.advance(3 * 86_400_000 + 1000)
    await sweep(server.ctx)
    expect((await get(minh, `statuses/${status.id}`)).body).toMatchObject({
      sensitive: false,
      spoiler_text: '',
    })
  })

  it('limits, freezes and suspends an account, and lets it back', async () => {
    const person = await signUp(server, 'gian', { scopes })
    const states: unknown[] = []
    for (const measure of ['limit', 'freeze', 'suspend']) {
      const { body: filed } = await post(minh, 'reports', { account_id: person.id, category: 'investment' })
      const { body } = await decide(mod, filed.id, { measure, days: 30 })
      states.push([(await get(person, 'accounts/verify_credentials')).status])
      const { body: account } = await get(minh, `accounts/${person.id}`)
      states.push([account.limited ?? false, account.suspended ?? false])
      await post(second, `decisions/${body.decision_id}/reverse`, { facts: 'Hết việc.' })
      expect((await get(person, 'accounts/verify_credentials')).status).toBe(200)
    }
    expect(states).toEqual([[200], [true, false], [403], [false, false], [403], [false, true]])
  })

  it('keeps what another standing decision still asks for', async () => {
    const status = await write(lan)
    const one = await decide(mod, await report(minh, status), { measure: 'hide' })
    const two = await decide(mod, await report(hoa, status), { measure: 'label' })
    await post(mod, `decisions/${two.body.decision_id}/reverse`, { facts: 'x' })
    expect((await get(minh, `statuses/${status.id}`)).body.xom.notice.kind).toBe('hidden')
    await post(mod, `decisions/${one.body.decision_id}/reverse`, { facts: 'x' })
    expect((await get(minh, `statuses/${status.id}`)).body.sensitive).toBe(false)
  })

  it('about one of the team is an admin’s', async () => {
    const { body } = await post(minh, 'reports', { account_id: second.id })
    expect((await decide(mod, body.id, { measure: 'suspend' })).status).toBe(403)
    expect((await decide(admin, body.id, { measure: 'warn' })).status).toBe(200)
  })

  it('on many cases is one decision each, all or none', async () => {
    const ids = [await report(minh, await write(lan)), await report(minh, await write(hoa))]
    const own = await report(mod, await write(lan))
    const all = { ...reasons, measure: 'remove' }
    expect((await post(mod, 'cases/decisions', { ...all, case_ids: [...ids, own] })).status).toBe(403)
    expect((await get(mod, `cases/${ids[0]}`)).body.state).toBe('open')
    expect((await post(mod, 'cases/decisions', { ...all, case_ids: ids })).body).toEqual({ decided: 2 })
    expect((await get(mod, `cases/${ids[1]}`)).body.state).toBe('decided')
  })
})
