import type { JobOptions } from '../context.ts'
import type { Sql } from '../db/sql.ts'
import type { EventTable } from './names.ts'

interface Row {
  identifier: string
  payload: unknown
  runAt?: string
  jobKey?: string
  maxAttempts?: number
}

/**
 * Returns the `enqueue` of a context: one statement on `db`, so that inside a transaction the job exists exactly
 * when the news does. The name is a job or an event; an event becomes one job for each of its listeners.
 */
export function enqueuer(db: Sql, events: EventTable) {
  return async (name: string, payload: unknown, options: JobOptions = {}): Promise<void> => {
    const listeners: readonly string[] = name in events ? events[name as keyof EventTable] : [name]
    const rows = listeners.map(
      (identifier): Row => ({
        identifier,
        payload,
        ...(options.runAt ? { runAt: options.runAt.toISOString() } : {}),
        ...(options.key ? { jobKey: options.key } : {}),
      }),
    )
    if (rows.length === 0) return
    await db`
      select 1 from graphile_worker.add_jobs(array(
        select json_populate_record(null::graphile_worker.job_spec, spec)
        from json_array_elements(${db.json(rows.map(toSpec) as never)}::json) as spec))`
  }
}

/** Snake case, as the composite type `graphile_worker.job_spec` names its fields. */
function toSpec(row: Row) {
  return {
    identifier: row.identifier,
    payload: row.payload,
    queue_name: null,
    run_at: row.runAt ?? null,
    max_attempts: row.maxAttempts ?? null,
    job_key: row.jobKey ?? null,
    priority: null,
    flags: null,
  }
}
