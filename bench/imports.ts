import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context, Id } from '../src/context.ts'
import { registerUser } from '../src/features/auth/index.ts'
import { confirmImport, startImport } from '../src/features/imports/imports.ts'
import { runImport } from '../src/features/imports/run.ts'
import { createSite } from '../src/features/sites/index.ts'
import { bloggerExport } from '../test/blogger-export.ts'

const perSecond = (n: number, ms: number): number => Math.round((n * 1000) / ms)

/** The same rows of articles, posts and threads with nothing around them: a hundred a statement. */
async function floorOf(ctx: Context, siteId: Id): Promise<number> {
  const { db } = ctx
  const tables = ['articles', 'statuses', 'threads'] as const
  const owner = { articles: 'site_id', statuses: 'account_id', threads: 'account_id' }
  const rows = new Map<string, string[]>()
  for (const table of tables) {
    await db`create table ${db(`bench_${table}`)} (like ${db(table)} including all)`
    const found = await db<{ row: string }[]>`
      select row_to_json(t)::text as row from ${db(table)} t where ${db(owner[table])} = ${siteId}`
    rows.set(
      table,
      found.map(({ row }) => row),
    )
  }
  const lot = (table: string, n: number) =>
    `[${rows
      .get(table)!
      .slice(n, n + 100)
      .join(',')}]`
  const started = performance.now()
  const count = rows.get('articles')!.length
  for (let n = 0; n < count; n += 100) {
    await db.begin(async (db) => {
      for (const table of tables)
        await db`insert into ${db(`bench_${table}`)}
          select * from json_populate_recordset(null::${db(table)}, ${lot(table, n)}::text::json)`
    })
  }
  const ms = performance.now() - started
  for (const table of tables) await db`drop table ${db(`bench_${table}`)}`
  return ms
}

/** Brings a blog of so many articles into a site and tells how many a second came in, beside the bare insert of the same rows. */
export async function benchImports(ctx: Context, articles: number): Promise<object> {
  const mark = Date.now().toString(36)
  const owner = await registerUser(ctx, {
    username: `bench_${mark}`,
    email: `bench_${mark}@xom.test`,
    password: 'mật khẩu dài',
    locale: 'vi',
    confirmed: true,
    vouched: true,
  })
  const siteId = await createSite(ctx, { id: owner }, { username: `site_${mark}`, display_name: 'Bench' })
  const folder = mkdtempSync(join(tmpdir(), 'xom-bench-import-'))
  const path = join(folder, 'feed.atom')
  writeFileSync(path, bloggerExport({ posts: articles, comments: 0 }))
  const { size } = statSync(path)
  const importId = await startImport(ctx, { id: owner }, siteId, { path, size, name: 'feed.atom' })
  rmSync(folder, { recursive: true })
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const reading = await timed(() => runImport(ctx, { importId }))
  const choices = {
    old_address: '',
    pages: 'draft',
    comments: false,
    pictures: false,
    label: [],
    section: [],
  } as const
  await confirmImport(ctx, { id: owner }, siteId, importId, { ...choices, label: [], section: [] })
  const bringing = await timed(async () => {
    for (;;) {
      const [row] = await ctx.db<{ phase: string }[]>`select phase from site_imports where id = ${importId}`
      if (row!.phase === 'done') return
      await runImport(ctx, { importId })
    }
  })
  const floor = await floorOf(ctx, siteId)
  const [made] = await ctx.db<
    { articles: number }[]
  >`select articles from site_imports where id = ${importId}`
  return {
    articles: made!.articles,
    megabytes: Math.round(size / 1e5) / 10,
    reading_ms: Math.round(reading),
    bringing_ms: Math.round(bringing),
    articles_a_second: perSecond(made!.articles, bringing),
    bare_inserts_a_second: perSecond(made!.articles, floor),
  }
}
