import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, path, { ...(person ? { token: person.token } : {}), ...(body ? { body } : {}) })

const make = async (person: Person, body: Record<string, unknown>) => {
  const answer = await call(person, 'POST', '/api/v1/events', body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  hung = await signUp(server, 'hung')
  mai = await signUp(server, 'mai')
})
afterAll(() => server.close())

const day = 86_400_000
/** A Vietnamese day some days from now, as people write it. */
const written = (days: number): string => {
  const at = new Date(server.ctx.clock().getTime() + days * day + 7 * 3_600_000)
  return `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`
}

describe('making events', () => {
  it('keeps a vague date as the span that it can mean, in the words that it was given in', async () => {
    const made = await make(lan, {
      title: 'Đại hội Đảng lần thứ XII',
      kind: 'political',
      start: 'trung tuần tháng 1/2016',
    })
    expect(made).toMatchObject({
      start: 'trung tuần tháng 1/2016',
      start_precision: 'ten-day',
      starts_at: '2016-01-10T17:00:00.000Z',
      ends_at: '2016-01-20T17:00:00.000Z',
      sequence: 0,
    })
    const vote = await make(lan, { title: 'Bầu cử Quốc hội', kind: 'political', start: '22/5/2016' })
    expect(vote).toMatchObject({ starts_at: '2016-05-21T17:00:00.000Z', ends_at: '2016-05-22T17:00:00.000Z' })
  })

  it.each([
    ['30 tháng 2', 'start'],
    ['trung tuần', 'start'],
    ['quý I/2027', 'start'],
    ['', 'start'],
  ])('refuses "%s" with a sentence', async (start) => {
    const answer = await call(lan, 'POST', '/api/v1/events', { title: 'Họp', start })
    expect(answer.status).toBe(422)
    expect(answer.body.error).not.toMatch(/when_|fields\./)
  })

  it('takes an hour alone as an end on the same day, and says that an empty beginning is empty', async () => {
    for (const end of ['21h', '21 giờ', '9 giờ tối', '21h cùng ngày'])
      expect(await make(lan, { title: 'Họp', start: '19h 22/5/2027', end })).toMatchObject({
        starts_at: '2027-05-22T12:00:00.000Z',
        ends_at: '2027-05-22T14:00:00.000Z',
      })
    const empty = await call(lan, 'POST', '/api/v1/events', { title: 'Họp', start: ' ' })
    expect(empty.body.error).toContain('không được để trống')
  })

  it('refuses an end before the beginning, a repetition without a day, and an event of four months, all in one answer', async () => {
    const end = await call(lan, 'POST', '/api/v1/events', { title: '', start: '22/5/2027', end: '21/5/2027' })
    expect([end.status, end.body.error]).toEqual([422, expect.stringContaining('Lúc kết thúc')])
    expect(end.body.error).toContain('Tiêu đề')
    const vague = await call(lan, 'POST', '/api/v1/events', {
      title: 'A',
      start: 'tháng 3/2027',
      repeat: 'yearly',
    })
    expect(vague.status).toBe(422)
    const long = await call(lan, 'POST', '/api/v1/events', { title: 'A', start: '1/1/2027', end: '1/6/2027' })
    expect(long.status).toBe(422)
  })

  it('gives back a form with all that was typed, and says how a time is understood', async () => {
    const form = new URLSearchParams({ title: 'Họp tổ dân phố', start: '30 tháng 2', place: 'Nhà bà Tư' })
    const send = (body: URLSearchParams) =>
      server.request('/su-kien/moi', {
        method: 'POST',
        headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      })
    const refused = await send(form)
    const html = await refused.text()
    expect(refused.status).toBe(422)
    for (const typed of ['Họp tổ dân phố', '30 tháng 2', 'Nhà bà Tư', 'không có trong lịch'])
      expect(html).toContain(typed)
    form.set('start', 'rằm tháng Giêng 2027')
    form.set('do', 'check')
    expect(await (await send(form)).text()).toContain(
      'Hiểu là: Thứ Bảy, 20/02/2027, tức rằm tháng Giêng năm Đinh Mùi',
    )
    form.set('start', '')
    form.set('start_day', '2027-05-22')
    form.set('start_time', '19:30')
    form.set('do', 'save')
    const made = await send(form)
    expect(made.status).toBe(303)
    const page = await server.request(made.headers.get('location')!, {})
    expect(await page.text()).toContain('Thứ Bảy, 22/05/2027 19:30')
  })
})

describe('repeating', () => {
  const times = async (id: string) => {
    const rows = await server.ctx.db<{ starts_at: Date }[]>`
      select starts_at from event_occurrences where event_id = ${id} order by starts_at`
    return rows.map(({ starts_at }) =>
      new Date(starts_at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10),
    )
  }

  it('by the moon, every year, keeps the first of two months unless told otherwise', async () => {
    const first = await make(lan, {
      title: 'Giỗ ông',
      start: 'mùng 10 tháng 6 năm 2024',
      repeat: 'lunar_yearly',
    })
    const both = await make(lan, {
      title: 'Giỗ bà',
      start: 'mùng 10 tháng 6 năm 2024',
      repeat: 'lunar_yearly',
      leap_rule: 'both',
    })
    const { occurrences } = await import('./expand.ts')
    const of = (id: string) =>
      server.ctx
        .db`select starts_at, ends_at, repeat, repeat_until, lunar_day, lunar_month, leap_rule from events where id = ${id}`
    const all = async (id: string) => {
      const [rule] = await of(id)
      return occurrences(rule as never, new Date(0), new Date('2028-01-01T00:00:00Z')).map((one) =>
        new Date(one.starts_at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10),
      )
    }
    expect(await all(first.id)).toEqual(['2024-07-15', '2025-07-04', '2026-07-23', '2027-07-13'])
    expect(await all(both.id)).toEqual(['2024-07-15', '2025-07-04', '2025-08-03', '2026-07-23', '2027-07-13'])
  })

  it('on the 30th of Chạp is on its last day, 29 or 30', async () => {
    const made = await make(lan, { title: 'Giỗ cụ', start: '30 tháng Chạp 2026', repeat: 'lunar_yearly' })
    expect(made.lunar).toEqual({ day: 30, month: 12 })
    expect((await times(made.id)).slice(0, 3)).toEqual(['2027-02-05', '2028-01-25', '2029-02-12'])
  })

  it('by the moon, every month, is on the 29th of a short month', async () => {
    const start = '30/12/2026 âm lịch'
    const event = await make(lan, { title: 'Lễ cuối tháng', start, repeat: 'lunar_monthly' })
    const found = await times(event.id)
    const gaps = found.slice(1).map((one, n) => (Date.parse(one) - Date.parse(found[n]!)) / day)
    expect(found.length).toBeGreaterThan(50)
    expect(gaps.every((gap) => gap === 29 || gap === 30)).toBe(true)
  })

  it('by the sun leaves out months without the day, and ends where it is told to', async () => {
    const made = await make(lan, {
      title: 'Cuối tháng',
      start: '31/1/2027',
      repeat: 'monthly',
      repeat_until: '31/7/2027',
    })
    expect(await times(made.id)).toEqual(['2027-01-31', '2027-03-31', '2027-05-31', '2027-07-31'])
  })

  it('stands in the agenda once, at its next time, and is written on ahead of time', async () => {
    const made = await make(hung, {
      title: 'Chợ phiên',
      start: written(-10),
      repeat: 'weekly',
      kind: 'economic',
    })
    const list = await call(null, 'GET', '/api/v1/events?kind=economic')
    expect(list.body.map((one: { id: string }) => one.id)).toEqual([made.id])
    const next = Date.parse(list.body[0].occurrence.starts_at) - server.ctx.clock().getTime()
    expect(next).toBeGreaterThan(0)
    expect(next).toBeLessThan(7 * day)
    const before = (await times(made.id)).length
    server.advance(400 * day)
    await server.ctx.enqueue('events.expand', {})
    await server.settle()
    expect((await times(made.id)).length).toBeGreaterThan(before + 40)
    server.advance(-400 * day)
  })
})

describe('lists', () => {
  it('are paged by Link, filtered by kind and place, and go back in time', async () => {
    for (let n = 1; n <= 5; n++)
      await make(mai, {
        title: `Giải bóng ${n}`,
        kind: 'sport',
        start: `${written(n)} 19:00`,
        place: 'Sân Hàng Đẫy, Hà Nội',
      })
    const seen: string[] = []
    let path = '/api/v1/events?kind=sport&place=hang day&limit=2'
    for (let page = 0; page < 5 && path; page++) {
      const answer = await call(null, 'GET', path)
      seen.push(...answer.body.map((one: { title: string }) => one.title))
      const link = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
      path = link ? link.replace(server.ctx.config.origin, '') : ''
    }
    expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `Giải bóng ${n}`))
    const past = await call(null, 'GET', '/api/v1/events?past=true&kind=political')
    expect(past.body.map((one: { title: string }) => one.title)).toEqual([
      'Bầu cử Quốc hội',
      'Đại hội Đảng lần thứ XII',
    ])
  })

  it('show Tết and the moon in a month', async () => {
    const html = await (await server.request('/su-kien/thang/2027-02', {})).text()
    for (const words of ['Giao thừa', 'Tết Nguyên đán', 'rằm tháng Giêng', 'tháng Chạp Bính Ngọ'])
      expect(html).toContain(words)
    expect((await server.request('/su-kien/thang/2027-13', {})).status).toBe(404)
  })
})

describe('answers', () => {
  it('are counted, names are shown to those who follow or when she wishes, and a full event takes no more', async () => {
    const made = await make(lan, { title: 'Dọn ngõ', start: written(20), capacity: 1 })
    const rsvp = (person: Person, body: object) =>
      call(person, 'POST', `/api/v1/events/${made.id}/rsvp`, body)
    expect((await rsvp(hung, { answer: 'going' })).body).toMatchObject({
      going_count: 1,
      me: { answer: 'going', named: false },
    })
    expect((await rsvp(mai, { answer: 'going' })).status).toBe(422)
    expect((await rsvp(mai, { answer: 'maybe' })).body.maybe_count).toBe(1)
    const seenBy = async (person: Person) =>
      (await server.request(`/su-kien/${made.id}`, { headers: { cookie: person.session } })).text()
    // The organiser learns no more than anybody.
    expect(await seenBy(lan)).not.toContain('@hung')
    await call(mai, 'POST', `/api/v1/accounts/${hung.id}/follow`)
    expect(await seenBy(mai)).toContain('@hung')
    await rsvp(hung, { answer: 'going', named: true })
    expect(await seenBy(lan)).toContain('@hung')
    await rsvp(hung, { answer: null })
    expect((await call(null, 'GET', `/api/v1/events/${made.id}`)).body.going_count).toBe(0)
  })

  it('bring a reminder once, on the page alone, also after the event was moved', async () => {
    const made = await make(lan, { title: 'Chiếu phim', start: `${written(3)} 20:00` })
    await call(hung, 'POST', `/api/v1/events/${made.id}/rsvp`, { answer: 'going', reminder: 1440 })
    await call(lan, 'PUT', `/api/v1/events/${made.id}`, { title: 'Chiếu phim', start: `${written(5)} 20:00` })
    await server.settle()
    const told = async () => {
      const rows = await server.ctx.db<{ type: string }[]>`
        select type from notifications where account_id = ${hung.id} and cause_id = ${made.id} order by type`
      return rows.map(({ type }) => type)
    }
    expect(await told()).toEqual(['event.changed'])
    const wake = async () => {
      await server.ctx.db`update graphile_worker._private_jobs set run_at = now() where key like 'event:%'`
      await server.settle()
    }
    server.advance(2.5 * day)
    await wake()
    expect(await told()).toEqual(['event.changed'])
    server.advance(2.4 * day)
    await wake()
    await wake()
    expect(await told()).toEqual(['event.changed', 'event.reminder'])
    const page = await server.request('/notifications', { headers: { cookie: hung.session } })
    expect(await page.text()).toContain('Sắp tới: Chiếu phim')
    const known = (await call(hung, 'GET', '/api/v1/notifications')).body as { type: string }[]
    expect(known.filter(({ type }) => type.startsWith('event'))).toEqual([])
    server.advance(-4.9 * day)
  })
})

describe('changing and calling off', () => {
  it('raises the sequence, shows what stood there before, and refuses what began from an older one', async () => {
    const made = await make(lan, { title: 'Họp', start: written(30), place: 'Đình làng' })
    const changed = await call(lan, 'PUT', `/api/v1/events/${made.id}`, {
      title: 'Họp',
      start: written(30),
      place: 'Nhà văn hóa',
      sequence: 0,
    })
    expect(changed.body).toMatchObject({ uid: made.uid, sequence: 1, place: 'Nhà văn hóa' })
    expect(
      (await call(hung, 'PUT', `/api/v1/events/${made.id}`, { title: 'X', start: written(30) })).status,
    ).toBe(403)
    expect(
      (await call(lan, 'PUT', `/api/v1/events/${made.id}`, { title: 'X', start: written(30), sequence: 0 }))
        .status,
    ).toBe(409)
    expect(await (await server.request(`/su-kien/${made.id}`, {})).text()).toContain(
      'Nơi trước đó: Đình làng',
    )
  })

  it('is seen by everybody with its reason, and nothing is deleted', async () => {
    const made = await make(lan, { title: 'Hội chợ', start: written(12) })
    await call(mai, 'POST', `/api/v1/events/${made.id}/rsvp`, { answer: 'going' })
    expect((await call(lan, 'POST', `/api/v1/events/${made.id}/cancel`, { reason: ' ' })).status).toBe(422)
    const off = await call(lan, 'POST', `/api/v1/events/${made.id}/cancel`, { reason: 'Bão số 9' })
    expect(off.body).toMatchObject({ cancel_reason: 'Bão số 9', sequence: 1 })
    const html = await (await server.request(`/su-kien/${made.id}`, {})).text()
    expect(html).toContain('Bão số 9')
    await server.settle()
    const rows = await server.ctx
      .db`select 1 from notifications where account_id = ${mai.id} and type = 'event.cancelled'`
    expect(rows).toHaveLength(1)
    expect(
      (await call(lan, 'PUT', `/api/v1/events/${made.id}`, { title: 'X', start: written(12) })).status,
    ).toBe(422)
  })
})

describe('of a community', () => {
  it('are made by those who may begin threads there, changed by its moderators, and of a private one read by its members', async () => {
    const room = (
      await call(lan, 'POST', '/api/v1/communities', {
        username: 'ngo82',
        display_name: 'Ngõ 82',
        private: true,
        joining: 'open',
      })
    ).body
    const body = { title: 'Họp kín', start: written(9), community_id: room.id }
    expect((await call(hung, 'POST', '/api/v1/events', body)).status).toBe(403)
    await call(hung, 'POST', `/api/v1/communities/${room.id}/join`)
    const made = await make(hung, body)
    expect((await call(mai, 'GET', `/api/v1/events/${made.id}`)).status).toBe(404)
    expect((await call(null, 'GET', `/api/v1/communities/${room.id}/events`)).status).toBe(403)
    expect((await call(lan, 'GET', `/api/v1/communities/${room.id}/events`)).body).toHaveLength(1)
    const changed = await call(lan, 'PUT', `/api/v1/events/${made.id}`, {
      title: 'Họp kín, đổi giờ',
      start: `${written(9)} 20:00`,
    })
    expect(changed.body).toMatchObject({ title: 'Họp kín, đổi giờ', community_id: room.id })
    const front = async (cookie: string) =>
      (await server.request('/xom/ngo82', { headers: cookie ? { cookie } : {} })).text()
    expect(await front(hung.session)).toContain('Họp kín, đổi giờ')
    expect(await front('')).not.toContain('Họp kín')
  })
})

it('is in its maker’s export as other servers would read it, with her answers', async () => {
  const made = await make(mai, { title: 'Hội làng', start: 'trung tuần tháng 1/2028', place: 'Đình làng' })
  await call(mai, 'POST', `/api/v1/events/${made.id}/rsvp`, { answer: 'going' })
  const answer = await server.request('/settings/export/events.json', { headers: { cookie: mai.session } })
  const kept = await answer.json()
  expect(kept.orderedItems[0]).toMatchObject({
    type: 'Event',
    name: 'Hội làng',
    startTime: '2028-01-10T17:00:00.000Z',
    'ical:status': 'TENTATIVE',
    location: { type: 'Place', name: 'Đình làng' },
    to: ['https://www.w3.org/ns/activitystreams#Public'],
  })
  expect(kept.answers[0]).toMatchObject({ title: 'Hội làng', answer: 'going' })
})

describe('somebody who leaves for good', () => {
  it('takes her own events and answers along, and leaves a community its own', async () => {
    const nga = await signUp(server, 'nga')
    const room = (
      await call(nga, 'POST', '/api/v1/communities', { username: 'xom_nga', display_name: 'Xóm' })
    ).body
    const own = await make(nga, { title: 'Tiệc nhà Nga', start: written(8) })
    const ours = await make(nga, { title: 'Hội xóm', start: written(8), community_id: room.id })
    const other = await make(lan, { title: 'Dạ hội', start: written(8) })
    await call(nga, 'POST', `/api/v1/events/${other.id}/rsvp`, { answer: 'going' })
    await server.ctx.enqueue('accounts.erase', { accountId: nga.id })
    await server.settle()
    expect((await call(null, 'GET', `/api/v1/events/${own.id}`)).status).toBe(404)
    expect((await call(null, 'GET', `/api/v1/events/${ours.id}`)).body.organizer.id).toBe(room.id)
    expect((await call(null, 'GET', `/api/v1/events/${other.id}`)).body.going_count).toBe(0)
  })
})

describe('searching', () => {
  it('finds what everybody may read, what is to come first', async () => {
    await make(lan, { title: 'Lễ hội hoa ban', start: '5/3/2020' })
    const coming = await make(lan, { title: 'Lễ hội hoa ban', start: written(40) })
    await server.settle()
    const found = await call(lan, 'GET', `/api/v2/search?q=${encodeURIComponent('lễ hội hoa ban')}`)
    expect(found.body.events.map((one: { id: string }) => one.id)[0]).toBe(coming.id)
    expect(found.body.events).toHaveLength(2)
    const hidden = await call(null, 'GET', `/api/v2/search?q=${encodeURIComponent('họp kín')}`)
    expect(hidden.body.events).toEqual([])
    const page = await (await server.request('/search?q=hoa%20ban&tab=events', {})).text()
    expect(page).toContain(`/su-kien/${coming.id}`)
  })
})
