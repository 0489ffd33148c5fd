import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { approveUser, rejectUser } from './index.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
})
afterAll(() => server.close())

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  server.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: cookie ? { cookie } : {},
  })
const get = (path: string, cookie = '') => server.request(path, { headers: cookie ? { cookie } : {} })

/** The newest letter to an address. */
async function letter(to: string): Promise<{ subject: string; body: string; token: string }> {
  await server.settle()
  const [row] = await server.ctx.db<{ subject: string; body: string }[]>`
    select subject, body from dev_mails where recipient = ${to} order by id desc limit 1`
  return { ...row!, token: /token=([\w-]+)/.exec(row!.body)?.[1] ?? '' }
}

const join = (username: string) =>
  post('/signup', {
    username,
    email: `${username}@xom.test`,
    password: 'một câu dài dễ nhớ',
    agreement: '1',
  })

describe('where letters are sent', () => {
  it('a newcomer comes in after confirming her address, once', async () => {
    const answer = await join('hoa')
    expect(answer.status).toBe(200)
    expect(cookiesOf(answer)).not.toContain('xom_session')
    expect((await post('/login', { name: 'hoa', password: 'một câu dài dễ nhớ' })).status).toBe(403)
    const { token, subject } = await letter('hoa@xom.test')
    expect(subject).toContain('Xác nhận')
    expect((await get(`/confirm?token=${token}`)).status).toBe(200)
    const confirmed = await post('/confirm', { token })
    expect(confirmed.status).toBe(303)
    expect((await get('/settings/account', cookiesOf(confirmed))).status).toBe(200)
    expect((await post('/confirm', { token })).status).toBe(422)
    expect((await get(`/confirm?token=${token}`)).status).toBe(404)
  })

  it('can be asked for the letter again by whoever knows the password', async () => {
    await join('thu_lai')
    const first = await letter('thu_lai@xom.test')
    const refused = await (await post('/login', { name: 'thu_lai', password: 'một câu dài dễ nhớ' })).text()
    const resend = /name="token" value="([\w-]+)"/.exec(refused)![1]!
    expect((await post('/confirm/resend', { token: resend })).status).toBe(200)
    const second = await letter('thu_lai@xom.test')
    expect(second.token).not.toBe(first.token)
    expect((await post('/confirm', { token: second.token })).status).toBe(303)
  })

  it('a link that is too old does nothing', async () => {
    await join('qua_han')
    const { token } = await letter('qua_han@xom.test')
    server.advance(4 * 86_400_000)
    expect((await post('/confirm', { token })).status).toBe(422)
  })

  it('a forgotten password is reset by a link that works once, and everything is signed out', async () => {
    const person = await signUp(server, 'quen_mk')
    expect((await post('/reset', { email: person.email })).status).toBe(200)
    const { token } = await letter(person.email)
    const short = await post('/reset/new', { token, new_password: 'ngắn' })
    expect(short.status).toBe(422)
    expect((await post('/reset/new', { token, new_password: 'mật khẩu mới tinh' })).status).toBe(303)
    expect((await post('/reset/new', { token, new_password: 'lần thứ hai nữa' })).status).toBe(422)
    expect((await get('/settings/account', person.session)).status).toBe(303)
    expect((await server.api('GET', '/api/v1/apps/verify_credentials', { token: person.token })).status).toBe(
      401,
    )
    expect((await post('/login', { name: 'quen_mk', password: 'mật khẩu mới tinh' })).status).toBe(303)
    expect((await letter(person.email)).subject).toContain('đã đổi')
  })

  it('does not say whether an address is known', async () => {
    const person = await signUp(server, 'co_that')
    const known = await post('/reset', { email: person.email })
    const unknown = await post('/reset', { email: 'khong@xom.test' })
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect(await known.text()).toBe(await unknown.text())
  })

  it('a new address counts once it is confirmed, and the old one is told', async () => {
    const person = await signUp(server, 'doi_thu')
    const change = (email: string, current_password: string) =>
      post('/settings/account/email', { email, current_password }, person.session)
    expect((await change('moi@xom.test', 'sai')).status).toBe(422)
    expect((await change('moi@xom.test', person.password)).status).toBe(303)
    expect((await post('/login', { name: 'moi@xom.test', password: person.password })).status).toBe(422)
    expect((await letter(person.email)).body).toContain('moi@xom.test')
    const { token } = await letter('moi@xom.test')
    // A link for a change is not one for a first confirmation.
    expect((await post('/confirm', { token })).status).toBe(422)
    expect((await post('/confirm', { token, change: '1' })).status).toBe(303)
    expect((await post('/login', { name: 'moi@xom.test', password: person.password })).status).toBe(303)
  })

  it('an approved person is written to', async () => {
    const person = await signUp(server, 'duoc_duyet', { approved: false, locale: 'en' })
    expect(await approveUser(server.ctx, person.id)).toBe(true)
    expect(await approveUser(server.ctx, person.id)).toBe(false)
    expect((await letter(person.email)).subject).toContain('Welcome')
  })

  it('a rejected person is written to, and nothing of her stays but the taken handle', async () => {
    const person = await signUp(server, 'bi_tu_choi', { approved: false })
    expect(await rejectUser(server.ctx, person.id)).toBe(true)
    expect((await letter(person.email)).subject).toContain('đơn tham gia')
    expect(await server.ctx.db`select 1 from users where account_id = ${person.id}`).toHaveLength(0)
    const let_in = await signUp(server, 'da_vao')
    expect(await rejectUser(server.ctx, let_in.id)).toBe(false)
  })

  it('shows the letters in the development inbox, and never in production', async () => {
    const page = await get('/dev/inbox')
    expect(await page.text()).toContain('hoa@xom.test')
    const production = await startServer({ config: { smtpUrl: 'dev:', production: true } })
    expect((await production.request('/dev/inbox')).status).toBe(404)
    await production.close()
  })
})
