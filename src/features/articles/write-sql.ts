import type { Context, Id } from '../../context.ts'
import type { CommentPolicy } from '../visibility/index.ts'
import type { ArticleKind, ArticleState } from './api.ts'

/** What a save writes into the row. */
export interface ArticleFields {
  kind: ArticleKind
  slug: string
  headline: string
  lead: string
  body: string
  html: string
  section_id: Id | null
  series_id: Id | null
  tags: string[]
  tag_keys: string[]
  language: string
  cover_id: Id | null
  cover_caption: string
  cover_credit: string
  cover_licence: string
  comments: CommentPolicy | null
  source_publisher: string
  source_author: string
  source_url: string
  source_published_at: Date | null
  source_fetched_at: Date | null
  reading_minutes: number
  bands: string[]
}

export interface LockedRow {
  id: Id
  site_id: Id
  state: ArticleState
  revision: number
  slug: string
  status_id: Id | null
  created_by: Id | null
  published_at: Date | null
  scheduled_at: Date | null
}

/** Locks the row for the transaction. */
export const lockArticle = (ctx: Context, id: Id) => ctx.db<LockedRow[]>`
  select id, site_id, state, revision, slug, status_id, created_by, published_at, scheduled_at from articles
  where id = ${id} and deleted_at is null for update`

export async function insertArticle(ctx: Context, siteId: Id, by: Id, row: ArticleFields): Promise<Id> {
  const now = ctx.clock()
  const [made] = await ctx.db<{ id: Id }[]>`
    insert into articles ${ctx.db({ ...row, site_id: siteId, created_by: by, created_at: now, updated_at: now } as never)}
    returning id`
  return made!.id
}

export const updateArticle = (
  ctx: Context,
  id: Id,
  row: Partial<ArticleFields> & Record<string, unknown>,
) => ctx.db`
  update articles set ${ctx.db({ ...row, updated_at: ctx.clock() } as never)} where id = ${id}`

export async function replaceAuthors(
  ctx: Context,
  id: Id,
  authors: { account_id: Id | null; name: string }[],
): Promise<void> {
  await ctx.db`delete from article_authors where article_id = ${id}`
  await ctx.db`
    insert into article_authors (article_id, position, account_id, name)
    select ${id}, w.n, w.account_id, w.name
    from unnest(${authors.map((a) => a.account_id)}::bigint[], ${authors.map((a) => a.name)}::text[])
      with ordinality as w (account_id, name, n)`
}

/** Files that it shows; those that it shows no more go with the sweep of unposted files. */
export async function replaceMedia(ctx: Context, id: Id, mediaIds: Id[]): Promise<void> {
  await ctx.db`delete from article_media where article_id = ${id} and not (media_id = any(${mediaIds}::bigint[]))`
  await ctx.db`
    insert into article_media (article_id, media_id) select ${id}, m.id from media m where m.id = any(${mediaIds}::bigint[])
    on conflict do nothing`
}

export const insertRevision = (
  ctx: Context,
  row: {
    article_id: Id
    revision: number
    headline: string
    lead: string
    body: string
    rest: Record<string, unknown>
    comment: string
    account_id: Id
  },
) =>
  ctx.db`insert into article_revisions ${ctx.db({ ...row, rest: ctx.db.json(row.rest as never), created_at: ctx.clock() } as never)}`

export const insertCorrection = (
  ctx: Context,
  articleId: Id,
  text: string,
  revision: number,
  by: Id,
) => ctx.db`
  insert into article_corrections (article_id, text, revision, account_id, created_at)
  values (${articleId}, ${text}, ${revision}, ${by}, ${ctx.clock()})`

/** From now on its old address leads to it, and no other article's old one stands in the way of its new one. */
export async function redirect(
  ctx: Context,
  siteId: Id,
  articleId: Id,
  from: string,
  to: string,
): Promise<void> {
  await ctx.db`
    insert into article_redirects (site_id, path, article_id) values (${siteId}, ${`/${from}`}, ${articleId})
    on conflict (site_id, path) do update set article_id = excluded.article_id`
  await ctx.db`delete from article_redirects where site_id = ${siteId} and path = ${`/${to}`}`
}

export const selectSlugs = (ctx: Context, siteId: Id, base: string, exceptId: Id | null) => ctx.db<
  { slug: string }[]
>`
  select slug from articles where site_id = ${siteId} and (slug = ${base} or slug like ${`${base}-%`})
    and id is distinct from ${exceptId}::bigint
  union select ltrim(path, '/') from article_redirects where site_id = ${siteId} and path = ${`/${base}`}
    and article_id is distinct from ${exceptId}::bigint`

export const markDeleted = (ctx: Context, id: Id) => ctx.db`
  update articles set deleted_at = ${ctx.clock()}, slug = slug || '-' || id, body = '', html = '', bands = '{}'
  where id = ${id}`

export interface PictureRow {
  id: Id
  file: string | null
  meta: Record<string, unknown>
  description: string
}

export const selectPictures = (ctx: Context, ids: Id[]) => ctx.db<PictureRow[]>`
  select id, file, meta, description from media where id = any(${ids}::bigint[]) and type = 'image' and file is not null`

export const selectSeriesOf = (ctx: Context, siteId: Id, id: Id) =>
  ctx.db<{ id: Id }[]>`select id from site_series where site_id = ${siteId} and id = ${id}`
