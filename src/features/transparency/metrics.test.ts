import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../../test/server.ts'
import type { Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { gini, wilson } from '../../lib/statistics.ts'
import { countFigures } from './figures.ts'
import { canonical } from './freeze.ts'
import * as life from './life-sql.ts'
import { partsOf, periodBefore, periodOf } from './periods.ts'

/**
 * A network of which every number was counted by hand. The period is 10/03 to 10/04/2026; an hour is written from its
 * beginning (`h`), or from its end (`e`).
 */
const period = periodOf(new Date('2026-03-10T00:00:00+07:00'), new Date('2026-04-10T00:00:00+07:00'))
const hour = 3_600_000
const h = (hours: number) => new Date(period.from.getTime() + hours * hour)
const e = (hours: number) => new Date(period.to.getTime() + hours * hour)
const ms = (at: Date, by: number) => new Date(at.getTime() + by)

let server: TestServer
let number = 0
const next = (): number => {
  number += 1
  return number
}
const people: Record<string, Id> = {}

async function account(name: string, type = 'Person'): Promise<Id> {
  const { db } = server.ctx
  const id = (BigInt(idAt(new Date('2026-01-01T00:00:00+07:00'))) + BigInt(next())).toString()
  await db`
    insert into accounts (id, username, display_name, search_key, actor_type, created_at)
    values (${id}, ${name}, ${name}, ${name}, ${type}, '2026-01-01T00:00:00+07:00')`
  if (type === 'Group') await db`insert into communities (account_id) values (${id})`
  else
    await db`
      insert into users (account_id, email, email_confirmed_at, approved_at)
      values (${id}, ${`${name}@xom.test`}, now(), now())`
  people[name] = id
  return id
}

async function post(name: string, at: Date, more: { to?: [Id, string]; room?: string } = {}): Promise<Id> {
  const id = (BigInt(idAt(at)) + BigInt(next() % 1000)).toString()
  await server.ctx.db`
    insert into statuses (id, account_id, thread_id, visibility, in_reply_to_id, in_reply_to_account_id, community_id, created_at)
    values (${id}, ${people[name]!}, ${more.to?.[0] ?? id}, 'public', ${more.to?.[0] ?? null},
      ${more.to ? people[more.to[1]]! : null}, ${more.room ? people[more.room]! : null}, ${at})`
  return id
}

async function reported(opened: Date, decided: Date | null, more: { withdrawn?: Date } = {}): Promise<Id> {
  const { db } = server.ctx
  const state = decided ? 'decided' : more.withdrawn ? 'closed' : 'open'
  const [row] = await db<{ id: Id }[]>`
    insert into cases (subject, account_id, category, urgency, state, reports, opened_at, decided_at, closed_at, withdrawn_at)
    values (${`status:${next()}`}, ${people['a']!}, 'spam', 3, ${state}, 1, ${opened}, ${decided},
      ${more.withdrawn ?? null}, ${more.withdrawn ?? null}) returning id`
  await db`
    insert into reports (case_id, account_id, category, created_at, withdrawn_at)
    values (${row!.id}, ${people['b']!}, 'spam', ${opened}, ${more.withdrawn ?? null})`
  if (decided)
    await db`
      insert into decisions (public_id, key_hash, case_id, account_id, decided_by, measure, ground, category, content_type,
        facts, source, told_at, created_at)
      values (${`d${number}`}, 'k', ${row!.id}, ${people['a']!}, ${people['mod']!}, 'hide', 'rules', 'spam', 'text', 'Vì thế',
        'report', ${decided}, ${decided})`
  return row!.id
}

async function newcomersAndWriters(): Promise<void> {
  for (const name of 'abcdefghijklmn') await account(name)
  for (const name of ['mod', 'mod2', 'reader', 'guest']) await account(name)
  await account('x', 'Group')
  await account('y', 'Group')
  const old = await post('a', new Date('2026-01-05T09:00:00+07:00'))
  // The first millisecond of the period belongs to it, the one before does not.
  const b = await post('b', period.from, { room: 'x' })
  await post('c', ms(period.from, -1))
  await post('a', h(2), { to: [b, 'b'], room: 'x' })
  const d = await post('d', h(120), { room: 'x' })
  await post('b', h(150), { to: [d, 'd'], room: 'x' })
  // Her own answer is none; the next is somebody's, ten hours later.
  const ee = await post('e', h(240), { room: 'y' })
  await post('e', h(241), { to: [ee, 'e'], room: 'y' })
  await post('a', h(250), { to: [ee, 'e'], room: 'y' })
  const f = await post('f', h(360), { room: 'y' })
  await post('c', h(380), { to: [f, 'f'], room: 'y' })
  await post('g', h(500))
  // Twelve hours old at the end: too young for the share of 24 hours.
  const hh = await post('h', e(-12))
  await post('a', e(-6), { to: [hh, 'h'] })
  await post('i', period.to)
  await post('a', e(1), { to: [old, 'a'] })
  // Their 60th day: k on the first day, l within, m in the last millisecond, n on the day after.
  const back = 60 * 24 * hour
  await post('k', ms(period.from, -back))
  await post('k', ms(period.from, -back / 2))
  await post('l', ms(period.from, -back + 100 * hour))
  await post('l', ms(period.from, -back / 2 + 100 * hour - 1000))
  await post('m', ms(period.to, -back - 1))
  await post('m', ms(period.to, -1000))
  await post('n', ms(period.to, -back))
  for (const [month, name] of [
    [202603, 'a'],
    [202603, 'reader'],
    [202604, 'guest'],
    [202604, 'a'],
    [202605, 'n'],
  ] as const)
    await server.ctx.db`insert into active_months (month, account_id) values (${month}, ${people[name]!})`
}

async function casesAndPromises(): Promise<void> {
  const { db } = server.ctx
  await reported(period.from, h(10))
  const late = await reported(ms(period.to, -1), period.to)
  await reported(ms(period.from, -1), ms(h(20), -1))
  await reported(period.to, null)
  await reported(h(50), null, { withdrawn: h(60) })
  await db`
    insert into reports (case_id, account_id, category, created_at) values (${late}, ${people['c']!}, 'spam', ${ms(period.to, -1)})`
  const [first] = await db<{ id: Id }[]>`select id from decisions order by created_at limit 1`
  await db`
    insert into decision_audits (decision_id, auditor_id, measure, ground, acts_alike, same_measure, judged_at)
    values (${first!.id}, ${people['mod2']!}, 'none', 'none', false, false, ${h(100)})`
  await db`insert into heartbeat (since, seen_at) values (${h(-48)}, ${e(0)})`
  const outages: [Date, Date | null][] = [
    [h(-1), h(0.5)],
    [h(1 / 3), h(5 / 6)],
    [e(-1 / 6), null],
    [e(0), e(1)],
  ]
  for (const [from, to] of outages)
    await db`insert into incidents (kind, source, began_at, ended_at) values ('outage', 'noticed', ${from}, ${to})`
  await db`insert into incidents (kind, source, began_at, told_at) values ('breach', 'operator', ${h(5)}, ${h(11)})`
  const [series] = await db<{ id: Id }[]>`
    insert into briefing_series (slug, name) values ('giao-ban', 'Giao ban') returning id`
  const [briefing] = await db<{ id: Id }[]>`
    insert into briefings (series_id, number, title, period_from, period_to, ahead_to)
    values (${series!.id}, 1, 'Kỳ 1', ${h(-100)}, ${h(0)}, ${e(0)}) returning id`
  const item = (at: Date, due: string | null, closed: Date | null, state = closed ? 'done' : 'open') =>
    db`
      insert into action_items (series_id, briefing_id, number, title, due_on, closed_at, state, evidence, created_at)
      values (${series!.id}, ${briefing!.id}, ${next()}, 'Việc', ${due}, ${closed}, ${state}, 'Đã làm', ${at})
      returning id`
  await item(h(1), '2026-04-09', h(200))
  // Due on the last day of the period: overdue only tomorrow.
  await item(h(2), '2026-04-09', null)
  await item(h(-24 * 40), '2026-04-08', null)
  await item(h(-24 * 70), null, null)
  await item(h(-24 * 20), null, h(-1))
  await item(e(0), null, null)
}

beforeAll(async () => {
  server = await startServer()
  await newcomersAndWriters()
  await casesAndPromises()
}, 60_000)
afterAll(() => server.close())

describe('textbook statistics', () => {
  it('agree with what was worked out by hand', () => {
    expect(gini({ count: 4, sum: 8, ranked: 20 })).toBeCloseTo(0, 10)
    // One has all ten: 1 - 1/4.
    expect(gini({ count: 1, sum: 10, ranked: 10 }, 3)).toBeCloseTo(0.75, 10)
    expect(gini({ count: 0, sum: 0, ranked: 0 }, 3)).toBeNull()
    const two = wilson(2, 10)!
    expect([two.low, two.high].map((value) => value.toFixed(4))).toEqual(['0.0567', '0.5098'])
    expect(wilson(0, 10)!.low).toBe(0)
    expect(wilson(0, 10)!.high).toBeCloseTo(0.2775, 4)
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('a period of one’s own choice', () => {
  it('has one before it of as many months, or of as many days, and parts that fill it', () => {
    expect(period.id).toBe('2026-03-10..2026-04-10')
    expect(periodBefore(period).id).toBe('2026-02-10..2026-03-10')
    const ten = periodOf(new Date('2026-03-10T00:00:00+07:00'), new Date('2026-03-20T00:00:00+07:00'))
    expect(periodBefore(ten).id).toBe('2026-02-28..2026-03-10')
    expect(periodOf(new Date('2026-06-30T17:00:00Z'), new Date('2026-12-31T17:00:00Z')).id).toBe('2026-H2')
    const { unit, parts } = partsOf(period)
    expect([unit, parts.length]).toEqual(['week', 5])
    expect([parts[0]!.from, parts.at(-1)!.to]).toEqual([period.from, period.to])
  })
})

describe('the metrics of a network counted by hand', () => {
  it('know newcomers to the millisecond, and who of them was answered', async () => {
    // Hours until somebody else answered: b 2, h 6, e 10, f 20, d 30; g never.
    expect(await life.selectAnswered(server.ctx, period, period.to, null)).toEqual({
      posts: 6,
      answered: 5,
      median: 10,
      p90: 26,
      old: 5,
      within_day: 3,
    })
    // k wrote on the 30th day, m on the 60th; l a second before the 30th.
    expect(await life.selectRetained(server.ctx, period, period.to, null)).toEqual({
      people: 3,
      retained: 2,
    })
    // In the room x: b and d, and e is new in y only.
    expect(await life.selectAnswered(server.ctx, period, period.to, people['x']!)).toMatchObject({
      posts: 3,
      answered: 2,
    })
  })

  it('know how the writing is spread, and what crosses between communities', async () => {
    // c, d, f, g, h and m wrote one post, b and e two, a three: 13 by 9 people.
    expect(await life.selectSpread(server.ctx, period, null)).toEqual({
      writers: 9,
      posts: 13,
      ranked: 78,
      top: 3,
    })
    expect(await life.selectPresent(server.ctx, period)).toBe(11)
    // a is at home in x (as often in y, which is younger): a to b, b to d, c to f stay, a to e crosses.
    expect(await life.selectCrossing(server.ctx, period)).toEqual({ replies: 4, crossing: 1 })
  })

  it('hide what could be a person, never what is open, and give null for nothing', async () => {
    const { metrics } = await countFigures(server.ctx, period)
    expect(metrics).toMatchObject({
      'newcomers.first_posts': 6,
      'newcomers.unanswered': '<5',
      // Three of five: the two others could be known.
      'newcomers.answered_share': null,
      'newcomers.first_reply.median_hours': 10,
      'newcomers.first_reply.p90_hours': 26,
      'newcomers.retained.count': '<5',
      'newcomers.retained_share': null,
      'concentration.writers_gini': 0.2222,
      'concentration.gini': 0.3636,
      'concentration.top_tenth_share': 0.2308,
      'concentration.cross_share': null,
      'outcomes.cases': 3,
      'outcomes.rules': 1,
      'outcomes.withdrawn': 1,
      'outcomes.open': 1,
      'outcomes.duplicate': '<5',
      'reports.received': '<5',
      'time.decided.count': 2,
      'time.decided.median_hours': 15,
      'time.decided.p90_hours': 19,
      'open.cases': 1,
      'open.oldest_days': 0,
      'audit.judged': 1,
      'audit.error_share': 1,
      'authority.received': 0,
      'authority.complied_share': null,
      'appeals.decided': 0,
      'appeals.overturned_share': null,
      'appeals.median_hours': null,
      'scams.confirmed': 0,
      'scams.warning.median_hours': null,
      'rights.asked.access': 0,
      // 00:00 to 00:50, and the last ten minutes.
      'incidents.outages': 3,
      'incidents.outage_minutes': 60,
      'incidents.breaches': 1,
      'incidents.told.median_hours': 6,
      'incidents.untold': 0,
      'follow.opened': 2,
      'follow.closed': 1,
      'follow.open': 3,
      'follow.overdue': 1,
      'follow.silent': 1,
    })
  })
  it('that were frozen in the first format still show, byte for byte', async () => {
    const old = {
      format: 'xom-figures/1',
      network: 'http://localhost/',
      period: '2026-02',
      kind: 'month',
      from: '2026-01-31T17:00:00.000Z',
      to: '2026-02-28T17:00:00.000Z',
      complete: true,
      computed_at: '2026-03-09T01:00:00.000Z',
      version: 1,
      note: '',
      metrics: { 'reports.received': 23, 'bands.24h_share': 0.75, 'bands.24h.count': 20, 'measures.hide': 7 },
    }
    const body = Buffer.from(canonical(old), 'utf8')
    const sha256 = createHash('sha256').update(body).digest('hex')
    await server.ctx.db`
      insert into frozen_figures (period, version, body, sha256, note, created_at)
      values ('2026-02', 1, ${body}, ${sha256}, '', '2026-03-09')`
    const page = await (await server.request('/minh-bach/so-lieu/2026-02')).text()
    expect(page).toContain(sha256)
    expect(page).toMatch(/Lượt báo cáo<\/th><td>23<\/td>/)
    expect(page).toMatch(/Số vụ mở đã đủ 24 giờ<\/th><td>20<\/td>/)
    expect(await (await server.request('/minh-bach/so-lieu/2026-02.json')).text()).toBe(body.toString())
  })
})
