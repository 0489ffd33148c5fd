import { afterAll, beforeAll, expect, it } from 'vitest'
import { rehearse } from '../../../scripts/rehearse/play.ts'
import { signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { features } from '../../app.ts'
import { startBeats } from '../../jobs/beats.ts'

let server: TestServer
let stop: () => Promise<void>

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  stop = startBeats(server.ctx, features)
})
afterAll(async () => {
  await stop()
  await server.close()
})

it('a rehearsal of a rumour: the gauge rises, a measure bites and ends by itself, the review has the numbers', {
  timeout: 40_000,
}, async () => {
  const boss = await signUp(server, 'bac_tu', { role: 'admin', scopes: 'read write admin:read admin:write' })
  const lines: string[] = []
  const checks = await rehearse({
    origin: server.origin,
    scene: 'rumour',
    token: boss.token,
    people: async (count) => {
      const made = []
      for (let at = 0; at < count; at += 1) made.push(await signUp(server, `nguoi_${at}`))
      return made
    },
    signUps: 6,
    posts: 30,
    seconds: 3,
    say: (line) => lines.push(line),
  })
  expect(
    checks.filter((one) => !one.ok),
    lines.join('\n'),
  ).toEqual([])
  expect(checks).toHaveLength(7)
})
