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

it('a plan names an event that its planner sees, may watch a tag that nobody has used, and says which source is wrong', async () => {
  const scopes = 'read write admin:read admin:write'
  const boss = await signUp(server, 'co_tu', { role: 'admin', scopes })
  const lan = await signUp(server, 'lan_ke')
  const call = (token: string, path: string, body: object) =>
    server.api('POST', `/api/v1/${path}`, { token, body })
  const start = '19h 22/5/2046'
  const event = (await call(lan.token, 'events', { title: 'Hội làng', start })).body
  const { id: room } = (
    await call(lan.token, 'communities', {
      username: 'xom_rieng',
      display_name: 'Riêng',
      private: true,
      joining: 'request',
    })
  ).body
  const secret = (await call(lan.token, 'events', { title: 'Kín', start, community_id: room })).body
  const plan = { title: 'Hội làng', starts_at: '2046-05-20', ends_at: '2046-05-24' }
  for (const event_id of ['999', 'nhầm', secret.id]) {
    const refused = await call(boss.token, 'readiness_plans', { ...plan, event_id })
    expect([refused.status, Object.keys(refused.body.details)]).toEqual([422, ['event_id']])
  }
  const thresholds = [{ subject: '#HộiLàng', level: 3 }]
  const made = await call(boss.token, 'readiness_plans', { ...plan, event_id: event.url, thresholds })
  expect(made.body).toMatchObject({ event_id: event.id, thresholds: [{ subject: '#HộiLàng' }] })
  const send = await server.request('/do-nong/ke-hoach', {
    method: 'POST',
    headers: { cookie: boss.session, 'accept-language': 'vi' },
    body: new URLSearchParams({ ...plan, sources: 'Sở Văn hoá, không có địa chỉ' }),
  })
  expect(send.status).toBe(422)
  expect(await send.text()).toContain('có dòng không đọc được')
})
