import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import type { Storage } from './storage.ts'

/** Takes the entries of an archive, one after the other. */
export interface ArchiveWriter {
  text(name: string, text: AsyncIterable<string>): Promise<void>
  /** A stored file; nothing when there is none under that key. */
  file(name: string, key: string): Promise<void>
}

/**
 * A .tar.gz that is made while it is sent. What needs its size told beforehand waits in a folder below `waiting` that
 * goes when the stream ends, also when the reader hangs up: then the packing stops at the next step, and `failed` is
 * not called.
 */
export function archiveStream(
  storage: Storage,
  waiting: string,
  fill: (writer: ArchiveWriter) => Promise<void>,
  failed: (error: Error) => void,
): Readable {
  const tar = pack()
  const out = createGzip({ level: 4 })
  const broken = new AbortController()
  const { signal } = broken
  out.on('close', () => broken.abort())
  pipeline(tar, out).catch(() => {})
  const folder = join(waiting, `process-${randomBytes(9).toString('hex')}`)

  const add = async (name: string, size: number, source: Readable) => {
    await pipeline(source, tar.entry({ name, size }) as unknown as NodeJS.WritableStream, { signal })
  }
  const writer: ArchiveWriter = {
    async text(name, text) {
      const path = join(folder, name)
      const source = Readable.from(text, { objectMode: false })
      await pipeline(source, createWriteStream(path, { mode: 0o600 }), { signal })
      await add(name, (await stat(path)).size, createReadStream(path))
      await rm(path, { force: true })
    },
    async file(name, key) {
      const size = await storage.size(key)
      const source = size === null ? null : await storage.read(key)
      if (size !== null && source) await add(name, size, source)
    },
  }
  const work = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      await fill(writer)
      tar.finalize()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  work().catch((error: Error) => {
    if (!signal.aborted) failed(error)
    tar.destroy(error)
  })
  return out
}
