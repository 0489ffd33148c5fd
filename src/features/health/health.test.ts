import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import type { Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { periodAt, periodBefore } from '../transparency/index.ts'
import { adviceOf } from './health.ts'

let server: TestServer
let founder: Person
let member: Person
let stranger: Person
let room: { id: Id }
const people: Id[] = []
let number = 0

/** A public post in the room, so many hours into a month. */
async function post(
  month: Date,
  hours: number,
  author: number,
  to?: { id: Id; author: number },
): Promise<Id> {
  number += 1
  const at = new Date(month.getTime() + hours * 3_600_000)
  const id = (BigInt(idAt(at)) + BigInt(number)).toString()
  await server.ctx.db`
    insert into statuses (id, account_id, thread_id, visibility, in_reply_to_id, in_reply_to_account_id, community_id, created_at)
    values (${id}, ${people[author]!}, ${to?.id ?? id}, 'public', ${to?.id ?? null},
      ${to ? people[to.author]! : null}, ${room.id}, ${at})`
  return id
}

const ask = (person?: Person) =>
  server.api('GET', `/api/v1/communities/${room.id}/health`, { token: person?.token })
const page = (person: Person) =>
  server.request('/xom/ngo_nho/suc-khoe', { headers: { cookie: person.session } })

beforeAll(async () => {
  server = await startServer()
  founder = await signUp(server, 'co_hai')
  member = await signUp(server, 'lan')
  stranger = await signUp(server, 'khach')
  const made = await server.api('POST', '/api/v1/communities', {
    token: founder.token,
    body: { username: 'ngo_nho', display_name: 'Ngõ Nhỏ' },
  })
  room = made.body
  await server.api('POST', `/api/v1/communities/${room.id}/join`, { token: member.token })
  for (let at = 0; at < 8; at += 1) people.push((await signUp(server, `nguoi_${at}`)).id)

  let { from: month } = periodAt('month', server.ctx.clock())
  const later = periodBefore(periodBefore(periodAt('month', server.ctx.clock()))).from
  for (let at = 0; at < 3; at += 1) month = periodBefore(periodAt('month', month)).from
  // Three months ago six people wrote their first post. The first of them answered the others after 1 to 5 hours each, the
  // second answered the first after 30: nobody came back after 30 days.
  const firsts: Id[] = []
  for (let at = 0; at < 6; at += 1) firsts.push(await post(month, at * 24, at))
  await post(month, 30, 1, { id: firsts[0]!, author: 0 })
  for (let at = 1; at < 6; at += 1) await post(month, at * 24 + at, 0, { id: firsts[at]!, author: at })
  // Two months ago two more, whom nobody answered.
  await post(later, 1, 6)
  await post(later, 2, 7)
}, 60_000)
afterAll(() => server.close())

it('members see what was counted by hand, and what fewer than five people make is hidden', async () => {
  const { status, body } = await ask(member)
  expect(status).toBe(200)
  expect(body.months).toHaveLength(6)
  // Answered after 1, 2, 3, 4, 5 and 30 hours. That just one waited longer than a day could be known: hidden.
  expect(body.months[2].metrics).toMatchObject({
    'newcomers.first_posts': 6,
    'newcomers.unanswered': 0,
    'newcomers.answered_share': null,
    'newcomers.first_reply.median_hours': 3.5,
    'newcomers.first_reply.p90_hours': 17.5,
    'concentration.writers': 6,
    // 1, 1, 1, 1, 2 and 6 posts.
    'concentration.writers_gini': 0.3889,
    'concentration.top_tenth_share': 0.5,
  })
  expect(body.months[3].metrics).toMatchObject({
    'newcomers.first_posts': '<5',
    'newcomers.answered_share': null,
    'newcomers.first_reply.median_hours': null,
    'concentration.writers': '<5',
    'concentration.writers_gini': null,
  })
  expect(body.metrics['newcomers.first_posts']).toBe(8)
  expect(body.metrics['newcomers.retained_share']).toBe(0)
  expect(body.advice).toEqual(['keep_them'])
  expect((await ask(founder)).status).toBe(200)
  const text = await (await page(member)).text()
  expect(text).toContain('Rủ người mới quay lại.')
  expect(text).toContain('&lt;5')
})

it('strangers are refused, though the room is open to everybody', async () => {
  expect((await ask(stranger)).status).toBe(403)
  expect((await ask()).status).toBe(401)
  const refused = await page(stranger)
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('chỉ dành cho người trong xóm')
})

it('advice is given by thresholds: over them a sentence, under them that all is well, of too few nothing', () => {
  const calm = { cases: 0, oldestDays: null }
  expect(adviceOf({ 'newcomers.answered_share': 0.69 }, calm)).toEqual(['answer_more'])
  expect(adviceOf({ 'newcomers.answered_share': 0.7, 'newcomers.retained_share': 0.3 }, calm)).toEqual([
    'well',
  ])
  expect(adviceOf({ 'newcomers.first_posts': '<5' }, calm)).toEqual(['too_few'])
  expect(adviceOf({}, { cases: 1, oldestDays: 8 })).toEqual(['decide'])
})
