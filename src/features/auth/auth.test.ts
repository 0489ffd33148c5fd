import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { saveSettings } from '../instance/index.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const post = (path: string, fields: Record<string, string>, cookie = '', on = server) =>
  on.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
  })
const get = (path: string, cookie = '', on = server) =>
  on.request(path, { headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'en' } })

const application = (username: string, more: Record<string, string> = {}) => ({
  display_name: 'Nguyễn Thị Hoa',
  username,
  email: `${username}@xom.test`,
  password: 'một câu dài dễ nhớ',
  agreement: '1',
  ...more,
})
const apart = () => server.advance(3_600_000)

describe('signing up', () => {
  it('lets a stranger in at once where sign-up is open', async () => {
    const answer = await post('/signup', application('hoa'))
    expect(answer.status).toBe(303)
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('xom_session='))!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Max-Age=7776000/)
    expect(cookie).not.toMatch(/Secure/)
    const page = await get('/settings/account', cookiesOf(answer))
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('hoa@xom.test')
  })

  it('fills an empty handle from the name, and the next one with the same name gets another', async () => {
    await post('/signup', application('', { email: 'a@xom.test', display_name: 'Trần Văn Bình' }))
    await post('/signup', application('', { email: 'b@xom.test', display_name: 'Trần Văn Bình' }))
    const names = await server.ctx
      .db`select username from accounts where username like 'tran_van_binh%' order by id`
    expect(names.map((row) => row['username'])).toEqual(['tran_van_binh', 'tran_van_binh_2'])
  })

  it('comes back with what was typed and each error beside its field, the password excepted', async () => {
    const answer = await post(
      '/signup',
      application('Ho a!', { email: 'not an address', password: 'short', agreement: '' }),
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const field of ['username', 'email', 'password', 'agreement'])
      expect(html).toContain(`id="${field}-error"`)
    expect(html).toContain('value="not an address"')
    expect(html).not.toContain('value="short"')
  })

  it('refuses a taken handle, a taken address, a reserved word and a look-alike', async () => {
    apart()
    for (const [fields, field] of [
      [application('HOA', { email: 'c@xom.test' }), 'username'],
      [application('hoa_hai', { email: 'HOA@xom.test' }), 'email'],
      [application('admin'), 'username'],
      [application('аdmin'), 'username'],
    ] as const) {
      const answer = await post('/signup', fields)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(`id="${field}-error"`)
    }
  })

  it('makes a person wait where sign-up is by approval, and says so at sign-in', async () => {
    apart()
    await saveSettings(server.ctx, { registrations: 'approval' })
    const answer = await post('/signup', application('cho_duyet', { reason: 'Tôi ở cùng xóm' }))
    expect(answer.status).toBe(200)
    expect(cookiesOf(answer)).not.toContain('xom_session')
    const login = await post('/login', { name: 'cho_duyet', password: 'một câu dài dễ nhớ' })
    expect(login.status).toBe(403)
    expect(await login.text()).toContain('chờ duyệt')
    expect(cookiesOf(login)).not.toContain('xom_session')
    await saveSettings(server.ctx, { registrations: 'open' })
  })

  it('needs an invitation where sign-up is by invitation; one for one person lets one person in', async () => {
    apart()
    const host = await signUp(server, 'chu_nha')
    const made = await post('/invites', { max_uses: '1', days: '7', note: 'cho Tý' }, host.session)
    expect(made.status).toBe(303)
    const code = /signup\?invite=([a-z0-9]+)/.exec(await (await get('/invites', host.session)).text())![1]!
    await saveSettings(server.ctx, { registrations: 'invite' })
    expect((await get('/signup')).status).toBe(403)
    expect((await post('/signup', application('khach_la'))).status).toBe(403)
    expect(await (await get(`/signup?invite=${code}`)).text()).toContain('chu_nha')
    expect((await post('/signup', application('ty_con', { invite: code }))).status).toBe(303)
    expect((await post('/signup', application('ty_em', { invite: code }))).status).toBe(403)
    await saveSettings(server.ctx, { registrations: 'open' })
  })

  it('forgets an invitation that was taken back, and only its maker can take it back', async () => {
    apart()
    const [maker, other] = [await signUp(server, 'nguoi_moi'), await signUp(server, 'nguoi_khac')]
    await post('/invites', { max_uses: '5', days: '1' }, maker.session)
    const page = await (await get('/invites', maker.session)).text()
    const [code, id] = [/invite=([a-z0-9]+)/.exec(page)![1]!, /invites\/(\d+)\/revoke/.exec(page)![1]!]
    expect((await post(`/invites/${id}/revoke`, {}, other.session)).status).toBe(404)
    expect((await post(`/invites/${id}/revoke`, {}, maker.session)).status).toBe(303)
    await saveSettings(server.ctx, { registrations: 'invite' })
    expect((await get(`/signup?invite=${code}`)).status).toBe(403)
    await saveSettings(server.ctx, { registrations: 'open' })
  })

  it('lets a lane of 25 in at once, then says when to come back, with nothing partly written', async () => {
    apart()
    const rows = async () => {
      const [row] = await server.ctx.db<{ accounts: number; users: number; counts: number }[]>`
        select (select count(*)::int from accounts) as accounts, (select count(*)::int from users) as users,
          (select count(*)::int from account_counts) as counts`
      return row!
    }
    const before = await rows()
    const crowd = Array.from({ length: 60 }, (_, n) => post('/signup', application(`nhanh_${n}`)))
    const answers = await Promise.all(crowd)
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(25)
    const late = answers.filter((answer) => answer.status === 429)
    expect(late).toHaveLength(35)
    const wait = Number(late[0]!.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(280)
    expect(wait).toBeLessThanOrEqual(300)
    const page = await late[0]!.text()
    expect(page).toContain('Hãy thử lại sau 5 phút')
    expect(page).toMatch(/value="nhanh_\d+@/)
    const after = await rows()
    expect(after.accounts - before.accounts).toBe(25)
    expect(after.users - before.users).toBe(25)
    expect(after.counts - before.counts).toBe(25)
    apart()
    expect((await post('/signup', application('nhanh_sau'))).status).toBe(303)
  })

  it('does not count a sign-up that failed as a person, only as a try', async () => {
    apart()
    for (let n = 0; n < 99; n += 1)
      expect((await post('/signup', application('hong', { password: 'x' }))).status).toBe(422)
    expect((await post('/signup', application('duoc_vao'))).status).toBe(303)
    expect((await post('/signup', application('qua_nhieu'))).status).toBe(429)
    apart()
  })
})

describe('signing in', () => {
  it('takes handle, @handle, full handle and address, and leads back to where one was', async () => {
    const lan = await signUp(server, 'lan')
    for (const name of ['lan', '@LAN', `@lan@${server.ctx.config.domain}`, 'Lan@xom.test']) {
      const answer = await post('/login', { name, password: lan.password, next: '/bookmarks?x=1' })
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe('/bookmarks?x=1')
    }
  })

  it('never leads to another site', async () => {
    const lan = await signUp(server, 'lan_hai')
    for (const next of [
      '//evil.test',
      '/\\evil.test',
      'https://evil.test/',
      'javascript:alert(1)',
      '/\n/evil.test',
    ]) {
      const answer = await post('/login', { name: 'lan_hai', password: lan.password, next })
      expect(answer.headers.get('location')).toBe('/')
    }
  })

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await post('/login', { name: 'lan', password: 'sai bét' })
    const unknown = await post('/login', { name: 'khong_co_ai', password: 'sai bét' })
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    const strip = (html: string) => html.replace(/value="[^"]*"/g, '')
    expect(strip(await wrong.text())).toBe(strip(await unknown.text()))
  })

  it('takes as long for an unknown name as for a wrong password', async () => {
    apart()
    const median = async (name: string) => {
      const times = []
      for (let n = 0; n < 5; n += 1) {
        const start = performance.now()
        await post('/login', { name, password: 'sai bét' })
        times.push(performance.now() - start)
      }
      return times.sort((a, b) => a - b)[2]!
    }
    const [wrong, unknown] = [await median('lan'), await median('khong_co_ai')]
    // Without the hash an answer takes a tenth of it.
    expect(unknown).toBeGreaterThan(wrong * 0.4)
    apart()
  })

  it('accepts a password typed in another Unicode form', async () => {
    await signUp(server, 'unicode', { password: 'mật khẩu tiếng Việt'.normalize('NFC') })
    const answer = await post('/login', { name: 'unicode', password: 'mật khẩu tiếng Việt'.normalize('NFD') })
    expect(answer.status).toBe(303)
  })

  it('counts tries by account, and forgets them after a while', async () => {
    apart()
    const person = await signUp(server, 'bi_do_mat_khau')
    for (let n = 0; n < 10; n += 1) await post('/login', { name: 'bi_do_mat_khau', password: `thử ${n}` })
    expect((await post('/login', { name: '@Bi_Do_Mat_Khau', password: person.password })).status).toBe(429)
    apart()
    expect((await post('/login', { name: 'bi_do_mat_khau', password: person.password })).status).toBe(303)
  })

  it('tells a suspended person why, and only with the right password', async () => {
    const person = await signUp(server, 'bi_khoa')
    await server.ctx.db`update users set disabled_at = now() where account_id = ${person.id}`
    expect((await post('/login', { name: 'bi_khoa', password: 'sai' })).status).toBe(422)
    const answer = await post('/login', { name: 'bi_khoa', password: person.password })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('đang bị khóa')
  })

  it('refuses a form from another site', async () => {
    const answer = await server.request('/login', {
      method: 'POST',
      body: new URLSearchParams({ name: 'lan', password: 'x' }),
      headers: { origin: 'https://evil.test' },
    })
    expect(answer.status).toBe(403)
  })

  it('sets a Secure cookie where the origin is https', async () => {
    const https = await startServer({ config: { origin: 'https://xom.test', domain: 'xom.test' } })
    const person = await signUp(https, 'lan')
    const answer = await post('/login', { name: 'lan', password: person.password }, '', https)
    expect(answer.headers.getSetCookie()[0]).toMatch(/Secure/)
    await https.close()
  })
})

describe('sessions', () => {
  it('end when she signs out', async () => {
    const person = await signUp(server, 'ra_ve')
    expect((await get('/settings/security', person.session)).status).toBe(200)
    await post('/logout', {}, person.session)
    expect((await get('/settings/security', person.session)).status).toBe(303)
  })

  it('are listed and can be revoked one by one, but never a stranger’s', async () => {
    const [me, you] = [await signUp(server, 'minh'), await signUp(server, 'ban')]
    const there = cookiesOf(
      await server.request('/login', {
        method: 'POST',
        body: new URLSearchParams({ name: 'minh', password: me.password }),
        headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Firefox/130.0' },
      }),
    )
    const page = await (await get('/settings/security', me.session)).text()
    expect(page).toContain('Firefox, Android')
    const [other] = await server.ctx
      .db`select id from sessions where account_id = ${me.id} and device <> 'Test'`
    const path = `/settings/security/sessions/${other!['id']}/revoke`
    expect((await post(path, {}, you.session)).status).toBe(404)
    expect((await get('/settings/account', there)).status).toBe(200)
    expect((await post(path, {}, me.session)).status).toBe(303)
    expect((await get('/settings/account', there)).status).toBe(303)
    expect((await get('/settings/account', me.session)).status).toBe(200)
  })

  it('last ninety days from the last visit', async () => {
    const own = await startServer()
    const person = await signUp(own, 'lau_ngay')
    own.advance(80 * 86_400_000)
    const visit = await get('/settings/account', person.session, own)
    expect(visit.headers.getSetCookie().join()).toContain('xom_session=')
    own.advance(80 * 86_400_000)
    expect((await get('/settings/account', person.session, own)).status).toBe(200)
    own.advance(91 * 86_400_000)
    expect((await get('/settings/account', person.session, own)).status).toBe(303)
    await own.close()
  })
})

describe('changing things', () => {
  it('changes the password with the current one only, and ends the other sessions', async () => {
    const person = await signUp(server, 'doi_mk')
    const there = cookiesOf(await post('/login', { name: 'doi_mk', password: person.password }))
    const path = '/settings/account/password'
    const wrong = await post(
      path,
      { password_current: 'sai', new_password: 'mật khẩu rất mới' },
      person.session,
    )
    expect(wrong.status).toBe(422)
    const right = { password_current: person.password, new_password: 'mật khẩu rất mới' }
    expect((await post(path, right, person.session)).status).toBe(303)
    expect((await get('/settings/account', there)).status).toBe(303)
    expect((await get('/settings/account', person.session)).status).toBe(200)
    expect((await post('/login', { name: 'doi_mk', password: person.password })).status).toBe(422)
    expect((await post('/login', { name: 'doi_mk', password: 'mật khẩu rất mới' })).status).toBe(303)
  })

  it('deletes an account after thirty days unless she signs in again', async () => {
    const own = await startServer()
    const [goes, stays] = [await signUp(own, 'ra_di'), await signUp(own, 'o_lai')]
    for (const person of [goes, stays]) {
      const asked = await post(
        '/settings/account/delete',
        { delete_password: person.password },
        person.session,
        own,
      )
      expect(asked.status).toBe(303)
      expect((await get('/settings/account', person.session, own)).status).toBe(303)
      expect((await own.api('GET', '/api/v1/apps/verify_credentials', { token: person.token })).status).toBe(
        401,
      )
    }
    own.advance(20 * 86_400_000)
    expect((await post('/login', { name: 'o_lai', password: stays.password }, '', own)).status).toBe(303)
    own.advance(11 * 86_400_000)
    await own.ctx.enqueue('auth.sweep', {})
    await own.settle()
    const left = await own.ctx.db`select username from accounts where deleted_at is null order by username`
    expect(left.map((row) => row['username'])).toEqual(['o_lai'])
    await own.close()
  })
})
