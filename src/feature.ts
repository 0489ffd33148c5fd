import type { Context } from './context.ts'
import type { App } from './http/env.ts'
import type { JobName, JobPayloads } from './jobs/names.ts'

export type JobHandlers = { [N in JobName]?: (ctx: Context, payload: JobPayloads[N]) => Promise<void> }

/** What a feature's index.ts exports: everything app.ts needs to plug it in. */
export interface Feature {
  name: string
  /** Mastodon API and page routes, registered in the order of app.ts. */
  routes?: (app: App) => void
  /** Routes that take what no feature has taken; registered after all others. */
  lastRoutes?: (app: App) => void
  jobs?: JobHandlers
  /** Recurring work: a cron line (UTC) and the job it starts with an empty payload. */
  cron?: { at: string; job: JobName }[]
  /** Work of every few milliseconds in each process (jobs/beats.ts); several processes may run it at once. */
  beats?: { every: number; run: (ctx: Context) => Promise<void> }[]
}
