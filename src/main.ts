import { createApp, features, listeners } from './app.ts'
import { buildContext } from './build-context.ts'
import { firstRun } from './cli/first-run.ts'
import { say, untilStopped, within } from './cli/lifecycle.ts'
import { checkPort, readOptions, readSettings } from './cli/options.ts'
import { listenForDrops } from './db/invalidate.ts'
import { migrate, migrateJobs } from './db/migrate.ts'
import { describeUrl, openDatabase } from './db/open.ts'
import { serve } from './http/serve.ts'
import { startBeats } from './jobs/beats.ts'
import { releaseStaleJobs } from './jobs/stale.ts'
import { startWorker } from './jobs/worker.ts'
import { createLogger } from './lib/log.ts'

const options = readOptions(process.argv.slice(2))
const settings = readSettings()
const config = options.skipWizard ? { ...settings, setup: 'cli' as const } : settings
const log = createLogger()

await untilStopped(config, async (life) => {
  if (config.role !== 'worker') await checkPort(config)

  if (config.databaseUrl) say('start.database_url', { where: describeUrl(config.databaseUrl) })
  else say('start.database', { folder: config.dataDir })
  const database = await openDatabase(config, log, 'server')
  life.onClose(() => database.close())
  const db = database.pool({ max: config.dbPool })
  life.onClose(() => db.end({ timeout: 1 }))
  const steps = await migrate(db, log)
  await migrateJobs(database.jobConnection)
  if (!config.databaseUrl) await releaseStaleJobs(db)
  if (steps > 0) say('start.migrated', { count: steps })

  const ctx = buildContext({ config, db, events: listeners, log })
  life.onClose(await listenForDrops(ctx))
  if (life.stopping()) return
  const welcome = await firstRun(ctx, options)

  const workers = config.role === 'web' ? null : await startWorker(ctx, database.jobConnection, features)
  life.onClose(() => within(5000, workers?.stop() ?? Promise.resolve()))
  const stopBeats = startBeats(ctx, features)
  life.onClose(() => within(3000, stopBeats()))
  if (config.role === 'worker') return say('start.working')

  const serving = await serve(ctx, createApp(ctx))
  life.onClose(() => serving.close(3000))
  say('start.serving', { origin: config.origin })
  welcome()
})
