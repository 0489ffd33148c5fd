import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, features, listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { connect } from '../src/db/sql.ts'
import { saveSettings } from '../src/features/instance/index.ts'
import { startBeats } from '../src/jobs/beats.ts'
import { silentLogger } from '../src/lib/log.ts'

/**
 * `npm run bench -- --heat`: 500 events a second for 20 s (posts with a tag, written to the database in batches as several
 * servers would), beside nine weeks of hours of 1,000 tags; how long until the gauge that everybody asks for shows them.
 */
const option = (name: string, standard: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? standard : Number(process.argv[at + 1]) || standard
}
const rate = option('rate', 500)
const seconds = option('seconds', 20)
const batchMs = 100

const folder = mkdtempSync(join(tmpdir(), 'xom-bench-heat-'))
const postgres = await startEmbedded({ dataDir: folder, log: silentLogger, throwaway: true })
const db = connect({ ...postgres.connection, max: 8, connection: { statement_timeout: 0 } })
await migrate(db, silentLogger)
await migrateJobs(postgres.connection)
const config = readConfig({ NODE_ENV: 'test', XOM_DATA: folder, PORT: '3912' })
const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
await saveSettings(ctx, { ready: true })
await db`insert into accounts (username) select 'nguoi_' || n from generate_series(1, 500) n`
await db`insert into tags (key, name) select 'the' || n, 'the' || n from generate_series(1, 1000) n`
await db`insert into heat_hours (kind, subject_id, hour, posts, replies)
  select 'tag', t.id, date_trunc('hour', now()) - h * interval '1 hour', 5, 5
  from tags t cross join generate_series(1, 1344) h`
await db`insert into heat_hours (kind, subject_id, hour, posts, replies)
  select 'network', 0, date_trunc('hour', now()) - h * interval '1 hour', 900, 900 from generate_series(1, 1344) h`
await db`insert into heat_progress (since, counted_at, recounted_at) values (now() - interval '9 weeks', now(), now())`
await db`analyze`
const app = createApp(ctx)
const stop = startBeats(ctx, features)

const people = (await db<{ id: string }[]>`select id from accounts order by id`).map((row) => row.id)
const tags = (await db<{ id: string }[]>`select id from tags order by id limit 100`).map((row) => row.id)

/** Cumulative number of posts -> when they had been committed. */
const committed: { upTo: number; at: number }[] = []
let written = 0

async function writeBatch(count: number): Promise<void> {
  const who = Array.from({ length: count }, (_, at) => people[(written + at) % people.length]!)
  const what = Array.from({ length: count }, (_, at) => tags[(written + at) % tags.length]!)
  await db`
    with n as materialized (select next_id() as id, w.who, w.what from unnest(${who}::bigint[], ${what}::bigint[]) as w (who, what)),
    s as (insert into statuses (id, account_id, thread_id, text, visibility) select id, who, id, 'x', 'public' from n)
    insert into status_tags (tag_id, status_id, name, listed) select what, id, 'x', true from n`
  written += count
  committed.push({ upTo: written, at: performance.now() })
}

const delays: number[] = []
let shown = 0
let asks = 0

async function ask(): Promise<void> {
  asks += 1
  const body = await (await app.request(`${config.origin}/api/v1/heat`)).json()
  const rates = (body as { network: { rates: { act: string; count: number }[] } }).network.rates
  const count = rates.find((one) => one.act === 'posts')!.count
  const now = performance.now()
  while (shown < committed.length && committed[shown]!.upTo <= count) {
    delays.push(now - committed[shown]!.at)
    shown += 1
  }
}

const begun = performance.now()
const batch = Math.round((rate * batchMs) / 1000)
const writing = (async () => {
  while (written < rate * seconds) {
    const due = begun + (written / rate) * 1000
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    await writeBatch(batch)
  }
})()
const asking = (async () => {
  const deadline = begun + (seconds + 30) * 1000
  while ((written < rate * seconds || shown < committed.length) && performance.now() < deadline) {
    await ask()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})()
await Promise.all([writing, asking])
await stop()
await db.end({ timeout: 2 })
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

const sorted = [...delays].sort((a, b) => a - b)
const at = (part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
const result = {
  events: written,
  perSecond: rate,
  batches: committed.length,
  unseen: committed.length - shown,
  asks,
  p50ms: at(0.5),
  p99ms: at(0.99),
  maxMs: Math.round(sorted.at(-1) ?? 0),
}
console.log(
  '| events | per second | batches | never shown | gauge asked | until shown p50 ms | p99 ms | max ms |',
)
console.log('|---|---|---|---|---|---|---|---|')
console.log(`| ${Object.values(result).join(' | ')} |`)
console.log(JSON.stringify(result))
process.exit(result.unseen === 0 && result.p99ms < 5000 ? 0 : 1)
