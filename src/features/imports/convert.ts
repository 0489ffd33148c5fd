import type { Context, Id } from '../../context.ts'
import { bandsOf, htmlToMarkdown, type PictureInfo, renderArticle } from '../../lib/article/index.ts'
import type { ExportedArticle } from '../../lib/exports/index.ts'
import { cleanText, cutGraphemes } from '../../lib/graphemes.ts'
import { toPlainText } from '../../lib/html/index.ts'
import { DAY_MS } from '../../lib/time.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { type PastArticle, picturesOf } from '../articles/index.ts'
import type { Choices, ReportKind } from './api.ts'
import type { NewNote } from './sql.ts'

/** Bytes of the Markdown of one article, as the editor allows. */
const MOST_BODY = 500_000
const MOST_TAGS = 20
/** Before that nobody had a blog: such a date is a fault of the file. */
const FIRST_DAY = new Date('1994-01-01T00:00:00Z')

export interface Place {
  /** The blog's old address, or null. */
  base: string | null
  choices: Choices
  language: string
  /** Where the site is read now, without a slash at the end. */
  home: string
}

export interface Converted {
  article: PastArticle
  notes: NewNote[]
  /** Addresses of the pictures that it shows. */
  pictures: string[]
}

export const noteOf = (kind: ReportKind, about = '', detail = '', line: number | null = null): NewNote => ({
  kind,
  about: cleanText(about).slice(0, 300),
  detail: cleanText(detail).slice(0, 500),
  line,
  count: 1,
})

/** One line of plain text. */
const oneLine = (text: string, most: number): string =>
  cutGraphemes(cleanText(text).replace(/\s+/g, ' ').trim(), most)

/** The labels that became no section, as tags; each identity once. */
function tagsOf(article: ExportedArticle, sections: Record<string, string>): { key: string; name: string }[] {
  const byKey = new Map<string, string>()
  for (const label of [...article.categories, ...article.labels]) {
    if (Object.hasOwn(sections, label)) continue
    const name = oneLine(label.replace(/^#/, ''), 60)
    const key = tagKey(name.replace(/[^\p{L}\p{M}\p{N}_]+/gu, ''))
    if (key && !byKey.has(key)) byKey.set(key, name)
  }
  return [...byKey].slice(0, MOST_TAGS).map(([key, name]) => ({ key, name }))
}

function sectionOf(article: ExportedArticle, sections: Record<string, string>): Id | null {
  const label = [...article.categories, ...article.labels].find(
    (name) => Object.hasOwn(sections, name) && sections[name] !== '',
  )
  return label === undefined ? null : sections[label]!
}

/** When it was published: what the file says, if that can be. */
function dateOf(ctx: Context, article: ExportedArticle): Date {
  const now = ctx.clock()
  const latest = new Date(now.getTime() + DAY_MS)
  const good = [article.publishedAt, article.updatedAt].find((at) => at && at >= FIRST_DAY && at <= latest)
  return !good || good > now ? now : good
}

/** Links from one article of the old blog to another lead below the site, where old addresses are known. */
function ownLinks(markdown: string, place: Place): string {
  if (!place.base) return markdown
  const host = new URL(place.base).host.replace(/^www\./, '')
  return markdown.replace(
    /(\]\(<?)https?:\/\/(?:www\.)?([^/\s)>]+)(\/\d{4}\/\d{2}\/[^\s()<>]+)/g,
    (whole, open, at, path) => (at === host ? `${open}${place.home}${path}` : whole),
  )
}

const address = (article: ExportedArticle): string => article.url ?? article.paths[0] ?? article.key

/**
 * Makes an article of what an export says: Markdown, tags, section, old addresses. `kept` are the pictures that are here
 * already; the others stay links. Pure but for the sizes of those pictures.
 */
export async function convert(
  ctx: Context,
  place: Place,
  source: ExportedArticle,
  kept: ReadonlyMap<string, Id> = new Map(),
): Promise<Converted> {
  const base = source.url ?? place.base
  const { markdown, lost, pictures } = htmlToMarkdown(source.html, {
    ...(base ? { base } : {}),
    // One that is not here stays as its address, which is shown as a link.
    picture: (src) => {
      const id = kept.get(src)
      return id ? `media:${id}` : src.replace(/[()\s<>]/g, encodeURIComponent)
    },
  })
  const headline = oneLine(toPlainText(source.title), 200) || oneLine(source.name.replaceAll('-', ' '), 200)
  const where = headline || address(source)
  const notes = lost
    .filter(({ what }) => what !== 'style')
    .map(({ what, detail }) => noteOf(`dropped_${what}`, where, detail))
  const long = Buffer.byteLength(markdown) > MOST_BODY
  const body = ownLinks(long ? markdown.slice(0, MOST_BODY / 4) : markdown, place)
  if (long) notes.push(noteOf('cut', where))
  if (body.trim() === '') notes.push(noteOf('empty_article', where))
  const shown = await picturesOf(ctx, [...new Set(pictures.flatMap((src) => kept.get(src) ?? []))])
  const text = rendered(ctx, place, body, shown)
  const lead = oneLine(toPlainText(source.excerpt), 1000)
  const { sections, pages } = place.choices
  return {
    article: {
      importKey: cleanText(source.key).slice(0, 500),
      published: !source.draft && !(source.page && pages === 'draft'),
      slug: source.name,
      headline: headline || where.slice(0, 200),
      lead,
      body,
      html: text.html,
      mediaIds: text.mediaIds,
      sectionId: sectionOf(source, sections),
      tags: tagsOf(source, sections),
      language: place.language,
      readingMinutes: text.readingMinutes,
      bands: bandsOf(`${headline}\n${lead}\n${text.text}`),
      authors: source.authors
        .map((name) => oneLine(name, 80))
        .filter(Boolean)
        .slice(0, 10),
      publishedAt: dateOf(ctx, source),
      paths: source.paths
        .map((path) => cleanText(path))
        .filter((path) => path.startsWith('/') && path.length <= 500),
    },
    notes,
    pictures: [...new Set(pictures)],
  }
}

const rendered = (ctx: Context, place: Place, body: string, shown: Map<Id, PictureInfo>) =>
  renderArticle(body, {
    picture: (id) => shown.get(id) ?? null,
    origin: ctx.config.origin,
    language: place.language,
  })
