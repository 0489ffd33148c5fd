import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

/** Decisions about a whole community, and what reaches operators only. */
let server: TestServer
let admin: Person
let mod: Person
let founder: Person
let helper: Person
let member: Person
let stranger: Person

const scopes = 'read write follow admin:read admin:write'

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  admin = await signUp(server, 'quan', { role: 'admin', scopes })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  founder = await signUp(server, 'chu_xom', { scopes })
  helper = await signUp(server, 'phu_xom', { scopes })
  member = await signUp(server, 'hang_xom', { scopes })
  stranger = await signUp(server, 'nguoi_la', { scopes })
})
afterAll(() => server.close())

const call = (person: Person | null, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body })
const good = async (...args: Parameters<typeof call>) => {
  const answer = await call(...args)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const page = (person: Person | null, path: string) =>
  server.request(path, {
    headers: { 'accept-language': 'vi', ...(person ? { cookie: person.session } : {}) },
  })

let n = 0
async function newRoom() {
  n += 1
  const room = await good(founder, 'POST', 'communities', { username: `xom_${n}`, display_name: `Xóm ${n}` })
  for (const person of [helper, member]) await good(person, 'POST', `communities/${room.id}/join`)
  await good(founder, 'PUT', `communities/${room.id}/members/${helper.id}/role`, {
    role: 'moderator',
    permissions: ['cases', 'posts'],
  })
  const status = await good(member, 'POST', 'statuses', { status: `@xom_${n} Bí mật của xóm số ${n}` })
  await server.settle()
  return { id: room.id as string, handle: `xom_${n}`, status: status.id as string }
}
const reportRoom = (person: Person, id: string) =>
  good(person, 'POST', 'reports', {
    account_id: id,
    category: 'investment',
    comment: 'Cả xóm rủ góp vốn',
  }).then(({ id }) => id as string)
const reasons = {
  ground: 'rules',
  cited: 'Điều 2: Không lừa đảo',
  facts: 'Cả xóm được dựng lên để rủ góp vốn.',
}
const decide = (person: Person, caseId: string, body: object) =>
  call(person, 'POST', `cases/${caseId}/decisions`, { ...reasons, ...body })

describe('a report of a community', () => {
  it('reaches operators and nobody of the community, whose people cannot decide about it either', async () => {
    const room = await newRoom()
    const form = await (await page(member, `/report?account=${room.handle}`)).text()
    expect(form).toContain('Báo cáo xóm')
    expect(await (await page(member, `/xom/${room.handle}`)).text()).toContain(
      `/report?account=${room.handle}`,
    )
    const caseId = await reportRoom(member, room.id)
    await server.settle()
    for (const person of [founder, helper]) {
      expect((await call(person, 'GET', `cases/${caseId}`)).status).toBe(404)
      expect(JSON.stringify((await call(person, 'GET', 'cases')).body)).not.toContain(caseId)
      expect((await decide(person, caseId, { measure: 'none' })).status).toBe(404)
      const notes = await good(person, 'GET', 'notifications?types[]=admin.report')
      expect(notes).toEqual([])
    }
    expect(await good(mod, 'GET', `cases/${caseId}`)).toMatchObject({
      community_id: null,
      account: { id: room.id },
    })
    // Nor an operator who runs it.
    await good(mod, 'POST', `communities/${room.id}/join`)
    await good(founder, 'PUT', `communities/${room.id}/members/${mod.id}/role`, {
      role: 'moderator',
      permissions: ['wiki'],
    })
    expect((await call(mod, 'GET', `cases/${caseId}`)).status).toBe(403)
    expect(await good(mod, 'GET', 'admin/reports')).toEqual([])
    await reportRoom(stranger, room.id)
    const again = await newRoom()
    await good(mod, 'POST', `communities/${again.id}/join`)
    await good(founder, 'PUT', `communities/${again.id}/members/${mod.id}/role`, {
      role: 'moderator',
      permissions: ['wiki'],
    })
    const second = await reportRoom(member, again.id)
    await server.settle()
    const told = async (person: Person) =>
      (await good(person, 'GET', 'notifications?types[]=admin.report')).map((one: any) => one.report.id)
    expect(await told(mod)).not.toContain(second)
    expect(await told(admin)).toContain(second)
    expect((await decide(mod, caseId, { measure: 'room_close' })).status).toBe(403)
    expect((await decide(admin, caseId, { measure: 'suspend' })).status).toBe(422)
    expect((await decide(admin, caseId, { measure: 'none' })).status).toBe(200)
  })
})

describe('a frozen community', () => {
  it('rests until its date, says why, and its founder and moderators are told', async () => {
    const room = await newRoom()
    const caseId = await reportRoom(stranger, room.id)
    expect((await decide(mod, caseId, { measure: 'room_freeze' })).status).toBe(422)
    const { body } = await decide(mod, caseId, { measure: 'room_freeze', days: 3 })
    expect(body).toMatchObject({ content_type: 'community', decision_community: 'room_freeze' })
    const write = (status: string) =>
      call(member, 'POST', 'statuses', { status, in_reply_to_id: room.status })
    expect((await write('Còn ai không')).status).toBe(403)
    expect((await good(stranger, 'GET', `communities/${room.id}`)).decision).toMatchObject({
      measure: 'room_freeze',
      url: body.url,
    })
    const shown = await (await page(null, `/xom/${room.handle}`)).text()
    expect(shown).toContain(new URL(body.url).pathname)
    expect(shown).toContain(reasons.cited)
    await server.settle()
    for (const person of [founder, helper]) {
      const [note] = await good(person, 'GET', 'notifications?types[]=moderation_warning')
      expect(note.moderation_warning.url).toBe(body.url)
    }
    const letters = await server.ctx.db<{ recipient: string }[]>`
      select recipient from dev_mails where body like ${`%/ly-do/${body.id}%`} order by recipient`
    expect(letters.map(({ recipient }) => recipient)).toEqual(['chu_xom@xom.test', 'phu_xom@xom.test'])
    // They read the whole of it, others what is public; the founder may appeal for the community.
    expect(await good(founder, 'GET', `statements/${body.id}`)).toHaveProperty('appeal')
    expect(await good(member, 'GET', `statements/${body.id}`)).not.toHaveProperty('decider')
    expect(
      (await call(founder, 'POST', `statements/${body.id}/appeal`, { text: 'Chỉ một người rủ' })).status,
    ).toBe(200)
    expect(
      (await call(member, 'POST', `statements/${body.id}/appeal`, { text: 'Tôi cũng vậy' })).status,
    ).toBe(404)
    server.advance(3 * 86_400_000 + 1000)
    await server.ctx.enqueue('moderation.sweep', {})
    await server.settle()
    expect((await write('Mở lại rồi')).status).toBe(200)
    expect((await good(stranger, 'GET', `communities/${room.id}`)).decision).toBe(null)
  })
})

describe('a closed community', () => {
  it('is read by nobody but operators, can be taken along by its founder, and comes back', async () => {
    const room = await newRoom()
    const { body } = await decide(mod, await reportRoom(stranger, room.id), { measure: 'room_close' })
    const inside = [
      `statuses/${room.status}`,
      `communities/${room.id}/threads`,
      `communities/${room.id}/members`,
    ]
    for (const path of inside) {
      for (const person of [null, stranger, founder])
        expect((await call(person, 'GET', path)).status, path).not.toBe(200)
      expect((await call(mod, 'GET', path)).status, path).toBe(200)
    }
    const secret = `Bí mật của xóm số ${n}`
    for (const path of ['', `/${room.status}`, '/members', '/wiki', '/rules', '/settings']) {
      for (const person of [null, stranger, founder]) {
        const html = await (await page(person, `/xom/${room.handle}${path}`)).text()
        expect(html, path).not.toContain(secret)
      }
    }
    expect(await (await page(mod, `/xom/${room.handle}`)).text()).toContain(secret)
    expect(JSON.stringify((await server.api('GET', '/api/v1/timelines/public')).body)).not.toContain(secret)
    expect((await call(stranger, 'POST', `communities/${room.id}/join`)).status).toBe(403)
    const reply = { status: 'Còn đây', in_reply_to_id: room.status }
    expect((await call(stranger, 'POST', 'statuses', reply)).status).toBe(404)
    expect((await call(member, 'POST', 'statuses', reply)).status).toBe(403)
    const front = await (await page(founder, `/xom/${room.handle}`)).text()
    expect(front).toContain(new URL(body.url).pathname)
    expect(front).toContain(`/xom/${room.handle}/archive.tar.gz`)
    expect((await call(null, 'GET', `communities?q=xom`)).body.map((one: any) => one.id)).not.toContain(
      room.id,
    )
    const archive = await page(founder, `/xom/${room.handle}/archive.tar.gz`)
    expect(archive.status).toBe(200)
    await archive.arrayBuffer()
    await good(admin, 'POST', `decisions/${body.decision_id}/reverse`, {
      facts: 'Xóm đã có người khác trông',
    })
    for (const path of inside) expect((await call(founder, 'GET', path)).status, path).toBe(200)
  })
})
