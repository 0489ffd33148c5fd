import { afterAll, beforeAll, expect, it } from 'vitest'
import { html, type Outside, openOutside } from '../../../test/outside.ts'
import { signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let outside: Outside

beforeAll(async () => {
  outside = await openOutside()
  server = await startServer({ config: { allowPrivateAddress: true, linkPreviews: true, hostPause: 1 } })
})
afterAll(async () => {
  await server.close()
  await outside.close()
})

it('a page that hangs holds up the ten others of its host for seconds, not minutes', async () => {
  const lan = await signUp(server, 'lan')
  outside.pages.set('/treo', () => {})
  const paths = ['/treo', ...Array.from({ length: 10 }, (_, n) => `/tot-${n}`)]
  for (const path of paths) {
    if (path !== '/treo') outside.pages.set(path, html(`<title>${path}</title>`))
    await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: `${outside.origin}${path}` },
    })
  }
  const begun = Date.now()
  const states = () => server.ctx.db<{ state: string; n: number }[]>`
    select state, count(*)::int as n from links group by state order by state`
  let seen = await states()
  while (Date.now() - begun < 25_000 && seen.some(({ state }) => state === 'waiting')) {
    // Two workers, as a server has.
    await Promise.all([server.settle(), server.settle()])
    await new Promise((resolve) => setTimeout(resolve, 200))
    seen = await states()
  }
  expect(seen).toEqual([
    { state: 'failed', n: 1 },
    { state: 'ready', n: 10 },
  ])
  expect(Date.now() - begun).toBeLessThan(15_000)
  expect([...outside.asked].sort()).toEqual([...paths].sort())
}, 40_000)
