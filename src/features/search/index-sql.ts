import type { Context, Id } from '../../context.ts'
import { endOfIds } from '../../lib/ids.ts'
import type { Found } from './search-index.ts'
import type { Kind } from './terms.ts'

/** The tables of the index: search_documents, search_blocks, search_progress. */

interface BlockRow {
  block: number
  from_sort: Id
  to_sort: Id
  n: number
}

/** The newest block, kept for this transaction: whoever puts documents takes turns. */
export async function lockNewestBlock(ctx: Context, kind: Kind): Promise<BlockRow> {
  const newest = () => ctx.db<BlockRow[]>`
    select block, from_sort, to_sort, n from search_blocks where kind = ${kind} order by from_sort desc limit 1 for update`
  const [row] = await newest()
  if (row) return row
  await ctx.db`
    insert into search_blocks (kind, block, from_sort, to_sort) values (${kind}, 0, 0, 0) on conflict do nothing`
  // While this one waited for its turn, others may have opened more.
  return (await newest())[0]!
}

export const saveBlocks = (ctx: Context, kind: Kind, rows: BlockRow[]) => ctx.db`
  insert into search_blocks (kind, block, from_sort, to_sort, n)
  select ${kind}, * from unnest(${rows.map((row) => row.block)}::int[], ${rows.map((row) => row.from_sort)}::bigint[],
    ${rows.map((row) => row.to_sort)}::bigint[], ${rows.map((row) => row.n)}::int[])
  on conflict (kind, block) do update set to_sort = excluded.to_sort, n = excluded.n`

export const selectBlocks = (ctx: Context, kind: Kind, sorts: Id[]) => ctx.db<{ sort: Id; block: number }[]>`
  select w.sort, (select b.block from search_blocks b
    where b.kind = ${kind} and b.from_sort <= w.sort order by b.from_sort desc limit 1) as block
  from unnest(${sorts}::bigint[]) as w (sort)`

export async function upsertDocuments(
  ctx: Context,
  kind: Kind,
  rows: { id: Id; sort: Id; terms: number[]; reach: number[] }[],
): Promise<void> {
  const lists = rows.map((row) => `{${row.terms.join(',')}}`)
  const reaches = rows.map((row) => `{${row.reach.join(',')}}`)
  await ctx.db`
    insert into search_documents (kind, id, sort, terms, reach)
    select ${kind}, w.id, w.sort, w.terms::bigint[], w.reach::bigint[]
    from unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.sort)}::bigint[], ${lists}::text[],
      ${reaches}::text[]) as w (id, sort, terms, reach)
    on conflict (kind, id) do update set sort = excluded.sort, terms = excluded.terms, reach = excluded.reach`
}

export async function deleteDocuments(ctx: Context, kind: Kind, ids: Id[]): Promise<void> {
  if (ids.length === 0) return
  await ctx.db`delete from search_documents where kind = ${kind} and id = any(${ids}::bigint[])`
}

interface FindRow {
  kind: Kind
  /** A literal of bigint[][]. */
  tiers: string
  /** Which tier (from 1) holds everything that this one holds. */
  parents: number[]
  /** How many blocks each tier goes back; 0: all. */
  budgets: number[]
  deep: boolean
  also: number[]
  reach: number[]
  without: number[]
  below: Id
  above: Id
  wanted: number
}

/** A last row of tier 0 says that it was cut short. */
export const findDocuments = (ctx: Context, asked: FindRow) => ctx.db<Found[]>`
  select id, sort, tier from search_find(${asked.kind}, ${asked.tiers}::text::bigint[], ${asked.parents}::int[], ${asked.budgets}::int[],
    ${asked.also}::bigint[], ${asked.reach}::bigint[], ${asked.without}::bigint[], ${asked.below}, ${asked.above},
    ${asked.wanted}, ${asked.deep})`

export const findAmong = (ctx: Context, asked: FindRow, ids: Id[]) => ctx.db<Found[]>`
  with asked as (
    select n as tier, array(select unnest(t.tiers[n:n])) as words
    from (select ${asked.tiers}::text::bigint[] as tiers) t, generate_subscripts(t.tiers, 1) n)
  select id, sort, tier from (
    select d.id, d.sort, 
      case when ${asked.tiers} = '{}' then 1 else (select min(a.tier) from asked a where d.terms @> a.words) end as tier
    from search_documents d
    where d.kind = ${asked.kind} and d.id = any(${ids}::bigint[]) and d.terms @> ${asked.also}::bigint[]
      and d.sort < ${asked.below} and d.sort > ${asked.above} and not d.terms && ${asked.without}::bigint[]) f
  where tier is not null order by tier, sort desc limit ${asked.wanted}`

/** Of `terms`, those that each document holds, by their place in the list. */
export const selectHeld = (ctx: Context, kind: Kind, ids: Id[], terms: number[]) => ctx.db<
  { id: Id; held: number[] }[]
>`
  select d.id, array(select (t.n - 1)::int from unnest(${terms}::bigint[]) with ordinality as t (term, n)
    where t.term = any(d.terms)) as held
  from search_documents d where d.kind = ${kind} and d.id = any(${ids}::bigint[])`

/** Rows whose post is gone: a post that was erased with its author made no news. At most `limit` at a time. */
export async function deleteLost(ctx: Context, after: Id, limit: number): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    with batch as (select id from search_documents where kind = 'post' and id > ${after} order by id limit ${limit}),
    gone as (
      delete from search_documents d using batch where d.kind = 'post' and d.id = batch.id
        and not exists (select from statuses s where s.id = batch.id and s.deleted_at is null))
    select id from batch order by id desc limit 1`
  return rows[0]?.id ?? null
}

export interface ProgressRow {
  version: number
  after_id: Id
  done: boolean
}

export async function selectProgress(ctx: Context, kind: Kind): Promise<ProgressRow | null> {
  const rows = await ctx.db<ProgressRow[]>`
    select version, after_id, done_at is not null as done from search_progress where kind = ${kind}`
  return rows[0] ?? null
}

export const saveProgress = (ctx: Context, kind: Kind, row: ProgressRow) => ctx.db`
  insert into search_progress (kind, version, after_id, done_at)
  values (${kind}, ${row.version}, ${row.after_id}, case when ${row.done}::boolean then now() end)
  on conflict (kind) do update set version = excluded.version, after_id = excluded.after_id, done_at = excluded.done_at`

export interface PostRow {
  id: Id
  account_id: Id
  words: string
  content: string
  spoiler_text: string
  title: string
  visibility: string
  language: string | null
  community_id: Id | null
  in_reply_to_id: Id | null
  number: number | null
  members_only: boolean
  indexable: boolean
  site: boolean
  media: string[]
  descriptions: string
  options: { title: string }[] | null
  mentioned: Id[]
}

const postColumns = (ctx: Context) => ctx.db`
  s.id, s.account_id, s.text as words, s.content, s.spoiler_text, coalesce(t.title, '') as title, s.visibility, s.language, s.community_id,
  s.in_reply_to_id, s.number,
  (s.community_id is not null and (s.visibility = 'private' or coalesce(c.private, true))) as members_only,
  a.indexable, coalesce(c.kind = 'site' and s.account_id = c.account_id, false) as site,
  array(select m.type from media m where m.status_id = s.id) as media,
  coalesce((select string_agg(m.description, ' ') from media m where m.status_id = s.id), '') as descriptions,
  (select p.options from polls p where p.id = s.poll_id) as options,
  array(select m.account_id from status_mentions m where m.status_id = s.id) as mentioned`

const postJoins = (ctx: Context) => ctx.db`
  join accounts a on a.id = s.account_id and a.deleted_at is null
  left join threads t on t.id = s.id and s.community_id is not null
  left join communities c on c.account_id = s.community_id`

export const selectPosts = (ctx: Context, ids: Id[]) => ctx.db<PostRow[]>`
  select ${postColumns(ctx)} from statuses s ${postJoins(ctx)}
  where s.id = any(${ids}::bigint[]) and s.deleted_at is null and s.reblog_of_id is null`

/** The next posts in order of id, boosts left out: an array, so that the limit is not planned around. */
export const selectPostIds = (ctx: Context, after: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select id from statuses where id > ${after} order by id limit ${limit}`

export const selectPostIdsBy = (ctx: Context, accountId: Id, after: Id, limit: number) => ctx.db<
  { id: Id }[]
>`
  select id from statuses where account_id = ${accountId} and id < ${after === '0' ? endOfIds : after}
    and deleted_at is null order by id desc limit ${limit}`

export interface ArticleRow {
  id: Id
  site_id: Id
  headline: string
  lead: string
  html: string
  tags: string[]
  language: string
  published_at: Date
  cover: boolean
}

export const selectArticles = (ctx: Context, ids: Id[]) => ctx.db<ArticleRow[]>`
  select r.id, r.site_id, r.headline, r.lead, r.html, r.tags, r.language, r.published_at, r.cover_id is not null as cover
  from articles r join communities c on c.account_id = r.site_id
  join accounts a on a.id = r.site_id and a.deleted_at is null
  where r.id = any(${ids}::bigint[]) and r.state = 'published' and r.deleted_at is null and r.published_at is not null
    and not c.private`

export const selectArticleIds = (ctx: Context, after: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select id from articles where id > ${after} order by id limit ${limit}`

export interface EventRow {
  id: Id
  account_id: Id
  community_id: Id | null
  title: string
  place: string
  description: string
  language: string
  starts_at: Date
}

/** Those that everybody may read. */
export const selectEvents = (ctx: Context, ids: Id[]) => ctx.db<EventRow[]>`
  select e.id, e.account_id, e.community_id, e.title, e.place, e.description, e.language, e.starts_at
  from events e join accounts a on a.id = e.account_id and a.deleted_at is null
  where e.id = any(${ids}::bigint[]) and (e.community_id is null or exists (
    select from communities c where c.account_id = e.community_id and not c.private))`

export const selectEventIds = (ctx: Context, after: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select id from events where id > ${after} order by id limit ${limit}`
