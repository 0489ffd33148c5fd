import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { vietnamDay } from '../../lib/time.ts'
import { ensureSetupToken } from '../auth/index.ts'

let server: TestServer
let chief: Person
let mod: Person

beforeAll(async () => {
  server = await startServer()
  chief = await signUp(server, 'truong', { role: 'admin' })
  mod = await signUp(server, 'dieu', { role: 'moderator' })
})
afterAll(() => server.close())

const form = (person: Person, path: string, body: Record<string, string>) =>
  server.request(path, {
    method: 'POST',
    headers: { cookie: person.session },
    body: new URLSearchParams(body),
  })
const page = async (path: string, cookie = 'xom_locale=vi') =>
  (await server.request(path, { headers: { cookie } })).text()
const api = (path: string) => server.api('GET', `/api/v1/instance/${path}`)
const day = (days: number) => vietnamDay(new Date(server.ctx.clock().getTime() + days * 86_400_000))
const publish = (person: Person, kind: string, text: string, on: string, changes = '') =>
  form(person, `/admin/terms/${kind}`, {
    [`${kind}_text`]: text,
    [`${kind}_effective_on`]: on,
    [`${kind}_changes`]: changes,
  })

describe('terms of service', () => {
  it('are there from their day on, and every version can be read afterwards', async () => {
    expect((await api('terms_of_service')).status).toBe(404)
    expect(await page('/terms')).toContain('chưa viết điều khoản')
    const first = day(0)
    expect((await publish(mod, 'terms', 'Bản một', first)).status).toBe(403)
    const late = await publish(chief, 'terms', 'Bản quá hạn', day(-1))
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Bản quá hạn')
    expect((await publish(chief, 'terms', '# Một\nBản <một>\n\nĐoạn hai', first)).status).toBe(303)
    expect((await publish(chief, 'terms', 'Sửa lén', first)).status).toBe(422)
    expect((await api('terms_of_service')).body).toEqual({
      effective_date: first,
      effective: true,
      content: '<h2>Một</h2><p>Bản &lt;một&gt;</p><p>Đoạn hai</p>',
      succeeded_by: null,
    })
    expect((await server.api('GET', '/api/v2/instance')).body.configuration.urls.terms_of_service).toBe(
      `${server.ctx.config.origin}/terms`,
    )

    const second = day(10)
    await publish(chief, 'terms', 'Bản hai nháp', second)
    expect((await publish(chief, 'terms', 'Bản hai', second, 'Thêm đoạn hai')).status).toBe(303)
    expect((await api('terms_of_service')).body).toMatchObject({
      effective_date: first,
      succeeded_by: second,
    })
    expect((await api(`terms_of_service/${second}`)).body).toMatchObject({
      effective: false,
      content: '<p>Bản hai</p>',
    })
    server.advance(11 * 86_400_000)
    expect((await api('terms_of_service')).body.effective_date).toBe(second)
    expect(await page(`/terms/${first}`)).toContain('Đã có bản mới hơn')
    const now = await page('/terms')
    expect(now).toContain('Thêm đoạn hai')
    expect(now).toContain(`/terms/${first}`)
    for (const wrong of ['2020-01-01', 'gì'])
      expect((await api(`terms_of_service/${wrong}`)).status).toBe(404)
  })

  it('can start from words in both languages', async () => {
    const read = (query: string) => page(`/admin/terms?${query}`, chief.session)
    expect(await read('start=terms&language=vi')).toContain('# Bài của bạn là của bạn')
    expect(await read('start=privacy&language=en')).toContain('# Cookies')
  })
})

describe('the privacy policy', () => {
  it('is ours until the network writes its own', async () => {
    const standard = (await api('privacy_policy')).body
    expect(standard.content).toContain('<h2>Cookie</h2>')
    await publish(chief, 'privacy', 'Chúng tôi giữ ít.', day(0))
    const { body } = await api('privacy_policy')
    expect(body.content).toBe('<p>Chúng tôi giữ ít.</p>')
    expect(vietnamDay(new Date(body.updated_at))).toBe(day(0))
    expect(await page('/privacy')).toContain('Chúng tôi giữ ít.')
  })
})

describe('rules', () => {
  const save = (more: Record<string, string>) =>
    form(chief, '/admin/network', {
      name: 'Xóm',
      description: '',
      about: '',
      registrations: 'open',
      locale: 'vi',
      contactUsername: '',
      contactEmail: '',
      ...more,
    })

  it('are not asked about at sign-up while there are none', async () => {
    expect(await page('/signup')).not.toContain('>nội quy</a>')
    await save({ rules: 'Tử tế' })
    expect(await page('/signup')).toContain('>nội quy</a>')
    expect(await page('/signup')).toContain('>điều khoản</a>')
  })

  it('can be in two languages, each reader in hers', async () => {
    await save({ rules: 'Tử tế | với nhau\nGhi nguồn', rules_other: 'Be kind | to each other' })
    const { body } = await api('rules')
    expect(body).toMatchObject([
      { text: 'Tử tế', translations: { en: { text: 'Be kind', hint: 'to each other' } } },
      { text: 'Ghi nguồn', translations: {} },
    ])
    expect(await page('/rules', 'xom_locale=en')).toContain('Be kind')
    expect(await page('/rules')).not.toContain('Be kind')
    expect(await page('/admin/network', chief.session)).toContain('Be kind | to each other')
    await save({ rules: 'Tử tế | với nhau' })
    expect((await api('rules')).body[0]).toMatchObject({ id: body[0].id, translations: {} })
  })

  it('can be the sample ones from the first minute on', async () => {
    const fresh = await startServer({ setUp: false })
    const token = (await ensureSetupToken(fresh.ctx))!
    expect(await (await fresh.request(`/setup?token=${token}`)).text()).toContain('Nói với nhau như hàng xóm')
    const answers = {
      token,
      name: 'Ngõ',
      locale: 'en',
      registrations: 'open',
      starter_rules: '1',
      username: 'truong',
      email: 'truong@xom.test',
      password: 'bí mật của xóm',
    }
    const done = await fresh.request('/setup', { method: 'POST', body: new URLSearchParams(answers) })
    expect(done.status).toBe(303)
    const { body } = await fresh.api('GET', '/api/v1/instance/rules')
    expect(body).toHaveLength(6)
    expect(body[0].translations.vi.text).toBe('Nói với nhau như hàng xóm')
    await fresh.close()
  })
})
