import type { Context, Id } from '../../context.ts'
import type { Notice } from '../statuses/index.ts'
import type { CommentPolicy } from '../visibility/index.ts'
import type { ArticleKind, ArticleState } from './api.ts'

/** A row of `articles` with the names around it. Without the long columns, which one page alone needs. */
export interface ArticleRow {
  id: Id
  site_id: Id
  state: ArticleState
  kind: ArticleKind
  slug: string
  headline: string
  lead: string
  section_id: Id | null
  section_slug: string | null
  section_name: string | null
  series_id: Id | null
  series_slug: string | null
  series_title: string | null
  tags: string[]
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
  status_id: Id | null
  revision: number
  note: string
  created_by: Id | null
  scheduled_at: Date | null
  published_at: Date | null
  corrected_at: Date | null
  archived_at: Date | null
  updated_at: Date
  authors: { account_id: Id | null; name: string; handle: string | null }[] | null
  /** Comments that are there; of its thread. */
  replies: number
  /** Its post was taken down by a decision. */
  removed: boolean
  /** A label or a cover that a decision put on it. */
  notice: Notice | null
  site_handle: string
  site_host: string | null
}

const columns = (ctx: Context) => ctx.db`
  a.id, a.site_id, a.state, a.kind, a.slug, a.headline, a.lead, a.section_id, x.slug as section_slug, x.name as section_name,
  a.series_id, y.slug as series_slug, y.title as series_title, a.tags, a.language, a.cover_id, a.cover_caption,
  a.cover_credit, a.cover_licence, a.comments, a.source_publisher, a.source_author, a.source_url, a.source_published_at,
  a.source_fetched_at, a.reading_minutes, a.status_id, a.revision, a.note, a.created_by, a.scheduled_at, a.published_at,
  a.corrected_at, a.archived_at, a.updated_at,
  (select json_agg(json_build_object('account_id', w.account_id::text, 'name', w.name, 'handle', p.username) order by w.position)
    from article_authors w left join accounts p on p.id = w.account_id and p.suspended_at is null and p.deleted_at is null
      and p.domain is null
    where w.article_id = a.id) as authors,
  coalesce((select t.replies from threads t where t.id = a.status_id), 0) as replies,
  case when a.status_id is null then false
    else coalesce((select s.removed_at is not null from statuses s where s.id = a.status_id), false) end as removed,
  case when a.status_id is null then null else (select s.notice from statuses s where s.id = a.status_id) end as notice,
  (select g.username from accounts g where g.id = a.site_id) as site_handle,
  (select z.served_host from sites z where z.account_id = a.site_id) as site_host`

const joins = (ctx: Context) => ctx.db`
  left join site_sections x on x.id = a.section_id
  left join site_series y on y.id = a.series_id`

export const selectArticles = (ctx: Context, ids: Id[]) => ctx.db<ArticleRow[]>`
  select ${columns(ctx)} from articles a ${joins(ctx)}
  where a.id = any(${ids}::bigint[]) and a.deleted_at is null`

/** The one text of an article. */
export interface TextRow {
  body: string
  html: string
}

export const selectText = (ctx: Context, id: Id) =>
  ctx.db<TextRow[]>`select body, html from articles where id = ${id} and deleted_at is null`

export interface Where {
  /** Not asked of a section, which belongs to one site. */
  siteId?: Id
  sectionId?: Id
  seriesId?: Id
  tag?: string
  /** Older than this one of the list. */
  before?: { at: Date; id: Id } | null
  limit: number
}

/**
 * Published articles, newest first; each kind of list has its index. None of a site that is closed or gone, none that a
 * decision took down: scalar questions, asked of each row in turn, for a join would make the planner read them all. The
 * array keeps it from guessing how many the limit lets through.
 */
export const selectPublished = (ctx: Context, where: Where) => ctx.db<ArticleRow[]>`
  select ${columns(ctx)} from articles a ${joins(ctx)}
  where a.id = any(array(
    select a.id from articles a
    where a.state = 'published' and a.deleted_at is null
      ${where.siteId && !where.sectionId ? ctx.db`and a.site_id = ${where.siteId}` : ctx.db``}
      ${where.sectionId ? ctx.db`and a.section_id = ${where.sectionId}` : ctx.db``}
      ${where.seriesId ? ctx.db`and a.series_id = ${where.seriesId}` : ctx.db``}
      ${where.tag ? tagged(ctx, where.tag) : ctx.db``}
      ${where.before ? ctx.db`and (a.published_at, a.id) < (${where.before.at}, ${where.before.id}::bigint)` : ctx.db``}
      and (select s.removed_at is null and s.deleted_at is null from statuses s where s.id = a.status_id) is not false
      and (select c.closed_at is null and g.suspended_at is null and g.deleted_at is null from communities c
        join accounts g on g.id = c.account_id where c.account_id = a.site_id)
    order by a.published_at desc, a.id desc limit ${where.limit}))
  order by a.published_at desc, a.id desc`

/** By the index of tags first: a tag that hardly any article has would else be looked for in all of them. */
const tagged = (ctx: Context, key: string) => ctx.db`
  and a.id = any(array(select x.id from articles x
    where x.tag_keys @> array[${key}] and x.state = 'published' and x.deleted_at is null))`

/** All parts of a series in their order. */
export const selectPartsOf = (ctx: Context, seriesId: Id) => ctx.db<
  { id: Id; slug: string; headline: string }[]
>`
  select id, slug, headline from articles
  where series_id = ${seriesId} and state = 'published' and deleted_at is null
  order by series_position, published_at, id limit 200`

/** What the staff works on: one state, or all; of one writer, or of everybody. Newest change first. */
export const selectDesk = (
  ctx: Context,
  siteId: Id,
  query: { state: ArticleState | null; by: Id | null; before: { at: Date; id: Id } | null; limit: number },
) => ctx.db<ArticleRow[]>`
  select ${columns(ctx)} from articles a ${joins(ctx)}
  where a.id = any(array(
    select a.id from articles a
    where a.site_id = ${siteId} and a.deleted_at is null
      ${query.state ? ctx.db`and a.state = ${query.state}` : ctx.db``}
      ${query.by ? ctx.db`and a.created_by = ${query.by}` : ctx.db``}
      ${query.before ? ctx.db`and (a.updated_at, a.id) < (${query.before.at}, ${query.before.id}::bigint)` : ctx.db``}
    order by a.updated_at desc, a.id desc limit ${query.limit}))
  order by a.updated_at desc, a.id desc`

export const countDesk = (ctx: Context, siteId: Id, by: Id | null) => ctx.db<
  { state: ArticleState; count: number }[]
>`
  select state, count(*)::int as count from articles
  where site_id = ${siteId} and deleted_at is null ${by ? ctx.db`and created_by = ${by}` : ctx.db``} group by state`

/** By its address, or one that it had before. */
export const findByPath = (ctx: Context, siteId: Id, slug: string, path: string) => ctx.db<
  { id: Id; slug: string }[]
>`
  select id, slug from articles where site_id = ${siteId} and slug = ${slug} and deleted_at is null
  union all
  select a.id, a.slug from article_redirects r join articles a on a.id = r.article_id and a.deleted_at is null
  where r.site_id = ${siteId} and r.path = ${path} limit 1`

export const findByPost = (ctx: Context, statusId: Id) =>
  ctx.db<{ id: Id; slug: string; site_id: Id }[]>`
    select id, slug, site_id from articles where status_id = ${statusId} and deleted_at is null`

/** Articles of the same site that share tags, else the section, else its newest. */
export const selectRelated = (ctx: Context, row: Pick<ArticleRow, 'id' | 'site_id' | 'section_id'>) =>
  ctx.db<{ id: Id; slug: string; headline: string; published_at: Date }[]>`
    select p.id, p.slug, p.headline, p.published_at from (
      (select a.id, a.slug, a.headline, a.published_at, 1 as near from articles a
       where a.tag_keys && (select o.tag_keys from articles o where o.id = ${row.id}) and a.state = 'published'
         and a.deleted_at is null and a.site_id = ${row.site_id} and a.id <> ${row.id}
       order by a.published_at desc limit 5)
      union all
      (select a.id, a.slug, a.headline, a.published_at, 0 as near from articles a
       where a.section_id = ${row.section_id}::bigint and a.state = 'published' and a.deleted_at is null and a.id <> ${row.id}
       order by a.published_at desc, a.id desc limit 5)
      union all
      (select a.id, a.slug, a.headline, a.published_at, -1 as near from articles a
       where a.site_id = ${row.site_id} and a.state = 'published' and a.deleted_at is null and a.id <> ${row.id}
       order by a.published_at desc, a.id desc limit 5)) p
    group by 1, 2, 3, 4 order by max(p.near) desc, p.published_at desc limit 5`

/** A comment of a thread that is to be answered. */
export const selectComment = (ctx: Context, threadId: Id, which: { id: string } | { number: number }) =>
  ctx.db<{ id: Id; number: number }[]>`
    select id, coalesce(number, 0) as number from statuses where thread_id = ${threadId} and deleted_at is null and number > 0
      and ${'id' in which ? ctx.db`id = ${which.id}` : ctx.db`number = ${which.number}`}`

export interface CorrectionRow {
  id: Id
  text: string
  created_at: Date
}

export const selectCorrections = (ctx: Context, articleId: Id) => ctx.db<CorrectionRow[]>`
  select id, text, created_at from article_corrections where article_id = ${articleId} order by id desc limit 100`

export interface RevisionRow {
  revision: number
  headline: string
  lead: string
  body: string
  rest: Record<string, unknown>
  comment: string
  account_id: Id | null
  created_at: Date
}

/** The newest first, without their texts. */
export const selectRevisions = (ctx: Context, articleId: Id, below: number | null, limit: number) => ctx.db<
  Omit<RevisionRow, 'body' | 'rest'>[]
>`
  select revision, headline, lead, comment, account_id, created_at from article_revisions
  where article_id = ${articleId} ${below === null ? ctx.db`` : ctx.db`and revision < ${below}`}
  order by revision desc limit ${limit}`

export const selectRevisionTexts = (ctx: Context, articleId: Id, revisions: number[]) => ctx.db<
  RevisionRow[]
>`
  select revision, headline, lead, body, rest, comment, account_id, created_at from article_revisions
  where article_id = ${articleId} and revision = any(${revisions}::int[]) order by revision`

/** Articles here, of any site, that share bands with a text: nearly the same, to be looked at. */
export const selectNear = (ctx: Context, bands: string[], exceptId: Id | null) => ctx.db<
  {
    id: Id
    headline: string
    slug: string
    site_handle: string
    state: ArticleState
    html: string
    shared: number
  }[]
>`
  select a.id, a.headline, a.slug, g.username as site_handle, a.state, a.html,
    (select count(*)::int from unnest(a.bands) b where b = any(${bands}::bigint[])) as shared
  from articles a join accounts g on g.id = a.site_id and g.deleted_at is null
  where a.id = any(array(select x.id from articles x where x.bands && ${bands}::bigint[] and x.deleted_at is null))
    and a.state in ('published', 'archived') and a.id is distinct from ${exceptId}::bigint
  order by shared desc, a.id desc limit 10`

/** The decision that took an article's post down, for its page. */
export const selectRemoval = (ctx: Context, statusId: Id) => ctx.db<{ public_id: string; cited: string }[]>`
  select public_id, cited from decisions where status_id = ${statusId} and ended_at is null order by id desc limit 1`

/** Of sites: who may comment where the article does not say. */
export const selectSiteComments = (ctx: Context, ids: Id[]) => ctx.db<
  { account_id: Id; comments: CommentPolicy }[]
>`
  select account_id, comments from sites where account_id = any(${ids}::bigint[])`

export const selectSeriesBySlug = (ctx: Context, siteId: Id, slug: string) => ctx.db<
  { id: Id; slug: string; title: string; description: string }[]
>`
  select id, slug, title, description from site_series where site_id = ${siteId} and slug = ${slug}`

/** The texts of a page of articles, for a feed. */
export const selectTexts = (ctx: Context, ids: Id[]) =>
  ctx.db<{ id: Id; html: string }[]>`select id, html from articles where id = any(${ids}::bigint[])`
