import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type Extract, extract } from 'tar-stream'
import { type BackupHeader, formatVersion, type Manifest } from './format.ts'

/** One file of the archive, to be read as a stream. */
export type Entry = Extract extends AsyncIterable<infer Item> ? Item : never

/** Why a file cannot be restored: a translation key `cli.backup.<reason>`. */
export class BadBackup extends Error {
  readonly reason: 'unreadable' | 'damaged' | 'newer'
  readonly params: Record<string, string>
  constructor(reason: BadBackup['reason'], params: Record<string, string> = {}, cause?: unknown) {
    super(`backup ${reason} ${JSON.stringify(params)}`, { cause })
    this.name = 'BadBackup'
    this.reason = reason
    this.params = params
  }
}

/** Every entry in turn; each must be read to its end before the next comes. Throws what zlib, tar or the disk throw. */
export async function* readEntries(file: string): AsyncGenerator<Entry> {
  const tar = extract()
  const source = createReadStream(file)
  const gunzip = createGunzip()
  const fail = (error: Error) => tar.destroy(error)
  source.on('error', fail)
  gunzip.on('error', fail)
  source.pipe(gunzip).pipe(tar)
  try {
    for await (const entry of tar) yield entry
  } finally {
    source.destroy()
    gunzip.destroy()
    tar.destroy()
  }
}

/** The reason in an operator's words, where the file is to blame. */
function blame(error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    return new BadBackup('unreadable', { detail: code }, error)
  }
  const broken =
    code.startsWith('Z_') ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    /tar|unexpected end|stream closed|premature/i.test(message)
  return broken ? new BadBackup('damaged', { detail: message }, error) : error
}

export async function readAll(entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of entry as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

export interface CheckedBackup {
  header: BackupHeader
  manifest: Manifest
}

/** Reads the whole file once and compares every checksum, before anything is changed. */
export async function checkBackup(file: string, newestSchema: number): Promise<CheckedBackup> {
  try {
    return await check(file, newestSchema)
  } catch (error) {
    throw error instanceof BadBackup ? error : blame(error)
  }
}

async function check(file: string, newestSchema: number): Promise<CheckedBackup> {
  let header: BackupHeader | null = null
  let manifest: Manifest | null = null
  const seen = new Map<string, { sha256: string; size: number }>()
  for await (const entry of readEntries(file)) {
    const { name } = entry.header
    if (manifest) throw new BadBackup('damaged', { detail: name })
    if (name === 'backup.json' || name === 'manifest.json') {
      const data = await readAll(entry)
      if (name === 'manifest.json') {
        manifest = parse<Manifest>(data, name)
        continue
      }
      header = parse<BackupHeader>(data, name)
      if (header.format > formatVersion || header.schema > newestSchema) {
        throw new BadBackup('newer', { found: String(header.schema), known: String(newestSchema) })
      }
      seen.set(name, { sha256: createHash('sha256').update(data).digest('hex'), size: data.length })
      continue
    }
    if (!header) throw new BadBackup('damaged', { detail: 'backup.json' })
    const hash = createHash('sha256')
    let size = 0
    for await (const part of entry as AsyncIterable<Buffer>) {
      hash.update(part)
      size += part.length
    }
    seen.set(name, { sha256: hash.digest('hex'), size })
  }
  if (!header || !manifest) throw new BadBackup('damaged', { detail: 'manifest.json' })
  const names = Object.keys(manifest.entries)
  const wrong = names.find((name) => {
    const found = seen.get(name)
    return found?.sha256 !== manifest.entries[name]!.sha256 || found.size !== manifest.entries[name]!.size
  })
  if (wrong || names.length !== seen.size)
    throw new BadBackup('damaged', { detail: wrong ?? 'manifest.json' })
  return { header, manifest }
}

function parse<T>(data: Buffer, name: string): T {
  try {
    return JSON.parse(data.toString('utf8')) as T
  } catch (error) {
    throw new BadBackup('damaged', { detail: name }, error)
  }
}
