import type { Context, Id } from '../../context.ts'
import type { PastArticle, PastText } from './bulk.ts'

/** What the addresses of a site's articles are made of. */
export interface SiteFace {
  site_handle: string
  site_host: string | null
  private: boolean
}

export const selectFace = (ctx: Context, siteId: Id) => ctx.db<SiteFace[]>`
  select a.username as site_handle, s.served_host as site_host, c.private from sites s
  join accounts a on a.id = s.account_id join communities c on c.account_id = s.account_id where s.account_id = ${siteId}`

export const selectTaken = (ctx: Context, siteId: Id, slugs: string[]) => ctx.db<{ slug: string }[]>`
  select slug from articles where site_id = ${siteId} and slug = any(${slugs}::text[])
  union select ltrim(path, '/') from article_redirects
  where site_id = ${siteId} and path = any(${slugs.map((slug) => `/${slug}`)}::text[])`

export const selectImported = (ctx: Context, siteId: Id, keys: string[]) => ctx.db<Keyed[]>`
  select id, import_key from articles where site_id = ${siteId} and import_key = any(${keys}::text[])`

/** Of an imported one the key is never null; the column's is, for all others. */
export interface Keyed {
  id: Id
  import_key: string | null
}

const iso = (at: Date) => at.toISOString()

/** Tags and bands come as text of arrays: a recordset knows no arrays of arrays. */
export async function insertPast(
  ctx: Context,
  siteId: Id,
  by: Id | null,
  rows: { row: PastArticle; slug: string; statusId: Id | null }[],
): Promise<Keyed[]> {
  const given = rows.map(({ row, slug, statusId }) => ({
    import_key: row.importKey,
    state: row.published ? 'published' : 'draft',
    slug,
    headline: row.headline,
    lead: row.lead,
    body: row.body,
    html: row.html,
    section_id: row.sectionId,
    tags: row.tags.map(({ name }) => name),
    tag_keys: row.tags.map(({ key }) => key),
    language: row.language,
    reading_minutes: row.readingMinutes,
    bands: row.bands,
    status_id: statusId,
    at: iso(row.publishedAt),
  }))
  return ctx.db<Keyed[]>`
    insert into articles (site_id, state, slug, headline, lead, body, html, section_id, tags, tag_keys, language,
      reading_minutes, bands, status_id, created_by, published_at, created_at, updated_at, import_key)
    select ${siteId}, r.state, r.slug, r.headline, r.lead, r.body, r.html, r.section_id, r.tags, r.tag_keys, r.language,
      r.reading_minutes, r.bands, r.status_id, ${by}::bigint, case when r.state = 'published' then r.at end, r.at, r.at, r.import_key
    from json_to_recordset(${ctx.db.json(given as never)}::json) as r (import_key text, state text, slug text, headline text,
      lead text, body text, html text, section_id bigint, tags text[], tag_keys text[], language text, reading_minutes int,
      bands bigint[], status_id bigint, at timestamptz)
    returning id, import_key`
}

export async function insertAuthors(
  ctx: Context,
  rows: { id: Id; n: number; name: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await ctx.db`
    insert into article_authors (article_id, position, name)
    select r.id, r.n, r.name from json_to_recordset(${ctx.db.json(rows as never)}::json) as r (id bigint, n int, name text)`
}

/** The first that had an address keeps it. */
export async function insertRedirects(
  ctx: Context,
  siteId: Id,
  rows: { id: Id; path: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await ctx.db`
    insert into article_redirects (site_id, path, article_id)
    select ${siteId}, r.path, r.id from json_to_recordset(${ctx.db.json(rows as never)}::json) as r (id bigint, path text)
    on conflict do nothing`
}

export async function insertMedia(ctx: Context, rows: { id: Id; media: Id }[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.db`
    insert into article_media (article_id, media_id)
    select r.id, m.id from json_to_recordset(${ctx.db.json(rows as never)}::json) as r (id bigint, media bigint)
    join media m on m.id = r.media on conflict do nothing`
}

export async function updateTexts(ctx: Context, siteId: Id, rows: PastText[]): Promise<Keyed[]> {
  return ctx.db<Keyed[]>`
    update articles a set body = r.body, html = r.html, reading_minutes = r."readingMinutes", bands = r.bands
    from json_to_recordset(${ctx.db.json(rows as never)}::json)
      as r ("importKey" text, body text, html text, "readingMinutes" int, bands bigint[])
    where a.site_id = ${siteId} and a.import_key = r."importKey" and a.revision = 1 and a.deleted_at is null
      and a.body <> r.body
    returning a.id, a.import_key`
}
