import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { Logger } from '../lib/log.ts'
import type { Sql } from './sql.ts'

/** Where the numbered SQL files are: the built code lies at various depths below the checkout. */
export const migrationsDir = ['../migrations', '../../migrations', '../../../migrations']
  .map((path) => join(import.meta.dirname, path))
  .find((path) => existsSync(path)) as string

export interface Migration {
  version: number
  name: string
  file: string
}

export async function listMigrations(dir = migrationsDir): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => /^\d{4}_\w+\.sql$/.test(file)).sort()
  return files.map((file) => ({ version: Number(file.slice(0, 4)), name: file.slice(5, -4), file }))
}

/** Raised for a database that a newer Xóm has migrated; nothing was changed. */
export class NewerDatabase extends Error {
  readonly found: number
  readonly known: number
  constructor(found: number, known: number) {
    super(`The database is at version ${found}, this Xóm knows versions up to ${known}. Run a newer Xóm.`)
    this.name = 'NewerDatabase'
    this.found = found
    this.known = known
  }
}

/**
 * Brings the database to the newest version (or `upTo`), forward only: each file in a transaction of its own,
 * under an advisory lock so that two starting servers do not race. Returns how many files ran.
 */
export async function migrate(sql: Sql, log: Logger, upTo = Number.POSITIVE_INFINITY): Promise<number> {
  const known = await listMigrations()
  const newest = known.at(-1)?.version ?? 0
  const reserved = await sql.reserve()
  try {
    await reserved`select pg_advisory_lock(hashtext('xom.migrate'))`
    await reserved`
      create table if not exists schema_migrations (
        version integer primary key, name text not null, applied_at timestamptz not null default now())`
    const rows = await reserved<{ version: number }[]>`select version from schema_migrations order by version`
    const found = rows.at(-1)?.version ?? 0
    if (found > newest) throw new NewerDatabase(found, newest)
    const waiting = known.filter((migration) => migration.version > found && migration.version <= upTo)
    for (const migration of waiting) {
      const text = await readFile(join(migrationsDir, migration.file), 'utf8')
      await sql.begin(async (tx) => {
        await tx`set local statement_timeout = 0`
        await tx.unsafe(text)
        await tx`insert into schema_migrations (version, name) values (${migration.version}, ${migration.name})`
      })
      log.info('migrated', { version: migration.version, name: migration.name })
    }
    return waiting.length
  } finally {
    await reserved`select pg_advisory_unlock(hashtext('xom.migrate'))`.catch(() => {})
    reserved.release()
  }
}

/** Creates or updates the job table's own schema (graphile-worker keeps its versions itself). */
export async function migrateJobs(connection: {
  connectionString?: string
  host?: string
  user?: string
  database?: string
  password?: string
  port?: number
}): Promise<void> {
  const { Pool } = await import('pg')
  const pgPool = new Pool({ ...connection, max: 1 })
  // A lost connection fails the statement in hand; without these it would end the process.
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool })
  } finally {
    await pgPool.end()
  }
}
