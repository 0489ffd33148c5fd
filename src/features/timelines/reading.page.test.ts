import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, startBrowser, type TestBrowser } from '../../../test/browser.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { createStatus } from '../statuses/index.ts'

let server: TestServer
let browser: TestBrowser
let origin: string
let lan: Person
let minh: Person
let first: string

beforeAll(async () => {
  server = await startServer()
  browser = await startBrowser()
  origin = await server.listen()
  lan = await signUp(server, 'lan', { displayName: 'Nguyễn Thị Lan' })
  minh = await signUp(server, 'minh')
  const { ctx } = server
  for (let at = 0; at < 45; at += 1) {
    first = await createStatus(ctx, lan, {
      text: `Bài số ${at} #bò`,
      spoilerText: at % 9 === 0 ? 'Đố vui' : '',
    })
  }
  const answer = await createStatus(ctx, minh, { text: '@lan có đây', inReplyToId: first })
  await createStatus(ctx, lan, { text: '@minh cảm ơn', inReplyToId: answer })
  await createStatus(ctx, lan, {
    text: 'Họp lúc nào? #bơ',
    poll: { options: ['19 giờ', '20 giờ'], expiresIn: 3600, multiple: false, hideTotals: false },
  })
  await server.settle()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const cards = '.feed .card'

describe.each([
  ['with scripts', false],
  ['without scripts', true],
])('%s', (_, noScript) => {
  const open = () => browser.open({ origin, session: minh.session, noScript })

  it('one reads on to the next page', async () => {
    const { page, errors } = await open()
    await page.goto(`${origin}/local`)
    expect(await page.locator(cards).count()).toBe(20)
    await page.click('.more-link')
    await page.getByText('Bài số 20', { exact: false }).first().waitFor()
    // Below the first page where scripts run; a page of its own where they do not.
    expect(await page.locator(cards).count()).toBe(noScript ? 20 : 40)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('one likes a post, and it is still liked on the next visit', async () => {
    const { page } = await open()
    await page.goto(`${origin}/@lan/${first}`)
    const like = page.locator('.card-focus .act-favourite')
    const before = await like.getAttribute('aria-pressed')
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await like.click()
    await answered
    await page.goto(`${origin}/@lan/${first}`)
    expect(await like.getAttribute('aria-pressed')).toBe(before === 'true' ? 'false' : 'true')
    await page.context().close()
  })

  it('one writes with a picture and its description', async () => {
    const { page, errors } = await open()
    const text = noScript ? 'Không cần script' : 'Có script'
    await page.goto(`${origin}/compose`)
    await page.fill('#compose-text', text)
    await page.locator('.compose-tools summary').first().click()
    await page.setInputFiles('input[type=file]', 'src/ui/public/icon-192.png')
    if (noScript) await page.click('button[value=attach]')
    await page.locator('.compose-media li').waitFor()
    expect(await page.inputValue('#compose-text')).toBe(text)
    await page.fill('.compose-alt textarea', `Mái nhà đỏ, ${text}`)
    await page.click('.compose-send .primary')
    await page.locator('.flash').waitFor()
    await page.goto(`${origin}/local`)
    expect(await page.locator('.media img').first().getAttribute('alt')).toBe(`Mái nhà đỏ, ${text}`)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('one answers on the page of the post', async () => {
    const { page } = await open()
    await page.goto(`${origin}/@lan/${first}`)
    const before = await page.locator('.reply').count()
    await page.fill('#compose-text', '@lan thêm một câu')
    await page.click('.compose-send .primary')
    await page.locator('.reply').nth(before).waitFor()
    await page.context().close()
  })
})

describe('every page of posts', () => {
  it.each([
    ['light', false],
    ['dark', true],
    ['contrast', false],
  ])('can be read by everybody (%s)', { timeout: 120_000 }, async (theme, wide) => {
    const { page, errors } = await browser.open({
      origin,
      session: minh.session,
      wide,
      cookies: { xom_theme: theme },
    })
    for (const path of [
      '/',
      '/local',
      '/tags/bo',
      '/compose',
      `/compose?reply=${first}`,
      `/@lan/${first}`,
      `/@lan/${first}/history`,
      `/@lan/${first}/favourited`,
      '/bookmarks',
      '/favourites',
    ]) {
      await page.goto(origin + path)
      if (path === '/compose') {
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll<HTMLDetailsElement>('.compose-tools details'))
            fold.open = true
        })
      }
      if (path === '/local') await page.locator('.card .menu > summary').first().click()
      await expectAccessible(page)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        path,
      ).toBeLessThanOrEqual(0)
    }
    expect(errors).toEqual([])
    await page.context().close()
  })
})
