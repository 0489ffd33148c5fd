import { createApp, features, listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import { listenForDrops } from '../src/db/invalidate.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { serve } from '../src/http/serve.ts'
import { startWorker } from '../src/jobs/worker.ts'
import { createLogger } from '../src/lib/log.ts'

/**
 * The server under test: the same parts as src/main.ts, plus the two floors that every figure is held against: a
 * static answer of N bytes and one indexed query. Not reachable in a real server, because it is not in one.
 */
const log = createLogger()
const config = readConfig()
const database = await openDatabase(config, log, 'server')
const db = database.pool({ max: config.dbPool })
await migrate(db, log)
await migrateJobs(database.jobConnection)
const ctx = buildContext({ config, db, events: listeners, log })
await listenForDrops(ctx)
const workers = await startWorker(ctx, database.jobConnection, features)
const app = createApp(ctx)
const bodies = new Map<number, string>()
app.get('/api/bench/static', (c) => {
  const bytes = Math.min(Number(c.req.query('bytes') ?? 1000), 1_000_000)
  const body = bodies.get(bytes) ?? JSON.stringify({ text: 'x'.repeat(Math.max(0, bytes - 11)) })
  bodies.set(bytes, body)
  return c.body(body, 200, { 'content-type': 'application/json' })
})
app.get('/api/bench/query', async (c) =>
  c.json(await db`select id, account_id from statuses where id = ${c.req.query('id') ?? '0'}`),
)
const serving = await serve(ctx, app)
console.log('bench server ready')

process.once('SIGTERM', async () => {
  await serving.close(1000)
  await workers.stop()
  await db.end({ timeout: 1 })
  await database.close()
  process.exit(0)
})
