import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let minh: Person
let hoa: Person
let made = 0

beforeAll(async () => {
  server = await startServer()
  minh = await signUp(server, 'minh')
  hoa = await signUp(server, 'hoa')
})
afterAll(() => server.close())

const post = (person: Person, path: string, body: unknown = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const get = async (person: Person, path: string) =>
  (await server.api('GET', path, { token: person.token })).body
const page = async (person: Person, path: string) =>
  (await server.request(path, { headers: { cookie: person.session } })).text()
const open = async (founder: Person, body: Record<string, unknown> = {}) => {
  made += 1
  const answer = await post(founder, 'communities', {
    username: `xom_${made}`,
    display_name: `Xóm số ${made}`,
    ...body,
  })
  return answer.body as { id: string; account: { username: string } }
}
const roleOf = async (person: Person, id: string) =>
  (await get(person, `/api/v1/communities/${id}`)).me.role as string | null
const types = async (person: Person) =>
  (await get(person, '/api/v1/notifications')).map((one: { type: string }) => one.type)
const deletes = (person: Person) =>
  server.request('/settings/account/delete', {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams({ delete_password: person.password }),
  })

describe('a founder who asks for the deletion of her account', () => {
  it('is told who comes next, and the community passes to her at once', async () => {
    const founder = await signUp(server, 'sap_di')
    const { id, account } = await open(founder)
    await post(minh, `communities/${id}/join`)
    await post(hoa, `communities/${id}/join`)
    await server.api('PUT', `/api/v1/communities/${id}/members/${hoa.id}/role`, {
      token: founder.token,
      body: { role: 'moderator', permissions: ['posts'] },
    })
    const alone = await open(founder)
    const form = await page(founder, '/settings/account')
    expect(form).toContain('Xóm số 1: giao cho @hoa')
    expect(form).toContain('Xóm số 2: chưa có ai nhận được')
    expect((await deletes(founder)).status).toBe(303)
    await server.settle()
    expect(await roleOf(hoa, id)).toBe('founder')
    const notices = await page(hoa, '/notifications')
    expect(notices).toContain('Bạn là người sáng lập của Xóm số 1 từ bây giờ')
    expect(notices).toContain(`href="/xom/${account.username}"`)
    // The one that nobody could take goes to the first who comes.
    await post(minh, `communities/${alone.id}/join`)
    await server.ctx.enqueue('communities.sweep', {})
    await server.settle()
    expect(await roleOf(minh, alone.id)).toBe('founder')
  })

  it('who signs in again is a moderator of what she founded', async () => {
    const founder = await signUp(server, 'di_roi_ve')
    const { id } = await open(founder)
    await post(minh, `communities/${id}/join`)
    await deletes(founder)
    await server.settle()
    await server.ctx.db`update users set delete_after = null where account_id = ${founder.id}`
    await server.ctx
      .db`update accounts set suspended_at = null, suspension_origin = null where id = ${founder.id}`
    const roles = await server.ctx.db`
      select account_id, role from community_roles where community_id = ${id} order by role`
    expect(roles.map((row) => [row['account_id'], row['role']])).toEqual([
      [minh.id, 'founder'],
      [founder.id, 'moderator'],
    ])
  })
})

describe('the news of membership', () => {
  it('reaches those who may admit while the request waits, then who was let in and given a role', async () => {
    const founder = await signUp(server, 'chu_xom')
    const helper = await signUp(server, 'phu_xom')
    const { id, account } = await open(founder, { joining: 'request' })
    const room = `/xom/${account.username}`
    await post(helper, `communities/${id}/join`)
    await server.settle()
    await post(founder, `communities/${id}/requests/${helper.id}/authorize`)
    await server.api('PUT', `/api/v1/communities/${id}/members/${helper.id}/role`, {
      token: founder.token,
      body: { role: 'moderator', permissions: ['members'] },
    })
    await server.settle()
    const own = await page(helper, '/notifications')
    expect(own).toMatch(/Bạn đã được vào Xóm số \d/)
    expect(own).toMatch(/Bạn vừa được giao việc điều hành Xóm số \d/)

    await post(hoa, `communities/${id}/join`)
    await server.settle()
    for (const person of [founder, helper]) {
      // Clients of the Mastodon API neither see nor count it, the page does both.
      expect(await types(person)).not.toContain('community.request')
      expect((await get(person, '/api/v1/notifications/unread_count')).count).toBe(0)
      expect((await get(person, '/api/v2/notifications')).notification_groups).toEqual([])
      expect((await get(person, '/api/v2/notifications/unread_count')).count).toBe(0)
      expect(await page(person, '/')).toContain('1 thông báo chưa đọc')
      const notices = await page(person, '/notifications')
      expect(notices).toMatch(/hoa xin vào Xóm số \d/)
      expect(notices).toContain(`href="${room}/settings/members"`)
    }
    await post(founder, `communities/${id}/requests/${hoa.id}/reject`)
    await server.settle()
    expect(await page(helper, '/notifications')).not.toContain('xin vào')
    expect(await types(hoa)).toEqual(expect.not.arrayContaining(['community.admitted']))
  })
})

describe('a thread', () => {
  const write = async (person: Person, body: Record<string, unknown>) =>
    (await post(person, 'statuses', body)).body.id as string

  it('tells whoever is answered, each time, and the others who follow it once', async () => {
    const asker = await signUp(server, 'nguoi_hoi')
    const { id } = await open(asker)
    for (const person of [minh, hoa]) await post(person, `communities/${id}/join`)
    const thread = await write(asker, { community_id: id, title: 'Hỏi', status: 'Ai biết?' })
    const first = await write(minh, { in_reply_to_id: thread, status: 'Tôi biết' })
    await post(minh, `threads/${thread}/follow`)
    await server.settle()
    for (const text of ['Một', 'Hai']) await write(hoa, { in_reply_to_id: first, status: text })
    await server.settle()
    const told = async (person: Person) =>
      (await get(person, '/api/v1/notifications')).flatMap((one: any) =>
        one.account.acct === 'hoa' && one.status ? [[one.type, one.status.content]] : [],
      )
    expect(await told(minh)).toEqual([
      ['mention', '<p>Hai</p>'],
      ['mention', '<p>Một</p>'],
    ])
    expect(await told(asker)).toEqual([])
    expect((await page(minh, '/notifications?tab=mentions')).match(/hoa đã trả lời bạn/g)).toHaveLength(2)
  })

  it('whose author left can still be answered by members, and by nobody else', async () => {
    const author = await signUp(server, 'da_roi_di')
    const stranger = await signUp(server, 'khach_la')
    const { id, account } = await open(hoa)
    for (const person of [author, minh]) await post(person, `communities/${id}/join`)
    const thread = await write(author, { community_id: id, title: 'Chuyện cũ', status: 'Còn ai không?' })
    await deletes(author)
    const path = `/xom/${account.username}/${thread}`
    expect(await page(minh, path)).toContain(`name="in_reply_to_id" value="${thread}"`)
    expect(await page(stranger, path)).toContain('Tham gia xóm để trả lời')
    expect((await post(stranger, 'statuses', { in_reply_to_id: thread, status: 'Ơ' })).status).toBe(404)
    const sent = await server.request('/compose', {
      method: 'POST',
      headers: { cookie: minh.session },
      body: new URLSearchParams({ do: 'post', status: 'Còn đây', in_reply_to_id: thread, back: path }),
    })
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toContain(path)
    const shown = await page(minh, path)
    expect(shown).toContain('Còn đây')
    expect(shown).not.toContain('Còn ai không?')
    const answer = (await get(minh, `/api/v1/threads/${thread}/posts`)).statuses[0].id
    // Now there is something to answer: the newest that can be seen.
    expect(shown).toContain(`name="in_reply_to_id" value="${answer}"`)
  })
})
