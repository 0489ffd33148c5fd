import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  ;[lan, hung, mai] = await Promise.all([
    signUp(server, 'lan'),
    signUp(server, 'hung'),
    signUp(server, 'mai'),
  ])
  await server.api('POST', `/api/v1/accounts/${hung.id}/follow`, { token: lan.token })
  await server.settle()
})
afterAll(() => server?.close())

const say = async (who: Person, status: string, more: object = {}): Promise<string> => {
  const { body } = await server.api('POST', '/api/v1/statuses', {
    token: who.token,
    body: { status, ...more },
  })
  await server.settle()
  return body.id
}
const home = async (who: Person, query = '') =>
  (
    await server.api<{ id: string }[]>('GET', `/api/v1/timelines/home${query}`, { token: who.token })
  ).body.map((status) => status.id)

describe('home', () => {
  it('holds the posts of those one follows and one’s own, newest first', async () => {
    const one = await say(hung, 'một')
    const two = await say(lan, 'hai')
    const three = await say(mai, 'ba')
    expect((await home(lan)).slice(0, 2)).toEqual([two, one])
    expect(await home(lan)).not.toContain(three)
  })

  it('leaves out replies to people one does not follow', async () => {
    const root = await say(mai, 'gốc của Mai')
    const reply = await say(hung, '@mai trả lời', { in_reply_to_id: root })
    expect(await home(lan)).not.toContain(reply)
  })

  it('fills with the past of a new neighbour and empties of a former one', async () => {
    const old = await say(mai, 'bài cũ của Mai')
    await server.api('POST', `/api/v1/accounts/${mai.id}/follow`, { token: lan.token })
    await server.settle()
    expect(await home(lan)).toContain(old)
    await server.api('POST', `/api/v1/accounts/${mai.id}/unfollow`, { token: lan.token })
    await server.settle()
    expect(await home(lan)).not.toContain(old)
  })

  it('hides the muted at once, also backwards', async () => {
    const id = await say(hung, 'hơi ồn')
    await server.api('POST', `/api/v1/accounts/${hung.id}/mute`, { token: lan.token })
    expect(await home(lan)).not.toContain(id)
    await server.api('POST', `/api/v1/accounts/${hung.id}/unmute`, { token: lan.token })
    expect(await home(lan)).toContain(id)
  })

  it('is built again for somebody who was long away', async () => {
    const id = await say(hung, 'lúc Lan đi vắng')
    await server.ctx.db`delete from home_entries where account_id = ${lan.id}`
    await server.ctx.db`update users set home_built_at = null where account_id = ${lan.id}`
    server.ctx.cache.lru('awake', { max: 1 }).clear()
    expect(await home(lan)).toContain(id)
  })

  it('pages up and down without losing or repeating a post', async () => {
    const ids: string[] = []
    for (let n = 0; n < 9; n += 1) ids.unshift(await say(hung, `bài ${n}`))
    const whole = (await home(lan, '?limit=40')).filter((id) => ids.includes(id))
    expect(whole).toEqual(ids)
    const first = await home(lan, '?limit=4')
    const second = await home(lan, `?limit=4&max_id=${first.at(-1)}`)
    expect([...first, ...second]).toEqual(ids.slice(0, 8))
    expect(await home(lan, `?limit=2&min_id=${ids[5]}`)).toEqual([ids[3], ids[4]])
    expect(await home(lan, `?limit=2&since_id=${ids[5]}`)).toEqual([ids[0], ids[1]])
    const { headers } = await server.api('GET', '/api/v1/timelines/home?limit=4', { token: lan.token })
    expect(headers.get('link')).toContain(`max_id=${first.at(-1)}`)
    expect(headers.get('link')).toContain(`min_id=${first[0]}`)
  })

  it.each(['max_id=-5', 'max_id=99999999999999999999999999', 'limit=-1', 'limit=99999', 'limit=abc'])(
    'takes the odd query %s',
    async (query) => {
      expect((await server.api('GET', `/api/v1/timelines/home?${query}`, { token: lan.token })).status).toBe(
        200,
      )
    },
  )
})

describe('fan-out', () => {
  it('reaches every one of 12,000 followers, in parts', async () => {
    const { db } = server.ctx
    await db`
      with made as (insert into accounts (username) select 'f_' || i from generate_series(1, 12000) i returning id),
      users as (insert into users (account_id, email) select id, id || '@f.invalid' from made),
      counts as (insert into account_counts (account_id) select id from made)
      insert into follows (account_id, target_id) select id, ${mai.id} from made`
    const id = await say(mai, 'gửi cả làng')
    const rows = await db<
      { n: number }[]
    >`select count(*)::int as n from home_entries where status_id = ${id}`
    expect(rows[0]!.n).toBe(12_001)
  })
})

describe('one’s own home', () => {
  it('shows what one has just posted or shared, before any job has run', async () => {
    const nam = await signUp(server, 'nam_moi')
    const home = async () =>
      (await server.api('GET', '/api/v1/timelines/home', { token: nam.token })).body.map((one: any) => one.id)
    for (let turn = 0; turn < 10; turn += 1) {
      const made = await server.api('POST', '/api/v1/statuses', {
        token: nam.token,
        body: { status: `Bài ${turn}` },
      })
      expect((await home())[0]).toBe(made.body.id)
    }
    await server.settle()
    expect(new Set(await home()).size).toBe(10)
  })
})

describe('public timelines', () => {
  it('leave out replies, boosts and everything that is not public', async () => {
    const open = await say(mai, 'công khai')
    const reply = await say(lan, 'trả lời', { in_reply_to_id: open })
    const quiet = await say(mai, 'kín', { visibility: 'unlisted' })
    const boost = (await server.api('POST', `/api/v1/statuses/${open}/reblog`, { token: lan.token })).body.id
    const ids = (
      await server.api<{ id: string }[]>('GET', '/api/v1/timelines/public?local=true&limit=40')
    ).body.map((status) => status.id)
    expect(ids).toContain(open)
    for (const id of [reply, quiet, boost]) expect(ids).not.toContain(id)
  })
})
