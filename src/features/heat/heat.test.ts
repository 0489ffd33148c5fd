import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { connect } from '../../db/sql.ts'
import { roll, tick } from './count.ts'

let server: TestServer
let people: Person[]
let room: string
let secret: string

const post = async (person: Person, status: string, more: object = {}) => {
  const made = await server.api('POST', '/api/v1/statuses', {
    token: person.token,
    body: { status, ...more },
  })
  expect(made.status).toBe(200)
  return made.body
}
const get = (path: string, person?: Person) => server.api('GET', path, { token: person?.token })
const count = async () => {
  await tick(server.ctx)
  server.ctx.cache.find('heat')?.clear()
}
const rate = (gauge: { rates: { act: string }[] }, act: string): any =>
  gauge.rates.find((one) => one.act === act)

beforeAll(async () => {
  server = await startServer()
  people = []
  for (let at = 0; at < 6; at += 1) people.push(await signUp(server, `nguoi_${at}`))
  const make = async (username: string, more: object) =>
    (
      await server.api('POST', '/api/v1/communities', {
        token: people[0]!.token,
        body: { username, display_name: username, ...more },
      })
    ).body.id as string
  room = await make('xom_mo', {})
  secret = await make('xom_kin', { private: true, joining: 'request' })
}, 60_000)
afterAll(() => server.close())

describe('the gauge', () => {
  it('counts posts, replies, boosts and sign-ups of the network, of tags, links and communities', async () => {
    const first = await post(people[0]!, 'Nghe nói đê vỡ #đêVỡ https://example.com/de')
    for (const person of people.slice(1)) {
      await post(person, `Có thật không? #đêvỡ`, { in_reply_to_id: first.id })
      await server.api('POST', `/api/v1/statuses/${first.id}/reblog`, { token: person.token })
    }
    await post(people[0]!, `Chào xóm`, { community_id: room })
    const old = await signUp(server, 'da_o_day')
    await server.ctx.db`update accounts set created_at = created_at - interval '90 days' where id = ${old.id}`
    await post(people[0]!, 'nói riêng', { visibility: 'direct' })
    await server.settle()
    await count()
    const { body } = await get('/api/v1/heat')
    expect(rate(body.network, 'posts').count).toBe(2)
    expect(rate(body.network, 'replies').count).toBe(5)
    expect(rate(body.network, 'boosts').count).toBe(5)
    expect(rate(body.network, 'sign_ups').count).toBe(6)
    expect(body.network).toMatchObject({ level: 1, level_name: 'normal', baseline: { basis: 'none' } })
    expect(body.tags).toHaveLength(1)
    const tag = (await get(`/api/v1/heat/tags/${encodeURIComponent('devo')}`)).body
    expect([rate(tag, 'posts').count, rate(tag, 'replies').count, rate(tag, 'boosts').count]).toEqual([
      1, 5, 5,
    ])
    // One person alone makes no list, however often she is shared.
    expect(body.links).toEqual([])
    const own = (await get(`/api/v1/heat/communities/${room}`)).body
    expect(rate(own, 'posts').count).toBe(1)
    expect(own.url).toContain('/xom/xom_mo/do-nong')
  })

  it('is the same however often and by however many it is counted', async () => {
    const before = (await get('/api/v1/heat')).body.network.rates
    await Promise.all([tick(server.ctx), tick(server.ctx), tick(server.ctx)])
    await count()
    const after = (await get('/api/v1/heat')).body.network.rates
    expect(after.map((one: any) => one.count)).toEqual(before.map((one: any) => one.count))
  })

  it('does not miss what commits late, after later ones were counted', async () => {
    const { host, database, user } = server.ctx.db.options as any
    const slow = connect({
      host: Array.isArray(host) ? host[0] : host,
      database,
      user,
      path: (server.ctx.db.options as any).path,
      max: 1,
    } as any)
    const before = rate((await get('/api/v1/heat')).body.network, 'posts').count
    let release = () => {}
    const waiting = new Promise<void>((resolve) => {
      release = resolve
    })
    let written = () => {}
    const inserted = new Promise<void>((resolve) => {
      written = resolve
    })
    const late = slow.begin(async (sql) => {
      await sql`insert into statuses (id, account_id, thread_id, text, visibility)
        select n.id, ${people[1]!.id}, n.id, 'muộn', 'public' from (select next_id() as id) n`
      written()
      await waiting
    })
    await inserted
    await post(people[2]!, 'sớm hơn nhưng viết sau')
    await count()
    expect(rate((await get('/api/v1/heat')).body.network, 'posts').count).toBe(before + 1)
    release()
    await late
    await slow.end()
    await server.ctx.db`update heat_progress set recounted_at = recounted_at - interval '5 minutes'`
    await count()
    expect(rate((await get('/api/v1/heat')).body.network, 'posts').count).toBe(before + 2)
  })

  it('keeps a private community to its members, and out of tags, links and the network', async () => {
    const network = rate((await get('/api/v1/heat')).body.network, 'posts').count
    for (let at = 0; at < 6; at += 1) await post(people[0]!, `kín #thekin ${at}`, { community_id: secret })
    await server.settle()
    await count()
    expect(rate((await get('/api/v1/heat')).body.network, 'posts').count).toBe(network)
    expect((await get('/api/v1/heat/tags/thekin')).status).toBe(404)
    expect((await get(`/api/v1/heat/communities/${secret}`)).status).toBe(403)
    expect((await get(`/api/v1/heat/communities/${secret}`, people[1])).status).toBe(403)
    const own = await get(`/api/v1/heat/communities/${secret}`, people[0])
    expect(rate(own.body, 'posts').count).toBe(6)
    expect(JSON.stringify((await get('/api/v1/heat')).body)).not.toContain('xom_kin')
    expect((await server.request('/xom/xom_kin/do-nong')).status).toBe(403)
  })

  it('counts page views in memory and writes them at the beat', async () => {
    for (let at = 0; at < 7; at += 1) expect((await server.request('/tags/devo')).status).toBe(200)
    await count()
    expect(rate((await get('/api/v1/heat/tags/devo')).body, 'views').count).toBe(7)
    expect(rate((await get('/api/v1/heat')).body.network, 'views').count).toBeGreaterThanOrEqual(7)
  })

  it('compares with the same hours of other weeks, and rolls up and prunes what is old', async () => {
    const now = server.ctx.clock()
    const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
    await server.ctx.db`update heat_progress set since = ${new Date(now.getTime() - 80 * 86_400_000)}`
    for (let week = 1; week <= 8; week += 1)
      await server.ctx.db`insert into heat_hours (kind, subject_id, hour, posts)
        values ('network', 0, ${new Date(hour.getTime() - week * 7 * 86_400_000)}, ${week % 2 ? 400 : 500})`
    await server.ctx
      .db`insert into heat_hours (kind, subject_id, hour) values ('network', 0, ${new Date(hour.getTime() - 70 * 86_400_000)})`
    await count()
    const { network } = (await get('/api/v1/heat')).body
    expect(network.baseline).toEqual({ basis: 'hour_of_week', samples: 8 })
    expect(rate(network, 'posts')).toMatchObject({ usual: 450, spread: 74.13, high: 672.39 })
    await server.ctx.db`insert into heat_minutes (kind, subject_id, minute, posts)
      select 'network', 0, ${hour} - interval '90 minutes' + n * interval '10 minutes', 7 from generate_series(0, 5) n`
    await server.ctx
      .db`insert into heat_minutes (kind, subject_id, minute, posts) values ('network', 0, ${new Date(now.getTime() - 30 * 3_600_000)}, 7)`
    await server.ctx.db`delete from heat_hours where hour > ${new Date(now.getTime() - 86_400_000)}`
    await roll(server.ctx)
    await roll(server.ctx)
    const rows = await server.ctx
      .db`select sum(posts)::int as posts from heat_hours where hour >= ${new Date(hour.getTime() - 2 * 3_600_000)} and kind = 'network'`
    expect(rows[0]!['posts']).toBe(42)
    expect(
      await server.ctx
        .db`select 1 from heat_minutes where minute < ${new Date(now.getTime() - 27 * 3_600_000)}`,
    ).toHaveLength(0)
    expect(
      await server.ctx.db`select 1 from heat_hours where hour < ${new Date(now.getTime() - 64 * 86_400_000)}`,
    ).toHaveLength(0)
  })
})

describe('the pages', () => {
  it('print the formula with its numbers filled in, and read without colour', async () => {
    const page = await (await server.request('/do-nong', { headers: { 'accept-language': 'vi' } })).text()
    expect(page).toContain('Mức cao = số lớn hơn trong (sàn')
    expect(page).toMatch(/<svg class="gauge"[^>]*role="img" aria-label="Bình thường/)
    expect(page).toContain('Rất nóng')
    expect((await server.request('/do-nong/the/devo')).status).toBe(200)
    expect((await server.request('/do-nong/the/khongcothe')).status).toBe(404)
    expect((await server.request('/xom/xom_mo/do-nong')).status).toBe(200)
  })
})
