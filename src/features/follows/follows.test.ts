import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person
let hoa: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  hoa = await signUp(server, 'hoa')
})
afterAll(() => server.close())

const call = async (person: Person, target: { id: string }, verb: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/accounts/${target.id}/${verb}`, { token: person.token, body })

const relation = async (person: Person, target: { id: string }) =>
  (await server.api('GET', `/api/v1/accounts/relationships?id[]=${target.id}`, { token: person.token }))
    .body[0]

const account = async (person: { id: string }) =>
  (await server.api('GET', `/api/v1/accounts/${person.id}`)).body

const lock = (person: Person, locked: boolean) =>
  server.api('PATCH', '/api/v1/accounts/update_credentials', { token: person.token, body: { locked } })

/** What the counters must say, by counting the rows themselves. */
const truth = async (person: { id: string }) => {
  const [row] = await server.ctx.db`
    select (select count(*)::int from follows where account_id = ${person.id}) as following_count,
      (select count(*)::int from follows where target_id = ${person.id}) as followers_count`
  return { ...row! }
}

describe('following', () => {
  it('shows in both people’s counts and relationships', async () => {
    const { status, body } = await call(lan, minh, 'follow')
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: minh.id, following: true, requested: false, showing_reblogs: true })
    expect(await relation(minh, lan)).toMatchObject({ followed_by: true, following: false })
    expect(await account(lan)).toMatchObject({ following_count: 1, followers_count: 0 })
    expect(await account(minh)).toMatchObject({ following_count: 0, followers_count: 1 })
  })

  it('again changes only its options', async () => {
    const { body } = await call(lan, minh, 'follow', { reblogs: false, notify: true, languages: ['vi'] })
    expect(body).toMatchObject({ showing_reblogs: false, notifying: true, languages: ['vi'] })
    const later = await call(lan, minh, 'follow', { reblogs: true })
    expect(later.body).toMatchObject({ showing_reblogs: true, notifying: true, languages: ['vi'] })
    expect(await account(minh)).toMatchObject({ followers_count: 1 })
  })

  it('oneself is refused, and nobody is not found', async () => {
    expect((await call(lan, lan, 'follow')).status).toBe(403)
    expect((await call(lan, { id: '1' }, 'follow')).status).toBe(404)
    expect((await call(lan, { id: '99999999999999999999999' }, 'follow')).status).toBe(404)
    expect((await call(lan, { id: '-5' }, 'follow')).status).toBe(404)
  })

  it('needs a token that may follow', async () => {
    const reader = await signUp(server, 'nguoi_doc', { scopes: 'read' })
    expect((await call(reader, minh, 'follow')).status).toBe(403)
    expect((await server.api('POST', `/api/v1/accounts/${minh.id}/follow`)).status).toBe(401)
    const old = await signUp(server, 'app_cu', { scopes: 'read follow' })
    expect((await call(old, minh, 'follow')).status).toBe(200)
    await call(old, minh, 'unfollow')
  })

  it('ends once, however often one asks', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { body } = await call(lan, minh, 'unfollow')
      expect(body).toMatchObject({ following: false, requested: false })
    }
    expect(await account(minh)).toMatchObject({ followers_count: 0 })
    expect(await account(lan)).toMatchObject({ following_count: 0 })
  })

  it('keeps the counters exact under fifty people at once', { timeout: 60_000 }, async () => {
    const crowd = [lan, minh, hoa]
    const jobs: Promise<{ status: number }>[] = []
    for (let i = 0; i < 50; i += 1) {
      const from = crowd[i % 3]!
      const to = crowd[(i + 1 + (i % 2)) % 3]!
      jobs.push(call(from, to, i % 5 === 4 ? 'unfollow' : 'follow'))
    }
    expect((await Promise.all(jobs)).map((done) => done.status)).toEqual(jobs.map(() => 200))
    for (const person of crowd) expect(await account(person)).toMatchObject(await truth(person))
    await Promise.all(
      crowd.flatMap((from) => crowd.filter((to) => to !== from).map((to) => call(from, to, 'unfollow'))),
    )
    for (const person of crowd) {
      expect(await account(person)).toMatchObject({ followers_count: 0, following_count: 0 })
    }
  })
})

describe('a locked account', () => {
  it('lets people in one by one', async () => {
    await lock(hoa, true)
    expect((await call(lan, hoa, 'follow')).body).toMatchObject({ following: false, requested: true })
    expect((await call(minh, hoa, 'follow')).body).toMatchObject({ requested: true })
    expect(await account(hoa)).toMatchObject({ followers_count: 0, locked: true })
    const { body: waiting } = await server.api('GET', '/api/v1/follow_requests', { token: hoa.token })
    expect(waiting.map((one: any) => one.username)).toEqual(['minh', 'lan'])
    const me = await server.api('GET', '/api/v1/accounts/verify_credentials', { token: hoa.token })
    expect(me.body.source.follow_requests_count).toBe(2)

    const yes = await server.api('POST', `/api/v1/follow_requests/${lan.id}/authorize`, { token: hoa.token })
    expect(yes.body).toMatchObject({ id: lan.id, followed_by: true, requested_by: false })
    const no = await server.api('POST', `/api/v1/follow_requests/${minh.id}/reject`, { token: hoa.token })
    expect(no.body).toMatchObject({ followed_by: false, requested_by: false })
    expect(await account(hoa)).toMatchObject({ followers_count: 1 })
    expect(
      (await server.api('POST', `/api/v1/follow_requests/${minh.id}/authorize`, { token: hoa.token })).status,
    ).toBe(404)
  })

  it('takes in everybody who waits when it is opened', async () => {
    await call(minh, hoa, 'follow')
    await lock(hoa, false)
    await server.settle()
    expect(await relation(minh, hoa)).toMatchObject({ following: true, requested: false })
    expect(await account(hoa)).toMatchObject(await truth(hoa))
  })

  it('can send a follower away', async () => {
    const { body } = await call(hoa, minh, 'remove_from_followers')
    expect(body).toMatchObject({ followed_by: false })
    expect(await account(hoa)).toMatchObject(await truth(hoa))
  })
})

describe('lists of people', () => {
  it('are paged by Link, newest first, back and forth', async () => {
    const star = await signUp(server, 'ngoi_sao')
    const fans: Person[] = []
    for (let i = 0; i < 5; i += 1) {
      const fan = await signUp(server, `ban_${i}x`)
      await call(fan, star, 'follow')
      fans.push(fan)
    }
    const names = (body: any[]) => body.map((one) => one.username)
    const first = await server.api('GET', `/api/v1/accounts/${star.id}/followers?limit=2`)
    expect(names(first.body)).toEqual(['ban_4x', 'ban_3x'])
    const way = (headers: Headers, rel: string) =>
      new RegExp(`<([^>]+)>; rel="${rel}"`).exec(headers.get('link') ?? '')![1]!.replace(server.origin, '')
    const second = await server.api('GET', way(first.headers, 'next'))
    expect(names(second.body)).toEqual(['ban_2x', 'ban_1x'])
    const third = await server.api('GET', way(second.headers, 'next'))
    expect(names(third.body)).toEqual(['ban_0x'])
    const back = await server.api('GET', way(third.headers, 'prev'))
    expect(names(back.body)).toEqual(['ban_2x', 'ban_1x'])
    const { body: following } = await server.api('GET', `/api/v1/accounts/${fans[0]!.id}/following`)
    expect(names(following)).toEqual(['ngoi_sao'])
  })

  it('stay empty for others when their owner hides them', async () => {
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: hoa.token,
      body: { hide_collections: true },
    })
    expect(
      (await server.api('GET', `/api/v1/accounts/${hoa.id}/followers`, { token: minh.token })).body,
    ).toEqual([])
    expect(
      (await server.api('GET', `/api/v1/accounts/${hoa.id}/followers`, { token: hoa.token })).body,
    ).toHaveLength(1)
  })

  it('of requests are for their owner only', async () => {
    expect((await server.api('GET', '/api/v1/follow_requests')).status).toBe(401)
  })
})

describe('a private note', () => {
  it('is seen by its author only, and goes when emptied', async () => {
    expect((await call(lan, minh, 'note', { comment: 'Anh Minh sửa xe đầu ngõ' })).body.note).toBe(
      'Anh Minh sửa xe đầu ngõ',
    )
    expect((await relation(minh, lan)).note).toBe('')
    expect((await relation(hoa, minh)).note).toBe('')
    expect((await call(lan, minh, 'note', { comment: 'x'.repeat(2001) })).status).toBe(422)
    expect((await call(lan, minh, 'note', { comment: '' })).body.note).toBe('')
  })
})

describe('relationships', () => {
  it('come in the order asked, once each, without unknown people', async () => {
    const path = `/api/v1/accounts/relationships?id[]=${minh.id}&id[]=7&id[]=${hoa.id}&id[]=${minh.id}`
    const { status, body } = await server.api('GET', path, { token: lan.token })
    expect(status).toBe(200)
    expect(body.map((one: any) => one.id)).toEqual([minh.id, hoa.id])
    const junk = await server.api('GET', '/api/v1/accounts/relationships?id[]=abc', { token: lan.token })
    expect([junk.status, junk.body]).toEqual([200, []])
    expect((await server.api('GET', '/api/v1/accounts/relationships', { token: lan.token })).body).toEqual([])
    expect((await server.api('GET', path)).status).toBe(401)
  })
})
