import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import runtime from '../scripts/runtime.json' with { type: 'json' }
import { listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { registerUser } from '../src/features/auth/index.ts'
import { saveSettings } from '../src/features/instance/index.ts'
import { issueToken } from '../src/features/oauth/index.ts'
import { silentLogger } from '../src/lib/log.ts'
import { memoryOf } from './processes.ts'

/**
 * npm run bench -- --live [--listeners N] [--changes N]: so many pages of one session open at once (server-sent events over
 * sockets of their own), and how long until all of them have seen a change. Table and JSON; everything on 127.0.0.1.
 */
const option = (name: string, standard: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? standard : Number(process.argv[at + 1])
}
const wanted = Math.min(option('listeners', 2000), 4500)
const changes = Math.min(option('changes', 10), 100)
const folder = join(tmpdir(), 'xom-bench-live')
const port = 3127
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

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

async function prepare(): Promise<string> {
  const config = readConfig(env)
  const database = await openDatabase(config, silentLogger, 'server')
  const db = database.pool({ max: 2 })
  try {
    await migrate(db, silentLogger)
    await migrateJobs(database.jobConnection)
    const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
    await saveSettings(ctx, { ready: true })
    const accountId = await registerUser(ctx, {
      username: 'thu_ky',
      email: 'thu_ky@xom.test',
      password: 'mật khẩu để đo',
      locale: 'vi',
      confirmed: true,
      role: 'admin',
    })
    return await issueToken(ctx, { accountId, scopes: 'read write', appName: 'bench' })
  } finally {
    await db.end()
    await database.close()
  }
}

const token = await prepare()
const child = spawn(process.execPath, [...runtime.flags, join(import.meta.dirname, 'bench-server.js')], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

async function up(): Promise<void> {
  for (let n = 0; n < 300; n += 1) {
    if (
      await fetch(`${origin}/health`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the server did not come up')
}

interface Listener {
  socket: Socket
  /** Milliseconds of performance.now() at which the word awaited came. */
  seen: number
}

const path = '/giao-ban/giao-ban/1/truc-tiep/dong'
let awaited = '\0'

/** One open page. The answer is not parsed, only searched: 2,000 readers share two cores with the server. */
function open(): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const listener: Listener = { socket, seen: 0 }
    let ready = false
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\n\r\n`)
    })
    socket.on('data', (bytes: Buffer) => {
      if (!ready && bytes.includes('event: part')) {
        ready = true
        resolve(listener)
      }
      if (listener.seen === 0 && bytes.includes(awaited)) listener.seen = performance.now()
    })
  })
}

const rank = (sorted: number[], part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!)

try {
  await up()
  const series = await call<{ id: string }>('POST', 'briefing_series', { name: 'Giao ban' })
  const period = { period_from: '2026-01-01', period_to: '2026-07-01', ahead_to: '2027-01-01' }
  const { id } = await call<{ id: string }>('POST', `briefing_series/${series.id}/briefings`, {
    number: 1,
    ...period,
  })
  for (let n = 1; n <= 12; n += 1)
    await call('POST', `briefings/${id}/agenda`, { title: `Mục ${n} của chương trình` })
  const items = await call<{ id: string }[]>('GET', `briefings/${id}/agenda`)
  for (const state of ['agenda', 'session']) await call('POST', `briefings/${id}/state`, { state })
  const before = memoryOf(child.pid!, null).find(({ pid }) => pid === child.pid)?.pss ?? 0

  const began = performance.now()
  const pages: Listener[] = []
  while (pages.length < wanted)
    pages.push(...(await Promise.all(Array.from({ length: Math.min(100, wanted - pages.length) }, open))))
  const opened = Math.round(performance.now() - began)
  const after = memoryOf(child.pid!, null).find(({ pid }) => pid === child.pid)?.pss ?? 0

  const all: number[] = []
  const last: number[] = []
  for (let n = 0; n < changes; n += 1) {
    for (const page of pages) page.seen = 0
    // Words that stand in no part yet: a new item's name, in JSON as it is sent.
    awaited = `Lần đổi thứ ${n} xong`
    const start = performance.now()
    await call('PUT', `briefings/${id}/minutes`, {
      base: n,
      body: `${awaited}\n\n${'Một dòng biên bản dài vừa phải. '.repeat(40)}`,
    })
    const acknowledged = performance.now() - start
    while (pages.some((page) => page.seen === 0)) {
      if (performance.now() - start > 10_000) break
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const times = pages.map((page) => (page.seen === 0 ? 10_000 : page.seen - start)).sort((a, b) => a - b)
    all.push(...times)
    last.push(times.at(-1)!)
    if (n === 0) console.error(`first change: acknowledged after ${Math.round(acknowledged)} ms`)
    await call('POST', `briefings/${id}/agenda/${items[n % items.length]!.id}/start`)
    await new Promise((resolve) => setTimeout(resolve, 600))
  }
  all.sort((a, b) => a - b)
  last.sort((a, b) => a - b)
  const result = {
    listeners: pages.length,
    opened_ms: opened,
    memory_mb: { idle: before, with_listeners: after },
    changes,
    seen_ms: {
      p50: rank(all, 0.5),
      p99: rank(all, 0.99),
      by_all_median: rank(last, 0.5),
      by_all_worst: rank(last, 1),
    },
  }
  console.log(
    '| listeners | opened, ms | memory, MB (idle) | changes | p50, ms | p99, ms | seen by all: median, worst, ms |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  console.log(
    `| ${pages.length} | ${opened} | ${after} (${before}) | ${changes} | ${result.seen_ms.p50} | ${result.seen_ms.p99} | ${result.seen_ms.by_all_median}, ${result.seen_ms.by_all_worst} |`,
  )
  writeFileSync(join(tmpdir(), 'xom-bench-live.json'), `${JSON.stringify(result, null, 2)}\n`)
  console.log(JSON.stringify(result))
  for (const page of pages) page.socket.destroy()
} finally {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
}
