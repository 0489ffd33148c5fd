import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let mod: Person
let second: Person
let minh: Person

const scopes = 'read write admin:read admin:write'

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  second = await signUp(server, 'hanh', { role: 'moderator', scopes })
  minh = await signUp(server, 'minh', { scopes })
})
afterAll(() => server.close())

const post = async (person: Person, path: string, body: unknown = {}) => {
  const answer = await server.api('POST', `/api/v1/${path}`, { token: person.token, body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const get = async (path: string, person?: Person) =>
  (await server.api('GET', path, person ? { token: person.token } : {})).body
const html = async (path: string, person?: Person) =>
  (await server.request(path, person ? { headers: { cookie: person.session } } : {})).text()

async function decided(about: Person, body: Record<string, unknown>, what: Record<string, unknown> = {}) {
  const filed = await post(minh, 'reports', { account_id: about.id, ...what })
  const decision = await post(mod, `cases/${filed.id}/decisions`, {
    cited: 'Điều 1',
    facts: 'Tin sai',
    ...body,
  })
  return { caseId: filed.id as string, decision }
}

describe('somebody who is shut out by a decision', () => {
  it('learns at the sign-in page what was decided and until when, reads the reasons and appeals', async () => {
    const lan = await signUp(server, 'lan', { scopes })
    const { decision } = await decided(lan, { measure: 'freeze', days: 7 })
    const refused = await server.request('/login', {
      method: 'POST',
      body: new URLSearchParams({ name: 'lan', password: lan.password }),
    })
    expect(refused.status).toBe(403)
    const said = await refused.text()
    expect(said).toContain('Tạm khóa đăng nhập')
    expect(said).toMatch(/Đến Thứ/)
    const path = /href="(\/ly-do\/[^"]+\?key=[^"]+)"/.exec(said)![1]!
    expect(path).toContain(decision.id)
    expect(await html(path)).toContain('Đây là quyết định về bạn')
    const key = new URL(path, 'http://a').searchParams.get('key')!
    const sent = await server.request(`/ly-do/${decision.id}/appeal`, {
      method: 'POST',
      body: new URLSearchParams({ key, text: 'Tin ấy đúng' }),
    })
    expect(sent.status).toBe(303)
    expect(await html(path)).toContain('Tin ấy đúng')
    // The key opens what is hers and nothing else.
    const other = await decided(await signUp(server, 'tam', { scopes }), { measure: 'warn' })
    expect(await html(`/ly-do/${other.decision.id}?key=${key}`)).toContain('Bản công khai')
  })

  it('reads and appeals with her token, which opens nothing else', async () => {
    const hoa = await signUp(server, 'hoa', { scopes })
    const { decision } = await decided(hoa, { measure: 'suspend' })
    const closed = await server.api('GET', '/api/v1/timelines/home', { token: hoa.token })
    expect(closed.status).toBe(403)
    expect((await get(`/api/v1/statements/${decision.id}`, hoa)).facts).toBe('Tin sai')
    const appeal = await post(hoa, `statements/${decision.id}/appeal`, { text: 'Không phải tôi' })
    expect(appeal.messages[0].text).toBe('Không phải tôi')
  })
})

describe('the public statement', () => {
  it('says what came of an appeal, leads to the decision that stands instead and back, and names nobody', async () => {
    const hai = await signUp(server, 'hai', { scopes })
    const status = await post(hai, 'statuses', { status: 'Tin nóng' })
    const what = { status_ids: [status.id] }
    const { caseId, decision } = await decided(hai, { measure: 'hide' }, what)
    await post(hai, `statements/${decision.id}/appeal`, { text: 'Tin ấy đúng' })
    const path = `/api/v1/statements/${decision.id}`
    expect((await get(path)).appeal).toMatchObject({ outcome: null, reasons: '' })
    const { appeals } = await get(`/api/v1/cases/${caseId}`, mod)
    await post(second, `appeals/${appeals[0].id}/judge`, {
      outcome: 'partly',
      reasons: 'Chỉ sai ngày, như @hai đã nói.',
      measure: 'label',
    })
    const shown = await get(path)
    expect(shown.appeal).toMatchObject({ outcome: 'partly', reasons: 'Chỉ sai ngày, như @█ đã nói.' })
    expect(shown).not.toHaveProperty('decider')
    expect((await get(`/api/v1/statements/${shown.replaced_by}`)).replaces).toBe(decision.id)
    expect((await get(`/api/v1/statements/${shown.reversed_by}`)).reverses).toBe(decision.id)
    const page = await html(`/ly-do/${decision.id}`)
    for (const text of ['Chấp nhận một phần', 'Chỉ sai ngày', shown.replaced_by, shown.reversed_by])
      expect(page).toContain(text)
    expect(page).toContain('người vận hành mạng')
    expect(page).not.toContain('dieu')
    // The day of the post, and no hour that nobody knows.
    expect(page).toMatch(/<dd>\d\d\/\d\d\/\d{4}<\/dd>/)
    expect(page).not.toContain(' 07:00')
    expect(await html('/minh-bach')).toContain('Chỉ sai ngày')
    expect(await (await server.request('/minh-bach.csv')).text()).toContain('appeal_outcome')
    // She alone reads who it was.
    expect(await html(`/ly-do/${decision.id}`, hai)).toContain('@dieu, người vận hành mạng')
    expect((await get(path, hai)).decider).toBe('dieu')
  })

  it('of a private community keeps its rules to itself, but not an article of law', async () => {
    const founder = await signUp(server, 'chu_xom', { scopes })
    const room = await post(founder, 'communities', {
      username: 'xom_kin',
      display_name: 'Xóm kín',
      private: true,
    })
    await server.ctx
      .db`update decisions set community_id = ${room.id}, ground = 'law', cited = 'Điều 8 Luật An ninh mạng'
      where id = (select max(id) from decisions)`
    const [row] = await server.ctx.db<{ public_id: string }[]>`
      select public_id from decisions where community_id = ${room.id}`
    const shown = await get(`/api/v1/statements/${row!.public_id}`)
    expect(shown).toMatchObject({ cited: 'Điều 8 Luật An ninh mạng', facts: '', community: null })
    await server.ctx.db`update decisions set ground = 'rules' where community_id = ${room.id}`
    expect((await get(`/api/v1/statements/${row!.public_id}`)).cited).toBe('')
  })
})

describe('an appeal in a community', () => {
  it('that nobody there can judge is told to the operators, with what she wrote', async () => {
    const founder = await signUp(server, 'to_truong', { scopes })
    const helper = await signUp(server, 'to_pho', { scopes })
    const neighbour = await signUp(server, 'ba_con', { scopes })
    const room = await post(founder, 'communities', { username: 'to_dan_pho', display_name: 'Tổ dân phố' })
    for (const person of [helper, neighbour]) await post(person, `communities/${room.id}/join`)
    const appealed = async (text: string) => {
      const status = await post(neighbour, 'statuses', { community_id: room.id, title: text, status: text })
      const filed = await post(minh, 'reports', { account_id: neighbour.id, status_ids: [status.id] })
      const decision = await post(founder, `cases/${filed.id}/decisions`, {
        measure: 'remove',
        cited: 'Điều 1',
        facts: 'Sai chỗ',
      })
      await post(neighbour, `statements/${decision.id}/appeal`, { text: 'Đúng chỗ mà' })
      const all = await get('/api/v1/notifications?types[]=admin.report', mod)
      return { status, told: all.filter((one: { report?: { id: string } }) => one.report?.id === filed.id) }
    }
    const { told, status } = await appealed('Một')
    expect(told).toHaveLength(1)
    expect(told[0].report).toMatchObject({ about: 'appeal', status_ids: [status.id] })
    const [warned] = await get('/api/v1/notifications?types[]=moderation_warning', neighbour)
    expect(warned.moderation_warning.appeal).toEqual({ text: 'Đúng chỗ mà', state: 'pending' })
    await server.ctx.db`insert into community_roles (community_id, account_id, role, permissions)
      values (${room.id}, ${helper.id}, 'moderator', '{cases}')`
    expect((await appealed('Hai')).told).toEqual([])
  })
})

describe('the public record', () => {
  it('names what is no filter beside its field and keeps the others; time is never zero', async () => {
    const page = await html('/minh-bach?community=khong_co&measure=hide&from=hom-qua&to=2026-13-40')
    expect(page).toContain('Không có xóm này: khong_co')
    expect(page).toContain('Ngày không hợp lệ: hom-qua')
    expect(page).toContain('Ngày không hợp lệ: 2026-13-40')
    expect(page).toMatch(/<option value="hide" selected/)
    expect(page).toContain('dưới 1 giờ')
    expect(page).not.toMatch(/>0 (giờ|ngày)</)
  })
})

describe('somebody who reported', () => {
  it('hears that it was decided and finds it among her reports, on our pages and not in the API', async () => {
    const teller = await signUp(server, 'nguoi_bao', { scopes })
    const bay = await signUp(server, 'bay', { scopes })
    const report = async (comment: string) =>
      (await post(teller, 'reports', { account_id: bay.id, comment })).id as string
    const first = await report('Đòi chuyển khoản trước')
    expect(await html('/report/mine', teller)).toContain('Đang chờ xem')
    const decision = await post(mod, `cases/${first}/decisions`, {
      measure: 'warn',
      cited: 'Điều 1',
      facts: 'Sai',
    })
    await post(mod, `cases/${await report('Vẫn thế')}/decisions`, { measure: 'none' })
    const told = await html('/notifications', teller)
    expect(told).toContain('Báo cáo của bạn đã được xem và đã xử lý')
    expect(told).toContain('không thấy trái nội quy')
    expect(told).toContain('href="/report/mine"')
    const mine = await html('/report/mine', teller)
    for (const text of [
      'Đã xem và đã xử lý',
      'Đã xem, không thấy',
      'Đòi chuyển khoản trước',
      `/ly-do/${decision.id}`,
    ])
      expect(mine).toContain(text)
    expect(mine).not.toContain('dieu')
    expect(await html('/report/mine', bay)).not.toContain('Đòi chuyển khoản')
    for (const path of ['/api/v1/notifications', '/api/v1/notifications?exclude_types[]=follow'])
      expect(await get(path, teller)).toEqual([])
    expect((await get('/api/v2/notifications', teller)).notification_groups).toEqual([])
    expect(await get('/api/v1/notifications/unread_count', teller)).toEqual({ count: 0 })
  })
})
