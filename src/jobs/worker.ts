import { EventEmitter } from 'node:events'
import {
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  runOnce,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import { Pool, type PoolConfig } from 'pg'
import type { Context } from '../context.ts'
import type { Feature } from '../feature.ts'
import { keepRoll, watchForLostJobs } from './stale.ts'

/** Node-postgres options of the worker's own small pool (graphile-worker speaks `pg`). */
export type JobConnection = PoolConfig

function taskList(ctx: Context, features: Feature[]): TaskList {
  const tasks: TaskList = {}
  for (const feature of features) {
    for (const [name, handler] of Object.entries(feature.jobs ?? {})) {
      tasks[name] = (payload) => (handler as (ctx: Context, payload: unknown) => Promise<void>)(ctx, payload)
    }
  }
  return tasks
}

/** What was missed while the server was off is made up for once, up to an hour back. */
const cronItems = (features: Feature[]): ParsedCronItem[] =>
  parseCronItems(
    features.flatMap((feature) =>
      (feature.cron ?? []).map((line) => ({
        match: line.at,
        task: line.job,
        options: { backfillPeriod: 3600_000 },
      })),
    ),
  )

/** Says only warnings and errors, and of a failed job only its name: payloads may point at people. */
async function quietLogger(ctx: Context) {
  const { Logger } = await import('graphile-worker')
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') ctx.log.error('job', { detail: message.slice(0, 500), task: taskOf(meta) })
    else if (level === 'warning') ctx.log.warn('job', { detail: message.slice(0, 500) })
  })
}

function taskOf(meta: unknown): string | undefined {
  return (meta as { job?: { task_identifier?: string } } | undefined)?.job?.task_identifier
}

export interface Workers {
  /** Stops taking jobs and waits for those in hand. */
  stop(): Promise<void>
}

/** Starts the job workers in this process. */
export async function startWorker(
  ctx: Context,
  connection: JobConnection,
  features: Feature[],
): Promise<Workers> {
  const concurrency = 2
  const pgPool = new Pool({ ...connection, max: concurrency + 1 })
  pgPool.on('error', (error) => ctx.log.warn('job connection', { error }))
  pgPool.on('connect', (client) => client.on('error', (error) => ctx.log.warn('job connection', { error })))
  const roll = ctx.config.databaseUrl ? keepRoll(connection, ctx.log) : null
  const events: WorkerEvents = new EventEmitter()
  // Jobs that are ticked off in batches are in the name of the pool, others in that of the worker.
  events.on('pool:create', ({ workerPool }) => roll?.enter(workerPool.id))
  events.on('worker:create', ({ worker }) => roll?.enter(worker.workerId))
  const runner: Runner = await run({
    pgPool,
    events,
    concurrency,
    taskList: taskList(ctx, features),
    parsedCronItems: cronItems(features),
    noHandleSignals: true,
    pollInterval: 1000,
    logger: await quietLogger(ctx),
    // Under load jobs are ticked off by the dozen; jobs/stale.ts frees those that a killed server held.
    preset: { worker: { completeJobBatchDelay: 10 } },
  })
  runner.promise.catch((error) => ctx.log.error('workers stopped', { error }))
  const unwatch = roll ? watchForLostJobs(ctx) : null
  return {
    async stop() {
      await unwatch?.()
      await runner.stop().catch(() => {})
      await pgPool.end()
      await roll?.close()
    },
  }
}

/** Runs every job that is due, and those that these make, until none is left; for tests and the CLI. */
export async function drainJobs(ctx: Context, connection: JobConnection, features: Feature[]): Promise<void> {
  const pgPool = new Pool({ ...connection, max: 2 })
  pgPool.on('error', (error) => ctx.log.warn('job connection', { error }))
  pgPool.on('connect', (client) => client.on('error', () => {}))
  try {
    for (let round = 0; round < 50; round += 1) {
      await runOnce({
        pgPool,
        concurrency: 1,
        taskList: taskList(ctx, features),
        noHandleSignals: true,
        logger: await quietLogger(ctx),
      })
      const due = await ctx.db<{ n: number }[]>`
        select count(*)::int as n from graphile_worker.jobs where run_at <= now() and attempts = 0`
      if (due[0]?.n === 0) return
    }
    throw new Error('jobs keep making jobs')
  } finally {
    await pgPool.end()
  }
}
