import type { Sql } from '../db/sql.ts'

export interface ListedAccount {
  handle: string
  display_name: string
  email: string
  role: 'user' | 'moderator' | 'admin'
  approved: boolean
  suspended: boolean
  created_at: Date
}

/** Local people, oldest first. */
export async function listAccounts(sql: Sql): Promise<ListedAccount[]> {
  return sql<ListedAccount[]>`
    select a.username as handle, a.display_name, u.email, u.role, u.approved_at is not null as approved,
      a.suspended_at is not null as suspended, a.created_at
    from users u join accounts a on a.id = u.account_id order by a.id`
}

export interface JobFigures {
  waiting: number
  late: number
  failed: number
}

export async function jobFigures(sql: Sql): Promise<JobFigures | null> {
  const [there] = await sql<{ yes: boolean }[]>`select to_regclass('graphile_worker.jobs') is not null as yes`
  if (!there?.yes) return null
  const [row] = await sql<JobFigures[]>`
    select count(*) filter (where attempts < max_attempts)::int as waiting,
      count(*) filter (where attempts < max_attempts and locked_at is null and run_at < now() - interval '10 minutes')::int as late,
      count(*) filter (where attempts >= max_attempts)::int as failed
    from graphile_worker.jobs`
  return row ?? null
}

/** Version text, and how far our clock is from the server's, in milliseconds. */
export async function serverFacts(sql: Sql): Promise<{ version: string; skew: number }> {
  const before = Date.now()
  const [row] = await sql<{ version: string; now: Date }[]>`
    select current_setting('server_version') as version, clock_timestamp() as now`
  return { version: row!.version, skew: Math.round(row!.now.getTime() - (before + Date.now()) / 2) }
}

/** How many second steps each key has sealed; the key is '' for those not sealed yet. */
export const sealedByKey = (sql: Sql): Promise<{ key: string; count: number }[]> =>
  sql<{ key: string; count: number }[]>`
    select split_part(totp_secret, '.', 2) as key, count(*)::int as count
    from users where totp_secret is not null group by 1`.then((rows) => [...rows])
