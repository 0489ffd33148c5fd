import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import runtime from '../scripts/runtime.json' with { type: 'json' }
import { listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { saveSettings } from '../src/features/instance/index.ts'
import { silentLogger } from '../src/lib/log.ts'
import { benchImports } from './imports.ts'
import { type Ask, type Figure, load } from './load.ts'
import { cpuOf, memoryOf } from './processes.ts'
import { roomAsks, seedRooms } from './rooms.ts'
import { type Seeded, seed, targets } from './seed.ts'

/** The word after `--name`, or ''. */
const option = (name: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? '' : (process.argv[at + 1] ?? '')
}

/** See bench/README.md for the options. Prints a table, then JSON. */
const large = process.argv.includes('--large')
const rooms = process.argv.includes('--rooms')
const seconds = Number(option('seconds')) || 8
const posts = Number(option('posts')) || (large ? 5_000_000 : rooms ? 1_000_000 : 200_000)
const only = option('only').split(',').filter(Boolean)
const imports = process.argv.includes('--imports')
const folder =
  process.env['XOM_BENCH_DATA'] ??
  join(tmpdir(), `xom-bench-${imports ? 'imports' : `${rooms ? 'rooms-' : ''}${posts}`}`)
const port = 3911
const origin = `http://127.0.0.1:${port}`
const built = join(import.meta.dirname)
const env = {
  ...process.env,
  XOM_DATA: folder,
  PORT: String(port),
  HOST: '127.0.0.1',
  XOM_ORIGIN: origin,
  XOM_SETUP: 'cli',
  NODE_ENV: 'test',
}

async function prepare(): Promise<{ statusIds: string[]; asks: Ask[] }> {
  const config = readConfig(env)
  const database = await openDatabase(config, silentLogger, 'server')
  const db = database.pool({ max: 4, connection: { statement_timeout: 0 } })
  try {
    await migrate(db, silentLogger)
    await migrateJobs(database.jobConnection)
    const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
    if (!existsSync(join(folder, 'seeded'))) {
      console.error(`seeding ${posts.toLocaleString('en')} posts into ${folder} ...`)
      await seed(ctx, rooms ? 20_000 : posts)
      if (rooms) await seedRooms(ctx, posts)
      await saveSettings(ctx, { ready: true })
      writeFileSync(join(folder, 'seeded'), String(posts))
    }
    const seeded = await targets(ctx)
    return { statusIds: seeded.statusIds, asks: rooms ? await roomAsks(ctx) : asks(seeded) }
  } finally {
    await db.end()
    await database.close()
  }
}

/** Articles of an old blog, a second; without a server, for no reader waits for them. */
async function importsAlone(): Promise<void> {
  const config = readConfig(env)
  const database = await openDatabase(config, silentLogger, 'server')
  const db = database.pool({ max: 4, connection: { statement_timeout: 0 } })
  try {
    await migrate(db, silentLogger)
    await migrateJobs(database.jobConnection)
    const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
    console.log(JSON.stringify(await benchImports(ctx, Number(option('posts')) || 3000), null, 2))
  } finally {
    await db.end()
    await database.close()
  }
}

async function untilUp(url: string, child: ChildProcess, limit = 60_000): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < limit) {
    if (child.exitCode !== null) throw new Error('the server ended')
    const response = await fetch(url, { redirect: 'manual' }).catch(() => null)
    if (response && response.status < 500) return performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the server did not come up')
}

const start = (script: string, extra: NodeJS.ProcessEnv = {}) =>
  spawn(
    process.execPath,
    [...runtime.flags, ...option('flags').split(' ').filter(Boolean), join(built, script)],
    {
      env: { ...runtime.env, ...env, ...extra },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Milliseconds from spawn to the first 200 on an empty and on an existing folder. */
async function startTimes(): Promise<{ empty: number; existing: number }> {
  const fresh = mkdtempSync(join(tmpdir(), 'xom-bench-start-'))
  const times: number[] = []
  for (let round = 0; round < 2; round += 1) {
    const child = start('main.js', { XOM_DATA: fresh })
    times.push(await untilUp(`${origin}/api/v1/instance`, child))
    await stop(child)
  }
  rmSync(fresh, { recursive: true, force: true })
  return { empty: Math.round(times[0]!), existing: Math.round(times[1]!) }
}

function asks(seeded: Seeded): Ask[] {
  const signedIn = (path: (n: number) => string, count = 64) =>
    Array.from({ length: count }, (_, n) => ({
      path: path(n),
      headers: { authorization: `Bearer ${seeded.tokens[n % seeded.tokens.length]}` },
    }))
  const id = (n: number) => seeded.statusIds[(n * 37) % seeded.statusIds.length]!
  const post = (path: (n: number) => string, body: (n: number) => object, count = 256) =>
    signedIn(path, count).map((request, n) => ({
      ...request,
      method: 'POST' as const,
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body(n)),
    }))
  const cookie = (n: number) => ({ cookie: `xom_session=${seeded.sessions[n % seeded.sessions.length]}` })
  return [
    { name: 'home', requests: signedIn(() => '/api/v1/timelines/home?limit=20') },
    { name: 'public', requests: signedIn(() => '/api/v1/timelines/public?limit=20') },
    {
      name: 'account',
      requests: signedIn((n) => `/api/v1/accounts/${seeded.accountIds[(n * 5) % 64]}/statuses?limit=20`),
    },
    { name: 'thread of 50', requests: signedIn(() => `/api/v1/statuses/${seeded.threadId}/context`) },
    {
      name: 'status',
      requests: Array.from({ length: 256 }, (_, n) => ({ path: `/api/v1/statuses/${id(n)}` })),
    },
    { name: 'status, signed in', requests: signedIn((n) => `/api/v1/statuses/${id(n)}`, 256) },
    { name: 'notifications', requests: signedIn(() => '/api/v1/notifications?limit=20') },
    {
      name: 'HTML home',
      requests: Array.from({ length: 64 }, (_, n) => ({ path: '/', headers: cookie(n) })),
    },
    {
      name: 'HTML thread',
      requests: Array.from({ length: 64 }, (_, n) => ({
        path: `/@${seeded.threadUser}/${seeded.threadId}`,
        headers: cookie(n),
      })),
    },
    { name: 'HTML profile, anonymous', requests: seeded.usernames.map((name) => ({ path: `/@${name}` })) },
    {
      name: 'favourite',
      requests: post(
        (n) => `/api/v1/statuses/${id(n)}/favourite`,
        () => ({}),
      ),
    },
    {
      name: 'post',
      requests: post(
        () => '/api/v1/statuses',
        (n) => ({ status: `Bài đo số ${n}: chợ đầu ngõ mở cửa sớm hơn mọi khi.` }),
      ),
    },
  ]
}

interface Row extends Figure {
  /** Milliseconds of processor per request, in Node and in PostgreSQL: what a busy machine cannot blur. */
  serverCpu: number
  databaseCpu: number
  floorBytes: number
  ratio: number
}

if (imports) {
  await importsAlone()
  process.exit(0)
}
const seeded = await prepare()
const times = await startTimes()
const child = start('bench-server.js')
// A bench that fails leaves no server behind.
process.once('exit', () => child.kill('SIGTERM'))
await untilUp(`${origin}/api/bench/static?bytes=100`, child)
const postmaster =
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]) || null
const sum = (list: { pss: number }[]) => Math.round(list.reduce((total, item) => total + item.pss, 0))
const cpu = () => cpuOf(child.pid!, postmaster)
const perRequest = (ms: number, figure: Figure) => Math.round((ms / Math.max(1, figure.total)) * 100) / 100
const memoryStart = memoryOf(child.pid!, postmaster)
const rows: Row[] = []
const query = await load(
  origin,
  {
    name: 'one indexed query',
    requests: seeded.statusIds.slice(0, 256).map((id) => ({ path: `/api/bench/query?id=${id}` })),
  },
  seconds,
)
for (const ask of seeded.asks.filter(({ name }) => only.length === 0 || only.includes(name))) {
  console.error(`${ask.name} ...`)
  const before = cpu()
  const figure = await load(origin, ask, seconds)
  const after = cpu()
  const floor = await load(
    origin,
    { name: 'floor', requests: [{ path: `/api/bench/static?bytes=${Math.max(50, figure.bytes - 400)}` }] },
    Math.max(2, seconds / 4),
  )
  rows.push({
    ...figure,
    serverCpu: perRequest(after.server - before.server, figure),
    databaseCpu: perRequest(after.database - before.database, figure),
    floorBytes: floor.perSecond,
    ratio: Math.round((floor.perSecond / Math.max(1, figure.perSecond)) * 10) / 10,
  })
}
const memoryEnd = memoryOf(child.pid!, postmaster)
await stop(child)

const cells = (row: Row) =>
  [
    row.name,
    row.perSecond,
    row.p50,
    row.p99,
    row.bytes,
    row.errors,
    `${row.serverCpu} + ${row.databaseCpu}`,
    row.floorBytes,
    row.ratio,
  ].join(' | ')
console.log(`\n${posts.toLocaleString('en')} posts, concurrency 32, ${seconds} s each\n`)
console.log(
  '| request | per second | p50 ms | p99 ms | bytes | errors | CPU ms, Node + PostgreSQL | static floor/s | floor ÷ it |\n|---|---|---|---|---|---|---|---|---|',
)
for (const row of rows) console.log(`| ${cells(row)} |`)
console.log(
  `| (one indexed query) | ${query.perSecond} | ${query.p50} | ${query.p99} | ${query.bytes} | ${query.errors} | | | |`,
)
console.log(
  `\nmemory (PSS): ${sum(memoryStart)} MB after start, ${sum(memoryEnd)} MB after load (server ${sum(memoryEnd.filter((item) => item.pid === child.pid))} MB, PostgreSQL the rest)`,
)
console.log(`first 200: ${times.empty} ms on an empty folder, ${times.existing} ms on an existing one\n`)
console.log(
  JSON.stringify({ posts, seconds, rows, query, memory: { start: memoryStart, end: memoryEnd }, times }),
)
process.exit(0)
