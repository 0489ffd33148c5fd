import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const make = async (body: Record<string, unknown>) => {
  const answer = await server.api('POST', '/api/v1/events', { token: lan.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

async function read(path: string) {
  const answer = await server.request(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const text = await answer.text()
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  const whole = new ICAL.Component(ICAL.parse(text))
  for (const zone of whole.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return whole.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part))
}

/** Beginnings, as a calendar works them out from what it was given. */
function beginnings(event: InstanceType<typeof ICAL.Event>, count: number): string[] {
  const steps = event.iterator()
  const found: string[] = []
  for (let next = steps.next(); next && found.length < count; next = steps.next()) found.push(next.toString())
  return found
}

it('a time to the minute is in the zone of Vietnam, long Vietnamese text comes through whole', async () => {
  const title = 'Họp tổ dân phố; bàn về rác, nước và đường ngõ hẻm, mời tất cả bà con cùng đến dự đông đủ'
  const description = 'Dòng một\nDòng hai, có dấu phẩy; và \\ gạch chéo'
  const made = await make({
    title,
    description,
    start: '22/5/2027 19:30',
    end: '21:00',
    place: 'Nhà văn hóa, ngõ 82',
  })
  const [event] = await read(`/su-kien/${made.id}.ics`)
  expect([event!.uid, event!.sequence, event!.summary, event!.location]).toEqual([
    made.uid,
    0,
    title,
    'Nhà văn hóa, ngõ 82',
  ])
  expect(event!.description).toContain(description)
  expect(event!.startDate.toJSDate().toISOString()).toBe('2027-05-22T12:30:00.000Z')
  expect(event!.endDate.toJSDate().toISOString()).toBe('2027-05-22T14:00:00.000Z')
})

it('a vague time is the days that it can mean, with its words in the summary, and nobody is busy for it', async () => {
  const made = await make({ title: 'Đại hội', start: 'trung tuần tháng 1/2027' })
  const [event] = await read(`/su-kien/${made.id}.ics`)
  expect([event!.startDate.toString(), event!.endDate.toString()]).toEqual(['2027-01-11', '2027-01-21'])
  expect(event!.summary).toBe('Đại hội (trung tuần tháng 1/2027)')
  expect(event!.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
})

it('what repeats by the sun has a rule that a calendar follows to the same days as we do', async () => {
  const made = await make({
    title: 'Chợ',
    start: '31/1/2027 05:00',
    repeat: 'monthly',
    repeat_until: '31/7/2027',
  })
  const [event] = await read(`/su-kien/${made.id}.ics`)
  expect(beginnings(event!, 9)).toEqual(['01', '03', '05', '07'].map((month) => `2027-${month}-31T05:00:00`))
})

it('what repeats by the moon has its days of ten years', async () => {
  const made = await make({ title: 'Giỗ tổ', start: '10/3/2027 âm lịch', repeat: 'lunar_yearly' })
  const [event] = await read(`/su-kien/${made.id}.ics`)
  const days = beginnings(event!, 20)
  expect(days.slice(0, 4)).toEqual(['2027-04-16', '2028-04-04', '2029-04-23', '2030-04-12'])
  expect(days.length).toBeGreaterThanOrEqual(10)
})

it('what was called off says so with a higher sequence, in the calendar of a person too', async () => {
  const made = await make({ title: 'Hội chợ', start: '1/6/2027' })
  await server.api('POST', `/api/v1/events/${made.id}/cancel`, { token: lan.token, body: { reason: 'Bão' } })
  const events = await read('/@lan/su-kien.ics')
  const off = events.find(({ uid }) => uid === made.uid)!
  expect([off.sequence, off.component.getFirstPropertyValue('status')]).toEqual([1, 'CANCELLED'])
  expect(off.description).toContain('Bão')
})

it('somebody’s own calendar opens by its secret until there is a new one', async () => {
  const made = await make({ title: 'Đi dạo', start: '3/6/2027' })
  await server.api('POST', `/api/v1/events/${made.id}/rsvp`, { token: lan.token, body: { answer: 'going' } })
  const address = async () => {
    const answer = await server.request('/su-kien/cua-toi/lich', {
      method: 'POST',
      headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'do=new',
    })
    return /\/su-kien\/lich\/[\w-]+\.ics/.exec(await answer.text())![0]
  }
  const first = await address()
  expect((await read(first)).map(({ uid }) => uid)).toEqual([made.uid])
  const second = await address()
  expect((await server.request(first)).status).toBe(404)
  expect(await read(second)).toHaveLength(1)
  const page = await server.request('/su-kien/cua-toi', { headers: { cookie: lan.session } })
  expect(await page.text()).not.toContain('/su-kien/lich/')
})

it('what is over takes no answers and no reminders, and its page has no form', async () => {
  const made = await make({ title: 'Đã qua', start: '22/5/2016' })
  for (const body of [{ answer: 'going' }, { reminder: 60 }]) {
    const path = `/api/v1/events/${made.id}/rsvp`
    expect((await server.api('POST', path, { token: lan.token, body })).status).toBe(422)
  }
  const page = await server.request(`/su-kien/${made.id}`, { headers: { cookie: lan.session } })
  expect(await page.text()).not.toContain('id="tra-loi"')
})
