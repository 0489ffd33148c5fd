import type { Context, Id } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { bandsOf, mediaIdsOf, type PictureInfo, renderArticle } from '../../lib/article/index.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { parseIso } from '../../lib/time.ts'
import { slug, tagKey } from '../../lib/vietnamese/index.ts'
import { findByAcct, mediaUrl } from '../accounts/index.ts'
import { requireLinks } from '../blocklists/index.ts'
import type { SiteRow } from '../sites/index.ts'
import type { SaveArticle } from './api.ts'
import * as write from './write-sql.ts'

/** Graphemes; of the body bytes of UTF-8. */
export const limits = {
  headline: 200,
  lead: 1000,
  body: 500_000,
  caption: 500,
  credit: 120,
  licence: 80,
  tag: 60,
  author: 80,
  publisher: 120,
  slug: 120,
  comment: 200,
  correction: 2000,
}
const mostTags = 20
const mostAuthors = 10

/** Words that stand where a slug would. */
export const reservedSlugs = new Set([
  'chuyen-muc',
  'the',
  'loat-bai',
  'gioi-thieu',
  'quan-tri',
  'tu-noi-khac',
  't',
  'rss.xml',
  'atom.xml',
  'feed.json',
  'sitemap.xml',
  'bai',
])

export function line(text: string, field: string, limit: number): string {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim()
  if (countGraphemes(clean, limit) > limit) throw invalid({ field, code: 'too_big', params: { limit } })
  return clean
}

export function lines(text: string, field: string, limit: number): string {
  const clean = cleanText(text.replaceAll('\r\n', '\n')).trim()
  if (countGraphemes(clean, limit) > limit) throw invalid({ field, code: 'too_big', params: { limit } })
  return clean
}

function moment(text: string, field: string): Date | null {
  if (text.trim() === '') return null
  const at = parseIso(text.trim())
  if (!at) throw invalid({ field, code: 'not_a_date' })
  return at
}

function webAddress(text: string, field: string): string {
  const clean = text.trim()
  if (clean === '') return ''
  const good = URL.canParse(clean) && ['http:', 'https:'].includes(new URL(clean).protocol)
  if (!good || clean.length > 2000) throw invalid({ field, code: 'not_an_address' })
  return new URL(clean).href
}

/** What is known of the pictures that a text shows, by id. */
export async function picturesOf(ctx: Context, ids: Id[]): Promise<Map<Id, PictureInfo>> {
  const rows = await write.selectPictures(ctx, ids.filter(isId))
  return new Map(
    rows.map((row) => {
      const size = row.meta['original'] as { width?: number; height?: number } | undefined
      return [
        row.id,
        {
          url: mediaUrl(ctx, row.file!),
          width: size?.width ?? null,
          height: size?.height ?? null,
          alt: row.description,
        },
      ]
    }),
  )
}

/** Markdown to what is kept beside it. */
export async function rendered(ctx: Context, body: string, language: string) {
  const pictures = await picturesOf(ctx, mediaIdsOf(body))
  return renderArticle(body, {
    picture: (id) => pictures.get(id) ?? null,
    origin: ctx.config.origin,
    language,
  })
}

/** "@lan" is Lan, who has an account here; any other name stands as it is. */
async function authorsOf(ctx: Context, names: string[]): Promise<{ account_id: Id | null; name: string }[]> {
  const wanted = names.map((name) => line(name, 'authors', limits.author)).filter((name) => name !== '')
  if (wanted.length > mostAuthors)
    throw invalid({ field: 'authors', code: 'too_many', params: { limit: mostAuthors } })
  return Promise.all(
    wanted.map(async (name) => {
      if (!name.startsWith('@')) return { account_id: null, name }
      const account = await findByAcct(ctx, name.slice(1))
      if (account?.actor_type !== 'Person')
        throw invalid({ field: 'authors', code: 'nobody_named', params: { name } })
      return { account_id: account.id, name: account.display_name || account.username }
    }),
  )
}

/** Tags as they are shown, each identity once. */
function tagsOf(given: string[]): { tags: string[]; keys: string[] } {
  const byKey = new Map<string, string>()
  for (const raw of given) {
    const name = line(raw, 'tags', limits.tag).replace(/^#/, '')
    if (name === '') continue
    const key = tagKey(name.replace(/[\s-]+/g, ''))
    if (!key) throw invalid({ field: 'tags', code: 'not_a_tag', params: { name } })
    if (!byKey.has(key)) byKey.set(key, name.replace(/\s+/g, ' '))
  }
  if (byKey.size > mostTags) throw invalid({ field: 'tags', code: 'too_many', params: { limit: mostTags } })
  return { tags: [...byKey.values()], keys: [...byKey.keys()] }
}

/** A slug that is free in the site: the wanted one, or it with a number. */
export async function freeSlug(
  ctx: Context,
  siteId: Id,
  wanted: string,
  exceptId: Id | null,
): Promise<string> {
  const base = slug(wanted).slice(0, limits.slug).replace(/-+$/, '') || 'bai-viet'
  const taken = new Set((await write.selectSlugs(ctx, siteId, base, exceptId)).map((row) => row.slug))
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.has(name) && !reservedSlugs.has(name)) return name
  }
}

export interface Checked {
  fields: Omit<write.ArticleFields, 'slug'>
  authors: { account_id: Id | null; name: string }[]
  mediaIds: Id[]
  wantedSlug: string
}

/** Everything that a save says, cleaned and rendered; one 422 names every wrong field. */
export async function checkArticle(ctx: Context, site: SiteRow, input: SaveArticle): Promise<Checked> {
  const out = {} as Omit<write.ArticleFields, 'slug' | 'html' | 'reading_minutes' | 'bands'>
  let authors: Checked['authors'] = []
  const keep =
    <K extends keyof typeof out>(name: K, value: () => (typeof out)[K]) =>
    () => {
      out[name] = value()
    }
  await gather(
    keep('headline', () => {
      const headline = line(input.headline, 'headline', limits.headline)
      if (headline === '') throw invalid({ field: 'headline', code: 'blank' })
      return headline
    }),
    keep('lead', () => lines(input.lead, 'lead', limits.lead)),
    keep('body', () => {
      const body = cleanText(input.body.replaceAll('\r\n', '\n')).trim()
      if (Buffer.byteLength(body) > limits.body)
        throw invalid({ field: 'body', code: 'too_big_file', params: { limit: limits.body / 1000 } })
      return body
    }),
    keep('section_id', () => {
      if (input.section === '') return null
      const section = (site.sections ?? []).find(({ slug }) => slug === input.section)
      if (!section) throw invalid({ field: 'section', code: 'invalid' })
      return section.id
    }),
    async () => {
      out.series_id = null
      if (input.series === '') return
      const [found] = isId(input.series) ? await write.selectSeriesOf(ctx, site.account_id, input.series) : []
      if (!found) throw invalid({ field: 'series', code: 'invalid' })
      out.series_id = found.id
    },
    () => {
      const { tags, keys } = tagsOf(input.tags)
      Object.assign(out, { tags, tag_keys: keys })
    },
    async () => {
      authors = await authorsOf(ctx, input.authors)
    },
    keep('cover_caption', () => line(input.cover_caption, 'cover_caption', limits.caption)),
    keep('cover_credit', () => line(input.cover_credit, 'cover_credit', limits.credit)),
    keep('cover_licence', () => line(input.cover_licence, 'cover_licence', limits.licence)),
    keep('source_publisher', () => line(input.source_publisher, 'source_publisher', limits.publisher)),
    keep('source_author', () => line(input.source_author, 'source_author', limits.author)),
    keep('source_url', () => webAddress(input.source_url, 'source_url')),
    keep('source_published_at', () => moment(input.source_published_at, 'source_published_at')),
    keep('source_fetched_at', () => moment(input.source_fetched_at, 'source_fetched_at')),
    async () => {
      out.cover_id = null
      if (input.cover === '') return
      if (!isId(input.cover) || !(await picturesOf(ctx, [input.cover])).has(input.cover))
        throw invalid({ field: 'cover', code: 'invalid' })
      out.cover_id = input.cover
    },
    () => requireLinks(ctx, [input.headline, input.lead, input.body, input.source_url]),
    () => line(input.comment, 'comment', limits.comment),
    () => lines(input.correction, 'correction', limits.correction),
  )
  out.kind = input.kind
  // It was fetched when it was written down here, unless the editor knows better.
  if (out.kind !== 'original') out.source_fetched_at ??= ctx.clock()
  out.language = /^[a-z]{2,3}$/.test(input.language) ? input.language : 'vi'
  out.comments = input.comments === '' ? null : input.comments
  const text = await rendered(ctx, out.body, out.language)
  return {
    fields: {
      ...out,
      html: text.html,
      reading_minutes: text.readingMinutes,
      bands: bandsOf(`${out.headline}\n${out.lead}\n${text.text}`),
    },
    authors,
    mediaIds: [...new Set([...text.mediaIds, ...(out.cover_id ? [out.cover_id] : [])])],
    wantedSlug: input.slug?.trim() ? input.slug : '',
  }
}
