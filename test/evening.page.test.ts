import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveSettings } from '../src/features/instance/index.ts'
import { expectAccessible, landed, startBrowser, type TestBrowser } from './browser.ts'
import { type Person, signUp } from './people.ts'
import { startServer, type TestServer } from './server.ts'

/**
 * The first evening of a founder, on a phone: she opens her lane, writes its rules, invites the old group, begins a
 * thread, and forty answers later somebody sells what he does not have. He is told why his post is gone, objects, and
 * somebody else judges; the record of it is public.
 */
let server: TestServer
let browser: TestBrowser
let lan: Person
const neighbours: Person[] = []

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  await saveSettings(server.ctx, { registrations: 'open' })
  await signUp(server, 'tam', { role: 'admin', displayName: 'Bác Tám' })
  lan = await signUp(server, 'lan', { displayName: 'Nguyễn Thị Lan' })
  for (const [name, displayName] of [
    ['hoa', 'Trần Thị Hoa'],
    ['duc', 'Lê Minh Đức'],
    ['mai', 'Phạm Tuyết Mai'],
    ['tuan', 'Hoàng Anh Tuấn'],
  ] as const)
    neighbours.push(await signUp(server, name, { displayName }))
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

let taken = 0
/** Every step is looked at by axe; XOM_SHOTS=folder keeps a picture of it. */
async function seen(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  taken += 1
  const folder = process.env['XOM_SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${String(taken).padStart(2, '0')}-${name}.png` })
}

async function phone(who?: Person): Promise<Page> {
  const { page } = await browser.open({
    origin: server.origin,
    ...(who ? { session: who.session } : {}),
  })
  page.setDefaultTimeout(8000)
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** She fills the form, and is in her lane. */
async function openLane(page: Page): Promise<void> {
  await page.goto(`${server.origin}/xom`)
  await page.getByRole('link', { name: 'Mở xóm mới' }).first().click()
  await landed(page, '**/xom/new')
  await page.fill('[name=display_name]', 'Ngõ 82 Kim Ngưu')
  await page.fill('[name=note]', 'Chuyện trong ngõ: mất nước, nhường chỗ đậu xe, ai trông hộ mèo.')
  await page.fill('[name=place]', 'Hà Nội')
  await page.fill('[name=rules]', 'Nói với nhau như gặp ngoài ngõ\nKhông bán thứ mình không có')
  await seen(page, 'opening')
  await press(page, 'Mở xóm')
  await landed(page, '**/xom/ngo_82_kim_nguu')
  await seen(page, 'opened')
}

async function changeRules(page: Page): Promise<void> {
  await page.goto(`${server.origin}/xom/ngo_82_kim_nguu/settings/rules`)
  const rules = page.locator('textarea[name=rules]')
  await rules.fill(`${await rules.inputValue()}\nẢnh người khác thì hỏi trước khi đăng`)
  await page.fill('[name=note]', 'Hôm qua có ảnh trẻ con đăng mà chưa hỏi.')
  await press(page, 'Công bố bản mới')
  await page.waitForSelector('[data-flash]')
  await page.goto(`${server.origin}/xom/ngo_82_kim_nguu/rules`)
  expect(await page.textContent('main')).toContain('Ảnh người khác thì hỏi trước khi đăng')
  await seen(page, 'rules')
}

async function makeInvitation(page: Page): Promise<string> {
  await page.goto(`${server.origin}/xom/ngo_82_kim_nguu/settings/invites`)
  await press(page, 'Tạo lời mời')
  const link = page.locator('.settings-list a[href*="/invite/community/"]').first()
  await link.waitFor()
  await seen(page, 'invitation')
  return (await link.getAttribute('href'))!
}

/** Somebody from the old group, with no account, opens the link that was sent to her. */
async function newcomer(link: string): Promise<Page> {
  const page = await phone()
  await page.goto(link)
  await seen(page, 'invited')
  await page.locator('main a[href*="/signup?next="]').first().click()
  await page.fill('[name=display_name]', 'Vũ Thu Minh')
  await page.fill('[name=username]', 'minh')
  await page.fill('[name=email]', 'minh@xom.test')
  await page.fill('[name=password]', 'mưa rào tháng bảy')
  if ((await page.locator('[name=agreement]').count()) > 0) await page.check('[name=agreement]')
  await page.locator('.sheet form[action="/signup"] button[type=submit]').click()
  await landed(page, '**/invite/community/**')
  await press(page, 'Tham gia')
  await landed(page, '**/xom/ngo_82_kim_nguu')
  page.setDefaultTimeout(8000)
  return page
}

async function beginThread(page: Page): Promise<string> {
  await page.goto(`${server.origin}/xom/ngo_82_kim_nguu`)
  await page.click('[name=status]')
  await page.fill('[name=title]', 'Cắt nước tối thứ Năm')
  await page.fill(
    '[name=status]',
    'Phường báo cắt từ 22 giờ đến 4 giờ sáng. Nhà ai có bể lớn cho xin ít nước nhé.',
  )
  await page.locator('form[action="/compose"] button[type=submit]').last().click()
  await landed(page, /\/xom\/ngo_82_kim_nguu\/\d+/)
  await seen(page, 'first-thread')
  return new URL(page.url()).pathname
}

const words = [
  'Nhà em có bể 2 khối, các bác cứ sang.',
  'Cảm ơn chị, tối em mang can sang.',
  'Có ai biết cắt đến mấy giờ không ạ?',
  'Tổ trưởng vừa nhắn: khoảng 4 giờ sáng.',
  'Nhớ khóa van kẻo nước về tràn nhà.',
]

/** Forty answers by four neighbours with their apps, and one from the page. */
async function forty(page: Page, thread: string): Promise<void> {
  const first = thread.split('/').at(-1)!
  for (let n = 0; n < 39; n += 1) {
    const person = neighbours[n % neighbours.length]!
    const answer = await server.api('POST', '/api/v1/statuses', {
      token: person.token,
      body: { status: `${words[n % words.length]}${n < 5 ? '' : ` (${n + 1})`}`, in_reply_to_id: first },
    })
    expect(answer.status).toBe(200)
  }
  await page.goto(server.origin + thread)
  await page.fill('[name=status]', 'Cháu ở cuối ngõ, cần khiêng can thì gọi cháu.')
  await page.locator('form[action="/compose"] button[type=submit]').last().click()
  await page.waitForSelector('#p-40')
  // She lands where her words are.
  await page.waitForFunction(() => {
    const { top } = document.querySelector('#p-40')!.getBoundingClientRect()
    return top >= 0 && top < innerHeight
  })
  expect(await page.textContent('.thread-head')).toContain('40 trả lời')
  await seen(page, 'forty-answers')
}

async function report(page: Page, thread: string, statusId: string): Promise<void> {
  await page.goto(`${server.origin}${thread}`)
  const card = page.locator(`[data-status="${statusId}"]`)
  await card.locator('details.menu summary').last().click()
  await card.getByRole('link', { name: /Báo cáo/ }).click()
  await landed(page, '**/report?status=**')
  await page.check('#f-category-fake_goods')
  await page.fill('[name=comment]', 'Lấy tiền cọc rồi chặn, nhà em vừa bị.')
  await seen(page, 'report')
  await page.locator('form[action="/report"] button[type=submit]').click()
  await landed(page, '**/report/thanks**')
  await seen(page, 'report-thanks')
}

async function decide(page: Page): Promise<string> {
  await page.goto(`${server.origin}/moderation`)
  await seen(page, 'desk')
  await page.locator('.cases a[data-open]').first().click()
  await landed(page, '**/moderation/cases/*')
  await page.check('#f-measure-remove')
  await page.selectOption('#f-rule', { index: 2 })
  await page.fill('#f-facts', 'Bài rao bán máy bơm, nhận cọc rồi không giao; ba người trong ngõ đã báo.')
  await page.locator('#decide').scrollIntoViewIfNeeded()
  await seen(page, 'decision')
  const path = new URL(page.url()).pathname
  await page.locator('#decide button[type=submit]').last().click()
  await page.waitForSelector('[data-flash]')
  return path
}

/** He reads why, by which rule, and objects. */
async function object(page: Page): Promise<string> {
  await page.goto(`${server.origin}/notifications`)
  await page.locator('a[href*="/ly-do/"]').first().click()
  await landed(page, '**/ly-do/**')
  const text = await page.textContent('main')
  expect(text).toContain('Không bán thứ mình không có')
  expect(text).toContain('nhận cọc rồi không giao')
  await seen(page, 'statement-of-reasons')
  await page.fill('[name=text]', 'Tôi có máy thật, đã trả cọc cho chị Mai lúc 20 giờ.')
  await page.locator('form[action*="/appeal"] button[type=submit]').click()
  await page.waitForSelector('[data-flash]')
  await seen(page, 'appeal')
  return new URL(page.url()).pathname
}

async function judge(page: Page, path: string): Promise<void> {
  await page.goto(server.origin + path)
  await page.locator('input[name=outcome][value=reversed]').check()
  await page.fill('textarea[name=reasons]', 'Chị Mai xác nhận đã nhận lại cọc. Bài được khôi phục.')
  await seen(page, 'judging')
  await page.locator('form[action*="/judge"] button[type=submit]').click()
  await page.waitForSelector('[data-flash]')
}

it('a founder opens her lane, and the evening ends on the public record', { timeout: 180_000 }, async () => {
  const founder = await phone(lan)
  await openLane(founder)
  await changeRules(founder)
  const link = await makeInvitation(founder)
  const minh = await newcomer(link)
  for (const person of neighbours) {
    const answer = await server.request(new URL(link).pathname, {
      method: 'POST',
      headers: { cookie: person.session },
    })
    expect(answer.status).toBe(303)
  }
  const thread = await beginThread(founder)
  await forty(minh, thread)

  const [hoa, , , tuan] = neighbours as [Person, Person, Person, Person]
  const bad = await server.api('POST', '/api/v1/statuses', {
    token: tuan.token,
    body: {
      status: 'Bán máy bơm 300k, cọc trước 200k vào 0912 345 678',
      in_reply_to_id: thread.split('/').at(-1),
    },
  })
  await server.settle()
  const reporter = await phone(hoa)
  await report(reporter, thread, bad.body.id)

  const casePath = await decide(founder)
  await server.settle()
  await founder.goto(server.origin + thread)
  expect(await founder.textContent('main')).not.toContain('cọc trước 200k')
  const author = await phone(tuan)
  const statement = await object(author)

  // Whoever decided does not judge: a member whom the founder trusts does.
  await founder.goto(server.origin + casePath)
  expect(await founder.locator('form[action*="/judge"]').count()).toBe(0)
  await founder.goto(`${server.origin}/xom/ngo_82_kim_nguu/settings/members`)
  const row = founder.locator('.role-form', {
    has: founder.locator(`form[action*="/${await idOf('minh')}/role"]`),
  })
  await row.locator('summary').click()
  await row.locator('select[name=role]').selectOption('moderator')
  await seen(founder, 'moderator')
  await row.locator('button[type=submit]').click()
  await founder.waitForSelector('[data-flash]')
  await judge(minh, casePath)
  await server.settle()

  await author.goto(server.origin + statement)
  expect(await author.textContent('main')).toContain('Chị Mai xác nhận')
  await seen(author, 'outcome')
  await founder.goto(server.origin + thread)
  expect(await founder.textContent('main')).toContain('cọc trước 200k')

  const stranger = await phone()
  await stranger.goto(`${server.origin}/minh-bach`)
  const record = await stranger.textContent('main')
  expect(record).toContain('Không bán thứ mình không có')
  // The record is redacted: neither who it was nor his number.
  expect(record).not.toContain('tuan')
  expect(record).not.toContain('0912 345 678')
  await seen(stranger, 'public-record')
})

const idOf = async (username: string): Promise<string> =>
  (await server.api('GET', `/api/v1/accounts/lookup?acct=${username}`)).body.id
