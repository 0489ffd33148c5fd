import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const call = async (person: Person, target: { id: string }, verb: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/accounts/${target.id}/${verb}`, { token: person.token, body })

const relation = async (person: Person, target: { id: string }) =>
  (await server.api('GET', `/api/v1/accounts/relationships?id[]=${target.id}`, { token: person.token }))
    .body[0]

const account = async (person: { id: string }) =>
  (await server.api('GET', `/api/v1/accounts/${person.id}`)).body

describe('blocking', () => {
  it('ends follows both ways and keeps the counters right', async () => {
    await call(lan, minh, 'follow')
    await call(minh, lan, 'follow')
    const { body } = await call(lan, minh, 'block')
    expect(body).toMatchObject({ blocking: true, following: false, followed_by: false })
    expect(await relation(minh, lan)).toMatchObject({ blocked_by: true, following: false })
    for (const person of [lan, minh]) {
      expect(await account(person)).toMatchObject({ followers_count: 0, following_count: 0 })
    }
  })

  it('takes requests back, too', async () => {
    const hoa = await signUp(server, 'hoa')
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: hoa.token,
      body: { locked: true },
    })
    await call(lan, hoa, 'follow')
    await call(hoa, lan, 'block')
    expect(await relation(lan, hoa)).toMatchObject({ requested: false, blocked_by: true })
    expect((await server.api('GET', '/api/v1/follow_requests', { token: hoa.token })).body).toEqual([])
  })

  it('makes following impossible in both directions until it is lifted', async () => {
    expect((await call(minh, lan, 'follow')).status).toBe(403)
    expect((await call(lan, minh, 'follow')).status).toBe(403)
    expect((await call(lan, minh, 'unblock')).body).toMatchObject({ blocking: false })
    expect((await call(minh, lan, 'follow')).status).toBe(200)
  })

  it('never leaves a follow behind, whatever comes first', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round += 1) {
      await call(lan, minh, 'unblock')
      await Promise.all([call(minh, lan, 'follow'), call(lan, minh, 'block'), call(minh, lan, 'follow')])
      expect(await relation(lan, minh)).toMatchObject({ blocking: true, followed_by: false })
      expect(await account(lan)).toMatchObject({ followers_count: 0 })
    }
  })

  it('hides posts of both from each other', async () => {
    const mine = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Chỉ cho xóm' },
    })
    expect((await server.api('GET', `/api/v1/statuses/${mine.body.id}`, { token: minh.token })).status).toBe(
      404,
    )
    const list = await server.api('GET', `/api/v1/accounts/${lan.id}/statuses`, { token: minh.token })
    expect(list.body).toEqual([])
    expect(
      (await server.api('GET', `/api/v1/accounts/${lan.id}/followers`, { token: minh.token })).body,
    ).toEqual([])
  })

  it('is listed for the one who blocks only', async () => {
    const own = await server.api('GET', '/api/v1/blocks', { token: lan.token })
    expect(own.body.map((one: any) => one.username)).toEqual(['minh'])
    expect((await server.api('GET', '/api/v1/blocks', { token: minh.token })).body).toEqual([])
    expect((await server.api('GET', '/api/v1/blocks')).status).toBe(401)
  })

  it('oneself is refused', async () => {
    expect((await call(lan, lan, 'block')).status).toBe(403)
    expect((await call(lan, lan, 'mute')).status).toBe(403)
  })
})

describe('muting', () => {
  it('ends by itself after its time', async () => {
    const { body } = await call(minh, lan, 'mute', { duration: 3600, notifications: false })
    expect(body).toMatchObject({ muting: true, muting_notifications: false })
    expect(Date.parse(body.muting_expires_at) - server.ctx.clock().getTime()).toBeGreaterThan(3_590_000)
    const { body: list } = await server.api('GET', '/api/v1/mutes', { token: minh.token })
    expect(list).toMatchObject([{ username: 'lan', mute_expires_at: body.muting_expires_at }])
    server.advance(3_601_000)
    expect(await relation(minh, lan)).toMatchObject({ muting: false, muting_expires_at: null })
    expect((await server.api('GET', '/api/v1/mutes', { token: minh.token })).body).toEqual([])
    await server.ctx.enqueue('accounts.sweep', {})
    await server.settle()
    expect(await server.ctx.db`select 1 from mutes`).toHaveLength(0)
  })

  it('is not told to the person, and refuses times that make no sense', async () => {
    expect((await call(minh, lan, 'mute')).body).toMatchObject({ muting: true, muting_notifications: true })
    expect(await relation(lan, minh)).toMatchObject({ muting: false, blocked_by: false })
    expect((await call(minh, lan, 'mute', { duration: -1 })).status).toBe(422)
    expect((await call(minh, lan, 'mute', { duration: 'mãi mãi' })).status).toBe(422)
    expect((await call(minh, lan, 'unmute')).body).toMatchObject({ muting: false })
  })
})
