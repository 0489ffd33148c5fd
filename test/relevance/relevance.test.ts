import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toPlainText } from '../../src/lib/html/index.ts'
import { key } from '../../src/lib/vietnamese/index.ts'
import { startServer, type TestServer } from '../server.ts'
import pairs from './libreoffice.json' with { type: 'json' }

/**
 * Questions as people would ask them, each with the page that should come first, over about a thousand pages of real
 * Vietnamese prose: LibreOffice's help, a Debian package. Its licence is not ours, so it is fetched into a cache outside
 * the repository, and where it cannot be had this test is skipped and says so.
 */
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'xom-test-prose')
const name = 'libreoffice-help-vi'
const pages = join(cache, 'x/usr/share/libreoffice/help/vi/text')

function fetchProse(): boolean {
  if (existsSync(pages)) return true
  mkdirSync(cache, { recursive: true })
  const got = spawnSync('apt-get', ['download', name], { cwd: cache, timeout: 60_000 })
  const file =
    got.status === 0 ? readdirSync(cache).find((one) => one.startsWith(name) && one.endsWith('.deb')) : null
  if (file) spawnSync('dpkg-deb', ['-x', file, 'x'], { cwd: cache, timeout: 60_000 })
  return existsSync(pages)
}

const have = fetchProse()
if (!have) console.warn(`relevance: skipped, ${name} could not be fetched with apt-get download`)

interface HelpPage {
  path: string
  title: string
  text: string
}

/** The pages that are translated, at least half. */
function read(): HelpPage[] {
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) => {
      const source = readFileSync(join(pages, file), 'utf8')
      const body = /<div id="DisplayArea"[^>]*>([\s\S]*?)(?:<div id="DebugInfo|$)/.exec(source)?.[1]
      if (!body) return []
      const text = toPlainText(body.slice(0, 60_000))
      const words = text.split(/\s+/)
      const accented = words.filter((word) => /[ăâđêôơưà-ỹ]/i.test(word)).length / words.length
      if (words.length < 60 || accented < 0.45) return []
      const title = toPlainText(/<title>([\s\S]*?)<\/title>/.exec(source)?.[1] ?? '')
      return [{ path: file.slice(0, -'.html'.length), title, text }]
    })
}

let server: TestServer
const ids = new Map<string, string>()

beforeAll(async () => {
  if (!have) return
  server = await startServer()
  const { db } = server.ctx
  await db`
    with made as (insert into accounts (username, display_name, actor_type, discoverable) values ('tro_giup', 'Trợ giúp', 'Group', true) returning id),
    room as (insert into communities (account_id, kind) select id, 'site' from made)
    select 1 from made`
  await db`insert into sites (account_id) select account_id from communities where kind = 'site'`
  const found = read()
  const rows = await db<{ id: string; slug: string }[]>`
    insert into articles (site_id, state, slug, headline, lead, html, published_at)
    select (select account_id from sites), 'published', w.slug, w.headline, '', w.html, now() - w.n * interval '1 hour'
    from unnest(${found.map(({ path }) => path)}::text[], ${found.map(({ title }) => title)}::text[],
      ${found.map(({ text }) => text.replace(/</g, '&lt;'))}::text[]) with ordinality as w (slug, headline, html, n)
    returning id, slug`
  for (const row of rows) {
    ids.set(row.slug, row.id)
    await server.ctx.enqueue('articlePublished', { articleId: row.id })
  }
  await server.settle()
}, 600_000)
afterAll(() => server?.close())

/** The slugs found on the first page of articles. */
async function slugs(query: string): Promise<string[]> {
  const response = await server.request(`/search?tab=articles&q=${encodeURIComponent(query)}`, {
    headers: { 'x-forwarded-for': '' },
  })
  const html = await response.text()
  return [...html.matchAll(/<h3><a href="\/trang\/tro_giup\/([^"]+)"/g)].map((match) => match[1]!)
}

it.skipIf(!have)(
  'finds what was meant, with accents and without',
  async () => {
    const asked = Object.entries(pairs).flatMap(([path, queries]) =>
      queries.map((query) => ({ path, query })),
    )
    expect(asked.length).toBeGreaterThanOrEqual(200)
    expect(asked.filter(({ path }) => !ids.has(path)).map(({ path }) => path)).toEqual([])
    for (const [way, spell, first, five] of [
      ['with accents', (text: string) => text, 0.7, 0.9],
      ['without', key, 0.6, 0.85],
    ] as const) {
      const places: number[] = []
      const missed: string[] = []
      for (const { path, query } of asked) {
        // Nobody asks so fast: the limit of an address is not what is tried here.
        server.advance(3000)
        const at = (await slugs(spell(query))).indexOf(path)
        places.push(at)
        if (at < 0 || at > 4) missed.push(`${query} -> ${path} (${at})`)
      }
      const share = (within: number) => places.filter((at) => at >= 0 && at < within).length / places.length
      console.info(
        `relevance ${way}: ${Math.round(share(1) * 1000) / 10}% first, ${Math.round(share(5) * 1000) / 10}% among five, of ${places.length}`,
      )
      if (process.env['XOM_RELEVANCE']) console.info(missed.join('\n'))
      expect([way, share(1) >= first, share(5) >= five]).toEqual([way, true, true])
    }
  },
  600_000,
)
