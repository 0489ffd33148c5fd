import { setImmediate } from 'node:timers/promises'
import type { Context, Id } from '../../context.ts'
import { type ExportRecord, readExport } from '../../lib/exports/index.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { sanitizeRemote } from '../../lib/html/index.ts'
import { findImported, importArticles, retellImported } from '../articles/index.ts'
import { siteUrl } from '../sites/index.ts'
import type { Choices, Phase } from './api.ts'
import { type Converted, convert, noteOf, type Place } from './convert.ts'
import { finish, schedule } from './imports.ts'
import { fetchPictures } from './pictures.ts'
import { firstReading } from './read.ts'
import * as sql from './sql.ts'

/** Milliseconds for which one job works before it makes room for others. */
const TURN = 20_000
const ARTICLES = 100
const COMMENTS = 500
/** Of a library, to be kept in memory for a turn. */
const MOST_CAPTIONS = 20_000

type Of<K extends ExportRecord['kind']> = Extract<ExportRecord, { kind: K }>
type Handler<T> = (ctx: Context, row: sql.ImportRow, records: T[]) => Promise<void>

const nextPhase = (phase: Phase, choices: Choices): Phase => {
  if (phase === 'articles' && choices.comments) return 'comments'
  if (phase === 'articles' || phase === 'comments') return choices.pictures ? 'pictures' : 'done'
  return phase === 'pictures' ? 'showing' : 'done'
}

/** Job: goes on with an import where it stands, for a while, and again until it is done. */
export async function runImport(ctx: Context, { importId }: { importId: Id }): Promise<void> {
  const until = performance.now() + TURN
  for (;;) {
    const [row] = await sql.selectImport(ctx, importId)
    if (!row || row.stopped_at) return
    const more = await step(ctx, row, until)
    if (more === 'end') return
    if (more === 'later' || performance.now() > until) return schedule(ctx, importId)
  }
}

/** One phase, or a turn of it. */
async function step(ctx: Context, row: sql.ImportRow, until: number): Promise<'end' | 'later' | 'next'> {
  switch (row.phase) {
    case 'reading':
      await firstReading(ctx, row)
      return 'end'
    case 'articles':
      return readOn(ctx, row, until, 'article', ARTICLES, bringArticles)
    case 'comments':
      return readOn(ctx, row, until, 'comment', COMMENTS, bringComments)
    case 'pictures':
      if (await fetchPictures(ctx, row, until)) return 'later'
      await moveOn(ctx, row)
      return 'next'
    case 'showing':
      return readOn(ctx, row, until, 'article', ARTICLES, showPictures)
    default:
      return 'end'
  }
}

/**
 * Reads the file from its start, passes over the records that this phase has dealt with, and deals with the next ones some
 * at a time: each lot and the place where it ends in one transaction.
 */
async function readOn<K extends 'article' | 'comment'>(
  ctx: Context,
  row: sql.ImportRow,
  until: number,
  kind: K,
  atOnce: number,
  handle: Handler<Of<K>>,
): Promise<'end' | 'later' | 'next'> {
  let at = 0
  let lot: Of<K>[] = []
  let position = row.position
  const captions: Of<'picture'>[] = []
  const deal = async () => {
    const done = await dealWith(ctx, row, position, lot, handle)
    position += lot.length
    lot = []
    return done
  }
  for await (const record of readExport(ctx.storage.path(row.file!))) {
    if (record.kind === 'picture' && captions.length < MOST_CAPTIONS) captions.push(record)
    if (record.kind !== kind) continue
    at += 1
    if (at <= row.position) continue
    lot.push(record as Of<K>)
    if (lot.length < atOnce) continue
    if (!(await deal())) return 'end'
    if (performance.now() > until) return 'later'
  }
  if (lot.length > 0 && !(await deal())) return 'end'
  await moveOn(ctx, row, captions)
  return 'next'
}

/** False when somebody else has gone on with it, or it was stopped. */
async function dealWith<T>(
  ctx: Context,
  row: sql.ImportRow,
  position: number,
  lot: T[],
  handle: Handler<T>,
): Promise<boolean> {
  return ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, row.id)
    if (!locked || locked.stopped_at || locked.phase !== row.phase || locked.position !== position)
      return false
    await handle(ctx, row, lot)
    await sql.updateImport(ctx, row.id, { position: position + lot.length })
    return true
  })
}

const moveOn = (ctx: Context, row: sql.ImportRow, captions: Of<'picture'>[] = []): Promise<void> =>
  ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, row.id)
    if (!locked || locked.stopped_at || locked.phase !== row.phase) return
    for (let n = 0; n < captions.length && row.phase === 'articles'; n += 500)
      await sql.captionPictures(ctx, row.site_id, captions.slice(n, n + 500))
    const phase = nextPhase(row.phase, row.choices)
    if (phase === 'done') await finish(ctx, locked, '')
    else await sql.updateImport(ctx, row.id, { phase, position: 0 })
  })

async function placeOf(ctx: Context, row: sql.ImportRow): Promise<Place> {
  const [site] = await sql.selectHome(ctx, row.site_id)
  return {
    base: row.old_address || null,
    choices: row.choices,
    language: site!.language || 'vi',
    home: siteUrl(ctx.config.origin, site!.handle, site!.host),
  }
}

/** What cannot be read is named in the report and does not stop the others. */
async function convertAll(
  ctx: Context,
  row: sql.ImportRow,
  records: Of<'article'>[],
  kept?: ReadonlyMap<string, Id>,
): Promise<{ good: Converted[]; notes: sql.NewNote[] }> {
  const place = await placeOf(ctx, row)
  const good: Converted[] = []
  const notes: sql.NewNote[] = []
  for (const record of records) {
    if (record.page && row.choices.pages === 'leave') continue
    try {
      good.push(await convert(ctx, place, record, kept))
    } catch (error) {
      ctx.log.warn('import of an article', { error })
      notes.push(noteOf('failed', record.title || record.key))
    }
    // Requests are answered in between.
    await setImmediate()
  }
  return { good, notes }
}

async function bringArticles(ctx: Context, row: sql.ImportRow, records: Of<'article'>[]): Promise<void> {
  const { good, notes } = await convertAll(ctx, row, records)
  const made = await importArticles(
    ctx,
    row.site_id,
    row.account_id,
    good.map(({ article }) => article),
  )
  const fresh = good.filter(({ article }) => made.has(article.importKey))
  await sql.insertNotes(ctx, row.id, [...notes, ...fresh.flatMap((one) => one.notes)])
  const wanted = good.flatMap(({ article, pictures }) =>
    pictures.map((url) => ({ url, about: article.headline })),
  )
  if (row.choices.pictures && wanted.length > 0) await sql.insertPictures(ctx, row.site_id, row.id, wanted)
  await sql.addCounts(ctx, row.id, { articles: made.size, articles_known: good.length - made.size })
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '')

async function bringComments(ctx: Context, row: sql.ImportRow, records: Of<'comment'>[]): Promise<void> {
  const articles = await findImported(ctx, row.site_id, [
    ...new Set(records.map((one) => one.articleKey.slice(0, 500))),
  ])
  const origin = hostOf(row.old_address)
  const rows = records.flatMap((one) => {
    const article_id = articles.get(one.articleKey.slice(0, 500))
    if (!article_id) return []
    return {
      article_id,
      import_key: cleanText(one.key).slice(0, 600),
      reply_key: one.replyTo ? cleanText(one.replyTo).slice(0, 600) : null,
      name: cleanText(one.author).replace(/\s+/g, ' ').trim().slice(0, 100),
      url: one.authorUrl ?? '',
      html: cleanText(sanitizeRemote(/<p[\s>]/i.test(one.html) ? one.html : `<p>${one.html}</p>`)).slice(
        0,
        40_000,
      ),
      origin,
      created_at: (one.createdAt ?? ctx.clock()).toISOString(),
    }
  })
  const made = await sql.insertComments(ctx, rows)
  const orphans = records.length - rows.length
  if (orphans > 0) await sql.insertNotes(ctx, row.id, [{ ...noteOf('orphan'), count: orphans }])
  await sql.addCounts(ctx, row.id, { comments: made, comments_known: rows.length - made })
}

/** Once the pictures are here: the articles that show them are written anew. */
async function showPictures(ctx: Context, row: sql.ImportRow, records: Of<'article'>[]): Promise<void> {
  const withPictures = records.filter((record) => /<img\b/i.test(record.html))
  const first = await convertAll(ctx, row, withPictures)
  const urls = [...new Set(first.good.flatMap(({ pictures }) => pictures))]
  const here = await sql.selectKept(ctx, row, urls)
  const fresh = new Set(here.filter((one) => one.fresh).map((one) => one.url))
  if (fresh.size === 0) return
  const kept = new Map(here.map((one) => [one.url, one.media_id]))
  const shows = new Set(
    first.good
      .filter((one) => one.pictures.some((url) => fresh.has(url)))
      .map((one) => one.article.importKey),
  )
  const again = withPictures.filter((record) => shows.has(cleanText(record.key).slice(0, 500)))
  const { good } = await convertAll(ctx, row, again, kept)
  await retellImported(
    ctx,
    row.site_id,
    good.map(({ article }) => article),
  )
}
