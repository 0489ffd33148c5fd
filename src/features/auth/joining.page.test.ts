import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, landed, startBrowser, type TestBrowser } from '../../../test/browser.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { saveSettings } from '../instance/index.ts'

let server: TestServer
let browser: TestBrowser
let founder: Person

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  founder = await signUp(server, 'lan', { role: 'admin', displayName: 'Nguyễn Thị Lan' })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const password = 'mưa rào tháng bảy'

/** XOM_SHOTS=folder keeps pictures of the way, to be looked at. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['XOM_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** A page on a phone; `who` is signed in. */
async function phone(noScript: boolean, who?: Person): Promise<Page> {
  const { page } = await browser.open({
    origin: server.origin,
    noScript,
    ...(who ? { session: who.session } : {}),
  })
  return page
}

async function fillIn(page: Page, username: string): Promise<void> {
  await page.fill('[name=display_name]', 'Phạm Văn Tý')
  await page.fill('[name=username]', username)
  await page.fill('[name=email]', `${username}@xom.test`)
  await page.fill('[name=password]', password)
  await page.check('[name=agreement]')
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

it('who was a moment too late with a link keeps what she typed', async () => {
  await saveSettings(server.ctx, { registrations: 'invite' })
  const response = await server.request('/signup', {
    method: 'POST',
    body: new URLSearchParams({
      invite: 'hetluotroi',
      display_name: 'Tý Em',
      email: 'ty@xom.test',
      password,
    }),
  })
  const html = await response.text()
  expect(response.status).toBe(403)
  expect(html).toContain('value="Tý Em"')
  expect(html).not.toContain(password)
})

describe.each([
  ['with scripts', false],
  ['without scripts', true],
])('joining on a phone, %s', (_, noScript) => {
  const tail = noScript ? 'kin' : 'mo'
  const submit = '.sheet form[action="/signup"] button[type=submit]'
  const looks = async (page: Page, name: string) => {
    await shot(page, `${name}-${tail}`)
    if (noScript) return
    await expectAccessible(page)
    expect(await fits(page)).toBe(true)
  }

  it('by invitation: the founder makes a link, who opens it signs up and is in', {
    timeout: 60_000,
  }, async () => {
    await saveSettings(server.ctx, { registrations: 'invite' })
    const host = await phone(noScript, founder)
    await host.goto(`${server.origin}/invites`)
    await host.fill('[name=note]', 'cho cháu Tý')
    await host.click('form[action="/invites"] button[type=submit]')
    await host.waitForSelector('.settings-list a[href*="/signup?invite="]')
    await looks(host, 'invite-made')
    const link = (await host.getAttribute('.settings-list a', 'href'))!
    await host.goto(link)
    expect(await host.textContent('[data-flash]')).toContain('Bạn đã ở trong này rồi')
    await host.context().close()

    const guest = await phone(noScript)
    await guest.goto(`${server.origin}/signup`)
    expect(await guest.locator(submit).count()).toBe(0)
    await looks(guest, 'invite-needed')
    await guest.goto(link)
    expect(await guest.textContent('.sheet')).toContain('Nguyễn Thị Lan mời bạn')
    await looks(guest, 'invite-opened')
    await fillIn(guest, `ty_${tail}`)
    await guest.click(submit)
    await landed(guest, `${server.origin}/`)
    await looks(guest, 'invite-joined')
    await guest.goto(`${server.origin}/settings/profile`)
    expect(await guest.inputValue('[name=display_name]')).toBe('Phạm Văn Tý')
    await guest.context().close()

    const late = await phone(noScript)
    await late.goto(link)
    expect(await late.textContent('.sheet')).toContain('đã hết lượt')
    expect(await late.locator(submit).count()).toBe(0)
    await looks(late, 'invite-used')
    await late.context().close()
  })

  it('by approval: she asks, waits, an admin lets her in, and she signs in', {
    timeout: 60_000,
  }, async () => {
    await saveSettings(server.ctx, { registrations: 'approval' })
    const username = `hoa_${tail}`
    const guest = await phone(noScript)
    await guest.goto(`${server.origin}/signup`)
    await looks(guest, 'approval-asking')
    await fillIn(guest, username)
    await guest.fill('[name=reason]', `Mình ở ngõ 12, muốn hỏi lịch họp tổ (${tail}).`)
    await guest.click(submit)
    await guest.waitForSelector('h1:has-text("Đã nhận đơn của bạn")')
    // This server writes no letters, so it promises none.
    expect(await guest.textContent('.sheet')).toContain('thử đăng nhập lại')
    await looks(guest, 'approval-waits')

    const signIn = async () => {
      await guest.goto(`${server.origin}/login`)
      await guest.fill('[name=name]', username)
      await guest.fill('[name=password]', password)
      await guest.click('form[action="/login"] button[type=submit]')
    }
    await signIn()
    await guest.waitForSelector('h1:has-text("đang chờ duyệt")')
    await looks(guest, 'approval-not-yet')

    const desk = await phone(noScript, founder)
    await desk.goto(`${server.origin}/admin/waiting`)
    const row = desk.locator('.desk > li', { hasText: `@${username}` })
    expect(await row.textContent()).toContain(`muốn hỏi lịch họp tổ (${tail})`)
    await looks(desk, 'approval-desk')
    await row.locator('button.primary').click()
    await desk.waitForSelector('[data-flash]')
    expect(await row.count()).toBe(0)
    await looks(desk, 'approval-done')
    await desk.context().close()

    await signIn()
    await landed(guest, `${server.origin}/`)
    await guest.goto(`${server.origin}/settings/profile`)
    expect(await guest.inputValue('[name=display_name]')).toBe('Phạm Văn Tý')
    await guest.context().close()
  })
})
