import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listeners } from '../src/app.ts'
import { buildContext } from '../src/build-context.ts'
import { readConfig } from '../src/config.ts'
import type { Context } from '../src/context.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { periodOf } from '../src/features/transparency/periods.ts'
import { countReport } from '../src/features/transparency/reports.ts'
import { silentLogger } from '../src/lib/log.ts'
import { seedReport } from './report-seed.ts'

/** `npm run bench -- --report [--posts N]`: see bench/README.md. Prints a table, then JSON. */
const option = (name: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? '' : (process.argv[at + 1] ?? '')
}
const posts = Number(option('posts')) || 1_000_000
const people = Number(option('people')) || Math.ceil(posts / 20)
const cases = Number(option('cases')) || Math.ceil(posts / 200)
const folder = process.env['XOM_BENCH_DATA'] ?? join(tmpdir(), `xom-bench-report-${posts}`)

interface Timed {
  query: string
  ms: number
}

/** Times every statement from when it is sent until its rows are here; pieces of SQL are never sent. */
function timed(ctx: Context, found: Timed[]): Context {
  const db = new Proxy(ctx.db, {
    apply(target, self, given) {
      const query = Reflect.apply(target as never, self, given) as { then: (...hear: unknown[]) => unknown }
      if (!Array.isArray(given[0]) || !('raw' in given[0])) return query
      const send = query.then
      // biome-ignore lint/suspicious/noThenProperty: a query is sent when it is awaited, so that is the moment to time
      query.then = (...hear: unknown[]) => {
        const began = performance.now()
        const done = () =>
          found.push({
            query: given[0].join('?').replace(/\s+/g, ' ').trim().slice(0, 90),
            ms: performance.now() - began,
          })
        return send.call(
          query,
          (rows: unknown) => {
            done()
            return (hear[0] as (value: unknown) => unknown)(rows)
          },
          hear[1],
        )
      }
      return query
    },
  })
  return { ...ctx, db }
}

const config = readConfig({ ...process.env, XOM_DATA: folder, NODE_ENV: 'test', XOM_SETUP: 'cli' })
const database = await openDatabase(config, silentLogger, 'server')
const db = database.pool({ max: 6, connection: { statement_timeout: 0 } })
try {
  await migrate(db, silentLogger)
  await migrateJobs(database.jobConnection)
  const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
  if (!existsSync(join(folder, 'seeded'))) {
    console.error(
      `seeding ${posts.toLocaleString('en')} posts, ${people.toLocaleString('en')} people, ${cases} cases ...`,
    )
    await seedReport(ctx, { posts, people, cases })
    writeFileSync(join(folder, 'seeded'), String(posts))
  }
  const midnight = (month: number) => new Date(Date.UTC(2026, month, 1) - 7 * 3_600_000)
  const period = periodOf(midnight(0), midnight(6))
  const runs = Number(option('runs')) || 3
  const results = []
  for (let run = 1; run <= runs; run += 1) {
    const found: Timed[] = []
    const began = performance.now()
    await countReport(timed(ctx, found), period)
    const total = performance.now() - began
    found.sort((a, b) => b.ms - a.ms)
    results.push({ run, total, slowest: found.slice(0, 5), queries: found.length })
    console.log(`run ${run}: ${(total / 1000).toFixed(2)} s in all, ${found.length} queries`)
    for (const { query, ms } of found.slice(0, 5)) console.log(`  ${ms.toFixed(0).padStart(6)} ms  ${query}`)
  }
  console.log(
    JSON.stringify({ posts, people, cases, targets: { totalMs: 10_000, queryMs: 2000 }, results }, null, 2),
  )
} finally {
  await db.end()
  await database.close()
}
