import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { flushRefusals } from '../measures/index.ts'
import { endLate } from './measures.ts'
import { countAfter } from './numbers.ts'

let server: TestServer
let boss: Person
let mod: Person
let lan: Person
let minh: Person
let room: string

const hour = 3_600_000
const scopes = 'read write follow push admin:read admin:write'

const call = (person: Person | null, method: string, path: string, body?: object) =>
  server.api(method, `/api/v1/${path}`, { token: person?.token, body, headers: { 'accept-language': 'vi' } })
const post = (person: Person, status: string, more: object = {}) =>
  call(person, 'POST', 'statuses', { status, ...more })
const page = async (path: string, person: Person | null = null) =>
  server.request(path, {
    headers: { 'accept-language': 'vi', ...(person ? { cookie: person.session } : {}) },
    redirect: 'manual',
  })
const send = (path: string, person: Person | null, fields: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: { 'accept-language': 'vi', ...(person ? { cookie: person.session } : {}) },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

const reason = 'Tin đồn vỡ đê lan nhanh sau bão'
async function begin(kind: string, more: object = {}, person = boss): Promise<any> {
  const made = await call(person, 'POST', 'measures', { kind, reason, ends_in: 3600, ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return made.body
}
const end = (measure: { id: string }, person = boss) => call(person, 'POST', `measures/${measure.id}/end`, {})
/** Ends it and writes its review, so that the same kind can be begun again. */
async function finish(measure: { id: string }): Promise<void> {
  expect((await end(measure)).status).toBe(200)
  const review = { what_happened: 'a', did_it_help: 'b', what_next: 'c' }
  expect((await call(boss, 'PUT', `measures/${measure.id}/review`, review)).status).toBe(200)
}

beforeAll(async () => {
  server = await startServer()
  boss = await signUp(server, 'bac_tu', { scopes, role: 'admin' })
  mod = await signUp(server, 'co_hai', { scopes, role: 'moderator' })
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  room = (await call(lan, 'POST', 'communities', { username: 'xom_lan', display_name: 'Xóm Lan' })).body.id
  await call(minh, 'POST', `communities/${room}/join`)
}, 60_000)
afterAll(() => server.close())
// Whatever a test leaves in force would hold the next one back, too.
afterEach(async () => {
  for (const measure of (await call(boss, 'GET', 'measures?state=in_force')).body) await end(measure)
})

describe('a measure is refused', () => {
  it.each([
    ['viewpoint', {}, 'quan điểm'],
    ['keyword_ban', { keywords: ['đê'] }, 'từ khoá'],
    ['pre_approval', {}, 'duyệt bài trước'],
    ['demotion', {}, 'âm thầm'],
    ['slow_mode', { seconds: 60, keywords: ['đê'] }, 'từ khoá'],
    ['slow_mode', { seconds: 60, account_ids: ['1'] }, 'quan điểm'],
  ])('with the rule in words: %s %j', async (kind, more, word) => {
    const { status, body } = await call(boss, 'POST', 'measures', { kind, reason, ends_in: 3600, ...more })
    expect(status).toBe(422)
    expect(body.error_description).toContain(word)
  })

  it('when it lasts longer than seven days, ends before it begins, has no reason, or nobody knows its kind', async () => {
    const refused = async (body: object) =>
      (await call(boss, 'POST', 'measures', { kind: 'text_only', reason, ends_in: 3600, ...body })).body.error
    expect(await refused({ ends_in: 7 * 86_400 + 1 })).toContain('nhiều nhất 7 ngày')
    expect(await refused({ ends_at: '2020-01-01T00:00:00Z' })).toContain('sau lúc bắt đầu')
    expect(await refused({ reason: 'nóng' })).toContain('phải có lý do')
    expect(await refused({ kind: 'nothing' })).toContain('Không có loại')
    expect(await refused({ ends_in: undefined })).toContain('Hạn chót')
    expect((await call(null, 'GET', 'measures')).body).toEqual([])
  })

  it('to those who may not take it: neighbours, moderators for what touches everybody, others in a community', async () => {
    const body = { kind: 'slow_mode', seconds: 60, reason, ends_in: 60 }
    expect((await call(lan, 'POST', 'measures', body)).status).toBe(403)
    expect((await call(mod, 'POST', 'measures', { ...body, kind: 'read_only' })).status).toBe(403)
    expect((await call(minh, 'POST', 'measures', { ...body, community_id: room })).status).toBe(403)
    expect(
      (await call(lan, 'POST', 'measures', { ...body, kind: 'text_only', community_id: room })).status,
    ).toBe(422)
    expect((await call(null, 'POST', 'measures', body)).status).toBe(401)
    const form = await send('/do-nong/bien-phap', boss, { kind: 'text_only', reason: 'ngắn', hours: '3' })
    expect(form.status).toBe(422)
    expect(await form.text()).toContain('>ngắn</textarea>')
  })
})

describe('slow mode', () => {
  it('holds one person back and not the next, in the API and on the page, and says for how long', async () => {
    const measure = await begin('slow_mode', { seconds: 60 }, mod)
    expect((await post(lan, 'một')).status).toBe(200)
    const second = await post(lan, 'hai')
    expect(second.status).toBe(429)
    expect(second.headers.get('retry-after')).toMatch(/^[1-6]?\d$/)
    expect(second.body.error).toContain(`/do-nong/bien-phap/${measure.id}`)
    const form = await send('/compose', lan, { status: 'ba, viết từ trang', visibility: 'public' })
    expect(form.status).toBe(429)
    expect(await form.text()).toContain('ba, viết từ trang')
    expect((await post(minh, 'của minh')).status).toBe(200)
    expect((await post(lan, '@minh riêng', { visibility: 'direct' })).status).toBe(200)
    expect((await post(boss, 'một')).status + (await post(boss, 'hai')).status).toBe(400)
    await flushRefusals(server.ctx)
    expect((await call(null, 'GET', `measures/${measure.id}`)).body.refused).toBe(2)
    server.advance(61_000)
    expect((await post(lan, 'bốn')).status).toBe(200)
    server.advance(-61_000)
    await finish(measure)
    expect((await post(lan, 'năm')).status).toBe(200)
  })

  it('two posts at the same moment are not both let through', async () => {
    const measure = await begin('slow_mode', { seconds: 60 })
    const chi = await signUp(server, 'chi_ba')
    const both = await Promise.all([post(chi, 'a'), post(chi, 'b')])
    expect(both.map((one) => one.status).sort()).toEqual([200, 429])
    await finish(measure)
  })

  it('of a community is taken by who keeps it, holds there alone, and shows on its pages alone', async () => {
    const measure = await begin('slow_mode', { seconds: 600, community_id: room }, lan)
    expect((await post(minh, 'trong xóm', { community_id: room })).status).toBe(200)
    expect((await post(minh, 'trong xóm nữa', { community_id: room })).status).toBe(429)
    expect((await post(minh, 'ngoài xóm')).status).toBe(200)
    expect((await post(lan, 'một', { community_id: room })).status).toBe(200)
    expect((await post(lan, 'hai', { community_id: room })).status).toBe(200)
    expect(await (await page('/xom/xom_lan')).text()).toContain(`/do-nong/bien-phap/${measure.id}`)
    expect(await (await page('/about')).text()).not.toContain('class="measure"')
    expect(await (await page('/xom/xom_lan/do-nong/bien-phap')).text()).toContain(reason)
    await end(measure, lan)
  })
})

describe('the banner', () => {
  it('stands on every page while it lasts, for everybody, with who, why and until when; without one there is no byte of it', async () => {
    expect(await (await page('/')).text()).not.toContain('class="measure"')
    const measure = await begin('text_only')
    for (const [path, person] of [
      ['/', null],
      ['/', lan],
      ['/login', null],
      ['/tin', minh],
      ['/no-such-page', null],
    ] as const) {
      const text = await (await page(path, person)).text()
      expect(text, path).toContain(`href="/do-nong/bien-phap/${measure.id}"`)
      expect(text).toContain('@bac_tu')
      expect(text).toContain(reason)
      expect(text).toContain('data-text-only')
    }
    await finish(measure)
    expect(await (await page('/')).text()).not.toMatch(/class="measure"|<html[^>]*data-text-only/)
  })
})

describe('young accounts', () => {
  it('write few posts and no links, while older ones and the team go on', async () => {
    const measure = await begin('young_accounts', { days: 7, posts: 2, links: 0 })
    const young = await signUp(server, 'tre')
    const link = await post(young, 'xem https://example.com/x')
    expect(link.status).toBe(422)
    expect(link.body.error).toContain('liên kết')
    const first = await post(young, 'một')
    expect(first.status).toBe(200)
    const edited = await call(young, 'PUT', `statuses/${first.body.id}`, {
      status: 'một https://example.com/y',
    })
    expect(edited.status).toBe(422)
    expect((await post(young, 'hai')).status).toBe(200)
    expect((await post(young, 'ba')).status).toBe(429)
    expect((await post(boss, 'https://example.com/z')).status).toBe(200)
    server.advance(8 * 86_400_000)
    await finish(await begin('young_accounts', { days: 7, posts: 2, links: 0, renews: measure.id }))
    server.advance(-8 * 86_400_000)
  })
})

describe('read-only', () => {
  it('serves saved copies to neighbours and strangers, refuses writing with what was typed kept, and lets the team in', async () => {
    await post(minh, 'trước khi đóng')
    const measure = await begin('read_only')
    const first = await page('/local')
    expect(first.headers.get('x-xom-static-copy')).toBeNull()
    const again = await page('/local', lan)
    expect(again.headers.get('x-xom-static-copy')).toBe('1')
    const copy = await again.text()
    expect(copy).toContain('trước khi đóng')
    expect(copy).toContain('bản lưu')
    const refused = await page('/settings', lan)
    expect([refused.status, refused.headers.get('location')]).toEqual([503, null])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500)
    const api = await post(lan, 'không được')
    expect(api.status).toBe(503)
    expect(api.body.error).toContain('chỉ đọc')
    const form = await send('/compose', lan, { status: 'bài dài tôi vừa viết xong', visibility: 'public' })
    expect(form.status).toBe(503)
    const kept = await form.text()
    expect(kept).toContain('bài dài tôi vừa viết xong')
    expect(kept).toContain('Chưa gửi được')
    expect((await call(lan, 'POST', `accounts/${minh.id}/follow`)).status).toBe(503)
    expect((await send('/login', null, { name: 'bac_tu', password: boss.password })).status).toBe(303)
    expect((await post(boss, 'người điều hành vẫn viết được')).status).toBe(200)
    const ended = await send(`/do-nong/bien-phap/${measure.id}/end`, boss, { end_reason: 'yên rồi' })
    expect(ended.status).toBe(303)
    expect((await post(lan, 'được rồi')).status).toBe(200)
    expect((await page('/local', lan)).headers.get('x-xom-static-copy')).toBeNull()
    expect((await call(null, 'GET', `measures/${measure.id}`)).body).toMatchObject({
      ended_by: 'bac_tu',
      end_reason: 'yên rồi',
    })
  })
})

describe('sign in to write', () => {
  it('lets old sessions and tokens read only until their owner signs in anew', async () => {
    const hung = await signUp(server, 'hung')
    const measure = await begin('sign_in_to_write')
    expect((await post(hung, 'cũ')).status).toBe(403)
    expect((await call(hung, 'GET', 'timelines/home')).status).toBe(200)
    const form = await send('/compose', hung, { status: 'giữ lại giúp tôi', visibility: 'public' })
    expect(form.status).toBe(403)
    expect(await form.text()).toContain('giữ lại giúp tôi')
    const signedIn = await send('/login', null, { name: hung.username, password: hung.password })
    const fresh = signedIn.headers
      .getSetCookie()
      .find((one) => one.startsWith('xom_session'))!
      .split(';')[0]!
    const sent = await send(
      '/compose',
      { ...hung, session: fresh },
      { status: 'đã vào lại', visibility: 'public' },
    )
    expect(sent.status).toBe(303)
    const newcomer = await signUp(server, 'vua_den')
    expect((await post(newcomer, 'https://example.com/q')).status).toBe(422)
    expect((await post(newcomer, 'chào')).status).toBe(200)
    // The team ends it with a session from before.
    expect((await end(measure)).status).toBe(200)
    expect((await post(hung, 'cũ')).status).toBe(200)
  })
})

describe('verified updates and labels', () => {
  it('stand on top of pages and beside the post that somebody chose, and go when the measure ends', async () => {
    const pinned = await begin('pinned_updates')
    expect(await (await page('/')).text()).not.toContain('class="measure"')
    const update = { title: 'Đê vẫn an toàn', url: 'https://example.com/de', source: 'Chi cục Đê điều' }
    expect((await call(lan, 'POST', `measures/${pinned.id}/updates`, update)).status).toBe(403)
    expect(
      (await call(boss, 'POST', `measures/${pinned.id}/updates`, { ...update, url: 'javascript:x' })).status,
    ).toBe(422)
    const { body } = await call(mod, 'POST', `measures/${pinned.id}/updates`, update)
    expect(await (await page('/')).text()).toContain('Đê vẫn an toàn')
    await call(mod, 'DELETE', `measures/${pinned.id}/updates/${body.updates[0].id}`)
    expect(await (await page('/')).text()).not.toContain('Đê vẫn an toàn')
    expect((await call(null, 'GET', `measures/${pinned.id}`)).body.updates[0].removed_at).not.toBeNull()
    await end(pinned)

    const { body: rumour } = await post(minh, 'Nghe nói đê vỡ rồi')
    const labels = await begin('verifying_labels', { topic: 'Vỡ đê' })
    const why = 'Đã hỏi Chi cục Đê điều, chờ trả lời'
    await call(mod, 'POST', `measures/${labels.id}/labels`, {
      status_id: `${server.origin}/@minh/${rumour.id}`,
      why,
    })
    const seen = await call(null, 'GET', `statuses/${rumour.id}`)
    expect(seen.body.xom.verifying).toMatchObject({ why, topic: 'Vỡ đê' })
    const card = await (await page(`/@minh/${rumour.id}`)).text()
    expect(card).toContain('Đang kiểm chứng: Vỡ đê.')
    expect(card).toContain(why)
    const { body: secret } = await post(minh, 'riêng', { visibility: 'private' })
    expect(
      (await call(mod, 'POST', `measures/${labels.id}/labels`, { status_id: secret.id, why })).status,
    ).toBe(404)
    await end(labels)
    expect((await call(null, 'GET', `statuses/${rumour.id}`)).body.xom).toBeUndefined()
  })
})

describe('an extra shift', () => {
  it('tells those who are called, opens the desk to them, and closes it again', async () => {
    expect((await page('/moderation', minh)).status).toBe(404)
    const shift = await begin('moderator_shift', { people: ['@minh'] })
    expect((await page('/moderation', minh)).status).toBe(200)
    const { body: bad } = await post(lan, 'lừa đảo đây')
    const report = { account_id: lan.id, status_ids: [bad.id], comment: 'lừa', category: 'spam' }
    expect((await call(boss, 'POST', 'reports', report)).status).toBe(200)
    await server.settle()
    const told = await call(minh, 'GET', 'notifications?types[]=admin.report')
    expect(told.body).toHaveLength(1)
    expect(await (await page('/notifications', minh)).text()).toContain('gọi bạn vào ca trực')
    expect((await page(`/moderation/cases/${told.body[0].report.id}`, minh)).status).toBe(200)
    await end(shift)
    expect((await page('/moderation', minh)).status).toBe(404)
  })
})

describe('the end', () => {
  it('comes by itself, by the clock at once and by the job in the log, and the review is owed and counted', async () => {
    const measure = await begin('slow_mode', { seconds: 600 })
    server.advance(hour + 1000)
    expect((await post(lan, 'x')).status + (await post(lan, 'y')).status).toBe(400)
    expect((await call(null, 'GET', `measures/${measure.id}`)).body.state).toBe('ended')
    await server.ctx.enqueue('readiness.end', { measureId: measure.id })
    await server.settle()
    const { body } = await call(null, 'GET', `measures/${measure.id}`)
    expect(body).toMatchObject({ state: 'ended', ended_by: null, ended_at: measure.ends_at })
    expect(body.review.numbers).toMatchObject({
      seconds: 3600,
      gauge_at_begin: { level: 1 },
      gauge_at_end: {},
    })
    expect(body.review.numbers.during).toHaveProperty('posts')
    expect(await (await page('/notifications', boss)).text()).toContain('hãy viết bản nhìn lại')
    server.advance(hour)
    await countAfter(server.ctx, { measureId: measure.id })
    expect((await call(null, 'GET', `measures/${measure.id}`)).body.review.numbers).toHaveProperty('after')
    server.advance(8 * 86_400_000)
    expect((await call(null, 'GET', `measures/${measure.id}`)).body.review.overdue).toBe(true)
    expect(await (await page('/do-nong')).text()).toMatch(/bản nhìn lại đã quá hạn/)
    server.advance(-8 * 86_400_000)

    const again = await call(boss, 'POST', 'measures', {
      kind: 'slow_mode',
      seconds: 60,
      reason,
      ends_in: 60,
    })
    expect(again.body.error).toContain(`mục ${measure.id}`)
    const renewed = await begin('slow_mode', { seconds: 60, renews: measure.id })
    expect(renewed).toMatchObject({ renews: measure.id, renewals: 1 })
    const twice = await call(boss, 'POST', 'measures', {
      kind: 'slow_mode',
      seconds: 60,
      reason,
      ends_in: 60,
    })
    expect(twice.status).toBe(409)
    server.advance(61_000 + hour)
    await endLate(server.ctx)
    expect((await call(null, 'GET', `measures/${renewed.id}`)).body.ended_at).toBe(renewed.ends_at)
    const sent = await send(`/do-nong/bien-phap/${renewed.id}/review`, boss, {
      what_happened: 'Tin đồn',
      did_it_help: 'Có',
      what_next: '',
    })
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain('>Tin đồn</textarea>')
    server.advance(-61_000 - 2 * hour - 1000)
  })

  it('is all that the database lets anybody change', async () => {
    await expect(server.ctx.db`update measures set reason = 'khác' where true`).rejects.toThrow(/kept/)
    await expect(server.ctx.db`delete from measures`).rejects.toThrow(/kept/)
  })

  it('leaves an entry in the public log, paged, of which nothing in a private community is one', async () => {
    const first = await call(null, 'GET', 'measures?limit=2')
    expect(first.body).toHaveLength(2)
    expect(first.headers.get('link')).toContain('max_id=')
    const secret = (
      await call(lan, 'POST', 'communities', {
        username: 'xom_kin',
        display_name: 'Kín',
        private: true,
        joining: 'request',
      })
    ).body.id
    const hidden = await begin('slow_mode', { seconds: 60, community_id: secret }, lan)
    expect((await call(null, 'GET', `measures/${hidden.id}`)).status).toBe(404)
    expect((await call(boss, 'GET', `measures/${hidden.id}`)).status).toBe(404)
    expect((await call(lan, 'GET', `measures/${hidden.id}`)).status).toBe(200)
    expect(JSON.stringify((await call(boss, 'GET', 'measures?limit=40')).body)).not.toContain(hidden.id)
    expect(await (await page('/xom/xom_kin', lan)).text()).toContain(`/do-nong/bien-phap/${hidden.id}`)
    expect(await (await page('/xom/xom_kin', minh)).text()).not.toContain(hidden.id)
  })
})
