import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../../test/server.ts'
import { endOfIds } from '../../lib/ids.ts'
import { selectDone, selectQueue } from './cases-sql.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
  await server.ctx.db`insert into accounts (username) select 'nguoi_' || n from generate_series(1, 100) n`
  await server.ctx.db`
    insert into cases (subject, account_id, community_id, category, urgency, state, assignee_id)
    select 'status:' || n, a.id, case when n % 2 = 0 then b.id end, case when n % 9 = 0 then 'rumour' else 'spam' end, n % 4,
      case when n % 11 = 0 then 'decided' when n % 25 = 1 then 'appealed' else 'open' end,
      case when n % 3 > 0 then b.id end
    from generate_series(1, 11000) n
    join (select id, row_number() over (order by id) as r from accounts) a on a.r = 1 + n % 100
    join (select id, row_number() over (order by id) as r from accounts) b on b.r = 1 + n % 50`
  await server.ctx.db`analyze cases`
})
afterAll(() => server.close())

/** The rows that the plan reads below its limit: an index range reads a page, a sort reads the queue. */
async function plan(query: string): Promise<string> {
  const rows = await server.ctx.db.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

it('the desk reads a page of 10,000 open cases by its index, also the 300th page and one community’s', async () => {
  const waiting = "state in ('open', 'assessing', 'appealed')"
  const order = 'order by urgency, not flagged, id limit 30'
  expect(await plan(`select * from cases where ${waiting} ${order}`)).toMatch(
    /Index Scan using cases_queue\b/,
  )
  const deep = await plan(
    `select * from cases where ${waiting} and (urgency, not flagged, id) > (2::smallint, true, 5) ${order}`,
  )
  expect(deep).toMatch(/Index Scan using cases_queue\b/)
  expect(deep).not.toMatch(/Sort/)
  const [room] = await server.ctx.db<{ id: string }[]>`
    select community_id as id from cases where community_id is not null limit 1`
  const own = await plan(`select * from cases where ${waiting} and community_id = ${room!.id} ${order}`)
  expect(own).toMatch(/cases_queue/)
  expect(
    await plan(
      `select * from cases where state in ('decided', 'closed') and id < ${endOfIds} order by id desc limit 30`,
    ),
  ).toMatch(/cases_done|cases_pkey/)
})

it('each choice on the desk is one range of an index in its order, also deep down', async () => {
  const waiting = "state in ('open', 'assessing', 'appealed')"
  const after = 'and (urgency, not flagged, id) > (1::smallint, true, 5)'
  const choices = {
    cases_queue_category: "and category = 'rumour'",
    cases_queue_mine: `and assignee_id = (select min(id) from accounts)`,
    cases_queue_free: 'and assignee_id is null',
    cases_queue_appeals: "and state = 'appealed'",
  }
  for (const [index, where] of Object.entries(choices)) {
    const found = await plan(
      `select * from cases where ${waiting} ${where} ${after} order by urgency, not flagged, id limit 30`,
    )
    expect(found).toMatch(new RegExp(`Index Scan using ${index}\\b`))
    expect(found).not.toMatch(/Sort/)
  }
})

it('walks the whole queue once, in order', async () => {
  const seen = new Set<string>()
  let after: { urgency: number; flagged: boolean; id: string } | null = null
  for (;;) {
    const rows: Awaited<ReturnType<typeof selectQueue>> = await selectQueue(server.ctx, {
      communityId: null,
      assigneeId: null,
      after,
      limit: 500,
    })
    for (const row of rows) {
      expect(after === null || row.urgency >= after.urgency).toBe(true)
      seen.add(row.id)
      after = { urgency: row.urgency, flagged: row.flagged, id: row.id }
    }
    if (rows.length < 500) break
  }
  expect(seen.size).toBe(10_000)
  expect(await selectDone(server.ctx, null, endOfIds, 2000)).toHaveLength(1000)
})
