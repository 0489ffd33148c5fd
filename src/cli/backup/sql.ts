import type { Sql } from '../../db/sql.ts'
import type { BackupHeader, BackupJob } from './format.ts'

/** Double quotes around a name that comes from the catalogue or from a header checked against it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Our tables with the columns that can be written. The list of migrations is not data. */
export async function listTables(sql: Sql): Promise<BackupHeader['tables']> {
  return sql<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`
}

export async function listSequences(sql: Sql): Promise<BackupHeader['sequences']> {
  const names = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`
  const [row] = await sql.unsafe<Record<string, string>[]>(
    `select ${names.map(({ name }, i) => `(select last_value || ' ' || is_called from public.${quoted(name)}) as s${i}`).join(', ') || '1'}`,
  )
  return names.map(({ name }, i) => {
    const [value, called] = (row?.[`s${i}`] ?? '1 false').split(' ')
    return { name, value: value!, called: called === 'true' }
  })
}

/** Number of the newest migration, 0 for an empty database. */
export async function schemaVersion(sql: Sql): Promise<number> {
  const [there] = await sql<
    { yes: boolean }[]
  >`select to_regclass('public.schema_migrations') is not null as yes`
  if (!there?.yes) return 0
  const [row] = await sql<
    { version: number }[]
  >`select coalesce(max(version), 0) as version from schema_migrations`
  return row?.version ?? 0
}

export async function countAccounts(sql: Sql): Promise<number> {
  const [there] = await sql<{ yes: boolean }[]>`select to_regclass('public.accounts') is not null as yes`
  if (!there?.yes) return 0
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from accounts`
  return row?.n ?? 0
}

/** Jobs that will still run; those that used up their attempts are left behind. In batches, by id. */
export async function waitingJobs(sql: Sql, after: string): Promise<(BackupJob & { id: string })[]> {
  return sql<(BackupJob & { id: string })[]>`
    select j.id::text, t.identifier, j.payload, q.queue_name, j.run_at::text, j.max_attempts::int, j.key as job_key,
      j.priority::int, (select array_agg(key) from jsonb_object_keys(j.flags) as key) as flags
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts and j.id > ${after}::bigint
    order by j.id limit 1000`
}

export async function addJobs(sql: Sql, jobs: BackupJob[]): Promise<void> {
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, spec)
      from json_array_elements(${sql.json(jobs as never)}::json) as spec))`
}

export interface ForeignKey {
  table: string
  name: string
  definition: string
}

export async function listForeignKeys(sql: Sql): Promise<ForeignKey[]> {
  return sql<ForeignKey[]>`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and k.conparentid = 0
    order by 1, 2`
}
