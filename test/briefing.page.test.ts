import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSession } from '../src/features/auth/index.ts'
import { sessionCookie } from '../src/http/auth.ts'
import { expectAccessible, landed, startBrowser, type TestBrowser } from './browser.ts'
import { type Person, signUp } from './people.ts'
import { startServer, type TestServer } from './server.ts'

/**
 * A giao ban from one session to the next, on a phone: the secretary opens the series and no. 5; sixty people put questions
 * and weigh them; the agenda is set, the numbers of the period are counted; the session is held, seen live by somebody
 * else; minutes, findings and an action item; the chair publishes; the owner reports; seven months later the next session
 * opens with what is overdue.
 */
let server: TestServer
let browser: TestBrowser
let hoa: Person
let minh: Person
let people: Person[]

const day = 86_400_000
const series = '/giao-ban/giao-ban-truyen-thong-xa-hoi'

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  hoa = await signUp(server, 'thu_hoa', { displayName: 'Nguyễn Thị Hoa', role: 'admin' })
  minh = await signUp(server, 'minh', { displayName: 'Trần Minh' })
  people = []
  for (let n = 0; n < 60; n += 1)
    people.push(await signUp(server, `nguoi_${n}`, { displayName: `Người ${n}` }))
  await liveHere(400)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** As if all of them had lived here for so many days, writing more and more. */
async function liveHere(days: number): Promise<void> {
  const { db } = server.ctx
  await db`update accounts set created_at = created_at - make_interval(days => ${days}) where domain is null`
  await db`
    insert into statuses (id, thread_id, account_id, content, text, visibility, local, language, created_at)
    select i.id, i.id, a.id, '<p>Chuyện trong ngõ</p>', 'Chuyện trong ngõ', 'public',
      true, 'vi', at
    from generate_series(1, 900) n
    cross join lateral (select now() - make_interval(hours => ${days * 24}) * (1 - sqrt(n / 901.0)) as at) t
    cross join lateral (select ((extract(epoch from at) * 1000)::bigint << 16) + n as id) i
    join accounts a on a.username = 'nguoi_' || (n % 60)`
}

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

const open = async (who: Person | null, wide = false): Promise<Page> =>
  (await browser.open({ origin: server.origin, wide, ...(who ? { session: who.session } : {}) })).page

const at = (days: number): string =>
  new Date(server.ctx.clock().getTime() + days * day + 7 * 3_600_000).toISOString().slice(0, 16)
const dayOf = (days: number): string => at(days).slice(0, 10)

async function send(page: Page, form: string, path: string | RegExp): Promise<void> {
  await page.locator(`form[action$="${form}"] button[type=submit]`).last().click()
  await page.waitForSelector('[data-flash]')
  await landed(page, path)
}

async function openFifth(page: Page): Promise<void> {
  await page.goto(`${server.origin}/giao-ban/moi`)
  await page.fill('[name=name]', 'Giao ban truyền thông xã hội')
  await page.fill('[name=description]', 'Sáu tháng một lần: nhìn lại, hỏi và trả lời, việc cần làm.')
  await seen(page, 'series')
  await send(page, '/giao-ban/moi', `**${series}`)
  await page.goto(`${server.origin}${series}/cai-dat`)
  await page.fill('[name=acct]', 'minh')
  await send(page, '/vai-tro', '**/cai-dat')
  await page.goto(`${server.origin}${series}/ky-moi`)
  // Reversed: refused, and what was typed stays.
  await page.fill('[name=number]', '5')
  await page.fill('[name=title]', 'Sáu tháng qua, sáu tháng tới')
  await page.fill('[name=purpose]', 'Đánh giá mặt được, rút kinh nghiệm, chuẩn bị cho các sự kiện sắp tới.')
  await page.fill('[name=period_from]', dayOf(0))
  await page.fill('[name=period_to]', dayOf(-183))
  await page.fill('[name=ahead_to]', dayOf(183))
  await page.fill('[name=starts_at]', at(10))
  await page.fill('[name=place]', 'Hội trường tầng 2')
  await page.locator('form[action$="/ky-moi"] button[type=submit]').click()
  await page.waitForSelector('.field-wrong')
  expect(await page.inputValue('[name=title]')).toBe('Sáu tháng qua, sáu tháng tới')
  await seen(page, 'refused')
  await page.fill('[name=period_from]', dayOf(-183))
  await page.fill('[name=period_to]', dayOf(-1))
  await send(page, '/ky-moi', `**${series}/5`)
  await seen(page, 'fifth')
}

async function seats(page: Page): Promise<void> {
  for (const [name, seat, kind] of [
    ['Hiệp hội Truyền thông số', 'association', 'organisation'],
    ['và các doanh nghiệp có trang thông tin điện tử', 'operator', 'unnamed'],
  ] as const) {
    await page.goto(`${server.origin}${series}/5/thanh-phan`)
    await page.selectOption('[name=kind]', kind)
    await page.fill('[name=name]', name)
    await page.selectOption('[name=seat]', seat)
    await send(page, '/thanh-phan', '**/thanh-phan')
  }
  await seen(page, 'participants', true)
}

/** Two camps and much that both want; five who have just come, counted apart. */
async function weigh(): Promise<void> {
  const id = (await server.api('GET', '/api/v1/briefing_series')).body[0].id
  const [{ id: briefing }] = (await server.api('GET', `/api/v1/briefing_series/${id}/briefings`)).body
  const texts = [
    'Tin lũ lụt phải có nguồn kiểm chứng trước khi ghim lên đầu',
    'Nên cho người mới đăng tối đa năm bài một giờ trong tuần đầu',
    'Ẩn số điện thoại trong bài rao bán theo mặc định',
    'Bài về bầu cử cần nhãn nguồn của cơ quan bầu cử',
    'Cho phép quảng cáo có ghi rõ trong xóm',
    'Cho cửa hàng trong ngõ đăng bài mỗi ngày',
    'Lập quỹ trả công cho người điều hành',
    'Thêm lớp nhắn tin nhóm riêng',
  ]
  const statements: string[] = []
  for (const [n, text] of texts.entries()) {
    const { body } = await server.api('POST', `/api/v1/briefings/${briefing}/questions`, {
      token: people[n]!.token,
      body: { kind: 'statement', text },
    })
    statements.push(body.id)
  }
  for (const [n, person] of people.entries())
    for (const [s, statement] of statements.entries()) {
      // Nobody answers all of them quite as her camp does.
      if ((n * 7 + s * 3) % 23 === 0) continue
      const turned = (n * 5 + s * 11) % 13 === 0
      const camp = (n % 2 === 0) !== turned
      const vote = s < 3 ? 'agree' : s % 2 === (camp ? 0 : 1) ? 'agree' : 'disagree'
      await server.api('POST', `/api/v1/briefing_questions/${statement}/vote`, {
        token: person.token,
        body: { vote },
      })
    }
  for (let n = 0; n < 5; n += 1) {
    const fresh = await signUp(server, `moi_${n}`)
    await server.api('POST', `/api/v1/briefing_questions/${statements[4]}/vote`, {
      token: fresh.token,
      body: { vote: 'agree' },
    })
  }
  await server.ctx.db`update graphile_worker._private_jobs set run_at = now()`
  await server.settle()
}

async function ask(page: Page): Promise<void> {
  await page.goto(`${server.origin}${series}/5/cau-hoi`)
  await page.locator('details.ask summary').click()
  await page.fill('[name=text]', 'Bao giờ trang tin của phường có lịch cúp nước chính thức?')
  await page.locator('details.ask button[type=submit]').click()
  await landed(page, '**/cau-hoi**')
  await page.waitForSelector('text=lịch cúp nước chính thức')
  await seen(page, 'asked')
  await page.goto(`${server.origin}${series}/5/bieu-quyet`)
  await seen(page, 'vote')
  await page.locator('.vote-card button').first().click()
  await landed(page, '**/bieu-quyet**')
}

async function prepare(page: Page): Promise<void> {
  for (const [title, question] of [
    ['Mặt được và hạn chế sáu tháng qua', ''],
    ['Trả lời: lịch cúp nước chính thức', '9'],
  ] as const) {
    await page.goto(`${server.origin}${series}/5/chuong-trinh`)
    const form = page.locator('form[action$="/chuong-trinh"]')
    await form.locator('[name=title]').fill(title)
    await form.locator('[name=question]').fill(question)
    await form.locator('[name=minutes_planned]').fill('30')
    await send(page, '/chuong-trinh', '**/chuong-trinh')
  }
  await seen(page, 'agenda', true)
  await page.goto(`${server.origin}${series}/5`)
  await send(page, '/buoc', `**${series}/5`)
  await server.settle()
  await page.goto(`${server.origin}${series}/5/so-lieu`)
  await page.waitForSelector('svg[role=img]')
  await seen(page, 'report', true)
}

async function hold(secretary: Page): Promise<void> {
  const watcher = await open(null)
  await watcher.goto(`${server.origin}${series}/5/truc-tiep`)
  await secretary.goto(`${server.origin}${series}/5`)
  await secretary.locator('form:has([name=to][value=session]) button').click()
  await secretary.waitForSelector('text=Kết thúc họp')
  await secretary.goto(`${server.origin}${series}/5/chuong-trinh`)
  await secretary.locator('form[action$="/bat-dau"] button').first().click()
  // Nobody reloads: the page of somebody else tells it within a second.
  await watcher.waitForSelector('.live-now', { timeout: 10_000 })
  expect(await watcher.textContent('.live-now')).toContain('Mặt được và hạn chế')
  await minutes(secretary)
  await watcher.waitForSelector('[data-live-part=minutes] >> text=mạng xã hội là sự tiến bộ')
  await seen(watcher, 'live')
  const wall = await open(null, true)
  await wall.goto(`${server.origin}${series}/5/truc-tiep?man-hinh=1`)
  await seen(wall, 'wall')
  await wall.context().close()
  await watcher.context().close()
}

async function minutes(page: Page): Promise<void> {
  await page.goto(`${server.origin}${series}/5/bien-ban`)
  await page.locator('a[href*="/bien-ban/viet?muc="]').first().click()
  await landed(page, '**/viet?muc=**')
  await page.fill(
    '[name=body]',
    '## Mặt được\n\n- Các trang đã dẫn nguồn đầy đủ\n\n## Hạn chế\n\n- Trả lời người mới còn chậm',
  )
  await page.locator('form[action*="/bien-ban/viet"] button[type=submit]').click()
  await page.waitForSelector('[data-flash]')
  await page
    .locator('form[action$="/bien-ban/loi"] [name=text]')
    .fill('Như lời chủ trì: mạng xã hội là sự tiến bộ, không thể ngăn cản.')
  await page.locator('form[action$="/bien-ban/loi"] [name=speaker]').fill('Trần Minh')
  await send(page, '/bien-ban/loi', /bien-ban/)
  await page.waitForSelector('#loi-1')
  await seen(page, 'minutes', true)
}

async function conclude(page: Page): Promise<void> {
  await page.goto(`${server.origin}${series}/5`)
  await page.locator('form:has([name=to][value=draft]) button').click()
  await page.waitForSelector('[data-flash]')
  const put = async (form: string, values: Record<string, string>) => {
    await page.goto(`${server.origin}${series}/5/ket-luan`)
    const box = page.locator(`#form-${form}`)
    await page.evaluate(
      (id) => document.getElementById(id)!.closest('details')?.setAttribute('open', ''),
      `form-${form}`,
    )
    for (const [name, value] of Object.entries(values)) {
      const field = box.locator(`[name="${form}.${name}"]`)
      if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value)
      else await field.fill(value)
    }
    await box.locator('button[type=submit]').click()
    await page.waitForSelector('[data-flash]')
  }
  await put('finding', { kind: 'strength', text: 'Các trang đã dẫn nguồn đầy đủ' })
  await put('finding', { kind: 'limit', text: 'Trả lời người mới còn chậm' })
  await put('solution', { text: 'Mỗi xóm có một người chào đón' })
  await put('action', { title: 'Đăng lịch cúp nước hằng tuần', owner: '@minh', due_on: dayOf(30) })
  await put('concern', { title: 'Xây dựng được cộng đồng của mình', raised_by: 'Chủ trì' })
  await put('commitment', { text: 'Trực ban trong tuần bầu cử' })
  await page.goto(`${server.origin}${series}/5/ket-luan`)
  await seen(page, 'outcomes', true)
}

async function publish(chair: Page): Promise<void> {
  await chair.goto(`${server.origin}${series}/5`)
  await chair.locator('form:has([name=to][value=published]) button').click()
  await chair.waitForSelector('[data-flash]')
  await server.settle()
  await chair.goto(`${server.origin}${series}/5`)
  await seen(chair, 'published', true)
  await chair.goto(`${server.origin}${series}/viec/1`)
  await chair.evaluate(() => {
    for (const one of document.querySelectorAll('details')) one.open = true
  })
  await chair.fill('[name="update.text"]', 'Đã hỏi công ty cấp nước, chờ văn bản')
  await chair.fill('[name="update.progress"]', '40')
  await chair.locator('#form-update button[type=submit]').click()
  await chair.waitForSelector('[data-flash]')
  await seen(chair, 'follow-up', true)
  const published = await server.api('GET', `${series}/5.json`.replace('/api', ''))
  expect(published.status).toBe(200)
}

async function next(): Promise<void> {
  server.advance(213 * day)
  // Half a year later she signs in again.
  const session = `${sessionCookie}=${await createSession(server.ctx, hoa.id, 'Test')}`
  const page = await open({ ...hoa, session })
  await page.goto(`${server.origin}${series}/ky-moi`)
  expect(await page.inputValue('[name=number]')).toBe('6')
  await send(page, '/ky-moi', `**${series}/6`)
  await page.goto(`${server.origin}${series}/6/chuong-trinh`)
  const promised = page.locator('.briefing-promised li').first()
  expect(await promised.textContent()).toContain('Đăng lịch cúp nước hằng tuần')
  expect(await promised.textContent()).toContain('Quá hạn')
  await seen(page, 'next')
}

it('a briefing is prepared, weighed by sixty people, held, published, followed up, and the next one opens with what is overdue', {
  timeout: 240_000,
}, async () => {
  const secretary = await open(hoa)
  await openFifth(secretary)
  await seats(secretary)
  server.advance(4 * day)
  await weigh()
  const asker = await open(people[20]!)
  await ask(asker)
  await asker.goto(`${server.origin}${series}/5/y-kien`)
  await asker.waitForSelector('svg[role=img]')
  await seen(asker, 'opinions', true)
  await asker.context().close()
  await prepare(secretary)
  await hold(secretary)
  await conclude(secretary)
  const chair = await open(minh)
  await publish(chair)
  await chair.context().close()
  await next()
})
