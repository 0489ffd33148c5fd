import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { locale: 'en' })
})
afterAll(() => server.close())

const mark = (body: object) => server.api('POST', '/api/v1/markers', { token: lan.token, body })
const read = (query: string) => server.api('GET', `/api/v1/markers${query}`, { token: lan.token })

describe('a marker', () => {
  it('is set, moved and read for the timelines asked for', async () => {
    expect((await read('?timeline[]=home')).body).toEqual({})
    expect((await mark({ home: { last_read_id: '100' } })).body.home).toMatchObject({
      last_read_id: '100',
      version: 1,
    })
    expect(
      (await mark({ home: { last_read_id: '90' }, notifications: { last_read_id: 7 } })).body,
    ).toMatchObject({
      home: { last_read_id: '90', version: 2 },
      notifications: { last_read_id: '7', version: 1 },
    })
    expect(Object.keys((await read('?timeline[]=home&timeline[]=other')).body)).toEqual(['home'])
    expect((await read('')).body).toEqual({})
  })

  it('moved elsewhere meanwhile is a conflict, and nothing is half done', async () => {
    const { version } = (await read('?timeline[]=home')).body.home
    const answer = await mark({
      notifications: { last_read_id: '500' },
      home: { last_read_id: '200', version: version - 1 },
    })
    expect([answer.status, answer.body.error]).toEqual([409, 'Conflict during update, please try again'])
    expect((await read('?timeline[]=notifications')).body.notifications.last_read_id).toBe('7')
    expect((await mark({ home: { last_read_id: '200', version } })).status).toBe(200)
  })

  it('takes no id that names nothing', async () => {
    for (const last_read_id of ['x', '-1', '99999999999999999999', '9223372036854775808', {}]) {
      expect((await mark({ home: { last_read_id } })).status).toBe(422)
    }
    expect((await server.api('GET', '/api/v1/markers')).status).toBe(401)
  })
})

describe('preferences', () => {
  it('tell what a person chose, and the default for what is broken', async () => {
    const get = () => server.api('GET', '/api/v1/preferences', { token: lan.token })
    expect((await get()).body).toMatchObject({
      'posting:default:visibility': 'public',
      'posting:default:sensitive': false,
      'posting:default:language': 'en',
      'reading:expand:media': 'default',
      'reading:expand:spoilers': false,
      'reading:autoplay:gifs': false,
    })
    const other = await signUp(server, 'hung')
    await server.ctx.db`
      update users set preferences = ${server.ctx.db.json({ visibility: 'private', expand_media: 'nonsense', language: 'vi' })}
      where account_id = ${other.id}`
    const { body } = await server.api('GET', '/api/v1/preferences', { token: other.token })
    expect(body).toMatchObject({
      'posting:default:visibility': 'private',
      'posting:default:language': 'vi',
      'reading:expand:media': 'default',
    })
  })
})
