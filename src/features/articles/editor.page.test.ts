import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, landed, startBrowser, type TestBrowser } from '../../../test/browser.ts'
import { type Person, signUp } from '../../../test/people.ts'
import { gradient } from '../../../test/pictures.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let browser: TestBrowser
let lan: Person
let minh: Person
let site: { id: string }

const desk = '/trang/tin_dong/quan-tri'

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  browser = await startBrowser()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
  site = (
    await call(lan, 'POST', 'sites', {
      username: 'tin_dong',
      display_name: 'Tin xóm Đông',
      contact: 'tin@example.com',
      masthead: 'Lan',
    })
  ).body
  await call(lan, 'POST', `sites/${site.id}/staff`, { acct: 'minh', role: 'contributor' })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const call = (person: Person, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/${path}`, { token: person.token, ...(body ? { body } : {}) })
const open = (person: Person, more: object = {}) =>
  browser.open({ origin: server.origin, session: person.session, ...more })
const mine = async (person: Person, state: string) =>
  (await call(person, 'GET', `sites/${site.id}/articles?state=${state}`)).body as {
    id: string
    headline: string
  }[]
const article = async (person: Person, id: string) => (await call(person, 'GET', `articles/${id}`)).body

const pasted = `Bà
con xóm Đông góp tay sửa cầu: “Làm sớm thì mùa mưa đỡ khổ"
12/09/2026 - 08:15
Sáng nay, hơn bốn mươi hộ ở xóm Đông đã cùng nhau sửa lại cây cầu gỗ bắc
qua con mương lớn. Ông Tư Hiền và cô giáo Lan đứng ra lo phần vật liệu.
Bà
con chuyền tay nhau từng tấm ván từ bờ bên này sang
bờ bên kia trong buổi sáng mát trời. Ảnh: T.H
Có mặt từ sớm là đội
Thanh niên, Hội Phụ nữ, các thầy cô trường Tiểu học Đông Thạnh... cùng nhiều
người đi chợ ghé lại giúp một tay.
Không có nhận xét nào:
Đăng nhận xét`

describe('the editor', () => {
  it('turns a paste into an article that is checked, then published', async () => {
    const { page, errors } = await open(lan)
    await page.goto(`${server.origin}${desk}/dan`)
    await page.fill('textarea[name="text"]', pasted)
    await page.click('form button.primary')
    expect(await page.inputValue('textarea[name="headline"]')).toBe(
      'Bà con xóm Đông góp tay sửa cầu: “Làm sớm thì mùa mưa đỡ khổ"',
    )
    expect(await page.inputValue('input[name="source_published_at"]')).toBe('2026-09-12T08:15')
    expect(await page.inputValue('input[name="cover_credit"]')).toBe('T.H')
    expect(await page.textContent('.editor-removed')).toContain('Không có nhận xét nào:')
    expect(await mine(lan, 'draft')).toEqual([])
    await expectAccessible(page)
    await page.click('button[value="publish"]')
    await landed(page, /\/bai\/\d+$/)
    const [published] = (await call(lan, 'GET', `sites/${site.id}/articles`)).body
    expect(published.headline).toContain('góp tay sửa cầu')
    expect((await article(lan, published.id)).content).toContain('<p>Có mặt từ sớm là đội Thanh niên')
    expect(errors).toEqual([])

    // The same again is shown to be the same before it is published.
    await page.goto(`${server.origin}${desk}/dan`)
    await page.fill('textarea[name="text"]', pasted)
    await page.click('form button.primary')
    await page.click('button[value="publish"]')
    expect(await page.textContent('.editor-notice')).toContain('góp tay sửa cầu')
    expect(await mine(lan, 'draft')).toHaveLength(1)
    await page.click('button[value="publish"]')
    await landed(page, /\/bai\/\d+$/)
    expect(await mine(lan, 'draft')).toEqual([])
  })

  it('writes signs for what is chosen, and what the browser undoes is undone', async () => {
    const { page, errors } = await open(lan)
    await page.goto(`${server.origin}${desk}/bai/moi`)
    const area = page.locator('textarea[name="body"]')
    await page.waitForSelector('.editor-tools:not([hidden])')
    await area.fill('Cầu mới')
    await area.press('Control+a')
    await area.press('Control+b')
    expect(await area.inputValue()).toBe('**Cầu mới**')
    await area.press('Control+z')
    expect(await area.inputValue()).toBe('Cầu mới')
    await area.press('End')
    await page.click('[data-tool="list"]')
    expect(await area.inputValue()).toBe('- Cầu mới')
    await page.click('[data-tool="note"]')
    expect(await area.inputValue()).toBe('- Cầu mới[^1]\n\n[^1]: ')
    await page.click('button[data-preview]')
    await page.waitForSelector('.editor-preview .footnotes')
    await expectAccessible(page)
    expect(errors).toEqual([])
  })

  it('takes a rich paste as Markdown, and a picture where the cursor is', async () => {
    const { page } = await open(lan)
    await page.goto(`${server.origin}${desk}/bai/moi`)
    await page.waitForSelector('.editor-tools:not([hidden])')
    const area = page.locator('textarea[name="body"]')
    await area.focus()
    await area.evaluate((element) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'Cầu mới\nđẹp')
      data.setData('text/html', '<h2>Cầu <i>mới</i></h2><p><script>x()</script><b>đẹp</b></p>')
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('textarea[name="body"]')!.value.startsWith('## '),
    )
    expect(await area.inputValue()).toBe('## Cầu *mới*\n\n**đẹp**')
    await page.click('[data-tool="picture"]')
    await page.setInputFiles('input[name="picture"]', {
      name: 'a.png',
      mimeType: 'image/png',
      buffer: await gradient(60, 40).png().toBuffer(),
    })
    await page.fill('input[name="picture_caption"]', 'Cầu "gỗ"')
    await page.fill('input[name="picture_credit"]', 'T.H')
    await page.click('button[value="picture"]')
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('textarea[name="body"]')!.value.includes('media:'),
    )
    expect(await area.inputValue()).toMatch(/\n\n!\[\]\(media:\d+ "Cầu \\"gỗ\\""\)\{credit="T\.H"\}\n\n$/)
  })

  it('keeps what was typed on the device until the server has it', async () => {
    const { page } = await open(lan)
    await page.goto(`${server.origin}${desk}/bai/moi`)
    await page.waitForSelector('.editor-tools:not([hidden])')
    await page.fill('textarea[name="headline"]', 'Viết dở')
    await page.fill('textarea[name="body"]', 'Chưa xong')
    await page.waitForTimeout(600)
    await page.reload()
    await page.waitForSelector('.compose-offer')
    expect(await page.inputValue('textarea[name="body"]')).toBe('Chưa xong')
    await page.click('.editor-steps button[value="save"]')
    await landed(page, /\/bai\/\d+$/)
    await page.waitForSelector('.editor-tools:not([hidden])')
    await page.goto(`${server.origin}${desk}/bai/moi`)
    await page.waitForSelector('.editor-tools:not([hidden])')
    expect(await page.inputValue('textarea[name="body"]')).toBe('')
  })

  it('works with scripts off: picture, preview, review, return, correction', async () => {
    const { page } = await open(minh, { noScript: true })
    await page.goto(`${server.origin}${desk}/bai/moi`)
    await page.fill('textarea[name="headline"]', 'Chợ phiên')
    await page.fill('textarea[name="body"]', 'Chợ **đông** vui')
    await page.click('[data-part="picture"] summary')
    await page.setInputFiles('input[name="picture"]', {
      name: 'a.png',
      mimeType: 'image/png',
      buffer: await gradient(60, 40).png().toBuffer(),
    })
    await page.fill('input[name="picture_alt"]', 'Chợ')
    await page.click('button[value="picture"]')
    expect(await page.inputValue('textarea[name="body"]')).toMatch(
      /^Chợ \*\*đông\*\* vui\n\n!\[Chợ\]\(media:\d+\)\n$/,
    )
    await page.click('button[value="preview"]')
    expect(await page.textContent('.editor-preview strong')).toBe('đông')
    expect(await page.locator('.editor-preview figure img').count()).toBe(1)
    expect(await page.locator('button[value="publish"]').count()).toBe(0)
    await page.click('button[value="review"]')
    const [waiting] = await mine(lan, 'review')
    expect(waiting!.headline).toBe('Chợ phiên')

    const { page: editors } = await open(lan, { noScript: true })
    await editors.goto(`${server.origin}${desk}/bai/${waiting!.id}`)
    await editors.click('.editor-steps button[value="publish"]')
    await editors.fill('textarea[name="correction"]', 'Chợ họp thứ bảy, không phải chủ nhật.')
    await editors.click('.editor-steps button[value="save"]')
    expect((await article(lan, waiting!.id)).corrections[0].text).toContain('thứ bảy')
    await editors.goto(`${server.origin}${desk}/bai/${waiting!.id}/ban/2`)
    expect(await editors.textContent('main')).toContain('Từ bản 1 sang bản 2')
  })

  it('keeps a rejected form as it was typed', async () => {
    const { page } = await open(lan, { noScript: true })
    await page.goto(`${server.origin}${desk}/bai/moi`)
    await page.fill('textarea[name="headline"]', 'Cầu mới')
    await page.fill('textarea[name="body"]', 'Chữ của tôi')
    await page.click('[data-part="source"] summary')
    await page.fill('input[name="source_url"]', 'ftp://a.example/')
    await page.click('.editor-steps button[value="save"]')
    expect(await page.inputValue('textarea[name="body"]')).toBe('Chữ của tôi')
    expect(await page.locator('[data-part="source"][open] .field-error').count()).toBe(1)
  })

  it('shows both texts when two people edit at once, and loses neither', async () => {
    const { id } = (
      await call(lan, 'POST', `sites/${site.id}/articles`, { headline: 'Hai người', body: 'Một\n\nHai' })
    ).body
    const { page } = await open(lan, { noScript: true })
    await page.goto(`${server.origin}${desk}/bai/${id}`)
    await call(lan, 'PUT', `articles/${id}`, { headline: 'Hai người', body: 'Một\n\nHai của người kia' })
    await page.fill('textarea[name="body"]', 'Một của tôi\n\nHai')
    await page.click('.editor-steps button[value="save"]')
    expect(await page.inputValue('#editor-their-body')).toBe('Một\n\nHai của người kia')
    expect(await page.inputValue('textarea[name="body"]')).toBe('Một của tôi\n\nHai')
    expect((await article(lan, id)).source).toBe('Một\n\nHai của người kia')
    await page.fill('textarea[name="body"]', 'Một của tôi\n\nHai của người kia')
    await page.click('.editor-steps button[value="save"]')
    expect((await article(lan, id)).source).toBe('Một của tôi\n\nHai của người kia')
    await expectAccessible(await axeable(page.url(), id))
  })

  it('weighs at most 100 kB on the first view, of which at most 50 kB are scripts', async () => {
    const { page } = await open(lan)
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
    await page.goto(`${server.origin}${desk}/bai/moi`, { waitUntil: 'networkidle' })
    expect(scripts).toBeGreaterThan(1000)
    expect(scripts).toBeLessThanOrEqual(50_000)
    expect(all).toBeLessThanOrEqual(100_000)
  })

  it('is shut for those who do not work there', async () => {
    const stranger = await signUp(server, 'nguoi_la')
    for (const path of ['/bai/moi', '/dan']) {
      const answer = await server.request(desk + path, { headers: { cookie: stranger.session } })
      expect(answer.status).toBe(403)
    }
    const [{ id }] = (await call(lan, 'GET', `sites/${site.id}/articles`)).body
    const edit = await server.request(`${desk}/bai/${id}`, { headers: { cookie: minh.session } })
    expect(edit.status).toBe(403)
  })
})

/** axe needs scripts: the same conflict in a page that has them. */
async function axeable(url: string, id: string) {
  const { page } = await open(lan)
  await page.goto(url)
  await call(lan, 'PUT', `articles/${id}`, { headline: 'Hai người', body: 'Một\n\nHai của người kia' })
  await page.click('.editor-steps button[value="save"]')
  await page.waitForSelector('#editor-theirs')
  return page
}
