import { Readable } from 'node:stream'
import type { Context, Id } from '../../context.ts'
import { unauthorized } from '../../errors.ts'
import type { App } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { uploadFolder } from '../../http/upload.ts'
import { type ArchiveWriter, archiveStream } from '../../storage/tar.ts'
import { presentSites, requireSiteRole, siteOf } from '../sites/index.ts'
import * as sql from './export-sql.ts'

async function* portions<T extends { id: Id }>(next: (after: Id) => PromiseLike<T[]>): AsyncGenerator<T> {
  for (let after = '0'; ; ) {
    const rows = await next(after)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function* articles(ctx: Context, siteId: Id, files: Set<string>) {
  for await (const row of portions((after) => sql.selectArticlesOut(ctx, siteId, after))) {
    for (const { file } of row.media ?? []) files.add(file)
    const { id: _, article, ...rest } = row
    yield { ...article, ...rest }
  }
}

async function* oldComments(ctx: Context, siteId: Id) {
  for await (const row of portions((after) => sql.selectOldCommentsOut(ctx, siteId, after))) yield row.comment
}

async function fill(ctx: Context, actor: { id: Id }, siteId: Id, writer: ArchiveWriter): Promise<void> {
  const files = new Set<string>()
  const [site] = await presentSites(ctx, actor, [siteId])
  const head = { format: 'xom-site', version: 1, origin: ctx.config.origin, exported_at: ctx.clock(), site }
  await writer.text('site.json', once(JSON.stringify(head, null, 2)))
  await writer.text('articles.jsonl', lines(articles(ctx, siteId, files)))
  await writer.text('comments.jsonl', lines(portions((after) => sql.selectCommentsOut(ctx, siteId, after))))
  await writer.text('old-comments.jsonl', lines(oldComments(ctx, siteId)))
  for (const key of files) await writer.file(`media/${key}`, key)
}

/**
 * Everything of a site as a .tar.gz (docs/site-archive.md): articles as Markdown with their revisions, corrections and
 * old addresses, comments, pictures. The owner's, at any time (403 for others). Made while it is sent.
 */
export async function exportSite(ctx: Context, actor: { id: Id }, siteId: Id): Promise<Readable> {
  await requireSiteRole(ctx, actor, siteId, 'owner')
  return archiveStream(
    ctx.storage,
    uploadFolder(ctx.config.dataDir),
    (writer) => fill(ctx, actor, siteId, writer),
    (error) => ctx.log.error('site export', { error }),
  )
}

export function exportRoutes(app: App): void {
  app.get('/trang/:handle/quan-tri/tai-ve.tar.gz', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const site = await siteOf(c)
    limitRate(c, 'export', viewer.id, 20, 24 * 3600)
    const stream = await exportSite(c.get('ctx'), viewer, site.id)
    return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
      headers: {
        'Content-Type': 'application/gzip',
        'Content-Disposition': `attachment; filename="${site.room.account.username}.tar.gz"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}
