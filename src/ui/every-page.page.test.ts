import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, startBrowser, type TestBrowser } from '../../test/browser.ts'
import { noPages, queries, samples } from '../../test/page-samples.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { makeWorld, vietnamese, type World } from '../../test/world.ts'
import { ensureSetupToken } from '../features/auth/index.ts'
import { saveSettings } from '../features/instance/index.ts'

let server: TestServer
let browser: TestBrowser
let vi: World
let en: World

beforeAll(async () => {
  server = await startServer({ config: { smtpUrl: 'dev:' } })
  await server.listen()
  await saveSettings(server.ctx, { name: 'Lane', description: 'A lane', contactUsername: 'me_en' })
  vi = await makeWorld(server, 'vi')
  en = await makeWorld(server, 'en')
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const nowhere = '/nowhere/at/all'

/** Every GET route of the app as addresses of this world. Throws for a parameter that nobody gave a sample for. */
function pages(world: World): string[] {
  const routes = server.app.routes
    .filter(({ method, path }) => method === 'GET' || (method === 'ALL' && !path.endsWith('*')))
    .map(({ path }) => path)
    .filter((path) => !noPages.some((pattern) => pattern.test(path)))
  const unknown = [...new Set(routes)].filter((path) => /[:*]/.test(path) && !samples[path] && !queries[path])
  if (unknown.length > 0)
    throw new Error(`no sample for the page ${unknown.join(', ')}: add one to every-page.page.test.ts`)
  const addresses = [...new Set(routes)].flatMap(
    (path) => (samples[path] ?? queries[path])?.(world) ?? [path],
  )
  return [...addresses, nowhere]
}

/**
 * The addresses that show somebody a page: no files, no redirects (they are walked where they lead), and of those that
 * refuse her one for each way of refusing.
 */
async function shownTo(world: World, cookie: string): Promise<string[]> {
  const refused = new Set<number>()
  const shown: string[] = []
  for (const path of pages(world)) {
    const { status, headers } = await server.request(path, { headers: { cookie } })
    if (!headers.get('content-type')?.startsWith('text/html') || status >= 500) continue
    if (status >= 400 && refused.has(status)) continue
    if (status >= 400) refused.add(status)
    shown.push(path)
  }
  return shown
}

/** At which widths the page has to be pushed aside. */
async function tooWide(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      found.push(`too wide at ${width}: ${path}`)
  }
  return found
}

async function walk(world: World, signedIn: boolean): Promise<string[]> {
  const found: string[] = []
  const { page, errors } = await browser.open({
    origin: server.origin,
    ...(signedIn ? { session: world.me.session } : { cookies: { xom_step: world.step } }),
  })
  for (const path of await shownTo(world, signedIn ? world.me.session : `xom_step=${world.step}`)) {
    errors.length = 0
    if (signedIn) await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(server.origin + path)
    found.push(
      ...errors.filter((error) => !/status of 4\d\d/.test(error)).map((error) => `${path}: ${error}`),
    )
    await expectAccessible(page).catch((error: Error) => found.push(error.message))
    // Dark and widths are the same for a reader without an account: walked once.
    if (!signedIn) continue
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page, ['color-contrast']).catch((error: Error) =>
      found.push(`dark: ${error.message}`),
    )
    found.push(...(await tooWide(page, path)))
    await page.setViewportSize({ width: 390, height: 844 })
  }
  await page.context().close()
  return found
}

const vietnameseLetters =
  /[^<>"]*[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ][^<>"]*/i

/** A page without what the other people of the world wrote or announced, and without the names that are Vietnamese in English, too. */
const ours = (html: string): string =>
  [
    ...Object.values(vietnamese),
    'Nội quy mới (bản 2)',
    'Tiếng Việt',
    'dó paper',
    'Xóm',
    'Ngày Mai',
    'Tết',
    'Đoan Ngọ',
  ]
    .reduce((text, known) => text.replaceAll(known, ''), html)
    // Quoted is what people type, in Vietnamese; the years of the lunar calendar have no other names.
    .replace(/“[^”]*”/g, '')
    .replace(
      /(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý) (?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)/g,
      '',
    )
    .replace(/<(\w+)[^>]* lang="vi"[^>]*>[^<]*<\/\1>/g, '')

describe('every page', () => {
  it('that the app has is known here', () => {
    expect(pages(vi).length).toBeGreaterThan(50)
  })

  it('gives axe nothing to object to for a reader without an account', {
    timeout: 240_000,
  }, async () => {
    expect(await walk(vi, false)).toEqual([])
  })

  it('gives axe nothing to object to for somebody who has one of everything, light and dark, and fits its window', {
    timeout: 480_000,
  }, async () => {
    expect(await walk(vi, true)).toEqual([])
  })

  it('fits its window in English, too, on a phone and wide', { timeout: 240_000 }, async () => {
    const wide: string[] = []
    const { page } = await browser.open({ origin: server.origin, session: en.me.session })
    for (const path of await shownTo(en, en.me.session)) {
      await page.goto(server.origin + path, { waitUntil: 'domcontentloaded' })
      wide.push(...(await tooWide(page, path)))
    }
    await page.context().close()
    expect(wide).toEqual([])
  })

  it('gives axe nothing to object to before the set-up is done', async () => {
    const fresh = await startServer({ setUp: false })
    await fresh.listen()
    const token = await ensureSetupToken(fresh.ctx)
    const found: string[] = []
    for (const locale of ['vi', 'en'] as const) {
      const { page } = await browser.open({ origin: fresh.origin, locale })
      for (const path of ['/', '/setup?token=guess', `/setup?token=${token}`]) {
        await page.goto(fresh.origin + path)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await expectAccessible(page).catch((error: Error) => found.push(error.message))
        }
        const html = await page.content()
        if (locale === 'en') found.push(...(vietnameseLetters.exec(ours(html)) ?? []))
      }
      await page.context().close()
    }
    await fresh.close()
    expect(found).toEqual([])
  })

  it('is all in English for somebody who reads English, and nowhere shows the name of a message', async () => {
    const wrong: string[] = []
    const readers: [World, Record<string, string>][] = [
      [en, { cookie: en.me.session }],
      [en, { cookie: 'xom_locale=en' }],
      [vi, { cookie: vi.me.session }],
      [vi, {}],
    ]
    for (const [world, headers] of readers) {
      for (const path of pages(world)) {
        const response = await server.request(path, { headers })
        if (!response.headers.get('content-type')?.startsWith('text/html')) continue
        const html = (await response.text()).replace(/<style[\s\S]*?<\/style>/g, '')
        const key =
          /[>"](?:common|auth|settings|statuses|accounts|admin|instance|timelines|notifications|polls|drafts|scheduled|search|media|fields|errors|communities|moderation|transparency|filters|announcements|scams|events|heat|readiness|measures|health|briefings|questions|outcomes|proceedings|periods)\.[a-z_.]+["<]/.exec(
            html,
          )
        if (key) wrong.push(`${path}: ${key[0]}`)
        if (world !== en || path === '/dev/inbox') continue
        const letters = vietnameseLetters.exec(ours(html))
        if (letters) wrong.push(`${path}: ${letters[0].trim().slice(0, 80)}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
