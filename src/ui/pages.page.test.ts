import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, landed, startBrowser, type TestBrowser } from '../../test/browser.ts'
import { cookiesOf, type Person, signUp } from '../../test/people.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { ensureSetupToken } from '../features/auth/index.ts'

let server: TestServer
let fresh: TestServer
let browser: TestBrowser
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  fresh = await startServer({ setUp: false })
  await Promise.all([server.listen(), fresh.listen()])
  lan = await signUp(server, 'lan', { role: 'admin', displayName: 'Nguyễn Thị Lan' })
  minh = await signUp(server, 'minh', { displayName: 'Trần Minh' })
  await signUp(server, 'hoa', { approved: false, reason: 'Mình ở ngõ 12.' }).catch(() => null)
  for (const text of [
    'Chợ đầu ngõ có rau tươi, xem https://example.com/rau nhé',
    '@minh ơi, #chợsáng đông quá',
  ]) {
    const { status } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: text },
    })
    expect(status).toBe(200)
  }
  await server.settle()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([server?.close(), fresh?.close()])
})

describe('every page of the shell', () => {
  const open = ['/', '/local', '/about', '/rules', '/privacy', '/nowhere']
  const desk = ['/', '/admin/people', '/admin/waiting', '/admin/invites', '/admin/network']

  it.each([...open.map((path) => [path, false] as const), ...desk.map((path) => [path, true] as const)])(
    '%s (signed in: %s) has nothing that axe objects to, and the console stays clean',
    async (path, signedIn) => {
      for (const [dark, wide] of [
        [false, false],
        [true, true],
      ] as const) {
        const { page, errors } = await browser.open({
          origin: server.origin,
          dark,
          wide,
          ...(signedIn ? { session: lan.session } : {}),
        })
        await page.goto(server.origin + path)
        expect(errors.filter((error) => !error.includes('404 (Not Found)') || path !== '/nowhere')).toEqual(
          [],
        )
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
        expect(await page.evaluate(() => document.doctype?.name)).toBe('html')
        await expectAccessible(page)
        await page.context().close()
      }
    },
  )

  it('weighs at most 100 kB on the first view of home, of which at most 50 kB are scripts', async () => {
    const { page } = await browser.open({ origin: server.origin, session: lan.session })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const types = new Map<string, string>()
    let all = 0
    let scripts = 0
    session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      all += encodedDataLength
      if (types.get(requestId) === 'Script') scripts += encodedDataLength
    })
    await page.goto(server.origin, { waitUntil: 'networkidle' })
    expect(scripts).toBeGreaterThan(1000)
    expect(scripts).toBeLessThanOrEqual(50_000)
    expect(all).toBeLessThanOrEqual(100_000)
    await page.context().close()
  })

  it('says how many notifications wait, and who is signed in', async () => {
    const html = await (await server.request('/', { headers: { cookie: minh.session } })).text()
    expect(html).toMatch(/data-unread[\s\S]*?1 thông báo chưa đọc/)
    expect(html).toContain('Trần Minh')
  })
})

describe('the look of this device', () => {
  it('is changed by a form without scripts and comes back to the page', async () => {
    const { page } = await browser.open({ origin: server.origin, noScript: true })
    await page.goto(`${server.origin}/about`)
    await page.click('.top-menu > summary')
    await page.click('button[value="dark"]')
    expect(page.url()).toBe(`${server.origin}/about`)
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    await page.click('.top-menu > summary')
    await page.click('button[name="text_only"]')
    expect(await page.locator('main img').count()).toBe(0)
    await page.click('.top-menu > summary')
    await page.click('button[value="en"]')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.context().close()
  })

  it('never leads to another site', async () => {
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const response = await server.request('/look', {
        method: 'POST',
        body: new URLSearchParams({ theme: 'dark', back }),
      })
      expect(response.headers.get('location')).toBe('/')
    }
  })
})

describe('the set-up', () => {
  it('shows everybody else a page that says to wait', async () => {
    for (const path of ['/', '/local', '/login', '/@lan'])
      expect((await fresh.request(path)).status).toBe(503)
    expect((await fresh.request('/setup?token=guess')).status).toBe(403)
  })

  it('keeps what was typed when something is wrong, then names the network, once', async () => {
    const token = (await ensureSetupToken(fresh.ctx))!
    const { page, errors } = await browser.open({ origin: fresh.origin, noScript: true })
    await page.goto(`${fresh.origin}/setup?token=${token}`)
    await page.fill('[name=name]', 'Xóm Đình')
    await page.fill('[name=username]', 'lan')
    await page.fill('[name=email]', 'lan@xom.test')
    await page.fill('[name=password]', 'mưa rào tháng bảy')
    await page
      .evaluate(() =>
        document.querySelector<HTMLInputElement>('[name=username]')!.removeAttribute('required'),
      )
      .catch(() => {})
    const wrong = await fresh.request('/setup', {
      method: 'POST',
      body: new URLSearchParams({
        token,
        name: 'Xóm Đình',
        username: 'x',
        email: 'không phải',
        password: 'ngắn',
        locale: 'vi',
        registrations: 'open',
      }),
    })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('value="Xóm Đình"')
    expect(again).toMatch(/aria-invalid="true"/)
    await page.click('form.setup button[type=submit]')
    expect(page.url()).toBe(`${fresh.origin}/`)
    expect(await page.textContent('[data-flash]')).toContain('Xóm đã dựng xong')
    expect(await page.textContent('.brand-name')).toBe('Xóm Đình')
    expect(errors).toEqual([])
    await page.context().close()
    const late = await fresh.request('/setup', { method: 'POST', body: new URLSearchParams({ token }) })
    expect(late.status).toBe(303)
    expect(await ensureSetupToken(fresh.ctx)).toBeNull()
    const api = await fresh.api('GET', '/api/v2/instance')
    expect(api.body).toMatchObject({
      title: 'Xóm Đình',
      contact: { email: '', account: { username: 'lan' } },
    })
  })
})

describe('administration', () => {
  it('is not there for others, and moderators cannot touch admins or settings', async () => {
    const moderator = await signUp(server, 'binhminh', { role: 'moderator' })
    const as = (who: Person, path: string, body?: Record<string, string>) =>
      server.request(path, {
        headers: { cookie: who.session },
        ...(body ? { method: 'POST', body: new URLSearchParams(body) } : {}),
      })
    expect((await as(minh, '/admin/people')).status).toBe(404)
    expect((await as(moderator, '/admin/people')).status).toBe(200)
    expect((await as(moderator, '/admin/network')).status).toBe(403)
    expect((await as(moderator, `/admin/people/${lan.id}/suspend`, {})).status).toBe(403)
    expect((await as(moderator, `/admin/people/${minh.id}/role`, { role: 'admin' })).status).toBe(403)
    expect((await as(lan, `/admin/people/${lan.id}/role`, { role: 'user' })).status).toBe(422)
  })

  it('suspends at once, also where she is signed in, and lifts it again', async () => {
    const binh = await signUp(server, 'binh')
    const as = (path: string, body: Record<string, string> = {}) =>
      server.request(path, {
        method: 'POST',
        headers: { cookie: lan.session },
        body: new URLSearchParams(body),
      })
    expect(
      (await server.api('GET', '/api/v1/accounts/verify_credentials', { token: binh.token })).status,
    ).toBe(200)
    const form = `/admin/people/${binh.id}/suspend`
    expect((await server.request(form, { headers: { cookie: lan.session } })).status).toBe(200)
    const reasons = { ground: 'law', law: 'Điều 8', days: '30', category: 'illegal' }
    const without = await as(form, reasons)
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('value="Điều 8"')
    expect((await as(form, { ...reasons, facts: 'Bán thuốc giả' })).status).toBe(303)
    expect(
      (await server.api('GET', '/api/v1/accounts/verify_credentials', { token: binh.token })).status,
    ).toBe(403)
    const record = (await server.api('GET', '/minh-bach.json')).body.statements
    expect(record[0]).toMatchObject({ measure: 'suspend', cited: 'Điều 8', facts: 'Bán thuốc giả' })
    expect(
      await (
        await server.request('/admin/people?role=suspended', { headers: { cookie: lan.session } })
      ).text(),
    ).toContain('@binh')
    expect((await as(`/admin/people/${binh.id}/unsuspend`)).status).toBe(303)
    expect((await server.api('GET', '/minh-bach.json')).body.statements[0].measure).toBe('reversal')
    expect(
      (await server.api('GET', '/api/v1/accounts/verify_credentials', { token: binh.token })).status,
    ).toBe(200)
  })

  it('saves the settings and the rules, and the shell shows them', async () => {
    const body = new URLSearchParams({
      name: 'Ngõ Nhỏ',
      description: 'Chuyện trong ngõ',
      about: '',
      privacy: '',
      registrations: 'approval',
      locale: 'vi',
      contactUsername: 'lan',
      contactEmail: '',
      rules: 'Tử tế | với mọi người\n\nGhi nguồn',
    })
    const response = await server.request('/admin/network', {
      method: 'POST',
      headers: { cookie: lan.session },
      body,
    })
    expect(response.status).toBe(303)
    const page = await (
      await server.request('/admin/network', {
        headers: { cookie: `${lan.session}; ${cookiesOf(response)}` },
      })
    ).text()
    expect(page).toContain('Tử tế | với mọi người')
    const { body: rules } = await server.api<{ text: string; hint: string }[]>(
      'GET',
      '/api/v1/instance/rules',
    )
    expect(rules.map(({ text, hint }) => [text, hint])).toEqual([
      ['Tử tế', 'với mọi người'],
      ['Ghi nguồn', ''],
    ])
    expect(await (await server.request('/rules')).text()).toContain('Ngõ Nhỏ')
  })
})

describe('what scripts add', () => {
  it('flips a favourite at once, and back when the server does not take it', async () => {
    const { page } = await browser.open({ origin: server.origin, session: minh.session })
    await page.goto(`${server.origin}/local`, { waitUntil: 'networkidle' })
    const heart = page.locator('.act-favourite').first()
    await Promise.all([page.waitForResponse(/favourite$/), heart.click()])
    expect(await heart.getAttribute('aria-pressed')).toBe('true')
    expect(await heart.locator('.act-n').textContent()).toBe('1')
    await page.route(/unfavourite$/, (route) => route.abort())
    await heart.click()
    await page.waitForSelector('.toast')
    expect(await heart.getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('keeps a draft through a reload, counts links as 23, joins hard-wrapped lines and takes it back', async () => {
    const { page, errors } = await browser.open({ origin: server.origin, session: minh.session })
    await page.goto(`${server.origin}/compose`, { waitUntil: 'networkidle' })
    const area = page.locator('#compose-text')
    await area.pressSequentially('Xem https://example.com/mot-duong-dan-that-la-dai-khong-the-nho-noi')
    expect(await page.locator('[data-compose-count]').textContent()).toBe((5000 - 27).toLocaleString('vi'))
    await page.waitForTimeout(600)
    await page.reload({ waitUntil: 'networkidle' })
    expect(await area.inputValue()).toContain('mot-duong-dan')
    await page.click('.compose-offer[data-live] button')
    expect(await area.inputValue()).toBe('')
    await area.evaluate((field: HTMLTextAreaElement) => {
      const data = new DataTransfer()
      data.setData(
        'text/plain',
        'Tại cuộc giao ban, các đơn vị đã cùng nhau nhìn lại sáu\ntháng vừa qua và bàn về sáu tháng sắp tới của mạng xã\nhội ở Việt Nam với nhiều ý kiến thẳng thắn và cởi\nmở từ phía các doanh nghiệp.',
      )
      field.focus()
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    expect(await area.inputValue()).toContain('sáu tháng vừa qua')
    expect(await area.inputValue()).not.toContain('\n')
    await page.click('.compose-offer[data-live] button')
    expect(await area.inputValue()).toContain('sáu\ntháng vừa qua')
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('sends with Ctrl+Enter but never while a syllable is being composed', async () => {
    const { page } = await browser.open({ origin: server.origin, session: minh.session })
    await page.goto(`${server.origin}/compose`, { waitUntil: 'networkidle' })
    await page.fill('#compose-text', 'Gửi bằng phím')
    await page.locator('#compose-text').evaluate((field) => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          ctrlKey: true,
          isComposing: true,
          bubbles: true,
          cancelable: true,
        }),
      )
    })
    expect(page.url()).toContain('/compose')
    await page.press('#compose-text', 'Control+Enter')
    await landed(page, (url) => !url.pathname.startsWith('/compose'))
    await page.goto(`${server.origin}/local`)
    expect(await page.locator('.card').first().textContent()).toContain('Gửi bằng phím')
    await page.context().close()
  })

  it('follows at once and remembers it', async () => {
    const { page } = await browser.open({ origin: server.origin, session: minh.session })
    await page.goto(`${server.origin}/@lan`, { waitUntil: 'networkidle' })
    const button = page.locator('.follow-form button')
    const before = await button.textContent()
    await Promise.all([page.waitForResponse(/\/follow$/), button.click()])
    const after = await button.textContent()
    expect(after).not.toBe(before)
    await page.reload({ waitUntil: 'networkidle' })
    expect(await button.textContent()).toBe(after)
    await page.context().close()
  })

  it('takes a deletion back, and carries it out when nobody does', { timeout: 60_000 }, async () => {
    const { body } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Bài sắp xóa' },
    })
    const { page } = await browser.open({ origin: server.origin, session: lan.session })
    await page.goto(`${server.origin}/local`, { waitUntil: 'networkidle' })
    const card = page.locator(`.card[data-status="${body.id}"]`)
    const remove = async () => {
      await card.locator('.menu > summary').click()
      await card.locator('.menu-sure > summary').click()
      await card.locator('.menu-sure button').click()
      await card.waitFor({ state: 'hidden' })
    }
    await remove()
    await page.click('.toast button')
    await card.waitFor({ state: 'visible' })
    expect((await server.api('GET', `/api/v1/statuses/${body.id}`)).status).toBe(200)
    await remove()
    await Promise.all([page.waitForResponse(/\/delete$/, { timeout: 10_000 }), page.waitForTimeout(6500)])
    expect((await server.api('GET', `/api/v1/statuses/${body.id}`)).status).toBe(404)
    await page.context().close()
  })

  it('suggests people below the field, and puts the chosen one in', async () => {
    const { page, errors } = await browser.open({ origin: server.origin, session: minh.session })
    await page.goto(`${server.origin}/compose`)
    await page.fill('#compose-text', '')
    await page.locator('#compose-text').pressSequentially('Chào @la')
    const list = page.locator('.suggest')
    await list.waitFor()
    const [field, box] = [(await page.locator('#compose-text').boundingBox())!, (await list.boundingBox())!]
    expect(box.y).toBeGreaterThanOrEqual(field.y + field.height)
    await page.keyboard.press('Enter')
    expect(await page.inputValue('#compose-text')).toBe('Chào @lan ')
    expect(errors).toEqual([])
    await page.context().close()
  })
})
