import type { LRUCache } from 'lru-cache'
import type { Config } from './config.ts'
import type { Sql } from './db/sql.ts'
import type { EventName, EventPayloads, JobName, JobPayloads } from './jobs/names.ts'
import type { Logger } from './lib/log.ts'
import type { SafeFetch } from './net/fetch.ts'
import type { Mailer } from './net/mail.ts'
import type { Storage } from './storage/storage.ts'

/** A 64-bit time-sorted id as a decimal string: `(milliseconds since 1970 << 16) | sequence`. */
export type Id = string

/**
 * What every verb is given first. One plain object, built in main.ts (or by the test harness, several in one
 * process). Inside `tx` the callback gets a context whose `db` and `enqueue` belong to the transaction.
 */
export interface Context {
  readonly config: Config
  readonly db: Sql
  readonly log: Logger
  readonly fetch: SafeFetch
  readonly storage: Storage
  readonly mail: Mailer
  readonly cache: Caches
  /** The current time; tests move it. */
  clock(): Date
  /** Runs `work` in one transaction; nested calls join the outer one. */
  tx<T>(work: (ctx: Context) => Promise<T>): Promise<T>
  /** Stores a job row (in the transaction, inside `tx`). `runAt` delays it; `key` replaces a waiting job with the same key. */
  enqueue<N extends JobName | EventName>(name: N, payload: Payload<N>, options?: JobOptions): Promise<void>
}

export interface JobOptions {
  runAt?: Date
  key?: string
}

/** In-process caches; each entry is either keyed by a version or dropped through `drop` (see db/invalidate.ts). */
export interface Caches {
  /** Named LRU of bounded size, made on first use. */
  lru<K extends {}, V extends {}>(name: string, options: CacheBounds<V>): LRUCache<K, V>
  /** The cache of that name when it was made already: dropping an entry must not make it with other bounds. */
  find(name: string): LRUCache<string, {}> | undefined
}

/** At most so many entries, for so many milliseconds, and so much of whatever `sizeCalculation` counts. */
export interface CacheBounds<V> {
  max: number
  ttl?: number
  maxSize?: number
  sizeCalculation?: (value: V) => number
}

/** What a job or an event carries. */
export type Payload<N extends JobName | EventName> = N extends JobName
  ? JobPayloads[N]
  : N extends EventName
    ? EventPayloads[N]
    : never
