import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { inject } from 'vitest'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface TestPage {
  page: Page
  /** What the console said in red: CSP violations, failed loads, exceptions. */
  errors: string[]
}

export interface TestBrowser {
  /** A fresh profile. `session` is the cookie of a `Person`; `noScript` turns JavaScript off. */
  open(options?: OpenOptions): Promise<TestPage>
  close(): Promise<void>
}

interface OpenOptions {
  origin?: string
  session?: string
  noScript?: boolean
  dark?: boolean
  wide?: boolean
  locale?: 'vi' | 'en'
  cookies?: Record<string, string>
}

/** Once in a run: the first who needs it builds, and leaves a mark beside the run's database. */
async function buildClient(): Promise<void> {
  const mark = join(inject('socketDir'), 'client-is-built')
  if (existsSync(mark)) return
  await build({ logLevel: 'silent', build: { emptyOutDir: false } })
  writeFileSync(mark, '')
}

/** Chromium of the system, and the client built so that pages are as people get them. */
export async function startBrowser(): Promise<TestBrowser> {
  await buildClient()
  const browser: Browser = await chromium.launch({
    executablePath: process.env['XOM_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    async open(options = {}) {
      const settings: BrowserContextOptions = {
        viewport: options.wide ? { width: 1280, height: 800 } : { width: 390, height: 844 },
        colorScheme: options.dark ? 'dark' : 'light',
        locale: options.locale === 'en' ? 'en-GB' : 'vi-VN',
        javaScriptEnabled: !options.noScript,
        // axe is injected as text, which our CSP rightly forbids to pages.
        bypassCSP: false,
      }
      const context = await browser.newContext(settings)
      const jar = { ...options.cookies }
      if (options.session) {
        const [name = '', ...value] = options.session.split('=')
        jar[name] = value.join('=')
      }
      if (options.origin) {
        await context.addCookies(
          Object.entries(jar).map(([name, value]) => ({ name, value, url: options.origin! })),
        )
      }
      const page = await context.newPage()
      const errors: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      page.on('pageerror', (error) => errors.push(String(error)))
      return { page, errors }
    },
    close: () => browser.close(),
  }
}

/**
 * Waits until the page of this address is shown. Turbo changes the address first and the words a moment later.
 */
export async function landed(page: Page, url: Parameters<Page['waitForURL']>[0]): Promise<void> {
  await page.waitForURL(url)
  await page.waitForFunction(() => !document.documentElement.hasAttribute('aria-busy'))
}

/**
 * Runs axe-core (WCAG 2.2 A and AA), or only the rules named, and throws with every violation, where it is and why.
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  const violations = await page.evaluate(async (rules) => {
    const axe = (
      globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    ).axe
    const result = await axe.run({
      runOnly: rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // What passes is counted, not described: that is half of the work.
      resultTypes: ['violations'],
    })
    return result.violations
  }, rules)
  const found = violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      (node) =>
        `${impact} ${id}: ${node.target.join(' ')} - ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  )
  if (found.length > 0) throw new Error(`${page.url()}\n${found.join('\n')}`)
}

interface Violation {
  id: string
  impact: string
  nodes: { target: string[]; failureSummary?: string }[]
}
