import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { cutGraphemes } from '../../lib/graphemes.ts'
import { excerpt } from '../../lib/html/index.ts'
import { slug } from '../../lib/vietnamese/index.ts'
import { createPastThreads } from '../statuses/index.ts'
import * as sql from './bulk-sql.ts'
import { limits, reservedSlugs } from './fields.ts'
import { articleUrl } from './publish.ts'

/** An article of another time and place, cleaned and rendered already. */
export interface PastArticle {
  /** What it is called where it comes from: an article of the site that has this key is left as it is. */
  importKey: string
  published: boolean
  /** The slug that it would like; '' for one made of its headline. */
  slug: string
  headline: string
  lead: string
  body: string
  html: string
  mediaIds: Id[]
  sectionId: Id | null
  tags: { key: string; name: string }[]
  language: string
  readingMinutes: number
  bands: string[]
  /** Bylines; none of them is an account. */
  authors: string[]
  publishedAt: Date
  /** Old addresses, with their leading slash. */
  paths: string[]
}

type Named = PastArticle & { free: string }

/** Slugs that are free in the site and among each other: as wanted, with a number, or with what no other has. */
async function withSlugs(ctx: Context, siteId: Id, rows: PastArticle[]): Promise<Named[]> {
  const wanted = rows.map((row) => {
    const base = slug(row.slug || row.headline, limits.slug - 12) || 'bai-viet'
    return [base, ...Array.from({ length: 8 }, (_, n) => `${base}-${n + 2}`)]
  })
  const taken = new Set((await sql.selectTaken(ctx, siteId, wanted.flat())).map((row) => row.slug))
  return rows.map((row, at) => {
    const names = wanted[at]!
    const mark = createHash('sha256').update(row.importKey).digest('hex').slice(0, 8)
    const free = names.find((name) => !taken.has(name) && !reservedSlugs.has(name)) ?? `${names[0]}-${mark}`
    taken.add(free)
    return { ...row, free }
  })
}

/** What its post says, as `publish.ts` says it of a new one. */
function postOf(ctx: Context, site: sql.SiteFace, row: Named) {
  const words = row.lead || excerpt(row.html, 300)
  const tags = row.tags.map(({ name }) => `#${name.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '')}`).join(' ')
  const url = articleUrl(ctx, { ...site, slug: row.free })
  return {
    text: [words, url, tags].filter(Boolean).join('\n\n'),
    title: cutGraphemes(row.headline, 150),
    language: row.language,
    createdAt: row.publishedAt,
    url,
  }
}

/**
 * Brings in articles that were published elsewhere, some hundred at a time, in a few statements and one transaction: with
 * their dates, bylines, tags and old addresses, each with the post below which one may comment. Nobody is told: nothing
 * reaches a home timeline. Answers the keys of those that were new; the others are as they were. The caller has decided
 * who may.
 */
export async function importArticles(
  ctx: Context,
  siteId: Id,
  by: Id | null,
  rows: PastArticle[],
): Promise<Set<string>> {
  return ctx.tx(async (ctx) => {
    const known = new Set(
      (
        await findImported(
          ctx,
          siteId,
          rows.map((row) => row.importKey),
        )
      ).keys(),
    )
    const byKey = new Map(rows.map((row) => [row.importKey, row]))
    const fresh = await withSlugs(
      ctx,
      siteId,
      [...byKey.values()].filter((row) => !known.has(row.importKey)),
    )
    if (fresh.length === 0) return new Set()
    const [site] = await sql.selectFace(ctx, siteId)
    const published = fresh.filter((row) => row.published)
    const posts = await createPastThreads(
      ctx,
      { id: siteId, private: site!.private },
      published.map((row) => postOf(ctx, site!, row)),
    )
    const postIds = new Map(published.map((row, at) => [row.importKey, posts[at]!]))
    const made = await sql.insertPast(
      ctx,
      siteId,
      by,
      fresh.map((row) => ({ row, slug: row.free, statusId: postIds.get(row.importKey) ?? null })),
    )
    const ids = new Map(made.map(({ id, import_key }) => [import_key!, id]))
    const each = fresh.map((row) => ({ ...row, id: ids.get(row.importKey)! }))
    await sql.insertAuthors(
      ctx,
      each.flatMap(({ id, authors }) => authors.map((name, n) => ({ id, n: n + 1, name }))),
    )
    await sql.insertRedirects(
      ctx,
      siteId,
      each.flatMap(({ id, paths }) => paths.map((path) => ({ id, path }))),
    )
    await sql.insertMedia(
      ctx,
      each.flatMap(({ id, mediaIds }) => mediaIds.map((media) => ({ id, media }))),
    )
    await ctx.enqueue('articlesImported', {
      articleIds: each.filter((row) => row.published).map(({ id }) => id),
    })
    await dropCached(ctx, 'anonymous', '*')
    return new Set(ids.keys())
  })
}

/** Ids by the keys that articles had where they come from. */
export async function findImported(ctx: Context, siteId: Id, keys: string[]): Promise<Map<string, Id>> {
  const rows = await sql.selectImported(ctx, siteId, keys)
  return new Map(rows.map((row) => [row.import_key!, row.id]))
}

export interface PastText {
  importKey: string
  body: string
  html: string
  mediaIds: Id[]
  readingMinutes: number
  bands: string[]
}

/** Sets the text of imported articles anew, now that their pictures are here; one that somebody has edited since stays. */
export async function retellImported(ctx: Context, siteId: Id, rows: PastText[]): Promise<void> {
  await ctx.tx(async (ctx) => {
    const changed = await sql.updateTexts(ctx, siteId, rows)
    const ids = new Map(changed.map(({ id, import_key }) => [import_key!, id]))
    const shown = rows.flatMap(({ importKey, mediaIds }) => {
      const id = ids.get(importKey)
      return id ? mediaIds.map((media) => ({ id, media })) : []
    })
    await sql.insertMedia(ctx, shown)
    if (changed.length > 0) await dropCached(ctx, 'anonymous', '*')
  })
}
