import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { suspendAccount } from '../accounts/index.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan', { displayName: 'Lan <bán> xôi' })
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const page = async (path: string, person?: Person) => {
  const response = await server.request(path, person ? { headers: { cookie: person.session } } : {})
  return { status: response.status, html: await response.text(), headers: response.headers }
}

const press = (path: string, person: Person | null, fields: Record<string, string> = {}) =>
  server.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: person ? { cookie: person.session } : {},
  })

const post = async (person: Person, body: Record<string, unknown>): Promise<string> =>
  (await server.api('POST', '/api/v1/statuses', { token: person.token, body })).body.id

/** Ids of the posts on a page, in order. */
const shown = (html: string) => [...html.matchAll(/id="s-(\d+)"/g)].map((found) => found[1])

describe('a profile', () => {
  it('shows names, bio and fields, safely escaped', async () => {
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { note: 'Xôi <script>gấc</script>', fields_attributes: [{ name: 'Chợ <i>', value: 'Mơ "1"' }] },
    })
    const { status, html, headers } = await page('/@lan')
    expect(status).toBe(200)
    expect(html.toLowerCase().startsWith('<!doctype html>')).toBe(true)
    expect(html).toContain('Lan &lt;bán&gt; xôi')
    expect(html).toContain('Xôi &lt;script&gt;gấc&lt;/script&gt;')
    expect(html).toContain('Chợ &lt;i&gt;')
    expect(html).toContain('<meta name="robots" content="noindex"')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('has pinned posts first, and each post once', async () => {
    const first = await post(lan, { status: 'Bài đầu' })
    const second = await post(lan, { status: 'Bài hai' })
    await server.api('POST', `/api/v1/statuses/${first}/pin`, { token: lan.token })
    expect(shown((await page('/@lan', minh)).html)).toEqual([first, second])
  })

  it('keeps replies and pictures on tabs of their own', async () => {
    const theirs = await post(minh, { status: 'Hỏi xôi' })
    const reply = await post(lan, { status: 'Còn ạ', in_reply_to_id: theirs })
    expect(shown((await page('/@lan', minh)).html)).not.toContain(reply)
    expect(shown((await page('/@lan/replies', minh)).html)).toContain(reply)
    const media = await page('/@lan/media', minh)
    expect([media.status, shown(media.html)]).toEqual([200, []])
  })

  it('is paged by plain links to the end', async () => {
    const many = await signUp(server, 'hay_viet')
    for (let i = 0; i < 45; i += 1) await post(many, { status: `Bài ${i}` })
    const seen: (string | undefined)[] = []
    let path: string | undefined = '/@hay_viet'
    for (let pages = 0; path && pages < 5; pages += 1) {
      const { html } = await page(path, minh)
      seen.push(...shown(html))
      path = /class="more-link" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(45)
    expect(seen).toHaveLength(45)
  })

  it('has one address', async () => {
    const other = await server.request('/@LAN/replies?max_id=9')
    expect([other.status, other.headers.get('location')]).toEqual([303, '/@lan/replies?max_id=9'])
    expect((await server.request('/users/lan')).headers.get('location')).toBe('/@lan')
    for (const path of [
      '/@khong_co',
      '/@',
      '/@lan@khac.example',
      '/@%00',
      '/@lan%F0%28',
      '/@khong_co/followers',
    ]) {
      expect((await page(path)).status, path).toBeGreaterThanOrEqual(400)
      expect((await page(path)).status, path).toBeLessThan(500)
    }
    expect((await page('/@lan?max_id=-99999999999999999999999&limit=1e9')).status).toBe(200)
  })

  it('shows followers-only posts to followers only', async () => {
    const secret = await post(lan, { status: 'Chỉ cho người theo dõi', visibility: 'private' })
    expect((await page('/@lan')).html).not.toContain(`s-${secret}`)
    expect((await page('/@lan', minh)).html).not.toContain(`s-${secret}`)
    await press(`/accounts/${lan.id}/follow`, minh)
    expect((await page('/@lan', minh)).html).toContain(`s-${secret}`)
    await press(`/accounts/${lan.id}/unfollow`, minh)
    expect((await page('/@lan', minh)).html).not.toContain(`s-${secret}`)
  })

  it('forgets a removed post at once, also for readers without an account', async () => {
    const id = await post(lan, { status: 'Lỡ tay' })
    // A page may be five seconds old for them; not so when something was taken away.
    server.ctx.cache.find('anonymous')?.clear()
    expect((await page('/@lan')).html).toContain(`s-${id}`)
    await server.api('DELETE', `/api/v1/statuses/${id}`, { token: lan.token })
    expect((await page('/@lan')).html).not.toContain(`s-${id}`)
  })

  it('never shows one person’s page to another', async () => {
    expect((await page('/@lan', lan)).html).toContain('/settings/profile')
    expect((await page('/@lan')).html).not.toContain('href="/settings/profile" class="button"')
    expect((await page('/@lan', minh)).html).toContain(`action="/accounts/${lan.id}/follow"`)
    expect((await page('/@lan')).html).not.toContain(`action="/accounts/${lan.id}/follow"`)
  })
})

describe('the buttons of a profile', () => {
  it('follow, mute, note and block without scripts, and say what was done', async () => {
    const followed = await press(`/accounts/${lan.id}/follow`, minh)
    expect([followed.status, followed.headers.get('location')]).toEqual([303, '/@lan'])
    const after = await server.request('/@lan', {
      headers: { cookie: `${minh.session}; ${cookiesOf(followed)}` },
    })
    const html = await after.text()
    expect(html).toContain('Đã theo dõi @lan.')
    expect(html).toContain(`action="/accounts/${lan.id}/unfollow"`)
    await press(`/accounts/${lan.id}/note`, minh, { comment: 'Chị <Lan>' })
    expect((await page('/@lan', minh)).html).toContain('Chị &lt;Lan&gt;')
    expect((await page('/@lan', lan)).html).not.toContain('Chị &lt;Lan&gt;')
    await press(`/accounts/${lan.id}/mute`, minh, { duration: '3600' })
    expect((await page('/mutes', minh)).html).toContain('@lan')
    await press(`/accounts/${lan.id}/unmute`, minh)
    await press(`/accounts/${lan.id}/block`, minh)
    expect((await page('/blocks', minh)).html).toContain('@lan')
    expect((await page('/@minh', lan)).html).toContain('Người này đã chặn bạn.')
    await press(`/accounts/${lan.id}/unblock`, minh)
    expect((await page('/blocks', minh)).html).not.toContain('@lan')
  })

  it('go back only within our own pages', async () => {
    for (const back of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const done = await press(`/accounts/${lan.id}/unfollow`, minh, { back })
      expect(done.headers.get('location')).toBe('/@lan')
    }
    const home = await press(`/accounts/${lan.id}/unfollow`, minh, { back: '/local?max_id=5' })
    expect(home.headers.get('location')).toBe('/local?max_id=5')
  })

  it('lead to the sign-in page without a session, and refuse other sites', async () => {
    const door = await press(`/accounts/${lan.id}/follow`, null)
    expect(door.headers.get('location')).toBe('/login?next=%2F%40lan')
    const foreign = await server.request(`/accounts/${lan.id}/follow`, {
      method: 'POST',
      headers: { cookie: minh.session, origin: 'https://evil.example' },
    })
    expect(foreign.status).toBe(403)
  })
})

describe('lists of people', () => {
  it('let a locked person answer requests on a page', async () => {
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { locked: true },
    })
    await press(`/accounts/${lan.id}/follow`, minh)
    expect((await page('/@lan', minh)).html).toContain('Rút lời xin')
    expect((await page('/follow-requests', lan)).html).toContain(`/follow-requests/${minh.id}/accept`)
    await press(`/follow-requests/${minh.id}/accept`, lan)
    expect((await page('/@lan/followers')).html).toContain('@minh')
    expect((await page('/@minh/following')).html).toContain('@lan')
    expect((await page('/follow-requests', lan)).html).toContain('Không có ai đang chờ.')
  })

  it('of one’s own need a session', async () => {
    for (const path of ['/follow-requests', '/blocks', '/mutes']) {
      const { status, headers } = await page(path)
      expect([status, headers.get('location')]).toEqual([303, `/login?next=${encodeURIComponent(path)}`])
    }
  })
})

describe('a suspended person', () => {
  it('has a page that says so and shows nothing', async () => {
    const an = await signUp(server, 'an_123', { displayName: 'An Ổi' })
    const id = await post(an, { status: 'Bị ẩn' })
    expect((await page('/@an_123')).html).toContain(`s-${id}`)
    await suspendAccount(server.ctx, an.id)
    const { status, html } = await page('/@an_123')
    expect(status).toBe(200)
    expect(html).toContain('Tài khoản này đã bị đình chỉ.')
    expect(html).not.toContain('An Ổi')
    expect(html).not.toContain(`s-${id}`)
  })
})
