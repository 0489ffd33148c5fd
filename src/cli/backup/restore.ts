import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listMigrations, migrate, migrateJobs } from '../../db/migrate.ts'
import type { Database } from '../../db/open.ts'
import type { Sql } from '../../db/sql.ts'
import type { Logger } from '../../lib/log.ts'
import { mergeKeys } from '../../storage/keyring.ts'
import { createStorage } from '../../storage/storage.ts'
import { type BackupHeader, type BackupJob, jobsCount, type Manifest, mediaCount } from './format.ts'
import { BadBackup, type CheckedBackup, checkBackup, type Entry, readAll, readEntries } from './read.ts'
import { addJobs, countAccounts, listForeignKeys, listTables, quoted, schemaVersion } from './sql.ts'

/** The network has people already; restoring would mix two networks. */
export class NotEmpty extends Error {}

/**
 * Puts a backup into an empty network: checks the whole file first (unless that was done: `known`), brings the schema to the version of the backup,
 * loads everything in one transaction, and migrates on. All or nothing. Throws NotEmpty and BadBackup.
 */
export async function restoreBackup(
  database: Database,
  sql: Sql,
  dataDir: string,
  file: string,
  log: Logger,
  known?: CheckedBackup,
): Promise<Manifest> {
  if ((await countAccounts(sql)) > 0) throw new NotEmpty('accounts')
  const newest = (await listMigrations()).at(-1)?.version ?? 0
  const checked = known ?? (await checkBackup(file, newest))
  if ((await schemaVersion(sql)) !== checked.header.schema) await remakeSchema(sql)
  await migrate(sql, log, checked.header.schema)
  await migrateJobs(database.jobConnection)
  await load(sql, dataDir, file, checked)
  await migrate(sql, log)
  return checked.manifest
}

/** The database holds nobody: it can begin again at the version of the backup. */
async function remakeSchema(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local client_min_messages = warning`
    await tx`drop schema if exists graphile_worker cascade`
    await tx`drop schema public cascade`
    await tx`create schema public`
  })
}

async function load(
  sql: Sql,
  dataDir: string,
  file: string,
  { header, manifest }: CheckedBackup,
): Promise<void> {
  const staging = join(dataDir, 'media.restoring')
  const place = join(dataDir, 'media')
  const aside = join(dataDir, 'media.before-restore')
  await rm(staging, { recursive: true, force: true })
  let moved = false
  try {
    await sql.begin(async (inner) => {
      const tx = inner as unknown as Sql
      await tx`set local statement_timeout = 0`
      await emptied(tx, header, async () => {
        const counts = await loadEntries(tx, file, header, createStorage(staging), dataDir)
        for (const [name, count] of Object.entries(manifest.counts)) {
          if ((counts[name] ?? 0) !== count) throw new BadBackup('damaged', { detail: name })
        }
      })
      for (const { name, value, called } of header.sequences) {
        await tx`select setval(${`public.${quoted(name)}`}::regclass, ${value}::bigint, ${called})`
      }
      if (existsSync(place)) await rename(place, aside)
      moved = true
      if (existsSync(staging)) await rename(staging, place)
    })
  } catch (error) {
    if (moved) {
      await rm(place, { recursive: true, force: true })
      if (existsSync(aside)) await rename(aside, place)
    }
    throw error
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  await rm(aside, { recursive: true, force: true })
}

/**
 * Empties the tables, runs `fill` without foreign keys and triggers (tables refer to each other in circles), and puts
 * both back, which checks every reference.
 */
async function emptied(tx: Sql, header: BackupHeader, fill: () => Promise<void>): Promise<void> {
  const present = new Map((await listTables(tx)).map((table) => [table.name, new Set(table.columns)]))
  for (const { name, columns } of header.tables) {
    const known = present.get(name)
    if (!known || !columns.every((column) => known.has(column)))
      throw new BadBackup('damaged', { detail: name })
  }
  const keys = await listForeignKeys(tx)
  const names = [...present.keys()].map((name) => `public.${quoted(name)}`)
  for (const key of keys)
    await tx.unsafe(`alter table public.${quoted(key.table)} drop constraint ${quoted(key.name)}`)
  // Before they are emptied: the moderation log's own triggers refuse even that.
  for (const name of names) await tx.unsafe(`alter table ${name} disable trigger user`)
  await tx.unsafe(`truncate ${names.join(', ')}`)
  await fill()
  for (const name of names) await tx.unsafe(`alter table ${name} enable trigger user`)
  for (const key of keys) {
    await tx.unsafe(
      `alter table public.${quoted(key.table)} add constraint ${quoted(key.name)} ${key.definition}`,
    )
  }
}

async function loadEntries(
  tx: Sql,
  file: string,
  header: BackupHeader,
  media: ReturnType<typeof createStorage>,
  dataDir: string,
) {
  const columns = new Map(header.tables.map((table) => [table.name, table.columns]))
  const counts: Record<string, number> = { [jobsCount]: 0, [mediaCount]: 0 }
  for await (const entry of readEntries(file)) {
    const { name } = entry.header
    const table = /^tables\/([^/]+)\/\d+\.copy$/.exec(name)?.[1]
    if (table && columns.has(table)) {
      counts[table] = (counts[table] ?? 0) + (await copyIn(tx, table, columns.get(table)!, entry))
    } else if (name.startsWith('jobs/')) {
      const jobs = (await readAll(entry)).toString('utf8').split('\n').filter(Boolean)
      await addJobs(
        tx,
        jobs.map((line) => JSON.parse(line) as BackupJob),
      )
      counts[jobsCount]! += jobs.length
    } else if (name === 'secret.key') {
      // Before the rows are there: a key too many does no harm.
      mergeKeys(dataDir, (await readAll(entry)).toString('utf8'))
    } else if (name.startsWith('media/')) {
      await media.put(name.slice('media/'.length), entry as unknown as NodeJS.ReadableStream)
      counts[mediaCount]! += 1
    } else {
      await readAll(entry)
    }
  }
  return counts
}

/** One entry holds whole rows; returns their number. */
async function copyIn(tx: Sql, table: string, columns: string[], entry: Entry): Promise<number> {
  const names = columns.map(quoted).join(', ')
  const into = await tx.unsafe(`copy public.${quoted(table)} (${names}) from stdin`).writable()
  let count = 0
  async function* counted() {
    for await (const part of entry as AsyncIterable<Buffer>) {
      for (const byte of part) if (byte === 10) count += 1
      yield part
    }
  }
  await pipeline(Readable.from(counted()), into)
  return count
}
