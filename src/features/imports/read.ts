import type { Context, Id } from '../../context.ts'
import { ExportError, type ExportedArticle, readExport } from '../../lib/exports/index.ts'
import { UnsafeAddress } from '../../net/fetch.ts'
import { type Found, type FoundLabel, type ImportRefusal, MOST_FEED } from './api.ts'
import { noteOf } from './convert.ts'
import { finish, newKey } from './imports.ts'
import * as sql from './sql.ts'

/** Lines of the report that one phase may write; more are only counted. */
export const MOST_NOTES = 2000
const MOST_LABELS = 200

class Refused extends Error {
  readonly code: ImportRefusal

  constructor(code: ImportRefusal, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** Fetches a feed by the safe door, in pieces, at most 20 MB; answers its key in storage. */
async function fetchFeed(ctx: Context, url: string): Promise<string> {
  const key = newKey()
  try {
    const response = await ctx.fetch(url, {
      timeout: 30_000,
      headers: {
        accept:
          'application/atom+xml, application/rss+xml, application/feed+json, application/xml, */*;q=0.5',
      },
    })
    if (!response.ok || !response.body) throw new Refused('unreachable')
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.byteLength
      if (size > MOST_FEED) throw new Refused('too_large')
      chunks.push(chunk)
    }
    if (size === 0) throw new Refused('empty')
    await ctx.storage.put(key, Buffer.concat(chunks))
    return key
  } catch (error) {
    if (error instanceof Refused) throw error
    const unsafe = error instanceof UnsafeAddress || (error as Error).cause instanceof UnsafeAddress
    throw new Refused(unsafe ? 'unsafe_address' : 'unreachable', { cause: error })
  }
}

/** What the first reading gathers. */
class Survey {
  readonly found: Found = {
    format: '',
    articles: 0,
    pages: 0,
    drafts: 0,
    comments: 0,
    labels: [],
    first: null,
    last: null,
    titles: [],
  }
  readonly notes: sql.NewNote[] = []
  title = ''
  base: string | null = null
  left = 0
  private readonly labels = new Map<string, number>()

  article(article: ExportedArticle): void {
    const { found } = this
    if (article.page) found.pages += 1
    else found.articles += 1
    if (article.draft) found.drafts += 1
    if (found.titles.length < 5 && article.title) found.titles.push(article.title.slice(0, 200))
    for (const label of new Set([...article.categories, ...article.labels]))
      if (this.labels.size < 2000 && label.length <= 200)
        this.labels.set(label, (this.labels.get(label) ?? 0) + 1)
    const at = article.publishedAt?.toISOString()
    if (!at || article.draft) return
    if (!found.first || at < found.first) found.first = at
    if (!found.last || at > found.last) found.last = at
  }

  note(note: sql.NewNote): void {
    if (this.notes.length < MOST_NOTES) this.notes.push(note)
    else this.left += 1
  }

  finish(): Found {
    const labels: FoundLabel[] = [...this.labels].map(([name, count]) => ({ name, count }))
    labels.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    this.found.labels = labels.slice(0, MOST_LABELS)
    if (this.left > 0) this.notes.push({ ...noteOf('notes_left'), count: this.left })
    return this.found
  }
}

async function survey(path: string): Promise<Survey> {
  const all = new Survey()
  for await (const record of readExport(path)) {
    if (record.kind === 'site') {
      all.found.format ||= record.format
      all.title ||= record.title.slice(0, 300)
      all.base ??= record.url
    } else if (record.kind === 'article') all.article(record)
    else if (record.kind === 'comment') all.found.comments += 1
    else if (record.kind === 'note') all.note(noteOf(record.what, record.where, record.detail, record.line))
    else if (record.kind === 'tally') all.note({ ...noteOf(record.what), count: record.count })
  }
  return all
}

/** The first phase: fetches a feed, reads the whole file once and says what is in it. From the start each time. */
export async function firstReading(ctx: Context, row: sql.ImportRow): Promise<void> {
  let file = row.file
  try {
    if (!file) {
      file = await fetchFeed(ctx, row.source)
      await sql.updateImport(ctx, row.id, { file })
    }
    const all = await survey(ctx.storage.path(file))
    if (all.found.articles + all.found.pages + all.found.comments === 0) {
      const cut = all.notes.find(({ kind }) => kind === 'broken')
      throw new Refused(cut ? `broken:${cut.line ?? 1}` : 'empty')
    }
    await waitForEditor(ctx, row.id, all)
  } catch (error) {
    const code = error instanceof Refused || error instanceof ExportError ? error.code : null
    if (!code) throw error
    await ctx.tx(async (ctx) => {
      const [locked] = await sql.lockImport(ctx, row.id)
      if (locked?.phase === 'reading') await finish(ctx, locked, code)
    })
  }
}

const waitForEditor = (ctx: Context, id: Id, all: Survey): Promise<void> =>
  ctx.tx(async (ctx) => {
    const [locked] = await sql.lockImport(ctx, id)
    if (locked?.phase !== 'reading') return
    const found = all.finish()
    await sql.deleteNotes(ctx, id)
    await sql.insertNotes(ctx, id, all.notes)
    await sql.updateFound(ctx, id, found)
    const { format } = found
    await sql.updateImport(ctx, id, {
      phase: 'waiting',
      format,
      title: all.title,
      old_address: all.base ?? '',
    })
  })
