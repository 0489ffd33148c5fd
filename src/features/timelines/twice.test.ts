import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

/** One post, shared by many, stands once among the newest of a home. */
let server: TestServer
let lan: Person
let hung: Person
let mai: Person
let tuan: Person

beforeAll(async () => {
  server = await startServer()
  for (const name of ['hung', 'mai', 'tuan']) await signUp(server, name).then((person) => people.push(person))
  ;[hung, mai, tuan] = people as [Person, Person, Person]
})
const people: Person[] = []
let reader = 0
beforeEach(async () => {
  reader += 1
  lan = await signUp(server, `lan_${reader}`)
})
afterAll(() => server.close())

const act = async (who: Person, path: string, body: object = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: who.token, body })
  expect(answer.status).toBe(200)
  await server.settle()
  return answer.body.id as string
}
const follow = (who: Person) => act(lan, `accounts/${who.id}/follow`)
const say = (who: Person, status: string) => act(who, 'statuses', { status })
const share = (who: Person, id: string) => act(who, `statuses/${id}/reblog`)
/** The posts on the page, a shared one as what it shares. */
const shown = async () => {
  const { body } = await server.api('GET', '/api/v1/timelines/home?limit=40', { token: lan.token })
  return (body as { id: string; reblog: { id: string } | null }[]).map((item) => item.reblog?.id ?? item.id)
}
const times = async (id: string) => (await shown()).filter((one) => one === id).length

describe('a post stands once on a home', () => {
  it('when two neighbours share it one after the other', async () => {
    await follow(hung)
    await follow(mai)
    const id = await say(tuan, 'Ai cũng chia sẻ')
    await share(hung, id)
    await share(mai, id)
    expect(await times(id)).toBe(1)
  })

  it('when its author is followed after somebody who shared it, and the other way round', async () => {
    const id = await say(tuan, 'Đến trước hay đến sau')
    await share(hung, id)
    await follow(hung)
    await follow(tuan)
    expect(await times(id)).toBe(1)
    const other = await signUp(server, 'nguoi_thu_hai')
    lan = other
    await follow(tuan)
    await follow(hung)
    expect(await times(id)).toBe(1)
  })

  it('when one shares it oneself', async () => {
    await follow(tuan)
    const id = await say(tuan, 'Lan cũng chia sẻ')
    await share(lan, id)
    expect(await times(id)).toBe(1)
  })

  it('when the home is built again', async () => {
    for (const person of [hung, mai, tuan]) await follow(person)
    const id = await say(tuan, 'Sau khi đi vắng')
    await share(hung, id)
    await share(mai, id)
    await server.ctx.db`delete from home_entries where account_id = ${lan.id}`
    await server.ctx.db`update users set home_built_at = null where account_id = ${lan.id}`
    server.ctx.cache.lru('awake', { max: 1 }).clear()
    const all = await shown()
    expect(all).toContain(id)
    expect(new Set(all).size).toBe(all.length)
  })

  it('until forty others have come in between: then a share brings it back', async () => {
    await follow(hung)
    await follow(tuan)
    const id = await say(tuan, 'Bài cũ mà hay')
    await server.ctx.db`
    insert into home_entries (account_id, status_id, author_id)
    select ${lan.id}, next_id() + n, ${hung.id} from generate_series(1, 40) as n`
    await share(hung, id)
    const rows = await server.ctx.db`
    select 1 from home_entries where account_id = ${lan.id} and (status_id = ${id} or reblog_of_id = ${id})`
    expect(rows).toHaveLength(2)
  })

  it('and not at all where one wants no shares of a neighbour', async () => {
    const id = await say(tuan, 'Không cần chia sẻ')
    await share(hung, id)
    await act(lan, `accounts/${hung.id}/follow`, { reblogs: false })
    expect(await times(id)).toBe(0)
  })

  it('and by itself when the share that stood for it is taken back', async () => {
    const id = await say(tuan, 'Bỏ chia sẻ thì vẫn còn')
    await share(hung, id)
    await follow(hung)
    await follow(tuan)
    await act(hung, `statuses/${id}/unreblog`)
    expect(await times(id)).toBe(1)
  })
})
