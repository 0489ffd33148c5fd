import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import runtime from '../scripts/runtime.json' with { type: 'json' }
import { listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import type { Context, Id } from '../src/context.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { createSession } from '../src/features/auth/index.ts'
import { saveSettings } from '../src/features/instance/index.ts'
import { issueToken } from '../src/features/oauth/index.ts'
import { silentLogger } from '../src/lib/log.ts'
import { key } from '../src/lib/vietnamese/index.ts'
import { generator } from './corpus.ts'
import { type Ask, type Figure, load } from './load.ts'
import { cpuOf } from './processes.ts'
import { seedSearch } from './search-seed.ts'

/** `npm run bench -- --search`: see bench/README.md. Prints a table, then JSON. */
const option = (name: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? '' : (process.argv[at + 1] ?? '')
}
const seconds = Number(option('seconds')) || 6
const posts = Number(option('posts')) || 1_000_000
const articles = Number(option('articles')) || Math.ceil(posts / 10)
const connections = Number(option('connections')) || 16
const only = option('only').split(',').filter(Boolean)
const folder = process.env['XOM_BENCH_DATA'] ?? join(tmpdir(), `xom-bench-search-${posts}`)
const port = Number(option('port')) || 3912
const origin = `http://127.0.0.1:${port}`
const env = {
  ...process.env,
  XOM_DATA: folder,
  PORT: String(port),
  HOST: '127.0.0.1',
  XOM_ORIGIN: origin,
  XOM_SETUP: 'cli',
  NODE_ENV: 'test',
}

interface Prepared {
  tokens: string[]
  cookies: string[]
  texts: string[]
  headlines: string[]
  pages: string[]
}

async function prepare(): Promise<Prepared> {
  const config = readConfig(env)
  const database = await openDatabase(config, silentLogger, 'server')
  const db = database.pool({
    max: 4,
    connection: { statement_timeout: 0, maintenance_work_mem: '512MB' } as never,
  })
  try {
    await migrate(db, silentLogger)
    await migrateJobs(database.jobConnection)
    const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
    if (!existsSync(join(folder, 'seeded'))) {
      console.error(
        `seeding ${posts.toLocaleString('en')} posts, ${articles.toLocaleString('en')} articles into ${folder} ...`,
      )
      await seedSearch(ctx, posts, articles)
      await saveSettings(ctx, { ready: true })
      writeFileSync(join(folder, 'seeded'), String(posts))
    }
    return await readBack(ctx)
  } finally {
    await db.end()
    await database.close()
  }
}

/** Tokens enough for nobody to run into the limit, and texts to ask for. */
async function readBack(ctx: Context): Promise<Prepared> {
  const people = await ctx.db<{ id: Id }[]>`select account_id as id from users order by account_id limit 800`
  const tokens: string[] = []
  const cookies: string[] = []
  for (const { id } of people) {
    tokens.push(await issueToken(ctx, { accountId: id, scopes: ['read', 'write'] }))
    cookies.push(`xom_session=${await createSession(ctx, id, 'bench')}`)
  }
  const rows = await ctx.db<
    { text: string }[]
  >`select text from bench_texts where kind = 'post' order by n limit 4000`
  const heads = await ctx.db<
    { headline: string }[]
  >`select headline from bench_texts where kind = 'article' order by n limit 1000`
  const pages = await ctx.db<{ path: string }[]>`
    select '/trang/' || a.username || '/' || r.slug as path from articles r join accounts a on a.id = r.site_id
    order by r.id desc limit 256`
  return {
    tokens,
    cookies,
    texts: rows.map(({ text }) => text),
    headlines: heads.map(({ headline }) => headline),
    pages: pages.map(({ path }) => path),
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []

/** 200 questions of each kind: words out of the texts, one by how common it is, several as they stand together or scattered. */
function questions({ texts }: Prepared): Record<string, string[]> {
  const random = generator(2026)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const many = (make: () => string) => Array.from({ length: 200 }, make)
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word)
  const run = (n: number) => {
    for (;;) {
      const words = wordsOf(pick(texts))
      if (words.length < n) continue
      const at = Math.floor(random() * (words.length - n + 1))
      return words.slice(at, at + n).join(' ')
    }
  }
  const scattered = (n: number) => {
    const words = [...new Set(wordsOf(pick(texts)))]
    return Array.from({ length: n }, () => pick(words)).join(' ')
  }
  const accented: Record<string, string[]> = {
    'one word, common': many(() => byCount[Math.floor(random() * 50)]!),
    'one word, middling': many(() => byCount[50 + Math.floor(random() * 500)]!),
    'one word, rare': many(() => byCount[550 + Math.floor(random() * (byCount.length - 550))]!),
    'two words': many(() => (random() < 0.7 ? run(2) : scattered(2))),
    'five words': many(() => (random() < 0.5 ? run(5) : scattered(5))),
  }
  return Object.fromEntries(
    Object.entries(accented).flatMap(([name, list]) => [
      [name, list],
      [`${name}, no marks`, list.map(key)],
    ]),
  )
}

function asks(prepared: Prepared): Ask[] {
  const { tokens, cookies } = prepared
  let turn = 0
  const request = (path: string) => ({
    path,
    headers: { authorization: `Bearer ${tokens[turn++ % tokens.length]}` },
  })
  const sets = questions(prepared)
  const search = (q: string) => `/api/v2/search?type=statuses&limit=20&q=${encodeURIComponent(q)}`
  // Each question by several people: 200 requests in turn would be the same person's each time.
  const list = (paths: string[]) => [0, 1, 2, 3].flatMap(() => paths.map(request))
  const beginnings = prepared.headlines.slice(0, 200).map((headline, i) => headline.slice(0, 3 + (i % 12)))
  return [
    ...Object.entries(sets).map(([name, words]) => ({ name, requests: list(words.map(search)) })),
    {
      name: 'suggestions',
      requests: [0, 1, 2, 3].flatMap((round) =>
        beginnings.map((q, n) => ({
          path: `/search/suggest?q=${encodeURIComponent(q)}`,
          headers: { cookie: cookies[round * beginnings.length + n]! },
        })),
      ),
    },
    { name: 'article page', requests: prepared.pages.map((path) => ({ path })) },
  ]
}

async function untilUp(url: string, child: ChildProcess): Promise<void> {
  for (let n = 0; n < 3000; n += 1) {
    if (child.exitCode !== null) throw new Error('the server ended')
    const response = await fetch(url).catch(() => null)
    if (response && response.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the server did not come up')
}

/** Milliseconds from the answer to a post until it is found, ten times. */
async function lag(token: string, n: number): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const word = `zq${Date.now().toString(36)}x${n}`
  await fetch(`${origin}/api/v1/statuses`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ status: `Tìm chữ ${word}` }),
  })
  const start = performance.now()
  for (;;) {
    const answer = await fetch(`${origin}/api/v2/search?type=statuses&q=${word}`, { headers })
    const { statuses } = (await answer.json()) as { statuses: unknown[] }
    if (statuses.length > 0 || performance.now() - start > 10_000)
      return Math.round(performance.now() - start)
  }
}

const prepared = await prepare()
const child = spawn(process.execPath, [...runtime.flags, join(import.meta.dirname, 'bench-server.js')], {
  env: { ...runtime.env, ...env },
  stdio: ['ignore', 'ignore', 'inherit'],
})
process.once('exit', () => child.kill('SIGTERM'))
await untilUp(`${origin}/api/bench/static?bytes=100`, child)
const postmaster =
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]) || null

type Row = Figure & { serverCpu: number; databaseCpu: number; floor: number }
const rows: Row[] = []
for (const ask of asks(prepared).filter(({ name }) => only.length === 0 || only.includes(name))) {
  console.error(`${ask.name} ...`)
  const before = cpuOf(child.pid!, postmaster)
  const figure = await load(origin, ask, seconds, connections)
  const after = cpuOf(child.pid!, postmaster)
  const each = (ms: number) => Math.round((ms / Math.max(1, figure.total)) * 100) / 100
  // What the machine gives at this moment: a static answer of as many bytes.
  const path = `/api/bench/static?bytes=${Math.max(100, figure.bytes)}`
  const floor = await load(
    origin,
    { name: 'floor', requests: [{ path }] },
    Math.max(1, seconds / 3),
    connections,
  )
  rows.push({
    ...figure,
    floor: floor.perSecond,
    serverCpu: each(after.server - before.server),
    databaseCpu: each(after.database - before.database),
  })
}
const lags: number[] = []
for (let n = 0; n < 10; n += 1) lags.push(await lag(prepared.tokens[n]!, n))

console.log(
  `\n${posts.toLocaleString('en')} posts, ${articles.toLocaleString('en')} articles, concurrency ${connections}, ${seconds} s each\n`,
)
console.log(
  '| question | per second | p50 ms | p99 ms | bytes | errors | CPU ms, Node + PostgreSQL | static floor/s |\n|---|---|---|---|---|---|---|---|',
)
for (const row of rows)
  console.log(
    `| ${[row.name, row.perSecond, row.p50, row.p99, row.bytes, row.errors, `${row.serverCpu} + ${row.databaseCpu}`, row.floor].join(' | ')} |`,
  )
console.log(`\nfound after being posted: ${Math.max(...lags)} ms at most of ${lags.length}\n`)
console.log(JSON.stringify({ posts, articles, connections, seconds, rows, lags }))
process.exit(0)
