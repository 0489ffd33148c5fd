import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Pack, pack } from 'tar-stream'
import type { Sql } from '../../db/sql.ts'
import type { Storage } from '../../storage/storage.ts'
import { type BackupHeader, formatVersion, jobsCount, type Manifest, mediaCount } from './format.ts'
import { listSequences, listTables, quoted, schemaVersion, waitingJobs } from './sql.ts'

/** Bytes of one table entry; a tar entry must know its size, so this much is held in memory. */
const chunkSize = 4 * 1024 * 1024

/**
 * Writes the whole network as it is at one moment to `file` (mode 0600), beside its place first. Works while the
 * server runs. `keys`: the text of the folder's key file. Memory stays bounded whatever the size. Rejects with ENOSPC and the like, leaving no file.
 */
export async function writeBackup(
  db: Sql,
  storage: Storage,
  file: string,
  origin: string,
  keys: string | null = null,
): Promise<Manifest> {
  const target = resolve(file)
  const partial = `${target}.partial`
  const tar = pack()
  const out = createWriteStream(partial, { mode: 0o600, flags: 'w', flush: true })
  const failed = new AbortController()
  const written = pipeline(tar, createGzip({ level: 4 }), out, { signal: failed.signal })
  try {
    const filled = fill(new Entries(tar), db, storage, origin, keys).then((manifest) => {
      tar.finalize()
      return manifest
    })
    const [manifest] = await Promise.all([filled, written])
    await rename(partial, target)
    await syncFolder(dirname(target))
    return manifest
  } catch (error) {
    tar.destroy()
    failed.abort()
    await written.catch(() => {})
    await rm(partial, { force: true })
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

async function fill(
  entries: Entries,
  db: Sql,
  storage: Storage,
  origin: string,
  keys: string | null,
): Promise<Manifest> {
  await db.begin('isolation level repeatable read read only', async (inner) => {
    const sql = inner as unknown as Sql
    await sql`set local statement_timeout = 0`
    const header: BackupHeader = {
      format: formatVersion,
      schema: await schemaVersion(sql),
      createdAt: new Date().toISOString(),
      origin,
      tables: await listTables(sql),
      sequences: await listSequences(sql),
    }
    await entries.add('backup.json', Buffer.from(JSON.stringify(header, null, 2)))
    for (const table of header.tables) await addTable(entries, sql, table)
    await addJobs(entries, sql)
  })
  // After the rows: what a row of the snapshot names was there before it. A file removed meanwhile had lost its row.
  let media = 0
  for await (const key of storage.list()) media += (await addFile(entries, storage, key)) ? 1 : 0
  entries.manifest.counts[mediaCount] = media
  if (keys !== null) await entries.add('secret.key', Buffer.from(keys))
  await entries.add('manifest.json', Buffer.from(JSON.stringify(entries.manifest)))
  return entries.manifest
}

async function addTable(entries: Entries, sql: Sql, table: BackupHeader['tables'][number]): Promise<void> {
  const columns = table.columns.map(quoted).join(', ')
  const rows = await sql.unsafe(`copy public.${quoted(table.name)} (${columns}) to stdout`).readable()
  let parts: Buffer[] = []
  let size = 0
  let count = 0
  let number = 0
  const flush = async () => {
    if (size === 0) return
    await entries.add(`tables/${table.name}/${String(number).padStart(6, '0')}.copy`, Buffer.concat(parts))
    parts = []
    size = 0
    number += 1
  }
  for await (const row of rows as AsyncIterable<Buffer>) {
    // The driver reuses its buffer.
    parts.push(Buffer.from(row))
    size += row.length
    for (const byte of row) if (byte === 10) count += 1
    if (size >= chunkSize) await flush()
  }
  // postgres.js leaves its socket paused when the last rows filled the stream: reading once more wakes it.
  rows._read(0)
  await flush()
  entries.manifest.counts[table.name] = count
}

async function addJobs(entries: Entries, sql: Sql): Promise<void> {
  let count = 0
  for (let after = '0', number = 0; ; number += 1) {
    const jobs = await waitingJobs(sql, after)
    if (jobs.length === 0) break
    const lines = jobs.map(({ id: _, ...job }) => `${JSON.stringify(job)}\n`).join('')
    await entries.add(`jobs/${String(number).padStart(6, '0')}.ndjson`, Buffer.from(lines))
    count += jobs.length
    after = jobs.at(-1)!.id
  }
  entries.manifest.counts[jobsCount] = count
}

async function addFile(entries: Entries, storage: Storage, key: string): Promise<boolean> {
  const handle = await open(storage.path(key), 'r').catch(() => null)
  if (!handle) return false
  try {
    const { size } = await handle.stat()
    await entries.stream(
      `media/${key}`,
      size,
      size > 0 ? handle.createReadStream({ autoClose: false, end: size - 1 }) : [],
    )
    return true
  } finally {
    await handle.close()
  }
}

/** Writes entries one after the other and keeps their checksums. */
class Entries {
  readonly manifest: Manifest = { format: formatVersion, counts: {}, entries: {} }
  readonly #tar: Pack
  constructor(tar: Pack) {
    this.#tar = tar
  }

  add(name: string, data: Buffer): Promise<void> {
    return this.stream(name, data.length, [data])
  }

  async stream(name: string, size: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    const hash = createHash('sha256')
    let entry: ReturnType<Pack['entry']>
    const done = new Promise<void>((resolve, reject) => {
      entry = this.#tar.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()))
    })
    done.catch(() => {})
    if (size > 0) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        if (!entry!.write(chunk)) await Promise.race([once(entry!, 'drain'), done])
      }
    }
    entry!.end(undefined)
    await done
    this.manifest.entries[name] = { sha256: hash.digest('hex'), size }
  }
}
