import { listeners } from '../app.ts'
import { buildContext } from '../build-context.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { listMigrations, migrate, migrateJobs } from '../db/migrate.ts'
import { type Database, openDatabase } from '../db/open.ts'
import type { Sql } from '../db/sql.ts'
import { type Logger, silentLogger } from '../lib/log.ts'
import { schemaVersion } from './backup/sql.ts'

/** A failure to be told to the operator: a translation key below `cli`. */
export class CliError extends Error {
  readonly key: string
  readonly params: Record<string, string>
  constructor(key: string, params: Record<string, string> = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}

/** Warnings and errors only, on standard error: standard output belongs to the command's answer. */
const log: Logger = {
  ...silentLogger,
  warn: (message, fields) => process.stderr.write(`${JSON.stringify({ message, ...fields })}\n`),
}

/** Opens the database as it is, running server or not, and leaves it as it was found. */
export async function withDatabase<T>(
  config: Config,
  role: 'guest' | 'server',
  work: (database: Database, sql: Sql, log: Logger) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config, log, role)
  const sql = database.pool({ max: 2, connection: { statement_timeout: 0 } })
  try {
    return await work(database, sql, log)
  } finally {
    await sql.end({ timeout: 1 })
    await database.close()
  }
}

/** A context on a migrated database, for verbs of the features. Never migrates under a running server. */
export async function withContext<T>(config: Config, work: (ctx: Context) => Promise<T>): Promise<T> {
  return withDatabase(config, 'guest', async (database, sql, log) => {
    const newest = (await listMigrations()).at(-1)?.version ?? 0
    if ((await schemaVersion(sql)) !== newest) {
      if (database.serverRunning) throw new CliError('server_older')
      await migrate(sql, log)
    }
    if (!database.serverRunning) await migrateJobs(database.jobConnection)
    return work(buildContext({ config, db: sql, events: listeners, log }))
  })
}
