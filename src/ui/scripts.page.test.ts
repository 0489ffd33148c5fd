import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { landed, startBrowser, type TestBrowser } from '../../test/browser.ts'
import { type Person, signUp } from '../../test/people.ts'
import { gradient } from '../../test/pictures.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let browser: TestBrowser
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  lan = await signUp(server, 'lan', { displayName: 'Nguyễn Thị Lan' })
  minh = await signUp(server, 'minh', { displayName: 'Trần Minh' })
  const form = new FormData()
  form.append('file', new Blob([await gradient(900, 600).png().toBuffer()]), 'a.png')
  form.append('description', 'Vườn rau sau mưa')
  const { body: media } = await server.api('POST', '/api/v2/media', { token: lan.token, body: form })
  await post(lan, { status: 'Bài cũ' })
  await post(lan, { status: 'Bài có ảnh', media_ids: [media.id] })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const post = async (person: Person, body: object) => {
  const answer = await server.api('POST', '/api/v1/statuses', { token: person.token, body })
  expect(answer.status).toBe(200)
  await server.settle()
  return answer.body
}

async function open(path: string, person = minh): Promise<{ page: Page; errors: string[] }> {
  const opened = await browser.open({ origin: server.origin, session: person.session })
  await opened.page.goto(server.origin + path, { waitUntil: 'networkidle' })
  return opened
}

describe('a button that shows its effect at once', () => {
  it('says what was done there and then, and not on the next page', async () => {
    const { page, errors } = await open('/@lan')
    await page.click('.follow-form button')
    await page.waitForSelector('.toasts[role=status] .toast')
    expect(await page.textContent('.toast')).toContain('@lan')
    await page.goto(`${server.origin}/local`)
    expect(await page.locator('[data-flash]').count()).toBe(0)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('a message after a redirect is not there again when one comes back', async () => {
    const { page } = await open('/drafts')
    await server.request('/drafts', {
      method: 'POST',
      headers: { cookie: minh.session },
      body: new URLSearchParams({ status: 'Nháp' }),
    })
    await page.reload()
    await page.click('.waiting button.danger')
    await page.waitForSelector('[data-flash]')
    await page.click('.bottom-bar a[href="/xom"]')
    await landed(page, /xom$/)
    await page.goBack()
    await landed(page, /drafts$/)
    expect(await page.locator('[data-flash]').count()).toBe(0)
    await page.context().close()
  })
})

describe('the line of new posts', () => {
  it('comes without moving the page, says how many, and leads to them', async () => {
    const { page, errors } = await open('/local')
    const before = await page.locator('.card').first().boundingBox()
    expect(await page.locator('.live').isVisible()).toBe(false)
    await post(lan, { status: 'Tin mới một' })
    await post(lan, { status: 'Tin mới hai' })
    // What a person does who comes back to the tab.
    const look = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await Promise.all([page.waitForResponse(/\/live\?/), look()])
    const line = page.locator('.live a')
    await line.waitFor()
    expect(await line.textContent()).toBe('2 bài mới')
    expect((await line.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    expect((await page.locator('.card').first().boundingBox())!.y).toBe(before!.y)
    await page.evaluate(() => scrollTo(0, 400))
    expect((await line.boundingBox())!.y).toBeGreaterThanOrEqual(52)
    await line.click()
    await page.getByText('Tin mới hai').waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('the picture viewer', () => {
  it('shows the picture with its description, closes by key, and gives the focus back', async () => {
    const { page, errors } = await open('/@lan/media')
    const link = page.locator('.media-item > a').first()
    await link.focus()
    await page.keyboard.press('Enter')
    const viewer = page.locator('dialog.viewer')
    await viewer.waitFor()
    expect(await viewer.locator('p').textContent()).toBe('Vườn rau sau mưa')
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
    const picture = (await viewer.locator('img').boundingBox())!
    expect(picture.x).toBeGreaterThanOrEqual(0)
    expect(picture.x + picture.width).toBeLessThanOrEqual(390)
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('is a plain link to the file without scripts', async () => {
    const { page } = await browser.open({ origin: server.origin, noScript: true })
    await page.goto(`${server.origin}/@lan/media`)
    await page.click('.media-item > a')
    expect(page.url()).toMatch(/\/media\//)
    await page.context().close()
  })
})

describe('the keys', () => {
  it('go from post to post, like, answer, and list themselves', async () => {
    const { page, errors } = await open('/local')
    const focused = () =>
      page.evaluate(() => [...document.querySelectorAll('.card')].indexOf(document.activeElement!))
    await page.keyboard.press('j')
    expect(await focused()).toBe(0)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await focused()).toBe(1)
    await Promise.all([page.waitForResponse(/favourite$/), page.keyboard.press('f')])
    expect(await page.locator('.card').nth(1).locator('.act-favourite').getAttribute('aria-pressed')).toBe(
      'true',
    )
    await page.keyboard.press('Shift+?')
    await page.locator('dialog .keys').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('k')
    await page.keyboard.press('r')
    await landed(page, /compose\?reply=/)
    // Inside a field they are letters.
    await page.locator('#compose-text').pressSequentially('jfn')
    expect(await page.inputValue('#compose-text')).toContain('jfn')
    expect(errors).toEqual([])
    await page.context().close()
  })
})

describe('the composer with scripts', () => {
  const wrapped = Array.from(
    { length: 40 },
    (_, at) =>
      `Tại cuộc giao ban lần thứ ${at}, các đơn vị đã cùng nhau nhìn lại sáu\ntháng vừa qua và bàn về sáu tháng sắp tới của mạng xã\nhội.`,
  ).join('\n\n')

  it('joins pasted lines, says so where it can be seen, and leaves the focus in the field', async () => {
    const { page, errors } = await open('/compose')
    await page.click('#compose-text')
    await page.evaluate((text) => {
      const field = document.querySelector<HTMLTextAreaElement>('#compose-text')!
      const data = new DataTransfer()
      data.setData('text/plain', text)
      field.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    }, wrapped)
    const offer = page.locator('.compose-offer[data-live]')
    await offer.waitFor()
    await page.waitForTimeout(200)
    const box = (await offer.boundingBox())!
    const bar = (await page.locator('.bottom-bar').boundingBox())!
    expect(box.y).toBeGreaterThan(52)
    expect(box.y + box.height).toBeLessThanOrEqual(bar.y)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('compose-text')
    expect(await page.inputValue('#compose-text')).not.toMatch(/sáu\ntháng/)
    await offer.locator('button').click()
    expect(await page.inputValue('#compose-text')).toMatch(/sáu\ntháng/)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('has one button that sends, and Enter in a line of its own presses it', async () => {
    const { page } = await open('/compose')
    expect(await page.getByRole('button', { name: 'Đăng', exact: true }).count()).toBe(1)
    await page.fill('#compose-text', 'Gửi bằng Enter')
    await page.locator('.compose-tool .i-warning').click()
    await page.fill('[name=spoiler_text]', 'Cẩn thận')
    await page.press('[name=spoiler_text]', 'Enter')
    await landed(page, (url) => url.pathname === '/')
    const { body } = await server.api('GET', `/api/v1/accounts/${minh.id}/statuses`)
    expect(body[0].spoiler_text).toBe('Cẩn thận')
    await page.context().close()
  })

  it('keeps a text through a lost connection, and sends it when there is one again', async () => {
    const { page } = await open('/compose')
    await page.locator('#compose-text').pressSequentially('Viết lúc mất mạng')
    await page.context().setOffline(true)
    await page.click('.compose-send .primary')
    await page.waitForSelector('.toast')
    expect(await page.textContent('.toast')).toContain('giữ trên máy')
    await page.context().setOffline(false)
    await page.reload({ waitUntil: 'networkidle' })
    expect(await page.inputValue('#compose-text')).toBe('Viết lúc mất mạng')
    await page.click('.compose-send .primary')
    await landed(page, (url) => url.pathname === '/')
    await page.goto(`${server.origin}/compose`, { waitUntil: 'networkidle' })
    expect(await page.inputValue('#compose-text')).toBe('')
    await page.context().close()
  })
})
