import type { Context, Id } from '../../context.ts'
import type { Choices, Found, Phase } from './api.ts'

export interface ImportRow {
  id: Id
  site_id: Id
  account_id: Id | null
  source: string
  feed: boolean
  file: string | null
  format: string
  title: string
  old_address: string
  phase: Phase
  stopped_at: Date | null
  position: number
  found: Found
  choices: Choices
  refusal: string
  articles: number
  articles_known: number
  comments: number
  comments_known: number
  pictures: number
  pictures_lost: number
  created_at: Date
  finished_at: Date | null
}

const columns = (ctx: Context) => ctx.db`
  id, site_id, account_id, source, feed, file, format, title, old_address, phase, stopped_at, position, found, choices,
  refusal, articles, articles_known, comments, comments_known, pictures, pictures_lost, created_at, finished_at`

export async function insertImport(
  ctx: Context,
  row: { site_id: Id; account_id: Id; source: string; feed: boolean; file: string | null },
): Promise<Id> {
  const [made] = await ctx.db<{ id: Id }[]>`
    insert into site_imports ${ctx.db({ ...row, created_at: ctx.clock() })} returning id`
  return made!.id
}

export const selectImport = (ctx: Context, id: Id) => ctx.db<ImportRow[]>`
  select ${columns(ctx)} from site_imports where id = ${id}`

/** Locks the row: whoever works on an import holds it for each step. */
export const lockImport = (ctx: Context, id: Id) => ctx.db<ImportRow[]>`
  select ${columns(ctx)} from site_imports where id = ${id} for update`

export const selectImports = (ctx: Context, siteId: Id, below: Id, limit: number) => ctx.db<ImportRow[]>`
  select ${columns(ctx)} from site_imports where site_id = ${siteId} and id < ${below} order by id desc limit ${limit}`

export interface ImportChange {
  phase?: Phase
  position?: number
  file?: string | null
  format?: string
  title?: string
  old_address?: string
  refusal?: string
  stopped_at?: Date | null
  finished_at?: Date | null
}

export const updateImport = (ctx: Context, id: Id, change: ImportChange) => ctx.db`
  update site_imports set ${ctx.db(change as Record<string, string | number | Date | null>)} where id = ${id}`

export const updateFound = (ctx: Context, id: Id, found: Found) => ctx.db`
  update site_imports set found = ${ctx.db.json(found as never)} where id = ${id}`

export const updateChoices = (ctx: Context, id: Id, choices: Choices) => ctx.db`
  update site_imports set choices = ${ctx.db.json(choices as never)} where id = ${id}`

export interface Counted {
  articles?: number
  articles_known?: number
  comments?: number
  comments_known?: number
  pictures?: number
  pictures_lost?: number
}

/** The one place that changes the counters of an import. */
export const addCounts = (ctx: Context, id: Id, by: Counted) => ctx.db`
  update site_imports set articles = articles + ${by.articles ?? 0}, articles_known = articles_known + ${by.articles_known ?? 0},
    comments = comments + ${by.comments ?? 0}, comments_known = comments_known + ${by.comments_known ?? 0},
    pictures = pictures + ${by.pictures ?? 0}, pictures_lost = pictures_lost + ${by.pictures_lost ?? 0}
  where id = ${id}`

/** Imports that nobody went on with. */
export const selectForgotten = (ctx: Context, before: Date) => ctx.db<{ id: Id; file: string | null }[]>`
  select id, file from site_imports
  where created_at < ${before} and phase not in ('done', 'refused') and (phase = 'waiting' or stopped_at is not null)
  order by id limit 100`

export async function selectKnownFiles(ctx: Context, keys: string[]): Promise<string[]> {
  const rows = await ctx.db<{ key: string }[]>`
    select key from unnest(${keys}::text[]) as key where exists (select from site_imports i where i.file = key)`
  return rows.map((row) => row.key)
}

/** Where the site is read, and in which language it writes. */
export const selectHome = (ctx: Context, siteId: Id) => ctx.db<
  { handle: string; host: string | null; language: string }[]
>`
  select a.username as handle, s.served_host as host, c.language from sites s join accounts a on a.id = s.account_id
  join communities c on c.account_id = s.account_id where s.account_id = ${siteId}`

// ---------------------------------------------------------------- notes

export interface NewNote {
  kind: string
  about: string
  detail: string
  line: number | null
  count: number
}

export async function insertNotes(ctx: Context, importId: Id, notes: NewNote[]): Promise<void> {
  if (notes.length === 0) return
  await ctx.db`
    insert into site_import_notes (import_id, kind, about, detail, line, count)
    select ${importId}, n.kind, n.about, n.detail, n.line, n.count
    from json_to_recordset(${ctx.db.json(notes as never)}::json)
      as n (kind text, about text, detail text, line int, count int)`
}

export const deleteNotes = (ctx: Context, importId: Id) =>
  ctx.db`delete from site_import_notes where import_id = ${importId}`

export interface NoteRow extends NewNote {
  id: Id
}

/** In the order in which they were found; of one kind, or of all. */
export const selectNotes = (
  ctx: Context,
  importId: Id,
  query: { kind: string | null; after: Id; limit: number },
) => ctx.db<NoteRow[]>`
  select id, kind, about, detail, line, count from site_import_notes
  where import_id = ${importId} and id > ${query.after} ${query.kind ? ctx.db`and kind = ${query.kind}` : ctx.db``}
  order by id limit ${query.limit}`

export const countNotes = (ctx: Context, importId: Id) => ctx.db<
  { kind: string; count: number; lines: number }[]
>`
  select kind, sum(count)::int as count, count(*)::int as lines from site_import_notes
  where import_id = ${importId} group by kind order by 2 desc, 1`

// ---------------------------------------------------------------- pictures

export interface WantedPicture {
  url: string
  about: string
}

/** Notes pictures to be fetched. What is here stays; what could not be had is tried again by a later import. */
export const insertPictures = (ctx: Context, siteId: Id, importId: Id, wanted: WantedPicture[]) => ctx.db`
  insert into site_import_pictures (site_id, import_id, url, about)
  select distinct on (w.url) ${siteId}::bigint, ${importId}::bigint, w.url, w.about
  from json_to_recordset(${ctx.db.json(wanted as never)}::json) as w (url text, about text) order by w.url
  on conflict (site_id, url) do update set import_id = excluded.import_id, state = 'waiting', reason = ''
  where site_import_pictures.import_id <> excluded.import_id
    and (site_import_pictures.state = 'lost' or site_import_pictures.media_id is null)`

/** Captions from a library; only of pictures that articles show. */
export const captionPictures = (
  ctx: Context,
  siteId: Id,
  captions: { url: string; caption: string }[],
) => ctx.db`
  update site_import_pictures p set caption = c.caption
  from json_to_recordset(${ctx.db.json(captions as never)}::json) as c (url text, caption text)
  where p.site_id = ${siteId} and p.url = c.url`

/** Files that were swept away while the import stood still are fetched again. */
export const reviveSwept = (ctx: Context, importId: Id) => ctx.db`
  update site_import_pictures set state = 'waiting' where import_id = ${importId} and state = 'kept' and media_id is null`

export interface PictureRow {
  id: Id
  url: string
  about: string
  caption: string
}

export const selectWaiting = (ctx: Context, importId: Id, limit: number) => ctx.db<PictureRow[]>`
  select id, url, about, caption from site_import_pictures
  where import_id = ${importId} and state = 'waiting' order by id limit ${limit}`

export const countPictures = (ctx: Context, importId: Id) => ctx.db<{ total: number; waiting: number }[]>`
  select count(*)::int as total, (count(*) filter (where state = 'waiting'))::int as waiting
  from site_import_pictures where import_id = ${importId}`

export async function keepPicture(ctx: Context, id: Id, mediaId: Id): Promise<boolean> {
  const rows = await ctx.db`
    update site_import_pictures set state = 'kept', media_id = ${mediaId}, reason = ''
    where id = ${id} and state = 'waiting' returning 1`
  return rows.length > 0
}

export async function losePicture(ctx: Context, id: Id, reason: string): Promise<boolean> {
  const rows = await ctx.db`
    update site_import_pictures set state = 'lost', reason = ${reason} where id = ${id} and state = 'waiting' returning 1`
  return rows.length > 0
}

/** Those of the addresses whose pictures are here, and whether this import brought them. */
export const selectKept = (ctx: Context, row: { id: Id; site_id: Id }, urls: string[]) => ctx.db<
  { url: string; media_id: Id; fresh: boolean }[]
>`
  select url, media_id, import_id = ${row.id} as fresh from site_import_pictures
  where site_id = ${row.site_id} and url = any(${urls}::text[]) and media_id is not null`

// ---------------------------------------------------------------- comments from before

export interface NewComment {
  article_id: Id
  import_key: string
  reply_key: string | null
  name: string
  url: string
  html: string
  origin: string
  created_at: string
}

/** Stores those that are not here yet, and joins answers to what they answer. Answers how many were new. */
export async function insertComments(ctx: Context, rows: NewComment[]): Promise<number> {
  if (rows.length === 0) return 0
  const made = await ctx.db`
    insert into imported_comments (article_id, import_key, reply_key, name, url, html, origin, created_at)
    select c.article_id, c.import_key, c.reply_key, c.name, c.url, c.html, c.origin, c.created_at
    from json_to_recordset(${ctx.db.json(rows as never)}::json) as c (article_id bigint, import_key text, reply_key text,
      name text, url text, html text, origin text, created_at timestamptz)
    on conflict (article_id, import_key) do nothing returning 1`
  const articles = [...new Set(rows.map((row) => row.article_id))]
  await ctx.db`
    update imported_comments c set parent_id = p.id from imported_comments p
    where c.article_id = any(${articles}::bigint[]) and c.parent_id is null and c.reply_key is not null
      and p.article_id = c.article_id and p.import_key = c.reply_key`
  return made.length
}

export interface CommentRow {
  id: Id
  parent_id: Id | null
  parent_name: string | null
  name: string
  url: string
  html: string
  origin: string
  created_at: Date
  hidden_at: Date | null
}

/** The oldest first, as they were written. */
export const selectComments = (
  ctx: Context,
  articleId: Id,
  query: { hidden: boolean; offset: number; limit: number },
) => ctx.db<CommentRow[]>`
  select c.id, case when p.hidden_at is null then c.parent_id end as parent_id,
    case when p.hidden_at is null then p.name end as parent_name, c.name, c.url, c.html, c.origin, c.created_at, c.hidden_at
  from imported_comments c left join imported_comments p on p.id = c.parent_id
  where c.article_id = ${articleId} ${query.hidden ? ctx.db`` : ctx.db`and c.hidden_at is null`}
  order by c.created_at, c.id offset ${query.offset} limit ${query.limit}`

export async function countComments(ctx: Context, articleId: Id, hidden: boolean): Promise<number> {
  const [row] = await ctx.db<{ count: number }[]>`
    select count(*)::int as count from imported_comments
    where article_id = ${articleId} ${hidden ? ctx.db`` : ctx.db`and hidden_at is null`}`
  return row!.count
}

export const hideComment = (ctx: Context, articleId: Id, id: Id, by: Id | null) => ctx.db<{ id: Id }[]>`
  update imported_comments set hidden_at = ${by ? ctx.clock() : null}, hidden_by = ${by}
  where id = ${id} and article_id = ${articleId} returning id`

export interface ReadableArticle {
  id: Id
  site_id: Id
  slug: string
  headline: string
}

/** A published article whose site is open and whose post was not taken down. */
export const selectReadable = (ctx: Context, siteId: Id, slug: string) => ctx.db<ReadableArticle[]>`
  select a.id, a.site_id, a.slug, a.headline from articles a join communities c on c.account_id = a.site_id
  where a.site_id = ${siteId} and a.slug = ${slug} and a.state = 'published' and a.deleted_at is null and c.closed_at is null
    and not exists (select from statuses s where s.id = a.status_id and (s.removed_at is not null or s.deleted_at is not null))`
