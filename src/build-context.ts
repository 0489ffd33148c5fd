import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Config } from './config.ts'
import type { CacheBounds, Caches, Context } from './context.ts'
import type { Sql } from './db/sql.ts'
import { enqueuer } from './jobs/enqueue.ts'
import type { EventTable } from './jobs/names.ts'
import { createLogger, type Logger } from './lib/log.ts'
import { createSafeFetch, type SafeFetch } from './net/fetch.ts'
import { createMailer } from './net/mail.ts'
import { createStorage } from './storage/storage.ts'

export interface ContextParts {
  config: Config
  db: Sql
  events: EventTable
  log?: Logger
  clock?: () => Date
  fetch?: SafeFetch
}

/** Puts one Context together. Two of them live happily in one process. */
export function buildContext(parts: ContextParts): Context {
  const { config, db, events } = parts
  const base = {
    config,
    log: parts.log ?? createLogger(),
    clock: parts.clock ?? (() => new Date()),
    fetch: parts.fetch ?? createSafeFetch(config),
    storage: createStorage(join(config.dataDir, 'media')),
    mail: createMailer(config, db),
    cache: createCaches(),
  }
  return {
    ...base,
    db,
    enqueue: enqueuer(db, events),
    async tx<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
      return (await db.begin((inner) => {
        const sql = inner as unknown as Sql
        const ctx: Context = { ...base, db: sql, enqueue: enqueuer(sql, events), tx: (nested) => nested(ctx) }
        return work(ctx)
      })) as T
    },
  }
}

function createCaches(): Caches {
  const made = new Map<string, LRUCache<{}, {}>>()
  return {
    find: (name) => made.get(name) as LRUCache<string, {}> | undefined,
    lru<K extends {}, V extends {}>(name: string, options: CacheBounds<V>): LRUCache<K, V> {
      let cache = made.get(name)
      if (!cache) {
        cache = new LRUCache<{}, {}>(options as CacheBounds<{}>)
        made.set(name, cache)
      }
      return cache as unknown as LRUCache<K, V>
    },
  }
}
