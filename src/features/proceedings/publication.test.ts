import { createHash } from 'node:crypto'
import { parseAtomFeed } from 'feedsmith'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let chair: Person
let asker: Person
let series: { id: string; slug: string }
let briefing: { id: string }
let item: { id: string; number: number }
let solution: { id: string }
let base: string

const call = async (person: Person | null, method: string, path: string, body?: unknown) => {
  const answer = await server.api(method, `/api/v1/${path}`, { token: person?.token, body })
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200)
  return answer.body
}
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await server.request(path, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const json = async (query = '') => JSON.parse((await get(`${base}.json${query}`)).text)

beforeAll(async () => {
  server = await startServer()
  chair = await signUp(server, 'chu_tri', { role: 'admin' })
  asker = await signUp(server, 'hoi_giau_ten', { displayName: 'Người Hỏi' })
  series = await call(chair, 'POST', 'briefing_series', { name: 'Giao ban truyền thông' })
  base = `/giao-ban/${series.slug}/5`
  briefing = await call(chair, 'POST', `briefing_series/${series.id}/briefings`, {
    number: 5,
    title: 'Sáu tháng, "nóng" và <lạnh>',
    purpose: 'Nhìn lại; nhìn tới, trước công chúng.',
    period_from: '2015-05-25',
    period_to: '2015-11-25',
    ahead_to: '2016-05-25',
    starts_at: '2015-11-25T08:00:00+07:00',
    ends_at: '2015-11-25T11:30:00+07:00',
    place: 'Hội trường, tầng 2',
  })
  const of = `briefings/${briefing.id}`
  await server.ctx.db`
    insert into briefing_questions (briefing_id, number, kind, account_id, anonymous, text)
    values (${briefing.id}, 1, 'question', ${asker.id}, true, '=Ai lo việc này?')`
  for (const seat of [
    { kind: 'organisation', name: 'Hội', seat: 'association' },
    { kind: 'unnamed', name: 'Đoàn', seat: 'member', status: 'absent' },
  ])
    await call(chair, 'POST', `${of}/participants`, seat)
  await call(chair, 'POST', `${of}/agenda`, { title: 'Nhìn lại' })
  for (const state of ['agenda', 'session']) await call(chair, 'POST', `${of}/state`, { state })
  await call(chair, 'PUT', `${of}/minutes`, { base: 0, body: 'Đã **họp**.' })
  await call(chair, 'POST', `${of}/findings`, { kind: 'limit', text: 'Tin đồn <script>lan nhanh</script>' })
  solution = await call(chair, 'POST', `${of}/solutions`, { text: 'Đào tạo' })
  item = await call(chair, 'POST', `${of}/action_items`, {
    title: 'Mở lớp, có thầy; có trò, cho tất cả những người đang dùng mạng xã hội ở trong xóm mình',
    due_on: '2016-02-29',
    owner: 'Sở',
    review_on: '2016-02-01',
  })
  await call(chair, 'POST', `${of}/state`, { state: 'draft' })
})
afterAll(() => server?.close())

describe('a publication', () => {
  it('is frozen with its SHA-256, and a correction makes a new version and leaves the old one', async () => {
    expect((await get(`${base}.json`)).headers.get('x-xom-version')).toBe(null)
    await call(chair, 'POST', `briefings/${briefing.id}/state`, { state: 'published' })
    await server.settle()
    const first = await get(`${base}.json`)
    const hash = createHash('sha256').update(first.text).digest('hex')
    expect([first.headers.get('x-xom-version'), first.headers.get('etag')]).toEqual(['1', `"${hash}"`])
    expect(first.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(hash, 'hex').toString('base64')}:`)
    expect(JSON.parse(first.text)).toMatchObject({
      format: 'xom-briefing/1',
      number: 5,
      period: { from: '2015-05-24T17:00:00.000Z', to: '2015-11-24T17:00:00.000Z' },
      solutions: [{ text: 'Đào tạo' }],
      minutes: [{ source: 'Đã **họp**.' }],
    })
    // The same session, the same bytes: frozen again it makes no version.
    await server.ctx.enqueue('proceedings.freeze', { briefingId: briefing.id, note: 'x' })
    await server.settle()
    expect((await get(`${base}.json`)).headers.get('x-xom-version')).toBe('1')
    await call(chair, 'PUT', `briefings/${briefing.id}/solutions/${solution.id}`, {
      text: 'Đào tạo thêm',
      correction: 'Ghi thiếu chữ',
    })
    await server.settle()
    expect((await json()).solutions[0].text).toBe('Đào tạo thêm')
    expect((await get(`${base}.json?version=1`)).text).toBe(first.text)
    expect((await get(`${base}/ban-in?version=1`)).text).not.toContain('Đào tạo thêm')
    expect((await get(`${base}.json?version=3`)).status).toBe(404)
    const versions = (await get(`${base}/phien-ban`)).text
    expect(versions).toContain(hash)
    expect(versions).toContain('Ghi thiếu chữ')
  })

  it('is printed in words: who was there, what is overdue, both periods', async () => {
    const { text } = await get(`${base}/ban-in`)
    expect(text).toMatch(/nhìn lại 25\/05\/2015[^<]*nhìn tới 25\/11\/2015/)
    expect(text).toMatch(/<li>Đoàn[^<]*, không rõ bao nhiêu, vắng<\/li>/)
    expect(text).toMatch(/<li>Hội[^<]*, được mời<\/li>/)
    expect(text).toMatch(/29\/02\/2016<\/td><td>01\/02\/2016<\/td><td>Quá hạn/)
    const headcounts = (await json()).participants.map((one: { headcount: number | null }) => one.headcount)
    expect(headcounts).toEqual([null, null])
  })

  it('names nobody who asked without a name, in any format', async () => {
    for (const path of ['.json', '/questions.csv', '/ban-in', '/activity.json']) {
      const { status, text } = await get(base + path)
      expect([path, status]).toEqual([path, 200])
      expect(text).not.toMatch(/Người Hỏi|hoi_giau_ten/)
    }
    // And a spreadsheet takes no question for a formula.
    expect((await get(`${base}/questions.csv`)).text).toContain("'=Ai lo việc này?")
    expect((await get(`${base}.csv`)).text).toMatch(/^number,title,.*\r\n1,"Mở lớp, có thầy/)
  })

  it('is a calendar that calendars read: the session, and the days on which things are due', async () => {
    for (const path of [`${base}.ics`, `/giao-ban/${series.slug}.ics`]) {
      const { text, headers } = await get(path)
      expect(headers.get('content-type')).toContain('text/calendar')
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const events = new ICAL.Component(ICAL.parse(text))
        .getAllSubcomponents('vevent')
        .map((one) => new ICAL.Event(one))
      expect(events).toHaveLength(2)
      const [session, due] = events as [ICAL.Event, ICAL.Event]
      expect(session.startDate.toJSDate().toISOString()).toBe('2015-11-25T01:00:00.000Z')
      expect(session.location).toBe('Hội trường, tầng 2')
      expect(due.summary).toContain('có thầy; có trò, cho tất cả')
      expect([due.startDate.toString(), due.endDate.toString()]).toEqual(['2016-02-29', '2016-03-01'])
    }
  })

  it('is a feed of publications and corrections, of the series and of all', async () => {
    for (const path of [`/giao-ban/${series.slug}/atom.xml`, '/giao-ban/atom.xml']) {
      const { text, status } = await get(path)
      expect(status).toBe(200)
      const { entries } = parseAtomFeed(text)
      expect(entries!.map((one) => one.id)).toEqual([
        expect.stringContaining('/phien-ban#sua-'),
        `${server.origin}${base}`,
      ])
      expect(JSON.stringify(entries![1]!.content)).toContain('&lt;script')
    }
  })

  it('waits as an ActivityStreams Article, also at the address of the session itself', async () => {
    const { text, headers } = await get(base, { accept: 'application/activity+json' })
    expect(headers.get('content-type')).toContain('application/activity+json')
    const article = JSON.parse(text)
    expect(article).toMatchObject({
      type: 'Article',
      name: expect.stringContaining('"nóng" và <lạnh>'),
      attributedTo: `${server.origin}/users/chu_tri`,
      to: ['https://www.w3.org/ns/activitystreams#Public'],
    })
    expect(article.content).toContain('<strong>họp</strong>')
    expect(article.content).not.toContain('<script')
    expect(article.attachment[0].url).toBe(`${server.origin}${base}.json?version=2`)
    expect((await get(base, { accept: 'text/html' })).headers.get('content-type')).toContain('text/html')
  })

  it('goes on to be followed: what is done about its items is no correction, and not yet in the version', async () => {
    await call(chair, 'POST', `action_items/${item.id}/updates`, { text: 'Có thầy', progress: 50 })
    await server.settle()
    expect((await get(`${base}.json`)).headers.get('x-xom-version')).toBe('2')
    expect((await json()).action_items[0].progress).toBe(0)
    expect((await get(`${base}/ket-luan`)).text).toContain('50%')
  })
})

it('of a private community is in no feed, and its files are for its members', async () => {
  await call(asker, 'POST', 'communities', {
    username: 'xom_kin',
    display_name: 'Kín',
    note: 'x',
    private: true,
  })
  const own = await call(asker, 'POST', 'briefing_series', { name: 'Họp kín', community: 'xom_kin' })
  const dates = { period_from: '2015-05-25', period_to: '2015-11-25', ahead_to: '2016-05-25' }
  await call(asker, 'POST', `briefing_series/${own.id}/briefings`, { number: 1, ...dates })
  const paths = [
    '/1.json',
    '/1.csv',
    '/1.ics',
    '/1/questions.csv',
    '/1/ban-in',
    '/1/phien-ban',
    '/1/activity.json',
    '.ics',
    '/atom.xml',
  ]
  for (const path of paths)
    expect([path, (await get(`/giao-ban/${own.slug}${path}`)).status]).toEqual([path, 403])
  const hers = await get(`/giao-ban/${own.slug}/1.json`, { cookie: asker.session })
  expect([hers.status, hers.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  expect((await get(`/giao-ban/${own.slug}/atom.xml`, { cookie: asker.session })).status).toBe(404)
})
