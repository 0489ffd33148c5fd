import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect, type Sql } from '../../src/db/sql.ts'
import { type Query, readQueries, type Sources } from './read.ts'
import type { Column, Kind } from './types.ts'

/** What the driver makes of a PostgreSQL type: see src/db/sql.ts. Arrays are lists. */
const kinds: Record<number, Kind> = {
  16: 'boolean',
  17: 'bytes',
  19: 'string',
  20: 'string', // bigint
  21: 'number',
  23: 'number',
  25: 'string',
  114: 'json',
  700: 'number',
  701: 'number',
  1043: 'string',
  1184: 'date',
  1700: 'string', // numeric
  3802: 'json',
}
const lists = new Set([1005, 1007, 1009, 1016, 1185])
const nothing = 2278

interface Described {
  name: string
  type: number
  table: number
  number: number
}

let db: Sql
let sources: Sources
/**
 * "table.column" by number: the columns that are never null, each with the name of its table. Those of views are
 * believed: the catalogue does not say.
 */
let required: Map<string, string>
let close: () => Promise<void>

beforeAll(async () => {
  const host = inject('socketDir')
  const database = `test_${randomBytes(6).toString('hex')}`
  const admin = connect({ host, user: 'xom', database: 'xom', max: 1 })
  await admin.unsafe(`create database ${database} template template_xom`)
  db = connect({ host, user: 'xom', database, max: 4 })
  const rows = await db<{ at: string; name: string }[]>`
    select attrelid || '.' || attnum as at, relname as name from pg_attribute join pg_class c on c.oid = attrelid
    where (attnotnull or c.relkind = 'v') and attnum > 0`
  required = new Map(rows.map((row) => [row.at, row.name]))
  close = async () => {
    await db.end({ timeout: 1 })
    await admin.unsafe(`drop database ${database} with (force)`)
    await admin.end()
  }
  // Not src/cli/backup: it writes its statements from what the catalogue says.
  sources = readQueries([
    'src/features',
    'src/http',
    'src/net',
    'src/ui',
    'src/jobs',
    'src/db',
    'src/demo',
    'test/queries',
  ])
}, 120_000)

afterAll(() => close?.())

async function describeQuery(text: string): Promise<Described[]> {
  const { columns } = (await db.unsafe(text).describe()) as unknown as { columns: Described[] }
  return columns.filter((column) => column.type !== nothing && !/^(\?column\?$|pg_)/.test(column.name))
}

const suits = (declared: Kind, type: number): boolean => {
  if (declared === 'any') return true
  const found = lists.has(type) ? 'list' : kinds[type]
  return found === declared || (found === 'json' && (declared === 'list' || declared === 'json'))
}

/** As far as the catalogue and the joins tell: what an expression leaves empty they do not know. */
function mayBeNull(text: string, name: string, at: string): boolean {
  if (at.startsWith('0.') || new RegExp(`\\b${name} is not null\\b`).test(text)) return false
  const table = required.get(at)
  if (!table) return true
  const joins = [...text.matchAll(new RegExp(`(\\w+)\\s+(?:join|from|into|update|,)\\s+"?${table}\\b`, 'g'))]
  return joins.length > 0 && joins.every((match) => match[1] === 'left')
}

/** What is wrong with the declared row, as sentences. */
function compare(text: string, columns: Described[], row: Column[] | null): string[] {
  if (row === null) return columns.map(({ name }) => `answers ${name}, but declares no row`)
  const declared = new Map(row.map((column) => [column.name, column]))
  const found = new Set(columns.map((column) => column.name))
  const wrong = row
    .filter(({ name }) => !found.has(name))
    .map(({ name }) => `declares ${name}, which it does not answer`)
  for (const { name, type, table, number } of columns) {
    const column = declared.get(name)
    if (!column) wrong.push(`answers ${name}, which is not declared`)
    else if (!suits(column.kind, type))
      wrong.push(`declares ${name} as ${column.kind}, but it is of type ${type}`)
    else if (!column.nullable && mayBeNull(text, name, `${table}.${number}`)) {
      wrong.push(`declares ${name} as never null, but the table or the join allows it`)
    }
  }
  return wrong
}

async function problemsOf(query: Query): Promise<string[]> {
  const found = await Promise.all(
    query.texts.map(async (text) => {
      try {
        return compare(text, await describeQuery(text), query.row)
      } catch (error) {
        return [`${(error as Error).message} in: ${text.replace(/\s+/g, ' ')}`]
      }
    }),
  )
  return [...new Set(found.flat())].map((problem) => `${query.at} ${problem}`)
}

const inFixture = ({ at }: { at: string }) => at.startsWith('test/queries/wrong.ts')

describe('every query', () => {
  it('is found', () => {
    expect(sources.queries.length).toBeGreaterThan(250)
    expect(sources.lost).toEqual([])
  })

  it('suits the migrated schema and its row type', async () => {
    const queries = sources.queries.filter((query) => !inFixture(query))
    expect((await Promise.all(queries.map(problemsOf))).flat()).toEqual([])
  })

  it('would be found wrong if it were', async () => {
    const found = await Promise.all(sources.queries.filter(inFixture).map(problemsOf))
    expect(found.map((problems) => problems.map((problem) => problem.replace(/^\S+ /, '')))).toEqual([
      ['declares nick, which it does not answer', 'answers username, which is not declared'],
      ['relation "acounts" does not exist in: select id from acounts'],
      ['declares id as number, but it is of type 20'],
      ['declares created_at as string, but it is of type 1184'],
      ['declares domain as never null, but the table or the join allows it'],
      ['declares role as never null, but the table or the join allows it'],
      ['answers id, but declares no row'],
      [expect.stringMatching(/^column "nowhere" does not exist/)],
      [],
    ])
  })
})
