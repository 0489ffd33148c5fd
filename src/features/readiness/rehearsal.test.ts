import { afterAll, beforeAll, expect, it } from 'vitest'
import { rehearse, type Scene } from '../../../scripts/rehearse/play.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { features } from '../../app.ts'
import { startBeats } from '../../jobs/beats.ts'

let server: TestServer
let stop: () => Promise<void>
let boss: Person
let number = 0
const next = () => {
  number += 1
  return `nguoi_${number}`
}

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  stop = startBeats(server.ctx, features)
  boss = await signUp(server, 'bac_tu', { role: 'admin', scopes: 'read write admin:read admin:write' })
})
afterAll(async () => {
  await stop()
  await server.close()
})

async function play(scene: Scene) {
  const lines: string[] = []
  const checks = await rehearse({
    origin: server.origin,
    scene,
    token: boss.token,
    people: (count) => Promise.all(Array.from({ length: count }, () => signUp(server, next()))),
    signUps: 6,
    posts: 30,
    seconds: 3,
    say: (line) => lines.push(line),
  })
  expect(
    checks.filter((one) => !one.ok),
    lines.join('\n'),
  ).toEqual([])
  return { checks, lines: lines.join('\n') }
}

it('a wave of sign-ups heats the gauge, young accounts are held, and the review shows who came', {
  timeout: 30_000,
}, async () => {
  const { checks, lines } = await play('mass-signup')
  expect(checks).toHaveLength(9)
  expect(lines).toMatch(/sign-ups .*\d/)
})

it('a rumour: the gauge rises, slow mode bites and ends by itself, a post is labelled and a source is pinned', {
  timeout: 30_000,
}, async () => {
  const { checks } = await play('rumour')
  expect(checks).toHaveLength(12)
})
