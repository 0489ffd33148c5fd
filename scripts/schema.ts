import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { connect } from '../src/db/sql.ts'
import { silentLogger } from '../src/lib/log.ts'

/** `npm run schema` writes migrations/schema.sql: every table with its columns, keys and indexes, after all migrations. */
const folder = mkdtempSync(join(tmpdir(), 'xom-schema-'))
const postgres = await startEmbedded({ dataDir: folder, log: silentLogger, throwaway: true })
const db = connect({ ...postgres.connection, max: 2 })
await migrate(db, silentLogger)
const columns = await db<{ table: string; line: string }[]>`
  select c.relname as table, format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`
const constraints = await db<{ table: string; line: string }[]>`
  select conrelid::regclass::text as table, format('  constraint %I %s', conname, pg_get_constraintdef(oid)) as line
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0
  order by 1, contype = 'f', conname`
const indexes = await db<{ table: string; line: string }[]>`
  select tablename as table, indexdef || ';' as line from pg_indexes
  where schemaname = 'public' and not exists (select from pg_constraint where conname = indexname) order by tablename, indexname`
await db.end()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

const of = (rows: readonly { table: string; line: string }[], table: string) =>
  rows.filter((row) => row.table === table).map((row) => row.line)
const tables = [...new Set(columns.map((row) => row.table))]
const text = tables.map((table) => {
  const body = [...of(columns, table), ...of(constraints, table)].join(',\n')
  return [`create table ${table} (\n${body}\n);`, ...of(indexes, table)].join('\n')
})
const target = join(import.meta.dirname, '../../migrations/schema.sql')
writeFileSync(
  target,
  `-- Written by npm run schema from the migrations. To read, not to run.\n\n${text.join('\n\n')}\n`,
)
console.log(`${target}: ${tables.length} tables`)
process.exit(0)
