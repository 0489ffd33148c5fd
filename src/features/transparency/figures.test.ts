import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { countFigures } from './figures.ts'
import { canonical, freeze } from './freeze.ts'
import { parsePeriod, periodAfter, periodAt, periodBefore } from './periods.ts'
import { breakdown, privateShare } from './small.ts'

const day = 86_400_000
const base = '/minh-bach/so-lieu'

describe('a period', () => {
  it('is half open, by the clock of Vietnam', () => {
    const last = periodAt('month', new Date('2026-11-30T16:59:59.999Z'))
    const next = periodAt('month', new Date('2026-11-30T17:00:00Z'))
    expect([last.id, next.id]).toEqual(['2026-11', '2026-12'])
    expect(last.to).toEqual(next.from)
    expect(periodAfter(parsePeriod('2026-Q4')!).id).toBe('2027-Q1')
    expect(periodBefore(parsePeriod('2027-H1')!).id).toBe('2026-H2')
    expect(parsePeriod('2026-H1')!.to).toEqual(parsePeriod('2026-07')!.from)
    for (const wrong of ['2026-13', '2026-Q5', '2026', '1999-01', '2026-1'])
      expect(parsePeriod(wrong)).toBeNull()
  })
})

describe('small cells', () => {
  it('are hidden so that subtraction does not tell them either', () => {
    expect(breakdown({ spam: 3, rumour: 9, rule: 0, prize: 20 })).toEqual({
      spam: '<5',
      rumour: '>=5',
      rule: 0,
      prize: 20,
    })
    expect(breakdown({ spam: 3, rumour: 2, prize: 20 })).toEqual({ spam: '<5', rumour: '<5', prize: 20 })
    expect(privateShare(1, 9)).toBeNull()
    expect(privateShare(6, 8)).toBeNull()
    expect(privateShare(6, 12)).toBe(0.5)
    expect(privateShare(0, 0)).toBeNull()
  })
})

describe('the numbers of a period', () => {
  let server: TestServer
  let mod: Person
  let second: Person
  let lan: Person
  let people: Person[]

  const post = async (person: Person, path: string, body: unknown = {}) => {
    const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const read = async (path: string, person?: Person) => {
    const response = await server.request(path, person ? { headers: { cookie: person.session } } : {})
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    }
  }
  const now = () => server.ctx.clock()
  const metrics = async (id: string) => JSON.parse((await read(`${base}/${id}.json`)).text).metrics
  const fresh = () => server.ctx.cache.find('figures')?.clear()

  /** A post of Lan's, reported by the first `reporters` people. */
  const report = async (reporters: number, category = 'spam') => {
    const status = await post(lan, 'statuses', { status: 'Một bài' })
    let id = ''
    for (const person of people.slice(0, reporters))
      id = (await post(person, 'reports', { account_id: lan.id, status_ids: [status.id], category })).id
    return { id, status: status.id }
  }
  const decide = (by: Person, id: string, body: object) =>
    post(by, `cases/${id}/decisions`, { cited: 'Điều 1', facts: 'Vì thế', ...body })

  beforeAll(async () => {
    server = await startServer()
    // From the middle of a month on, so that all of it falls into one.
    const start = new Date(now().getTime() + VIETNAM_OFFSET_MS)
    start.setUTCMonth(start.getUTCMonth() + 1, 10)
    start.setUTCHours(3, 0, 0, 0)
    server.advance(start.getTime() - VIETNAM_OFFSET_MS - now().getTime())
    const scopes = 'read write admin:read admin:write'
    mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
    second = await signUp(server, 'hanh', { role: 'moderator', scopes })
    lan = await signUp(server, 'lan', { scopes })
    people = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => signUp(server, `hang_xom_${n}`, { scopes })))
  }, 60_000)
  afterAll(() => server.close())

  it('count reports, first decisions, open cases, appeals and requests, and say what is not known', async () => {
    const first = await report(6)
    const next = await report(2, 'legal')
    await report(1)
    server.advance(30 * 3_600_000)
    const made = await decide(mod, first.id, { measure: 'hide', days: 10 })
    server.advance(20 * 3_600_000)
    await decide(second, next.id, { measure: 'none' })
    await post(lan, `statements/${made.id}/appeal`, { text: 'Không đúng' })
    const { appeals } = (await server.api('GET', `/api/v1/cases/${first.id}`, { token: mod.token })).body
    server.advance(3_600_000)
    await post(second, `appeals/${appeals[0].id}/judge`, {
      outcome: 'reversed',
      reasons: 'Đúng là không đúng',
    })
    await server.request('/minh-bach/yeu-cau/moi', {
      method: 'POST',
      headers: { cookie: mod.session },
      body: new URLSearchParams({
        authority: 'Phường Một',
        level: 'commune',
        kind: 'remove',
        form: 'phone',
        received_at: new Date(now().getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10),
      }),
    })
    const gone = await post(lan, 'statuses', { status: 'Xóa ngay' })
    await server.api('DELETE', `/api/v1/statuses/${gone.id}`, { token: lan.token })
    await server.settle()
    await (await server.request('/settings/export/follows.csv', { headers: { cookie: lan.session } })).text()
    await server.request('/', { headers: { cookie: lan.session } })

    const { id } = periodAt('month', now())
    expect(await metrics(id)).toMatchObject({
      'reports.received': 9,
      'reports.items': '<5',
      'reports.reporters': 6,
      // Seven of nine would tell the two.
      'reports.category.spam': '>=5',
      'reports.category.illegal': '<5',
      'outcomes.cases': 3,
      'outcomes.rules': 1,
      'outcomes.no_action': 1,
      'outcomes.open': 1,
      'outcomes.duplicate': 6,
      'outcomes.withdrawn': 0,
      'time.decided.count': 2,
      'time.decided.median_hours': 40,
      'time.decided.p90_hours': 48,
      'bands.24h_share': 0,
      'bands.24h.count': 3,
      'bands.48h.count': 3,
      'bands.48h_share': 0.3333,
      'bands.7d_share': null,
      'open.cases': 1,
      'open.oldest_days': 2,
      'measures.hide': 1,
      reasons_share: 1,
      'proactive.human_share': 0,
      'appeals.filed': '<5',
      'appeals.overturned_share': null,
      'appeals.median_hours': 1,
      'appeals.other_judge_share': 1,
      'deciders.operator': 1,
      'deciders.operator.reversed_share': 1,
      'deciders.community.reversed_share': null,
      corrections: 0,
      'authority.received': 1,
      'authority.level.commune': 1,
      'authority.closed': 0,
      'rights.exports': '<5',
      'rights.deleted': 0,
      'audit.error_share': null,
      'incidents.outage_minutes': null,
    })
    const { text } = await read(`${base}/${id}`)
    expect(text).toContain('chưa hết')
    expect(text).toContain('chưa đủ dữ liệu')
    expect(text).toContain('&lt;5')
    expect(text).toContain('Cách tính')
    expect((await read(`${base}/${id}.csv`)).text).toContain(`${id},outcomes.open,1`)
    for (const wrong of ['2020-01', '2099-01', '2026-13'])
      expect((await read(`${base}/${wrong}`)).status).toBe(404)
  })

  it('count who was here in a month once, and what was deleted since', async () => {
    const month = periodAt('month', now())
    const rows = await server.ctx.db<{ n: number }[]>`
      select count(*)::int as n from active_months where account_id = ${lan.id}`
    expect(rows[0]!.n).toBe(1)
    fresh()
    expect((await metrics(month.id))['active.accounts']).toBe(9)
    // Posts bear the time of the database, which nobody moved.
    expect((await countFigures(server.ctx, periodAt('month', new Date()))).metrics).toMatchObject({
      'items.post': 4,
      'items.post.deleted': 1,
      'items.answer': 0,
    })
  })

  it('are frozen eight days after the end, served byte for byte, and moved by nothing', async () => {
    const month = periodAt('month', now())
    const to = (ms: number) => server.advance(month.to.getTime() + ms - now().getTime())
    to(7 * day)
    await freeze(server.ctx)
    expect((await read(`${base}/${month.id}/v1.json`)).status).toBe(404)
    expect((await read(`${base}/${month.id}`)).text).toContain('8 ngày sau khi hết kỳ')
    to(8 * day + 1000)
    await freeze(server.ctx)
    await freeze(server.ctx)
    const served = await server.request(`${base}/${month.id}/v1.json`)
    const bytes = Buffer.from(await served.arrayBuffer())
    const hash = createHash('sha256').update(bytes).digest('hex')
    expect((await read(`${base}/${month.id}`)).text).toContain(hash)
    expect(canonical(JSON.parse(bytes.toString()))).toBe(bytes.toString())
    expect(JSON.parse(bytes.toString())).toMatchObject({
      version: 1,
      complete: true,
      metrics: { 'open.cases': 1 },
    })

    // The past changes: what was published stays.
    await server.ctx.db`update cases set opened_at = opened_at + interval '1 hour' where state = 'decided'`
    fresh()
    expect((await read(`${base}/${month.id}.json`)).text).toBe(bytes.toString())

    const correct = (person: Person, note: string) =>
      server.request(`${base}/${month.id}/sua`, {
        method: 'POST',
        headers: { cookie: person.session },
        body: new URLSearchParams({ note }),
      })
    expect((await correct(lan, 'Tôi sửa')).status).toBe(403)
    expect((await correct(mod, ' ')).status).toBe(422)
    expect((await correct(mod, 'Giờ mở vụ ghi sai')).status).toBe(303)
    expect((await read(`${base}/${month.id}/v1.json`)).text).toBe(bytes.toString())
    const newer = JSON.parse((await read(`${base}/${month.id}.json`)).text)
    expect(newer).toMatchObject({ version: 2, note: 'Giờ mở vụ ghi sai' })
    const { text } = await read(`${base}/${month.id}`)
    expect(text).toContain('Giờ mở vụ ghi sai')
    expect(text).toContain(hash)
  })

  it('stand beside the period before', async () => {
    const { text } = await read(`${base}/${periodAt('month', now()).id}`)
    expect(text).toMatch(/Vụ việc mở từ báo cáo<\/th><td>0<\/td><td>3<\/td>/)
  })
})
