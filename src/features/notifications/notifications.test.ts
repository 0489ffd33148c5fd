import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { unreadCount } from './notifications.ts'
import * as write from './write-sql.ts'

let server: TestServer
let lan: Person
let hung: Person
let mai: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { displayName: 'Lan' })
  hung = await signUp(server, 'hung', { displayName: 'Hùng' })
  mai = await signUp(server, 'mai', { displayName: 'Mai' })
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.settle()
  await server.ctx.db`delete from notifications`
  await server.ctx.db`delete from markers`
})

const post = async (person: Person, status: string, extra: object = {}) =>
  (await server.api('POST', '/api/v1/statuses', { token: person.token, body: { status, ...extra } })).body
const act = (person: Person, path: string, body: object = {}) =>
  server.api('POST', `/api/v1/${path}`, { token: person.token, body })
const told = async (person: Person, query = '') => {
  await server.settle()
  const { body } = await server.api('GET', `/api/v1/notifications${query}`, { token: person.token })
  return body as { id: string; type: string; account: { username: string }; status?: { id: string } }[]
}
const types = async (person: Person, query = '') => (await told(person, query)).map((item) => item.type)

describe('a notification', () => {
  it('comes for a mention, a favourite, a boost and a follow', async () => {
    const status = await post(lan, 'Chợ quê hôm nay đông')
    await act(hung, `statuses/${status.id}/favourite`)
    await act(hung, `statuses/${status.id}/reblog`)
    await post(hung, '@lan mai đi không?', { in_reply_to_id: status.id })
    await act(hung, `accounts/${lan.id}/follow`)
    const items = await told(lan)
    expect(items.map((item) => item.type).sort()).toEqual(['favourite', 'follow', 'mention', 'reblog'])
    expect(items.every((item) => item.account.username === 'hung')).toBe(true)
    expect(items.find((item) => item.type === 'reblog')!.status!.id).toBe(status.id)
    await act(hung, `accounts/${lan.id}/unfollow`)
  })

  it('comes again when what was taken back is made again, and only then', async () => {
    const status = await post(lan, 'Bún chả ngon không?')
    const steps = [
      ['follow', `accounts/${lan.id}/follow`, `accounts/${lan.id}/unfollow`],
      ['favourite', `statuses/${status.id}/favourite`, `statuses/${status.id}/unfavourite`],
      ['reblog', `statuses/${status.id}/reblog`, `statuses/${status.id}/unreblog`],
    ] as const
    for (const [type, make, takeBack] of steps) {
      await act(hung, make)
      const [first, ...more] = await told(lan, `?types[]=${type}`)
      expect([first?.type, more]).toEqual([type, []])
      await act(hung, takeBack)
      expect(await told(lan, `?types[]=${type}`)).toEqual([])
      expect(await unreadCount(server.ctx, lan.id)).toBe(0)
      expect(await server.ctx.db`select 1 from notifications where type = ${type}`).toHaveLength(0)
      await act(hung, make)
      // Both jobs may run late, and more than once.
      const job =
        type === 'follow'
          ? () => write.onFollow(server.ctx, { fromId: hung.id, targetId: lan.id, type })
          : () => write.onInteraction(server.ctx, { type, fromId: hung.id, statusId: status.id })
      await Promise.all([job(), job(), job()])
      const again = await told(lan, `?types[]=${type}`)
      expect(again).toHaveLength(1)
      expect(BigInt(again[0]!.id)).toBeGreaterThan(BigInt(first!.id))
      const rows = await server.ctx
        .db`select 1 from notifications where account_id = ${lan.id} and type = ${type}`
      expect(rows).toHaveLength(1)
      // Dismissed is dismissed, until it is made once more.
      await act(lan, `notifications/${again[0]!.id}/dismiss`)
      await job()
      expect(await told(lan, `?types[]=${type}`)).toEqual([])
      await act(hung, takeBack)
      await act(hung, make)
      expect(await told(lan, `?types[]=${type}`)).toHaveLength(1)
      await act(hung, takeBack)
    }
  })

  it('of a request comes again when it was turned away and made once more', async () => {
    const hoa = await signUp(server, 'hoa_khoa')
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: hoa.token,
      body: { locked: true },
    })
    await act(hung, `accounts/${hoa.id}/follow`)
    const [first] = await told(hoa)
    expect(first!.type).toBe('follow_request')
    await act(hoa, `follow_requests/${hung.id}/reject`)
    await act(hung, `accounts/${hoa.id}/follow`)
    const again = await told(hoa)
    expect(again).toHaveLength(1)
    expect(again[0]!.id).not.toBe(first!.id)
  })

  it('is made once although its job runs twice', async () => {
    const status = await post(lan, 'Một lần thôi @hung')
    await act(mai, `statuses/${status.id}/favourite`)
    await act(mai, `statuses/${status.id}/reblog`)
    await server.settle()
    await server.api('PUT', `/api/v1/statuses/${status.id}`, {
      token: lan.token,
      body: { status: 'Sửa lại @hung' },
    })
    await server.settle()
    for (let run = 0; run < 2; run += 1) {
      await write.onStatus(server.ctx, { statusId: status.id })
      await write.onEdit(server.ctx, { statusId: status.id })
      await write.onInteraction(server.ctx, { type: 'favourite', fromId: mai.id, statusId: status.id })
      await write.onInteraction(server.ctx, { type: 'reblog', fromId: mai.id, statusId: status.id })
    }
    await Promise.all([1, 2, 3].map(() => write.onEdit(server.ctx, { statusId: status.id })))
    expect(await types(lan)).toEqual(['reblog', 'favourite'])
    expect(await types(hung)).toEqual(['mention'])
    expect(await types(mai)).toEqual(['update'])
  })

  it('goes away when what it tells of was taken back', async () => {
    const status = await post(lan, 'Rút lại')
    await act(hung, `statuses/${status.id}/favourite`)
    expect(await types(lan)).toEqual(['favourite'])
    await act(hung, `statuses/${status.id}/unfavourite`)
    expect(await types(lan)).toEqual([])
    expect(await unreadCount(server.ctx, lan.id)).toBe(0)
    await act(hung, `statuses/${status.id}/favourite`)
    await server.settle()
    await server.api('DELETE', `/api/v1/statuses/${status.id}`, { token: lan.token })
    expect(await types(lan)).toEqual([])
  })

  it('does not come from people one blocked or muted, nor from oneself', async () => {
    const status = await post(lan, 'Yên tĩnh')
    await act(lan, `statuses/${status.id}/favourite`)
    await act(lan, `accounts/${hung.id}/block`)
    await act(lan, `accounts/${mai.id}/mute`)
    await act(mai, `statuses/${status.id}/favourite`)
    await post(hung, '@lan nghe không?')
    await post(mai, '@lan nghe không?')
    expect(await types(lan)).toEqual([])
    await act(lan, `accounts/${hung.id}/unblock`)
    await act(lan, `accounts/${mai.id}/unmute`)
    expect(await types(lan)).toEqual([])
  })

  it('does not come from a muted thread', async () => {
    const status = await post(lan, 'Chuyện dài')
    await act(lan, `statuses/${status.id}/mute`)
    await post(hung, '@lan trả lời', { in_reply_to_id: status.id })
    expect(await types(lan)).toEqual([])
  })

  it('comes for each post of somebody whom one asked about, and not twice when one is named in it', async () => {
    await act(mai, `accounts/${lan.id}/follow`, { notify: true })
    await post(lan, 'Bài mới')
    await post(lan, 'Bài nhắc @mai')
    const other = await post(hung, 'Bài của Hùng')
    await post(lan, '@hung trả lời', { in_reply_to_id: other.id })
    expect(await types(mai)).toEqual(['mention', 'status'])
    await act(mai, `accounts/${lan.id}/unfollow`)
  })

  it('tells a locked account of a request until it is answered', async () => {
    await server.ctx.db`update accounts set locked = true, version = version + 1 where id = ${lan.id}`
    await act(mai, `accounts/${lan.id}/follow`)
    expect(await types(lan)).toEqual(['follow_request'])
    await act(lan, `follow_requests/${mai.id}/authorize`)
    expect(await types(lan)).toEqual([])
    await server.ctx.db`update accounts set locked = false, version = version + 1 where id = ${lan.id}`
    await act(mai, `accounts/${lan.id}/unfollow`)
  })

  it('tells admins of a sign-up, and nobody else', async () => {
    const admin = await signUp(server, 'truongxom', { role: 'admin' })
    const guest = await signUp(server, 'khach1')
    await write.onSignUp(server.ctx, { accountId: guest.id })
    await write.onSignUp(server.ctx, { accountId: guest.id })
    expect(await types(admin, '?types[]=admin.sign_up')).toEqual(['admin.sign_up'])
    expect(await types(lan)).toEqual([])
  })
})

describe('the list', () => {
  it('is filtered by type and person and paged by Link', async () => {
    const status = await post(lan, 'Trang')
    await act(hung, `statuses/${status.id}/favourite`)
    await server.settle()
    await act(mai, `statuses/${status.id}/favourite`)
    await server.settle()
    await post(mai, '@lan ơi')
    expect(await types(lan, '?types[]=mention')).toEqual(['mention'])
    expect(await types(lan, '?exclude_types[]=mention')).toEqual(['favourite', 'favourite'])
    expect(await types(lan, `?account_id=${hung.id}`)).toEqual(['favourite'])
    expect(await types(lan, '?types[]=unknown')).toEqual([])
    const first = await server.api('GET', '/api/v1/notifications?limit=2', { token: lan.token })
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)![1]!
    const second = await server.api('GET', next.replace(server.origin, ''), { token: lan.token })
    expect([first.body.length, second.body.length]).toEqual([2, 1])
  })

  it('belongs to its owner alone', async () => {
    await post(hung, '@lan riêng')
    const [item] = await told(lan)
    const one = (person: Person) =>
      server.api('GET', `/api/v1/notifications/${item!.id}`, { token: person.token })
    expect((await one(lan)).body.id).toBe(item!.id)
    expect((await one(mai)).status).toBe(404)
    expect((await act(mai, `notifications/${item!.id}/dismiss`)).status).toBe(404)
    expect((await server.api('GET', '/api/v1/notifications')).status).toBe(401)
    expect((await act(lan, `notifications/${item!.id}/dismiss`)).status).toBe(200)
    expect((await one(lan)).status).toBe(404)
  })

  it('is emptied by clear, and the cleared does not come back', async () => {
    const status = await post(lan, 'Dọn')
    await act(hung, `statuses/${status.id}/favourite`)
    expect(await types(lan)).toHaveLength(1)
    await act(lan, 'notifications/clear')
    await write.onInteraction(server.ctx, { type: 'favourite', fromId: hung.id, statusId: status.id })
    expect(await types(lan)).toEqual([])
  })

  it('counts what is newer than the marker', async () => {
    await post(hung, '@lan một')
    const [item] = await told(lan)
    const count = async () =>
      (await server.api('GET', '/api/v1/notifications/unread_count', { token: lan.token })).body.count
    expect(await count()).toBe(1)
    await act(lan, 'markers', { notifications: { last_read_id: item!.id } })
    expect(await count()).toBe(0)
    await post(hung, '@lan hai')
    await server.settle()
    expect(await count()).toBe(1)
  })
})

describe('grouped notifications', () => {
  it('join favourites of one post, and show each group on one page', async () => {
    const a = await post(lan, 'Bài A')
    const b = await post(lan, 'Bài B')
    await act(hung, `statuses/${a.id}/favourite`)
    await server.settle()
    await act(hung, `statuses/${b.id}/favourite`)
    await server.settle()
    await post(hung, '@lan chen giữa')
    await server.settle()
    await act(mai, `statuses/${a.id}/favourite`)
    await server.settle()
    const get = (query: string) => server.api('GET', `/api/v2/notifications${query}`, { token: lan.token })
    const all = (await get('')).body
    const shape = all.notification_groups.map((group: { type: string; notifications_count: number }) => [
      group.type,
      group.notifications_count,
    ])
    expect(shape).toEqual([
      ['favourite', 2],
      ['mention', 1],
      ['favourite', 1],
    ])
    expect(all.notification_groups[0].sample_account_ids).toEqual([mai.id, hung.id])
    expect(all.accounts.length).toBe(2)
    const seen: string[] = []
    for (let path = '?limit=1', round = 0; path && round < 6; round += 1) {
      const { body, headers } = await get(path)
      seen.push(...body.notification_groups.map((group: { group_key: string }) => group.group_key))
      path = /\?[^>]*(?=>; rel="next")/.exec(headers.get('link') ?? '')?.[0] ?? ''
    }
    expect(seen).toEqual(all.notification_groups.map((group: { group_key: string }) => group.group_key))
    const newer = await get(`?min_id=${all.notification_groups[1].most_recent_notification_id}`)
    expect(newer.body.notification_groups).toHaveLength(1)
    expect((await get('/unread_count')).body.count).toBe(3)
    const key = all.notification_groups[0].group_key
    expect((await get(`/${key}`)).body.notification_groups[0].notifications_count).toBe(2)
    expect(
      (await get(`/${key}/accounts`)).body.map((account: { username: string }) => account.username),
    ).toEqual(['mai', 'hung'])
    expect((await get('?grouped_types[]=follow')).body.notification_groups).toHaveLength(4)
    expect(
      (await server.api('POST', `/api/v2/notifications/${key}/dismiss`, { token: lan.token })).status,
    ).toBe(200)
    expect((await get('')).body.notification_groups).toHaveLength(2)
    expect((await get('/favourite-1-999999')).status).toBe(404)
    expect((await get('/nothing')).status).toBe(404)
  })

  it('are a page that says who, marks what is new, and moves the marker', async () => {
    const status = await post(lan, 'Bài hay')
    for (const name of ['an', 'binh', 'cuong']) {
      const person = await signUp(server, `${name}_xom`, { displayName: name })
      await act(person, `statuses/${status.id}/favourite`)
    }
    await act(hung, `statuses/${status.id}/favourite`)
    await server.settle()
    await act(mai, `statuses/${status.id}/favourite`)
    await server.settle()
    const page = async (path = '/notifications', headers = {}) =>
      (await server.request(path, { headers: { cookie: lan.session, ...headers } })).text()
    expect(await page('/notifications', { 'x-sec-purpose': 'prefetch' })).toContain('Mới:')
    const html = await page()
    expect(html).toContain('Mai, Hùng và 3 người khác đã thích bài của bạn')
    expect(html).toContain('Mới:')
    expect(await page()).not.toContain('Mới:')
    expect(await page('/notifications?tab=mentions')).toContain('Chưa có thông báo nào')
    const talk = { status: '@lan ơi, chợ đông không?' }
    await server.api('POST', '/api/v1/statuses', { token: mai.token, body: talk })
    const answer = { status: '@lan đông lắm', in_reply_to_id: status.id }
    await server.api('POST', '/api/v1/statuses', { token: hung.token, body: answer })
    await server.settle()
    const mentions = await page('/notifications?tab=mentions')
    expect(mentions).toContain('Mai nhắc đến bạn')
    expect(mentions).toContain('Hùng đã trả lời bạn')
    await page()
    expect(await unreadCount(server.ctx, lan.id)).toBe(0)
    expect((await server.request('/notifications')).headers.get('location')).toBe(
      '/login?next=%2Fnotifications',
    )
  })
})

describe('the rest of the interface', () => {
  it('says that nothing is filtered, and refuses to pretend', async () => {
    const get = (path: string) => server.api('GET', path, { token: lan.token })
    expect((await get('/api/v1/notifications/policy')).body.filter_not_following).toBe(false)
    expect((await get('/api/v2/notifications/policy')).body.for_not_following).toBe('accept')
    expect((await get('/api/v1/notifications/requests')).body).toEqual([])
    const patch = (body: object) =>
      server.api('PATCH', '/api/v2/notifications/policy', { token: lan.token, body })
    expect((await patch({ for_new_accounts: 'accept' })).status).toBe(200)
    expect((await patch({ for_new_accounts: 'drop' })).status).toBe(422)
  })

  it('prunes only what is old and beyond the newest', async () => {
    await server.ctx.db`
      insert into notifications (id, account_id, from_account_id, type, created_at)
      select ((extract(epoch from now() - interval '200 days') * 1000)::bigint << 16) + n, ${lan.id}, ${hung.id}, 'update',
        now() - interval '200 days' from generate_series(1, 5002) n`
    await write.prune(server.ctx)
    const [row] = await server.ctx
      .db`select count(*)::int as n from notifications where account_id = ${lan.id}`
    expect(row!['n']).toBe(5000)
  })
})
