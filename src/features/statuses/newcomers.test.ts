import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { saveSettings } from '../instance/index.ts'
import { publishScheduled } from '../scheduled/scheduled.ts'

let server: TestServer
let count = 0
const newcomer = () => signUp(server, `moi_${++count}`, { vouched: false })
const post = (person: Person, body: object) =>
  server.api('POST', '/api/v1/statuses', { token: person.token, body })

beforeAll(async () => {
  server = await startServer()
  await saveSettings(server.ctx, { newcomerPostsHour: 4, newcomerLinksDay: 3, newcomerRecipientsDay: 2 })
})
afterAll(() => server.close())

describe('an account of the first days', () => {
  it('may put so many links and names into a post, and is told how many and until when', async () => {
    const moi = await newcomer()
    const links = await post(moi, { status: 'https://a.vn https://b.vn https://c.vn' })
    expect(links.status).toBe(422)
    expect(links.body.error).toMatch(/2 liên kết trong mỗi bài, đến \d\d:\d\d \d\d\/\d\d\/\d{4}/)
    const names = await post(moi, { status: '@a1 @a2 @a3 @a4 @a5 @a6 xin chào' })
    expect([names.status, names.body.error_description]).toEqual([422, names.body.error])
    const fine = await post(moi, { status: 'https://a.vn https://b.vn' })
    expect(fine.status).toBe(200)
    const edited = await server.api('PUT', `/api/v1/statuses/${fine.body.id}`, {
      token: moi.token,
      body: { status: 'https://a.vn https://b.vn https://c.vn' },
    })
    expect(edited.status).toBe(422)
  })

  it('writes so many posts an hour and links a day, however fast it asks and whatever it deletes', async () => {
    const moi = await newcomer()
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => post(moi, { status: `Bài ${n}` })))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429, 429])
    const late = all.find(({ status }) => status === 429)!
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(3000)
    for (const { body } of all.filter(({ status }) => status === 200))
      await server.api('DELETE', `/api/v1/statuses/${body.id}`, { token: moi.token })
    await server.settle()
    expect((await post(moi, { status: 'Nữa' })).status).toBe(429)

    const other = await newcomer()
    expect((await post(other, { status: 'https://a.vn https://b.vn' })).status).toBe(200)
    const more = await post(other, { status: 'https://a.vn https://b.vn' })
    expect([more.status, more.body.error.includes('3 liên kết trong 24 giờ')]).toEqual([429, true])
    expect((await post(other, { status: 'https://a.vn' })).status).toBe(200)
  })

  it('writes to so many new people a day, but answers whoever wrote first', async () => {
    const moi = await newcomer()
    const [a, b, c] = [
      await signUp(server, 'ba_an'),
      await signUp(server, 'ba_binh'),
      await signUp(server, 'ba_chi'),
    ]
    const write = (names: string, more = {}) => post(moi, { status: names, visibility: 'direct', ...more })
    expect((await write('@ba_an @ba_binh chào')).status).toBe(200)
    const refused = await write('@ba_chi chào')
    expect([refused.status, refused.body.error.includes('2 người mới')]).toEqual([429, true])
    expect((await write('@ba_an nữa')).status).toBe(200)
    const first = await post(c, { status: `@${moi.username} ơi`, visibility: 'direct' })
    expect((await write('@ba_chi dạ', { in_reply_to_id: first.body.id })).status).toBe(200)
    expect([a, b].length).toBe(2)
  })

  it('has a scheduled post come out when there is room again', async () => {
    const moi = await newcomer()
    const at = new Date(server.ctx.clock().getTime() + 10 * 60_000).toISOString()
    expect((await post(moi, { status: 'Hẹn giờ', scheduled_at: at })).status).toBe(200)
    for (const n of [1, 2, 3, 4]) expect((await post(moi, { status: `Bài ${n}` })).status).toBe(200)
    const [row] = await server.ctx.db<{ id: string }[]>`
      select id from scheduled_statuses where account_id = ${moi.id}`
    const published = async () => {
      await publishScheduled(server.ctx, { scheduledId: row!.id })
      const [now] = await server.ctx.db`select published_id from scheduled_statuses where id = ${row!.id}`
      return now!['published_id'] !== null
    }
    server.advance(11 * 60_000)
    expect(await published()).toBe(false)
    const [job] = await server.ctx.db<{ run_at: Date }[]>`
      select run_at from graphile_worker.jobs where key = ${`scheduled:${row!.id}`}`
    expect(job!.run_at.getTime()).toBeGreaterThan(server.ctx.clock().getTime() + 40 * 60_000)
    server.advance(50 * 60_000)
    expect(await published()).toBe(true)
  })

  it('sees the limits with their end and reason in the composer, which keeps what was typed', async () => {
    const moi = await newcomer()
    const headers = { cookie: moi.session }
    const page = await (await server.request('/compose', { headers })).text()
    expect(page).toContain('Tài khoản mới: đến ')
    expect(page).toContain('nhiều nhất 2 liên kết trong mỗi bài')
    const sent = await server.request('/compose', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ status: 'Rẻ lắm https://a.vn https://b.vn https://c.vn' }).toString(),
    })
    const html = await sent.text()
    expect([sent.status, html.includes('Rẻ lắm')]).toEqual([422, true])
    expect(html).toContain('Tài khoản mới chỉ đặt được 2 liên kết')
  })

  it('is free once its days are over, when the operator turns the limits off, and as one of the team', async () => {
    const many = { status: 'https://a.vn https://b.vn https://c.vn' }
    const team = await signUp(server, 'to_truong', { vouched: false, role: 'moderator' })
    expect((await post(team, many)).status).toBe(200)
    const moi = await newcomer()
    expect((await post(moi, many)).status).toBe(422)
    const boss = await signUp(server, 'truong_thon', { role: 'admin' })
    const form = { name: 'Xóm', registrations: 'open', locale: 'vi', newcomerLinks: '0', description: '' }
    const save = (fields: Record<string, string>) =>
      server.request('/admin/network', {
        method: 'POST',
        headers: { cookie: boss.session, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ...form,
          about: '',
          privacy: '',
          contactUsername: '',
          contactEmail: '',
          ...fields,
        }).toString(),
      })
    expect((await save({ newcomerDays: 'bảy' })).status).toBe(422)
    expect((await save({})).status).toBe(303)
    expect((await post(moi, many)).status).toBe(200)
    await saveSettings(server.ctx, { newcomerLinks: 2 })
    expect((await post(moi, many)).status).toBe(422)
    server.advance(7 * 86_400_000)
    expect((await post(moi, many)).status).toBe(200)
  })
})
