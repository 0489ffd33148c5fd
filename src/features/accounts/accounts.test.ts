import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { Account, CredentialAccount } from './api.ts'
import { createLocalAccount, findByAcct, suspendAccount, unsuspendAccount, updateProfile } from './index.ts'
import { relMeLinks } from './verify.ts'

let server: TestServer
let lan: Person
/** What the web says at each address; tests write it. */
const web = new Map<string, { status: number; html: string }>()

beforeAll(async () => {
  server = await startServer({
    fetch: async (url) => {
      const page = web.get(String(url))
      if (!page) throw new Error('nobody answers')
      return new Response(page.html, {
        status: page.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    },
  })
  lan = await signUp(server, 'lan', { displayName: 'Nguyễn Thị Lan' })
})
afterAll(() => server.close())

const account = async (id: string) => server.api('GET', `/api/v1/accounts/${id}`)
const change = (person: Person, body: unknown) =>
  server.api('PATCH', '/api/v1/accounts/update_credentials', { token: person.token, body })

describe('an account', () => {
  it('is what Mastodon’s clients expect', async () => {
    const { status, body } = await account(lan.id)
    expect(status).toBe(200)
    expect(Account.strict().parse(body)).toMatchObject({
      username: 'lan',
      acct: 'lan',
      display_name: 'Nguyễn Thị Lan',
      url: `${server.origin}/@lan`,
      uri: `${server.origin}/users/lan`,
      avatar: `${server.origin}/avatars/missing.png`,
      last_status_at: null,
    })
    const own = await server.api('GET', '/api/v1/accounts/verify_credentials', { token: lan.token })
    expect(CredentialAccount.strict().parse(own.body).source).toMatchObject({
      privacy: 'public',
      language: 'vi',
    })
  })

  it('is found by handle in any case, with our own domain or without', async () => {
    const { host } = new URL(server.origin)
    for (const acct of ['lan', 'LAN', '@lan', `lan@${host}`, `@Lan@${host}`]) {
      const { status, body } = await server.api(
        'GET',
        `/api/v1/accounts/lookup?acct=${encodeURIComponent(acct)}`,
      )
      expect([status, body.id]).toEqual([200, lan.id])
    }
    for (const acct of ['', 'lan@khac.example', 'a@b@c', '%00', 'x'.repeat(399)]) {
      const { status } = await server.api('GET', `/api/v1/accounts/lookup?acct=${acct}`)
      expect([400, 404, 422]).toContain(status)
    }
    expect((await server.api('GET', '/api/v1/accounts/lookup')).status).toBe(404)
  })

  it('comes in lists by id, in the order asked', async () => {
    const minh = await signUp(server, 'minh_01')
    const { body } = await server.api('GET', `/api/v1/accounts?id[]=${minh.id}&id[]=12&id[]=${lan.id}`)
    expect(body.map((one: any) => one.id)).toEqual([minh.id, lan.id])
  })

  it('has a handle that nobody else can take, in any case, and no reserved one', async () => {
    const codeOf = async (username: string) =>
      createLocalAccount(server.ctx, { username }).then(
        () => 'made',
        (error) => error.fields[0].code,
      )
    expect(await codeOf('LAN')).toBe('taken')
    expect(await codeOf('admin')).toBe('reserved')
    expect(await codeOf('adm1n')).toBe('reserved')
    expect(await codeOf('Nguyễn Lan')).toBe('invalid')
    expect(await codeOf('ab')).toBe('invalid')
    const many = await Promise.all(Array.from({ length: 8 }, () => codeOf('chi_mot')))
    expect(many.sort()).toEqual(['made', ...Array(7).fill('taken')].sort())
  })

  it('is not there while it waits for approval', async () => {
    const waits = await signUp(server, 'dang_cho', { approved: false })
    expect((await account(waits.id)).status).toBe(404)
    expect((await server.api('GET', '/api/v1/accounts/lookup?acct=dang_cho')).status).toBe(404)
    expect((await server.request('/@dang_cho')).status).toBe(404)
    expect(
      (await server.api('POST', `/api/v1/accounts/${waits.id}/follow`, { token: lan.token, body: {} }))
        .status,
    ).toBe(404)
  })

  it('of no such id is not found, whatever the id looks like', async () => {
    for (const id of ['0', '9223372036854775808', '99999999999999999999999', 'abc', '-1', '1e3', '%00']) {
      expect((await account(id)).status, id).toBe(404)
    }
  })
})

describe('changing a profile', () => {
  it('changes what is given and leaves the rest', async () => {
    const { status, body } = await change(lan, {
      display_name: '  Lan   bán xôi ',
      note: 'Xôi sáng đầu ngõ 12.\n\nGọi @minh_01, xem https://xoi.example/menu #XôiGấc <b>',
      locked: 'true',
      bot: '0',
      discoverable: true,
      source: { privacy: 'unlisted', sensitive: true, language: 'en' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      display_name: 'Lan bán xôi',
      locked: true,
      bot: false,
      discoverable: true,
      source: { privacy: 'unlisted', sensitive: true, language: 'en' },
    })
    expect(body.source.note).toContain('<b>')
    expect(body.note).toContain(`<a href="${server.origin}/@minh_01" class="u-url mention">`)
    expect(body.note).toContain('href="https://xoi.example/menu"')
    expect(body.note).toContain('class="mention hashtag"')
    expect(body.note).not.toContain('<b>')
    const after = await change(lan, { locked: false })
    expect(after.body).toMatchObject({
      display_name: 'Lan bán xôi',
      locked: false,
      source: { privacy: 'unlisted' },
    })
    expect((await account(lan.id)).body.display_name).toBe('Lan bán xôi')
    const [row] = await server.ctx.db`select search_key from accounts where id = ${lan.id}`
    expect(row!['search_key']).toBe('lan ban xoi lan')
  })

  it('takes fields as arrays or as a form sends them, at most four', async () => {
    const four = [1, 2, 3, 4].map((n) => ({ name: `Mục ${n}`, value: `Giá trị ${n}` }))
    expect((await change(lan, { fields_attributes: four })).body.fields).toHaveLength(4)
    expect((await change(lan, { fields_attributes: [...four, { name: 'Năm', value: '5' }] })).status).toBe(
      422,
    )
    const form = new FormData()
    form.set('fields_attributes[0][name]', 'Chợ')
    form.set('fields_attributes[0][value]', 'Chợ Hôm & "chợ" Mơ')
    form.set('fields_attributes[1][name]', '')
    form.set('fields_attributes[1][value]', '')
    const { body } = await change(lan, form)
    expect(body.fields).toEqual([
      { name: 'Chợ', value: 'Chợ Hôm &amp; &quot;chợ&quot; Mơ', verified_at: null },
    ])
    expect(body.source.fields[0].value).toBe('Chợ Hôm & "chợ" Mơ')
    expect((await change(lan, { fields_attributes: [] })).body.fields).toEqual([])
  })

  it('refuses wrong values with the field’s name and changes nothing', async () => {
    const before = (await account(lan.id)).body
    const wrong: [unknown, string][] = [
      [{ display_name: 'x'.repeat(51) }, 'display_name'],
      [{ display_name: 'Lаn bán xôi' }, 'display_name'],
      [{ note: 'ă'.repeat(501) }, 'note'],
      [{ locked: 'có lẽ' }, 'locked'],
      [{ source: { privacy: 'bí mật' } }, 'source.privacy'],
      [{ fields_attributes: [{ name: 'x'.repeat(256), value: 'y' }] }, 'fields.0.name'],
      [{ fields_attributes: [{ name: '', value: 'y' }] }, 'fields.0.name'],
      [{ display_name: 7 }, 'display_name'],
    ]
    for (const [body, field] of wrong) {
      const answer = await change(lan, body)
      expect([answer.status, Object.keys(answer.body.details)], field).toEqual([422, [field]])
    }
    expect((await account(lan.id)).body).toEqual(before)
    expect((await change({ ...lan, token: '' }, { note: 'x' })).status).toBe(401)
  })

  it('takes whatever text comes, or says why not', { timeout: 30_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), async (text) => {
        const { status, body } = await change(lan, { display_name: text, note: text })
        expect([200, 400, 422]).toContain(status)
        if (status === 200) expect(body.note).not.toMatch(/<(?!\/?(p|a|span|br)\b)/)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a link that points back', () => {
  const field = async () => (await account(lan.id)).body.fields[0]

  it('is marked as proven, once the page was read', async () => {
    const url = 'https://lan.example/gioi-thieu'
    web.set(url, {
      status: 200,
      html: `<html><body><a rel="nofollow ME" href="${server.origin}/@Lan/">tôi</a></body></html>`,
    })
    await change(lan, { fields_attributes: [{ name: 'Trang nhà', value: url }] })
    expect((await field()).verified_at).toBeNull()
    expect((await field()).value).toContain('rel="me nofollow noopener"')
    await server.settle()
    expect((await field()).verified_at).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('stays proven when another field changes or the page is away, and not when the link is gone', async () => {
    const url = 'https://lan.example/gioi-thieu'
    const fields = [
      { name: 'Web', value: url },
      { name: 'Nghề', value: 'Bán xôi' },
    ]
    await change(lan, { fields_attributes: fields })
    expect((await field()).verified_at).not.toBeNull()
    web.delete(url)
    await server.ctx.enqueue('accounts.verifyLinks', { accountId: lan.id })
    await server.settle()
    expect((await field()).verified_at).not.toBeNull()
    web.set(url, {
      status: 200,
      html: `<a href="${server.origin}/@lan">không có rel</a><!-- <a rel="me" href="${server.origin}/@lan"> -->`,
    })
    await server.ctx.enqueue('accounts.verifyLinks', { accountId: lan.id })
    await server.settle()
    expect((await field()).verified_at).toBeNull()
  })

  it('is read by a parser, not by looks', () => {
    const html = `<script>"<a rel=me href=https://a.example>"</script><textarea><a rel=me href=https://b.example></textarea>
      <A HREF='/c' REL=me>x</A><link rel="me authn" href="https://d.example"><a rel="met" href="https://e.example">`
    expect(relMeLinks(html, 'https://trang.example/x')).toEqual([
      'https://trang.example/c',
      'https://d.example/',
    ])
  })
})

describe('suspension', () => {
  it('shows an empty shell, hides the posts and shuts the door at once; lifting it brings all back', async () => {
    const an = await signUp(server, 'an_123', { displayName: 'An' })
    const post = await server.api('POST', '/api/v1/statuses', {
      token: an.token,
      body: { status: 'Chào xóm' },
    })
    await updateProfile(server.ctx, an.id, { note: 'Tôi là An' })
    await suspendAccount(server.ctx, an.id)
    expect((await account(an.id)).body).toMatchObject({
      suspended: true,
      display_name: '',
      note: '',
      username: 'an_123',
    })
    expect((await server.api('GET', `/api/v1/statuses/${post.body.id}`)).status).toBe(404)
    expect((await server.api('GET', '/api/v1/accounts/verify_credentials', { token: an.token })).status).toBe(
      403,
    )
    expect(
      (await server.api('POST', `/api/v1/accounts/${an.id}/follow`, { token: lan.token, body: {} })).status,
    ).toBe(404)
    await unsuspendAccount(server.ctx, an.id)
    expect((await account(an.id)).body).toMatchObject({ display_name: 'An', note: '<p>Tôi là An</p>' })
    expect((await server.api('GET', '/api/v1/accounts/verify_credentials', { token: an.token })).status).toBe(
      200,
    )
    expect(await findByAcct(server.ctx, 'an_123')).toMatchObject({ suspended_at: null })
  })
})
