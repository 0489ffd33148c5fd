import { createReadStream } from 'node:fs'
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/** Files that people uploaded, by key such as `media/ab/cd/xyz.webp`. Keys are ours, never a person's file name. */
export interface Storage {
  put(key: string, data: Uint8Array | NodeJS.ReadableStream): Promise<number>
  /** null: no such file. Positions are inclusive bytes. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable | null>
  size(key: string): Promise<number | null>
  remove(keys: string[]): Promise<void>
  /** Absolute path, for tools that want a file (ffmpeg). */
  path(key: string): string
  /** Every key, for the backup. */
  list(): AsyncGenerator<string>
  /**
   * The keys of files last written before `time`, some at once and never all. What a crash left half written before
   * it is removed on the way.
   */
  olderThan(time: Date, atOnce: number): AsyncGenerator<string[]>
}

const keyPattern = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\.[a-z0-9]{1,8}$/

/** Folder by folder, so that memory does not grow with their number; none when there is no such folder. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(() => null)
  for await (const entry of entries ?? []) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/** Files below `root`; written beside their place, synced and renamed, so that a key is whole or absent. */
export function createStorage(root: string): Storage {
  function path(key: string): string {
    if (!keyPattern.test(key)) throw new Error('not a storage key')
    return join(root, key)
  }
  return {
    path,
    async put(key, data) {
      const target = path(key)
      await mkdir(dirname(target), { recursive: true })
      const partial = `${target}.partial`
      const file = await open(partial, 'w', 0o640)
      try {
        await file.writeFile(data as never)
        await file.sync()
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      } finally {
        await file.close()
      }
      await rename(partial, target)
      return (await stat(target)).size
    },
    async read(key, range) {
      if ((await this.size(key)) === null) return null
      return createReadStream(path(key), range)
    },
    async size(key) {
      try {
        return (await stat(path(key))).size
      } catch {
        return null
      }
    },
    async remove(keys) {
      await Promise.all(keys.map((key) => rm(path(key), { force: true })))
    },
    async *olderThan(time, atOnce) {
      let keys: string[] = []
      for await (const file of filesBelow(root)) {
        const facts = await stat(file).catch(() => null)
        if (!facts || facts.mtimeMs >= time.getTime()) continue
        if (file.endsWith('.partial')) await rm(file, { force: true })
        else keys.push(file.slice(root.length + 1))
        if (keys.length < atOnce) continue
        yield keys
        keys = []
      }
      if (keys.length > 0) yield keys
    },
    async *list() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
      for (const entry of entries) {
        if (!entry.isFile() || entry.name.endsWith('.partial')) continue
        yield join(entry.parentPath, entry.name).slice(root.length + 1)
      }
    },
  }
}
