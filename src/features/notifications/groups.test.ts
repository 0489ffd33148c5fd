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

/** One post that 3,000 people like today, and thirty that a hundred like each. */
async function busyDay(): Promise<string[]> {
  const { db } = server.ctx
  await db`
    insert into accounts (username, display_name) select 'nguoi_' || n, 'Người ' || n from generate_series(1, 3000) as n`
  const posts: string[] = []
  for (let n = 0; n < 31; n += 1) {
    const { body } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: `Bài ${n}` },
    })
    posts.push(body.id)
  }
  await db`
    insert into favourites (account_id, status_id)
    select a.id, p.id from unnest(${posts}::bigint[]) with ordinality as p (id, n)
    join accounts a on a.username like 'nguoi_%' and (p.n = 1 or substr(a.username, 7)::int <= 100)
    order by random()`
  await db`
    insert into notifications (account_id, from_account_id, type, status_id, cause_id, created_at)
    select ${lan.id}, account_id, 'favourite', status_id, id, now() from favourites order by random()`
  await db`analyze`
  return posts
}

it('a day of 6,000 likes is grouped: the newest are named, a thousand of one post are counted', async () => {
  const posts = await busyDay()
  const { body, headers } = await server.api('GET', '/api/v2/notifications', { token: lan.token })
  const groups: { status_id: string; notifications_count: number; sample_account_ids: string[] }[] =
    body.notification_groups
  expect(groups.map((group) => group.status_id).sort()).toEqual([...posts].sort())
  const counts = groups.map((group) => group.notifications_count).sort((a, b) => b - a)
  expect(counts).toEqual([1000, ...Array(30).fill(100)])
  expect(groups.every((group) => group.sample_account_ids.length === 8)).toBe(true)
  expect(headers.get('link')).toContain('rel="next"')
})

it('every group stands on one page only, however small the pages are', async () => {
  const seen: string[] = []
  let path = '/api/v2/notifications?limit=7'
  for (let page = 0; page < 10; page += 1) {
    const { body, headers } = await server.api('GET', path, { token: lan.token })
    if (body.notification_groups.length === 0) break
    for (const group of body.notification_groups) seen.push(group.group_key)
    const older = /max_id=(\d+)/.exec(headers.get('link') ?? '')
    path = `/api/v2/notifications?limit=7&max_id=${older![1]}`
  }
  expect(seen).toHaveLength(31)
  expect(new Set(seen).size).toBe(31)
})
