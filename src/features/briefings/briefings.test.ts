import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { sendReminder } from './reminders.ts'

let server: TestServer
let hoa: Person
let minh: Person
let tam: Person
let admin: Person
let series: { id: string; slug: string }

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })

const dates = { period_from: '2015-05-25', period_to: '2015-11-25', ahead_to: '2016-05-25' }
const open = async (number: number, from: string, to: string) =>
  (
    await call(hoa, 'POST', `briefing_series/${series.id}/briefings`, {
      number,
      period_from: from,
      period_to: to,
      ahead_to: to,
    })
  ).body

beforeAll(async () => {
  server = await startServer()
  admin = await signUp(server, 'chu_nha', { role: 'admin' })
  hoa = await signUp(server, 'hoa')
  minh = await signUp(server, 'minh')
  tam = await signUp(server, 'tam')
  series = (await call(admin, 'POST', 'briefing_series', { name: 'Giao ban truyền thông xã hội' })).body
  await call(admin, 'POST', `briefing_series/${series.id}/roles`, { acct: 'hoa', role: 'secretary' })
})
afterAll(() => server?.close())

describe('a series', () => {
  it('of the network is opened by its operators, and read by everybody', async () => {
    expect((await call(tam, 'POST', 'briefing_series', { name: 'x' })).status).toBe(403)
    expect((await call(null, 'GET', 'briefing_series')).body[0].secretaries).toHaveLength(2)
    expect(series.slug).toBe('giao-ban-truyen-thong-xa-hoi')
    expect((await server.request('/giao-ban')).status).toBe(200)
    const page = await (await server.request(`/giao-ban/${series.slug}`)).text()
    expect(page).toContain('Giao ban truyền thông xã hội')
  })

  it('of a private community is for its members, on every page and in the API', async () => {
    const room = (
      await call(minh, 'POST', 'communities', {
        username: 'kin',
        display_name: 'Kín',
        note: 'x',
        private: true,
      })
    ).body
    const made = (await call(minh, 'POST', 'briefing_series', { name: 'Họp kín', community: 'kin' })).body
    expect(made.community_id).toBe(room.id)
    await call(minh, 'POST', `briefing_series/${made.id}/briefings`, { number: 1, ...dates })
    for (const person of [null, tam]) {
      expect((await call(person, 'GET', `briefing_series/${made.id}`)).status).toBe(403)
      expect((await call(person, 'GET', `briefing_series/${made.id}/briefings`)).status).toBe(403)
      const names = (await call(person, 'GET', 'briefing_series')).body.map((one: any) => one.name)
      expect(names).not.toContain('Họp kín')
    }
    for (const path of ['', '/1', '/1/chuong-trinh', '/1/bien-ban', '/1/thanh-phan'])
      expect((await server.request(`/giao-ban/hop-kin${path}`)).status).toBe(403)
    expect((await call(minh, 'GET', `briefing_series/${made.id}`)).status).toBe(200)
  })

  it('keeps somebody who runs it', async () => {
    const own = (await call(admin, 'POST', 'briefing_series', { name: 'Một mình' })).body
    expect((await call(admin, 'DELETE', `briefing_series/${own.id}/roles/${admin.id}`)).status).toBe(409)
  })
})

describe('a session', () => {
  it('is refused with a reversed, overlapping or impossible period, each field named', async () => {
    const path = `briefing_series/${series.id}/briefings`
    const reversed = await call(hoa, 'POST', path, { number: 1, ...dates, period_to: '2015-05-25' })
    expect([reversed.status, reversed.body.error]).toEqual([
      422,
      expect.stringContaining('phải sau ngày bắt đầu nhìn lại'),
    ])
    const noDay = await call(hoa, 'POST', path, { number: 1, ...dates, period_from: '2016-02-30' })
    expect([noDay.status, noDay.body.error]).toEqual([422, expect.stringContaining('không phải')])
    const first = await open(1, '2014-01-01', '2014-07-01')
    expect(first).toMatchObject({ number: 1, state: 'call', period: { from: '2013-12-31T17:00:00.000Z' } })
    // The next one begins at the very moment at which the first ends: half-open periods do not overlap.
    expect((await open(2, '2014-07-01', '2015-01-01')).number).toBe(2)
    const overlaps = await call(hoa, 'POST', path, {
      number: 3,
      period_from: '2014-12-31',
      period_to: '2015-05-01',
      ahead_to: '2015-06-01',
    })
    expect([overlaps.status, overlaps.body.error]).toEqual([422, expect.stringContaining('kỳ 2')])
    expect((await open(2, '2016-01-01', '2016-02-01')).error).toContain('đã có kỳ mang số này')
  })

  it('keeps what was typed when it is refused, and reads dates as people write them', async () => {
    const send = (form: Record<string, string>) =>
      server.request(`/giao-ban/${series.slug}/ky-moi`, {
        method: 'POST',
        headers: { cookie: hoa.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      })
    const form = {
      number: '20',
      title: 'Nghìn chuyện mạng',
      period_from: '30/2/2016',
      period_to: '2016-12-31',
      ahead_to: '2017-06-30',
    }
    const refused = await send(form)
    const text = await refused.text()
    expect(refused.status).toBe(422)
    expect(text).toContain('Nghìn chuyện mạng')
    expect(text).toContain('không phải một thời điểm có thật')
    const taken = await send({ ...form, period_from: '1/7/2016' })
    expect(taken.status).toBe(303)
    const page = await (await server.request(`/giao-ban/${series.slug}/20`)).text()
    expect(page).toContain('01/07/2016 – 31/12/2016')
  })

  it('does not open without an agenda, does not close and is not published without minutes', async () => {
    const made = await open(30, '2018-01-01', '2018-07-01')
    const go = (state: string, person = hoa) => call(person, 'POST', `briefings/${made.id}/state`, { state })
    expect((await go('session')).status).toBe(409)
    expect((await go('agenda', tam)).status).toBe(403)
    expect((await go('agenda')).body.state).toBe('agenda')
    expect((await go('session')).body.error).toContain('Chưa có chương trình')
    await call(hoa, 'POST', `briefings/${made.id}/agenda`, { title: 'Khai mạc' })
    expect((await go('session')).body.state).toBe('session')
    expect((await go('draft')).body.error).toContain('Chưa có biên bản')
    await call(hoa, 'PUT', `briefings/${made.id}/minutes`, { base: 0, body: 'Đã bàn.' })
    expect((await go('draft')).body.state).toBe('draft')
    expect((await go('published')).body.state).toBe('published')
    // What is published is corrected with a note, never silently, and nothing of it is taken away.
    const silent = await call(hoa, 'PUT', `briefings/${made.id}/minutes`, { base: 1, body: 'Khác.' })
    expect([silent.status, silent.body.error]).toEqual([422, expect.stringContaining('Đính chính')])
    const noted = await call(hoa, 'PUT', `briefings/${made.id}/minutes`, {
      base: 1,
      body: 'Đã bàn kỹ.',
      correction: 'Thiếu một chữ',
    })
    expect(noted.body[0].source).toBe('Đã bàn kỹ.')
    const [correction] = (await call(null, 'GET', `briefings/${made.id}/corrections`)).body
    expect(correction).toMatchObject({ before: 'Đã bàn.', note: 'Thiếu một chữ', subject: 'minutes' })
    const [item] = (await call(null, 'GET', `briefings/${made.id}/agenda`)).body
    expect((await call(hoa, 'DELETE', `briefings/${made.id}/agenda/${item.id}`)).status).toBe(409)
  })

  it('is published by a chair, once there is one who lives here', async () => {
    const own = (await call(admin, 'POST', 'briefing_series', { name: 'Có chủ trì' })).body
    await call(admin, 'POST', `briefing_series/${own.id}/roles`, { acct: 'minh', role: 'chair' })
    const made = (await call(admin, 'POST', `briefing_series/${own.id}/briefings`, { number: 1, ...dates }))
      .body
    await call(admin, 'POST', `briefings/${made.id}/agenda`, { title: 'Một' })
    for (const state of ['agenda', 'session'])
      await call(admin, 'POST', `briefings/${made.id}/state`, { state })
    await call(admin, 'PUT', `briefings/${made.id}/minutes`, { base: 0, body: 'x' })
    await call(admin, 'POST', `briefings/${made.id}/state`, { state: 'draft' })
    expect((await call(admin, 'POST', `briefings/${made.id}/state`, { state: 'published' })).status).toBe(403)
    expect((await call(minh, 'POST', `briefings/${made.id}/state`, { state: 'published' })).status).toBe(200)
  })
})

describe('minutes', () => {
  it('written by two people at once: lines that do not touch are merged, others are refused and nothing is lost', async () => {
    const made = await open(40, '2019-01-01', '2019-07-01')
    await call(hoa, 'POST', `briefings/${made.id}/agenda`, { title: 'Mục một' })
    await call(hoa, 'POST', `briefings/${made.id}/participants`, { acct: 'minh', seat: 'member' })
    await call(hoa, 'POST', `briefings/${made.id}/state`, { state: 'agenda' })
    const write = (person: Person, base: number, body: string) =>
      call(person, 'PUT', `briefings/${made.id}/minutes`, { base, body })
    await write(hoa, 0, 'một\nhai\nba\nbốn\nnăm')
    // A seat that was not taken does not write; one that was taken writes while the session lasts.
    expect((await write(minh, 1, 'x')).status).toBe(403)
    await call(minh, 'POST', `briefings/${made.id}/accept`)
    await call(hoa, 'POST', `briefings/${made.id}/state`, { state: 'session' })
    expect((await write(minh, 1, 'MỘT\nhai\nba\nbốn\nnăm')).status).toBe(200)
    const merged = await write(hoa, 1, 'một\nhai\nba\nbốn\nNĂM')
    expect(merged.body[0]).toMatchObject({ source: 'MỘT\nhai\nba\nbốn\nNĂM', revision: 3 })
    const clash = await write(minh, 1, 'mỘt\nhai\nba\nbốn\nnăm')
    expect([clash.status, clash.body.error]).toEqual([409, expect.stringContaining('so hai bản')])
    // On the page the refused words stand in the form, with the difference.
    const page = await server.request(`/giao-ban/${series.slug}/40/bien-ban/viet`, {
      method: 'POST',
      headers: { cookie: minh.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ base: '1', body: 'mỘt của Minh\nhai\nba\nbốn\nnăm' }).toString(),
    })
    const text = await page.text()
    expect(page.status).toBe(409)
    expect(text).toContain('mỘt của Minh')
    expect(text).toMatch(/name="base" value="3"/)
    expect((await call(null, 'GET', `briefings/${made.id}/minutes`)).body[0].source).toBe(
      'MỘT\nhai\nba\nbốn\nNĂM',
    )
    expect((await call(tam, 'PUT', `briefings/${made.id}/minutes`, { base: 3, body: 'x' })).status).toBe(403)
  })

  it('are rendered safely, and speeches have anchors that stay', async () => {
    const made = await open(50, '2020-01-01', '2020-07-01')
    await call(hoa, 'POST', `briefings/${made.id}/agenda`, { title: 'Một' })
    await call(hoa, 'POST', `briefings/${made.id}/state`, { state: 'agenda' })
    await call(hoa, 'PUT', `briefings/${made.id}/minutes`, {
      base: 0,
      body: '## Mở đầu\n\n<script>alert(1)</script> [x](javascript:alert(1))',
    })
    await call(hoa, 'POST', `briefings/${made.id}/speeches`, {
      speaker: 'Ông A',
      text: 'Không thể ngăn cản <b>x</b>',
      said_at: '2020-07-01T09:30:00+07:00',
    })
    const html = await (await server.request(`/giao-ban/${series.slug}/50/bien-ban`)).text()
    expect(html).toContain('id="loi-1"')
    expect(html).toContain('&lt;b&gt;x')
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('href="javascript')
    const empty = await call(hoa, 'POST', `briefings/${made.id}/speeches`, { text: ' ' })
    expect(empty.status).toBe(422)
  })
})

describe('participants', () => {
  it('sit in seats with their affiliation; others are counted honestly; one may live on another server', async () => {
    const made = await open(60, '2021-01-01', '2021-07-01')
    const add = (body: object) => call(hoa, 'POST', `briefings/${made.id}/participants`, body)
    expect((await add({ name: 'Ông A', seat: 'chair', role: 'Thứ trưởng' })).status).toBe(200)
    expect((await add({ kind: 'organisation', name: 'Hiệp hội B', seat: 'association' })).status).toBe(200)
    expect((await add({ kind: 'unnamed', name: 'và các doanh nghiệp khác', seat: 'operator' })).status).toBe(
      200,
    )
    expect((await add({ acct: 'lan@maychu.vn', seat: 'observer' })).status).toBe(200)
    expect((await add({ acct: 'khong_co_ai', seat: 'observer' })).body.error).toContain('không có ai')
    await add({ acct: 'tam', seat: 'member', affiliation: 'Báo C', affiliated_from: '2020-01-01' })
    expect((await add({ acct: 'tam', seat: 'member' })).status).toBe(409)
    const bad = { name: 'X', seat: 'member', affiliated_from: '2020-02-01', affiliated_to: '2020-01-01' }
    expect((await add(bad)).status).toBe(422)
    const list = (await call(null, 'GET', `briefings/${made.id}/participants`)).body
    expect(list.map((one: any) => [one.kind, one.headcount, one.address])).toEqual([
      ['person', 1, ''],
      ['organisation', 1, ''],
      ['unnamed', null, ''],
      ['person', 1, 'lan@maychu.vn'],
      ['person', 1, ''],
    ])
    const invited = await (
      await server.request('/notifications', { headers: { cookie: tam.session } })
    ).text()
    expect(invited).toContain('Bạn được mời dự Giao ban truyền thông xã hội (60)')
    expect((await call(minh, 'POST', `briefings/${made.id}/accept`)).status).toBe(403)
    expect((await call(tam, 'POST', `briefings/${made.id}/accept`)).status).toBe(200)
  })

  it('are reminded a week, a day and an hour before, and not for a time that was changed', async () => {
    const made = await open(70, '2022-01-01', '2022-07-01')
    await call(hoa, 'POST', `briefings/${made.id}/participants`, { acct: 'minh', seat: 'member' })
    const start = (days: number) => new Date(server.ctx.clock().getTime() + days * 86_400_000).toISOString()
    const body = { period_from: '2022-01-01', period_to: '2022-07-01', ahead_to: '2022-12-01' }
    await call(hoa, 'PUT', `briefings/${made.id}`, { ...body, starts_at: start(2) })
    await call(hoa, 'PUT', `briefings/${made.id}`, { ...body, starts_at: start(10) })
    const soon = async () =>
      (
        await server.ctx
          .db`select 1 from notifications where account_id = ${minh.id} and type = 'briefing.soon' and cause_id = ${made.id}`
      ).length
    const planned = await server.ctx.db<{ key: string; days: number }[]>`
      select key, round(extract(epoch from run_at - now()) / 86400)::int as days from graphile_worker.jobs
      where key like ${`remind-${made.id}-%`} order by key`
    expect(planned.map(({ key, days }) => [key!.split('-')[2], days])).toEqual([
      ['day', 9],
      ['hour', 10],
      ['week', 3],
    ])
    // A job of the earlier time finds that the session was moved, and says nothing.
    server.advance(1.5 * 86_400_000)
    await sendReminder(server.ctx, { briefingId: made.id, step: 'week' })
    expect(await soon()).toBe(0)
    server.advance(2 * 86_400_000)
    await sendReminder(server.ctx, { briefingId: made.id, step: 'week' })
    await sendReminder(server.ctx, { briefingId: made.id, step: 'week' })
    expect(await soon()).toBe(1)
  })
})
