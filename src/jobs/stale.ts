import { Client, type PoolConfig } from 'pg'
import type { Context } from '../context.ts'
import type { Sql } from '../db/sql.ts'
import type { Logger } from '../lib/log.ts'

/**
 * Jobs in the hands of a killed server. Left alone they would wait four hours (graphile-worker's lock).
 *
 * With the embedded PostgreSQL whoever holds the folder lock is the only server: at its start every job in hand is a
 * lost one. With a database of the operator's own there may be several processes. There each worker is on the roll: one
 * connection of its process holds an advisory lock named after it, which PostgreSQL gives up the moment the process is
 * gone. Every process frees the jobs of workers whose lock is free. Locks of a session need a session: a pooler in
 * front of PostgreSQL must not be in transaction mode.
 */

/** Frees every job in hand. Only for whoever is known to be the only server, that is the holder of the folder lock. */
export async function releaseStaleJobs(sql: Sql): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_by is not null))`
}

export interface Roll {
  /** A worker of this process begins. */
  enter(workerId: string): void
  close(): Promise<void>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref())

/**
 * Holds the locks of this process's workers. When the connection is lost it is opened again within a second or so,
 * well before anybody takes the workers for lost.
 */
export function keepRoll(connection: PoolConfig, log: Logger): Roll {
  const workers = new Set<string>()
  let client: Client | null = null
  let closed = false
  let turn = Promise.resolve()

  async function open(): Promise<Client> {
    const fresh = new Client({ ...connection, keepAlive: true })
    fresh.on('error', (error) => log.warn('roll of workers', { error }))
    fresh.on('end', () => {
      if (client !== fresh) return
      client = null
      sync()
    })
    await fresh.connect()
    // A machine that lost its power says no goodbye: PostgreSQL is to notice within a minute, not two hours.
    await fresh.query(`select set_config('tcp_keepalives_idle', '30', false),
      set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false)`)
    return fresh
  }

  async function hold(): Promise<void> {
    while (!closed) {
      let fresh = client
      try {
        fresh ??= await open()
        await fresh.query(
          `select pg_advisory_lock(hashtextextended('xom.worker:' || id, 0)) from unnest($1::text[]) as id`,
          [[...workers]],
        )
        client = fresh
        return
      } catch (error) {
        log.warn('roll of workers', { error })
        if (fresh !== client) await fresh?.end().catch(() => {})
        await pause(1000)
      }
    }
  }

  function sync(): void {
    turn = turn.then(hold)
  }

  return {
    enter(workerId) {
      workers.add(workerId)
      sync()
    },
    async close() {
      closed = true
      await turn
      const last = client
      client = null
      await last?.end().catch(() => {})
    },
  }
}

/** Younger locks are left alone: their worker may be entering the roll at this moment. */
const secondsInHand = 10

/**
 * One round: frees the jobs of those among `suspects` whose lock is still free, and answers the suspects of this round.
 * Twice seen is lost: in between a process whose connection broke has entered the roll again. Two at once do no harm.
 */
export async function releaseLostJobs(db: Sql, suspects: readonly string[]): Promise<string[]> {
  return (await db.begin(async (tx) => {
    const free = await tx<{ id: string }[]>`
      with holders as materialized (
        select distinct locked_by as id from graphile_worker.jobs
        where locked_by is not null and locked_at < now() - make_interval(secs => ${secondsInHand}))
      select id from holders where pg_try_advisory_xact_lock(hashtextextended('xom.worker:' || id, 0))`
    const lost = free.map((row) => row.id).filter((id) => suspects.includes(id))
    if (lost.length > 0) await tx`select graphile_worker.force_unlock_workers(${lost})`
    return free.map((row) => row.id).filter((id) => !lost.includes(id))
  })) as string[]
}

/** Rounds at once, after ten seconds (so that a restart finds what its forerunner lost), and every minute. */
export function watchForLostJobs(ctx: Context): () => Promise<void> {
  let suspects: string[] = []
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  const round = async (number: number) => {
    try {
      suspects = await releaseLostJobs(ctx.db, suspects)
    } catch (error) {
      ctx.log.warn('lost jobs', { error })
    }
    if (!stopped) timer = setTimeout(next, number < 2 ? 11_000 : 60_000, number + 1).unref()
  }
  const next = (number: number) => {
    running = round(number)
  }
  next(0)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
