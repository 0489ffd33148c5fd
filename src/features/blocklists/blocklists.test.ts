import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { formWith, photo } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { cleanDomain, cleanTarget, suffixesOf } from './names.ts'

let server: TestServer
let mod: Person
let lan: Person

beforeAll(async () => {
  server = await startServer({ config: { trustedProxies: 1 } })
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes: 'read write admin:read admin:write' })
  lan = await signUp(server, 'lan')
})
afterAll(() => server.close())

const reasons = { cited: 'Điều 2: Không lừa đảo', facts: 'Trang này lấy mật khẩu của bà con.' }
const block = async (body: Record<string, unknown>, person = mod) =>
  server.api('POST', '/api/v1/cases/blocks', { token: person.token, body: { ...reasons, ...body } })
const undo = (decisionId: string) =>
  server.api('POST', `/api/v1/decisions/${decisionId}/reverse`, { token: mod.token, body: { facts: 'Nhầm' } })
const write = (status: string) =>
  server.api('POST', '/api/v1/statuses', { token: lan.token, body: { status } })

const signUpFrom = (address: string, fields: Record<string, string>) =>
  server.request('/signup', {
    method: 'POST',
    headers: {
      'x-forwarded-for': address,
      'content-type': 'application/x-www-form-urlencoded',
      'accept-language': 'vi',
    },
    body: new URLSearchParams({
      display_name: 'Người mới',
      password: 'bí mật của xóm',
      agreement: '1',
      ...fields,
    }),
  })
const waits = async (email: string) =>
  (
    await server.ctx.db<
      { waits: boolean }[]
    >`select approved_at is null as waits from users where email = ${email}`
  )[0]?.waits

describe('names', () => {
  it('are read out of whatever is pasted, and stand under those above them', () => {
    expect(cleanDomain('https://ban.hang.Example:8080/a?b')).toBe('ban.hang.example')
    expect(cleanDomain('*.rac.vn.')).toBe('rac.vn')
    expect(cleanDomain('lan@thu.vn')).toBe('thu.vn')
    for (const none of ['', 'vn', '127.0.0.1', '[::1]', 'a b.vn', 'http://'])
      expect(cleanDomain(none)).toBe(null)
    expect(suffixesOf('a.b.vn')).toEqual(['a.b.vn', 'b.vn'])
    expect(cleanTarget('ip', '2001:db8::1/32')).toBe('2001:db8::/32')
    expect(cleanTarget('ip', '::ffff:203.0.113.9')).toBe('203.0.113.9/32')
    for (const none of ['1.2.3', '0.0.0.0/0', '10.0.0.0/33', 'nhà'])
      expect(cleanTarget('ip', none)).toBe(null)
  })
})

describe('a link to a listed domain', () => {
  it('is refused in posts, edits and profiles, naming the domain and the reasons, until it is undone', async () => {
    const before = (await write('https://an.toan.vn')).body
    const { status, body } = await block({
      kind: 'link',
      target: 'lua-dao.vn',
      measure: 'link_block',
      days: 30,
    })
    expect(status).toBe(200)
    const refused = await write('Vào đây nhận quà https://www.lua-dao.vn/qua')
    expect(refused.status).toBe(422)
    expect(refused.body.error).toContain('lua-dao.vn')
    expect(refused.body.error).toContain(body.url)
    const edit = await server.api('PUT', `/api/v1/statuses/${before.id}`, {
      token: lan.token,
      body: { status: 'http://lua-dao.vn' },
    })
    expect(edit.status).toBe(422)
    const profile = (fields: object) =>
      server.api('PATCH', '/api/v1/accounts/update_credentials', { token: lan.token, body: fields })
    expect((await profile({ note: 'https://lua-dao.vn' })).status).toBe(422)
    expect(
      (await profile({ fields_attributes: [{ name: 'Trang', value: 'https://lua-dao.vn' }] })).status,
    ).toBe(422)
    // A warning names it, and another domain only ends alike.
    expect((await write('Bà con đừng vào lua-dao.vn nhé')).status).toBe(200)
    expect((await write('https://khong-lua-dao.vn')).status).toBe(200)
    // The reasons are there for everybody.
    const page = await (await server.request(new URL(body.url).pathname)).text()
    expect(page).toContain('lua-dao.vn')
    expect(page).toContain(reasons.facts)
    expect((await undo(body.decision_id)).status).toBe(200)
    expect((await write('https://lua-dao.vn')).status).toBe(200)
  })

  it('keeps what was typed where scripts are off', async () => {
    const { body } = await block({ kind: 'link', target: 'xau.vn', measure: 'link_block' })
    const answer = await server.request('/compose', {
      method: 'POST',
      headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ status: 'Xem https://xau.vn/a', visibility: 'public' }),
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Xem https://xau.vn/a')
    expect(html).toContain(body.url)
  })

  it('is taken off the list when its time is over', async () => {
    await block({ kind: 'link', target: 'het-han.vn', measure: 'link_block', days: 1 })
    expect((await write('https://het-han.vn')).status).toBe(422)
    server.advance(25 * 3_600_000)
    await server.ctx.enqueue('moderation.sweep', {})
    await server.settle()
    expect((await write('https://het-han.vn')).status).toBe(200)
  })
})

describe('a listed file', () => {
  it('is refused at upload, byte for byte', async () => {
    const picture = await photo(61, 43)
    const upload = async () =>
      server.api('POST', '/api/v2/media', { token: lan.token, body: formWith('file', picture) })
    const bytes = Buffer.from(picture as never)
    const target = createHash('sha256').update(bytes).digest('hex')
    const kept = await server.ctx.db<{ hash: string }[]>`
      select encode(sha256, 'hex') as hash from media where id = ${(await upload()).body.id}`
    expect(kept[0]!.hash).toBe(target)
    const { body } = await block({ kind: 'media', target, measure: 'media_block' })
    const refused = await upload()
    expect(refused.status).toBe(422)
    expect(refused.body.error).toContain(body.url)
    // In public only its beginning is named.
    const record = (await server.api('GET', `/api/v1/statements/${body.id}`)).body
    expect(record.target).toBe(`${target.slice(0, 12)}…`)
    expect(record.content_type).toBe('file')
    await undo(body.decision_id)
    expect((await upload()).status).toBe(200)
  })
})

describe('an e-mail provider', () => {
  it('is refused at sign-up and when an address is changed, and the tries are counted', async () => {
    const { body } = await block({ kind: 'email', target: 'tam.example', measure: 'email_block' })
    for (let n = 0; n < 2; n++) {
      const answer = await signUpFrom('198.51.100.7', { email: 'a@thu.tam.example' })
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(body.url)
    }
    const list = await server.api('GET', '/api/v1/admin/email_domain_blocks', { token: mod.token })
    expect(list.body[0].history[0]).toMatchObject({ accounts: '1', uses: '2' })
    const change = await server.request('/settings/account/email', {
      method: 'POST',
      headers: { cookie: lan.session, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: 'lan@tam.example', current_password: lan.password }),
    })
    expect(change.status).toBe(422)
    expect(await change.text()).toContain('tam.example')
  })

  it('can ask for approval instead', async () => {
    await block({ kind: 'email', target: 'la.example', measure: 'email_approval' })
    expect((await signUpFrom('198.51.100.7', { email: 'b@la.example' })).status).toBe(200)
    expect(await waits('b@la.example')).toBe(true)
  })
})

describe('a range of addresses', () => {
  it('cannot sign up, or only with approval; others can', async () => {
    const { body } = await block({ kind: 'ip', target: '203.0.113.0/24', measure: 'ip_signup', days: 7 })
    const refused = await signUpFrom('203.0.113.9', { email: 'c@nha.example' })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain(body.url)
    await block({ kind: 'ip', target: '2001:db8::/32', measure: 'ip_approval' })
    expect((await signUpFrom('2001:db8:1::5', { email: 'd@nha.example' })).status).toBe(200)
    expect(await waits('d@nha.example')).toBe(true)
    await signUpFrom('198.51.100.8', { email: 'e@nha.example' })
    expect(await waits('e@nha.example')).toBe(false)
    // Nobody's line is named in public.
    expect((await server.api('GET', `/api/v1/statements/${body.id}`)).body.target).toBe('█')
  })

  it('can be kept out of everything but the reasons, until its end; operators stay', async () => {
    const own = await server.api('POST', '/api/v1/cases/blocks', {
      token: mod.token,
      headers: { 'x-forwarded-for': '192.0.2.7' },
      body: { ...reasons, kind: 'ip', target: '192.0.2.0/24', measure: 'ip_access' },
    })
    expect(own.status).toBe(422)
    const { body } = await block({ kind: 'ip', target: '192.0.2.0/24', measure: 'ip_access', days: 1 })
    const from = (path: string, headers: Record<string, string> = {}) =>
      server.request(path, { headers: { 'x-forwarded-for': '192.0.2.7', ...headers } })
    const page = await from('/about', { 'accept-language': 'vi' })
    expect(page.status).toBe(403)
    expect(await page.text()).toContain(body.url)
    const json = await from('/api/v1/instance')
    expect(json.status).toBe(403)
    expect((await json.json()).error).toContain(body.url)
    expect((await from(new URL(body.url).pathname)).status).toBe(200)
    expect((await from('/about', { cookie: lan.session })).status).toBe(403)
    expect((await from('/about', { cookie: mod.session })).status).toBe(200)
    expect((await server.request('/about', { headers: { 'x-forwarded-for': '192.0.3.7' } })).status).toBe(200)
    server.advance(25 * 3_600_000)
    expect((await from('/about')).status).toBe(200)
  })
})

describe('another server', () => {
  const remote = async (username: string, domain: string) => {
    const [row] = await server.ctx.db<{ id: string }[]>`
      insert into accounts (username, domain, uri, avatar_remote_url, display_name)
      values (${username}, ${domain}, ${`https://${domain}/${username}`}, ${`https://${domain}/a.png`}, 'Xa') returning id`
    await server.ctx.db`insert into account_counts (account_id) values (${row!.id})`
    return row!.id
  }
  const shown = async (id: string) => {
    const {
      suspended = false,
      limited = false,
      avatar,
    } = (await server.api('GET', `/api/v1/accounts/${id}`)).body
    return { suspended, limited, avatar: avatar.startsWith('https://') }
  }
  const free = { suspended: false, limited: false, avatar: true }

  it('has its accounts limited or suspended with those below its name, and let go again, but for what else holds', async () => {
    const [one, below, alike] = [
      await remote('a', 'xa.example'),
      await remote('b', 'con.xa.example'),
      await remote('c', 'noxa.example'),
    ]
    const first = await block({
      kind: 'domain',
      target: 'xa.example',
      measure: 'domain_limit',
      reject_media: true,
    })
    await server.settle()
    expect(await shown(one)).toEqual({ suspended: false, limited: true, avatar: false })
    expect(await shown(below)).toEqual({ suspended: false, limited: true, avatar: false })
    expect(await shown(alike)).toEqual(free)
    const second = await block({ kind: 'domain', target: 'con.xa.example', measure: 'domain_suspend' })
    await server.settle()
    expect((await shown(below)).suspended).toBe(true)
    expect((await shown(one)).suspended).toBe(false)
    // A moderator's own decision on one account outlives that on the server.
    await server.api('POST', `/api/v1/admin/accounts/${one}/action`, {
      token: mod.token,
      body: { type: 'silence' },
    })
    for (const { body } of [first, second]) await undo(body.decision_id)
    await server.settle()
    expect(await shown(below)).toEqual(free)
    expect(await shown(one)).toEqual({ suspended: false, limited: true, avatar: true })
  })
})

it('is only for operators, with reasons, and of the right kind', async () => {
  const good = { kind: 'link', target: 'ai.vn', measure: 'link_block' }
  expect((await block(good, lan)).status).toBe(403)
  expect((await block({ ...good, facts: '' })).status).toBe(422)
  expect((await block({ ...good, measure: 'ip_block' })).status).toBe(422)
  expect((await block({ ...good, measure: 'suspend' })).status).toBe(422)
  expect((await block(good)).status).toBe(200)
  expect((await block(good)).status).toBe(409)
})
