import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bloggerExport, pathOf, titleOf } from './blogger-export.ts'
import { expectAccessible, landed, startBrowser, type TestBrowser } from './browser.ts'
import { type Person, signUp } from './people.ts'
import { gradient } from './pictures.ts'
import { startServer, type TestServer } from './server.ts'

/**
 * An editor's evening, on a phone: she opens a site, brings in her old Blogspot (200 posts, 2,000 comments), corrects one
 * article, and makes another from an untidy paste, with the photographer and the source named. A reader finds it by
 * typing without marks, and comments; a feed reader reads all of it.
 */
let server: TestServer
let browser: TestBrowser
let pictures: Server
let blog: string
let hoa: Person
let tam: Person

beforeAll(async () => {
  const png = await gradient(600, 400).png().toBuffer()
  pictures = createServer((request, response) => {
    if (request.url?.endsWith('/mat.png')) response.writeHead(404).end()
    else if (request.url?.endsWith('/hong.png')) response.end('<html>không phải ảnh</html>')
    else response.writeHead(200, { 'content-type': 'image/png' }).end(png)
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => pictures.once('listening', listening))
  blog = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`
  server = await startServer({ config: { allowPrivateAddress: true } })
  await server.listen()
  hoa = await signUp(server, 'hoa', { displayName: 'Nguyễn Thị Hoa' })
  tam = await signUp(server, 'tam', { displayName: 'Bác Tám' })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  pictures?.closeAllConnections()
  pictures?.close()
})

let taken = 0
/** Every step is looked at by axe; XOM_SHOTS=folder keeps a picture of it. */
async function seen(page: Page, name: string, whole = false): Promise<void> {
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  taken += 1
  const folder = process.env['XOM_SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${String(taken).padStart(2, '0')}-${name}.png`, fullPage: whole })
}

async function open(who: Person | null, wide = false): Promise<Page> {
  const { page } = await browser.open({
    origin: server.origin,
    wide,
    ...(who ? { session: who.session } : {}),
  })
  page.setDefaultTimeout(10_000)
  return page
}

/** The form has reached the server and been answered. */
const answered = (page: Page, act: () => Promise<void>) =>
  Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), act()])

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const site = '/trang/chuyen_lang'

async function openSite(page: Page): Promise<void> {
  await page.goto(`${server.origin}/trang`)
  await page.getByRole('link', { name: 'Mở trang tin' }).first().click()
  await landed(page, '**/trang/new')
  await page.fill('[name=display_name]', 'Chuyện làng')
  await page.fill('[name=note]', 'Tin trong xã: đường, chợ, trường, trạm.')
  await page.fill('[name=masthead]', 'Chịu trách nhiệm nội dung: Nguyễn Thị Hoa')
  await seen(page, 'opening')
  await press(page, 'Mở trang')
  await landed(page, `**${site}`)
  await seen(page, 'opened')
  await page.goto(`${server.origin}${site}/quan-tri/cai-dat`)
  await page.fill('[name=sections]', 'Thời sự\nĐời sống\nGiáo dục')
  await page.locator('form[action$="/chuyen-muc"] button').click()
  await page
    .getByRole('link', { name: 'Thời sự' })
    .waitFor({ state: 'attached' })
    .catch(() => {})
}

/** The file goes up; she looks at what is in it, and lets it in. */
async function bringIn(page: Page): Promise<void> {
  await page.goto(`${server.origin}${site}/quan-tri/nhap`)
  await seen(page, 'import')
  await page.setInputFiles('input[name=file]', {
    name: 'blog-11-24-2026.xml',
    mimeType: 'application/xml',
    buffer: Buffer.from(bloggerExport({ posts: 200, comments: 2000, pictures: blog })),
  })
  await page.locator('form[enctype] button.primary').click()
  await landed(page, /\/nhap\/\d+$/)
  await server.settle()
  await page.reload()
  await seen(page, 'import-choices', true)
  await answered(page, () => page.locator('form button.primary').first().click())
  await server.settle()
  await page.reload()
  await seen(page, 'import-report', true)
  const { html } = await textOf(pathOf(0))
  expect(html).toContain(titleOf(0))
}

const textOf = async (path: string) => {
  const answer = await server.request(`${site}${path}`)
  const location = answer.headers.get('location')
  const last = location ? await server.request(location) : answer
  return { html: await last.text(), path: location ?? `${site}${path}` }
}

async function correct(page: Page): Promise<void> {
  const { path } = await textOf(pathOf(1))
  await page.goto(server.origin + path)
  await seen(page, 'article-imported')
  await page.getByRole('link', { name: 'Sửa bài' }).click()
  await landed(page, /\/quan-tri\/bai\/\d+$/)
  await page.waitForSelector('.editor-tools:not([hidden])')
  const area = page.locator('textarea[name=body]')
  await area.fill((await area.inputValue()).replace('đông đảo bà con', 'hơn trăm bà con'))
  await page.fill('textarea[name=correction]', 'Bản đầu không ghi rõ số người đến dự.')
  await seen(page, 'correcting')
  await page.locator('.editor-steps button[value=save]').click()
  await landed(page, /\/quan-tri\/bai\/\d+$/)
  await page.goto(server.origin + path)
  await page.getByText('Bản đầu không ghi rõ số người đến dự.').waitFor()
  await seen(page, 'corrected', true)
}

/** As untidy as what people paste from an old page: broken lines, a time, a caption with its photographer, furniture. */
const untidy = `Chủ
tịch xã Lê Thị Bưởi: “Cầu mới là của cả làng"
25/11/2015 - 14:36
Sáng nay, 25/11/2015, xã Đông Thạnh họp bàn việc xây lại cây cầu
bắc qua con mương lớn. Chủ tịch xã Lê Thị Bưởi và ông Trần Văn Hiền chủ trì.
Chủ
tịch xã Lê Thị Bưởi nói cây cầu
cần làm xong trước mùa mưa để các cháu đi học cho an toàn. Ảnh: B.M
Tham dự có đại diện
Mặt trận, Hội Phụ nữ, Đoàn Thanh niên, trường Tiểu học... và nhiều
hộ dân hai bên bờ.
Phát biểu khai mạc
buổi họp, bà Lê Thị Bưởi chia sẻ: “6 tháng qua,
bà con đã góp được nhiều công. 6 tháng tới, còn nhiều việc phải làm
cùng nhau”.
Không có nhận xét nào:
Đăng nhận xét`

async function paste(page: Page): Promise<string> {
  await page.goto(`${server.origin}${site}/quan-tri/dan`)
  await page.fill('textarea[name=text]', untidy)
  await seen(page, 'paste')
  await page.locator('form button.primary').first().click()
  await page.waitForSelector('textarea[name=headline]')
  expect(await page.inputValue('textarea[name=headline]')).toBe(
    'Chủ tịch xã Lê Thị Bưởi: “Cầu mới là của cả làng"',
  )
  expect(await page.inputValue('input[name=cover_credit]')).toBe('B.M')
  expect(await page.inputValue('textarea[name=body]')).not.toContain('Đăng nhận xét')
  await seen(page, 'pasted', true)
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
  await page.setInputFiles('input[name=picture]', {
    name: 'cau.png',
    mimeType: 'image/png',
    buffer: await gradient(900, 600).png().toBuffer(),
  })
  await page.fill('input[name=picture_alt]', 'Cuộc họp ở nhà văn hoá')
  await page.fill('input[name=picture_credit]', 'B.M')
  await page.locator('button[value=picture]').click()
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('textarea[name=body]')!.value.includes('media:'),
  )
  await page.selectOption('[name=kind]', 'reprint')
  await page.fill('input[name=source_publisher]', 'Báo Xã')
  await page.fill('input[name=source_author]', 'B.M')
  await page.locator('.editor-steps button[value=publish]').click()
  // The address of the original is missing: the site's rule asks for it, and everything typed is still there.
  await page.waitForSelector('.field-wrong')
  expect(await page.inputValue('input[name=source_publisher]')).toBe('Báo Xã')
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
  await page.fill('input[name=source_url]', 'https://bao.example/cau-moi')
  await page.fill('input[name=source_fetched_at]', '2015-11-26T08:00')
  await page.locator('.editor-steps button[value=publish]').click()
  await landed(page, /\/quan-tri\/bai\/\d+$/)
  await server.settle()
  const { body } = await server.api('GET', `/api/v1/articles?limit=1`)
  return new URL(body[0].url).pathname
}

async function readAndComment(path: string): Promise<void> {
  const page = await open(tam)
  await page.goto(`${server.origin}/search?q=cau+moi+cua+ca+lang`)
  await page
    .getByRole('link', { name: /Cầu mới là của cả làng/ })
    .first()
    .waitFor()
  await seen(page, 'search')
  await page.goto(server.origin + path)
  await page.getByText('Chưa có bình luận: hãy là người đầu tiên').waitFor()
  expect(await page.textContent('.article')).toContain('Ảnh: B.M')
  expect(await page.textContent('.article-source')).toContain('Báo Xã')
  expect(await page.textContent('.article-source')).toContain('25/11/2015 - 14:36')
  await seen(page, 'article', true)
  await page.fill('textarea[name=text]', 'Cầu này tôi đi học ngày xưa.')
  await press(page, 'Gửi bình luận')
  await page.getByText('Cầu này tôi đi học ngày xưa.').waitFor()
  await seen(page, 'commented')
}

async function subscribe(): Promise<void> {
  const get = async (file: string) => (await server.request(`${site}/${file}`)).text()
  const rss = parseRssFeed(await get('rss.xml'))
  const [first] = rss.items ?? []
  expect(first?.title).toContain('Cầu mới là của cả làng')
  for (const item of rss.items ?? []) {
    expect(item.guid?.value).toBe(item.link)
    expect(Number.isNaN(Date.parse(String(item.pubDate)))).toBe(false)
    expect(item.content?.encoded).not.toMatch(/<script|<iframe|src="\//)
  }
  expect(parseAtomFeed(await get('atom.xml')).entries).toHaveLength(rss.items!.length)
  expect(parseJsonFeed(await get('feed.json')).items).toHaveLength(rss.items!.length)
}

it('an editor moves her blog in, corrects, publishes, and is read', { timeout: 240_000 }, async () => {
  const page = await open(hoa)
  await openSite(page)
  await bringIn(page)
  await correct(page)
  const path = await paste(page)
  await readAndComment(path)
  await subscribe()
  const strangers = await open(null)
  await strangers.goto(`${server.origin}${site}`)
  await seen(strangers, 'site')
  const wide = await open(null, true)
  for (const [name, at] of [
    ['site-wide', site],
    ['article-wide', path],
    ['search-wide', '/search?q=cau+moi'],
  ] as const) {
    await wide.goto(server.origin + at)
    await seen(wide, name)
  }
  const desk = await open(hoa, true)
  await desk.goto(`${server.origin}${site}/quan-tri/bai/moi`)
  await seen(desk, 'editor-wide')
})
