import type { Sql } from '../db/sql.ts'

/**
 * Frees the jobs that a killed server had in hand; left alone they would wait four hours (graphile-worker's lock).
 * Only for whoever is known to be the only server, that is the holder of the folder lock.
 */
export async function releaseStaleJobs(sql: Sql): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_by is not null))`
}
