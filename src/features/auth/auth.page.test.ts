import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { clientFiles } from '../../ui/assets.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

let server: TestServer
let browser: Browser
let origin: string

describe.skipIf(!executablePath)('the door in a browser', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    server = await startServer()
    origin = await server.listen()
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server.close()
  })

  async function open(options: { scripts?: boolean; person?: Person; wide?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: options.wide ? { width: 1280, height: 800 } : { width: 390, height: 844 },
      javaScriptEnabled: options.scripts ?? true,
      locale: 'vi-VN',
    })
    if (options.person) {
      const [name, value] = options.person.session.split('=') as [string, string]
      await context.addCookies([{ name, value, url: origin }])
    }
    return context.newPage()
  }

  /** What axe finds serious; the page's own CSP keeps injected scripts out, so axe is evaluated. */
  async function serious(page: Page): Promise<string[]> {
    await page.evaluate(axe.source)
    const found = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
    )
    return found.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
  }

  it('signs up, signs out and in again with scripts off', async () => {
    const page = await open({ scripts: false })
    await page.goto(`${origin}/signup`)
    await page.fill('#display_name', 'Lê Thị Mai')
    await page.fill('#email', 'mai@xom.test')
    await page.fill('#password', 'một câu dài dễ nhớ')
    await page.check('#agreement')
    await page.click('form[action="/signup"] button')
    expect(new URL(page.url()).pathname).toBe('/')
    await page.goto(`${origin}/settings/account`)
    expect(await page.textContent('.settings')).toContain('@le_thi_mai@')
    await page.goto(`${origin}/logout`)
    await page.click('.door form[action="/logout"] button')
    await page.goto(`${origin}/login?next=/settings/security`)
    await page.fill('#name', 'le_thi_mai')
    await page.fill('#password', 'một câu dài dễ nhớ')
    await page.click('form[action="/login"] button')
    expect(new URL(page.url()).pathname).toBe('/settings/security')
    await page.context().close()
  })

  it('has nothing serious for axe on any of its pages', async () => {
    const person = await signUp(server, 'lan')
    const page = await open({ person })
    await page.goto(`${origin}/settings/security`)
    await page.click('form[action="/settings/security/totp"] button')
    await page.waitForURL('**/settings/security/totp')
    expect(await serious(page)).toEqual([])
    for (const path of ['/settings/account', '/settings/security', '/settings/applications', '/invites']) {
      await page.goto(origin + path)
      expect([path, await serious(page)]).toEqual([path, []])
    }
    const stranger = await open()
    for (const path of ['/signup', '/login', '/reset', '/confirm?token=x']) {
      await stranger.goto(origin + path)
      expect([path, await serious(stranger)]).toEqual([path, []])
    }
    await page.context().close()
    await stranger.context().close()
  })

  it('lets an app be allowed: Chrome follows the redirect to another origin', async () => {
    const person = await signUp(server, 'cho_phep')
    const client: Server = createServer((_, answer) => answer.end('app')).listen(0, '127.0.0.1')
    await new Promise((resolve) => client.once('listening', resolve))
    const redirect = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`
    const { body } = await server.api('POST', '/api/v1/apps', {
      body: { client_name: 'Phanpy', redirect_uris: redirect, scopes: 'read write' },
    })
    const page = await open({ scripts: true })
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: body.client_id,
      redirect_uri: redirect,
      scope: 'read',
    })
    await page.goto(`${origin}/oauth/authorize?${query}`)
    await page.fill('#name', 'cho_phep')
    await page.fill('#password', person.password)
    await page.click('form[action="/login"] button')
    await page.waitForSelector('button[value=allow]')
    expect(await serious(page)).toEqual([])
    await page.click('button[value=allow]')
    await page.waitForURL(`${redirect}?code=*`)
    await page.context().close()
    client.close()
  })

  it.skipIf(!clientFiles().script)('adds a passkey and signs in with it', async () => {
    const person = await signUp(server, 'khoa')
    const page = await open({ person })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${origin}/settings/security`)
    await page.fill('#passkey_name', 'Máy của Khoa')
    await page.fill('#passkey_password', 'sai')
    await page.click('passkey-button button')
    await page.waitForSelector('passkey-button [role=alert]:not([hidden])')
    await page.fill('#passkey_password', person.password)
    await page.click('passkey-button button')
    await page.waitForSelector('input[value="Máy của Khoa"]')
    await page.context().clearCookies()
    await page.goto(`${origin}/login?next=/settings/account`)
    await page.click('passkey-button button')
    await page.waitForURL('**/settings/account')
    expect(await page.textContent('.settings')).toContain('@khoa@')
    await page.context().close()
  })
})
