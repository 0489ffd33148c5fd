import type { Context, Id } from '../../context.ts'
import type { FeedItem } from './read.ts'

export interface FeedRow {
  id: Id
  owner_id: Id
  url: string
  title: string
  site_url: string
  state: 'active' | 'paused' | 'gone'
  etag: string | null
  last_modified: string | null
  every: number
  next_at: Date
  failures: number
  error: string
  fetched_at: Date | null
  read_at: Date | null
  created_at: Date
}

const columns = (ctx: Context) => ctx.db`
  f.id, f.owner_id, f.url, f.title, f.site_url, f.state, f.etag, f.last_modified, f.every, f.next_at, f.failures, f.error,
  f.fetched_at, f.read_at, f.created_at`

export const selectFeeds = (ctx: Context, ownerId: Id) => ctx.db<FeedRow[]>`
  select ${columns(ctx)} from outside_feeds f where f.owner_id = ${ownerId} order by f.id`

export const selectFeed = (ctx: Context, id: Id) => ctx.db<FeedRow[]>`
  select ${columns(ctx)} from outside_feeds f where f.id = ${id}`

/** Answers the new id, or none where the owner has that address already. */
export const insertFeed = (ctx: Context, feed: { ownerId: Id; url: string }) => ctx.db<{ id: Id }[]>`
  insert into outside_feeds (owner_id, url, next_at, created_at)
  values (${feed.ownerId}, ${feed.url}, ${ctx.clock()}, ${ctx.clock()})
  on conflict (owner_id, url) do nothing returning id`

export const setState = (ctx: Context, id: Id, state: FeedRow['state']) => ctx.db`
  update outside_feeds set state = ${state}, failures = 0, error = case when ${state} = 'gone' then 'gone' else '' end,
    next_at = ${ctx.clock()}
  where id = ${id}`

/** The page on which the feed was found. */
export const setSite = (ctx: Context, id: Id, siteUrl: string) => ctx.db`
  update outside_feeds set site_url = ${siteUrl} where id = ${id}`

export const deleteFeed = (ctx: Context, id: Id) => ctx.db`delete from outside_feeds where id = ${id}`

/**
 * Takes feeds that are due, of places that are open: nobody else takes them before `until`, when they are due again in
 * case the job was lost.
 */
export const claimDue = (ctx: Context, until: Date, limit: number) => ctx.db<{ id: Id }[]>`
  update outside_feeds set next_at = ${until} where id in (
    select f.id from outside_feeds f
    join communities c on c.account_id = f.owner_id and c.closed_at is null and c.archived_at is null
    join accounts a on a.id = f.owner_id and a.suspended_at is null and a.deleted_at is null
    where f.state = 'active' and f.next_at <= ${ctx.clock()} order by f.next_at limit ${limit} for update of f skip locked)
  returning id`

export interface Outcome {
  error: string
  failures: number
  next_at: Date
}

/** It was asked, and nothing came of it, or nothing new. */
export const saveAsked = (ctx: Context, id: Id, outcome: Outcome) => ctx.db`
  update outside_feeds set ${ctx.db(outcome)}, fetched_at = ${ctx.clock()},
    read_at = case when ${outcome.error} = '' then ${ctx.clock()} else read_at end
  where id = ${id}`

export interface ReadOutcome extends Outcome {
  title: string
  site_url: string
  every: number
  etag: string | null
  last_modified: string | null
}

export const saveRead = (ctx: Context, id: Id, outcome: ReadOutcome) => ctx.db`
  update outside_feeds set ${ctx.db(outcome)}, fetched_at = ${ctx.clock()}, read_at = ${ctx.clock()} where id = ${id}`

/** Another address for the same feed; false where the owner has that one already. */
export async function moveFeed(
  ctx: Context,
  feed: Pick<FeedRow, 'id' | 'owner_id'>,
  url: string,
): Promise<boolean> {
  const rows = await ctx.db`
    update outside_feeds set url = ${url}, etag = null, last_modified = null
    where id = ${feed.id} and not exists (
      select from outside_feeds o where o.owner_id = ${feed.owner_id} and o.url = ${url} and o.id <> ${feed.id})
    returning 1`
  return rows.length > 0
}

/** New items, and what changed about those that are known; an item without a date keeps the day it was first seen. */
export async function putItems(ctx: Context, feedId: Id, items: FeedItem[]): Promise<void> {
  if (items.length === 0) return
  const now = ctx.clock()
  const rows = items.map((item) => ({
    guid: item.guid,
    url: item.url,
    title: item.title,
    excerpt: item.excerpt,
    author: item.author,
    at: item.publishedAt?.toISOString() ?? null,
  }))
  await ctx.db`
    insert into outside_items as o (feed_id, guid, url, title, excerpt, author, published_at, dated, seen_at)
    select ${feedId}, r.guid, r.url, r.title, r.excerpt, r.author, coalesce(r.at, ${now}::timestamptz), r.at is not null, ${now}
    from json_to_recordset(${ctx.db.json(rows as never)}::json)
      as r (guid text, url text, title text, excerpt text, author text, at timestamptz)
    on conflict (feed_id, guid) do update set url = excluded.url, title = excluded.title, excerpt = excluded.excerpt,
      author = excluded.author, seen_at = excluded.seen_at,
      dated = o.dated or excluded.dated,
      published_at = case when excluded.dated then excluded.published_at else o.published_at end`
}

/** Items beyond the newest `most` of a feed. */
export const trimItems = (ctx: Context, feedId: Id, most: number) => ctx.db`
  delete from outside_items where feed_id = ${feedId} and id not in (
    select id from outside_items where feed_id = ${feedId} order by published_at desc, id desc limit ${most})`

/** Items that no feed has named for a long time. */
export const deleteOld = (ctx: Context, before: Date) => ctx.db`
  delete from outside_items where seen_at < ${before}`

export interface ItemRow {
  id: Id
  url: string
  title: string
  excerpt: string
  author: string
  published_at: Date
  /** False: the feed gave no date, or one that cannot be; `published_at` is when it was first seen. */
  dated: boolean
  feed_title: string
  feed_url: string
  site_url: string
}

/** What an owner's feeds brought, newest first; those that are paused or gone keep what they brought. */
export const selectItems = (ctx: Context, ownerId: Id, slice: { limit: number; offset: number }) => ctx.db<
  ItemRow[]
>`
  select i.id, i.url, i.title, i.excerpt, i.author, i.published_at, i.dated, f.title as feed_title, f.url as feed_url, f.site_url
  from outside_feeds f
  cross join lateral (
    select * from outside_items i where i.feed_id = f.id order by i.published_at desc, i.id desc
    limit ${slice.offset + slice.limit}) i
  where f.owner_id = ${ownerId}
  order by i.published_at desc, i.id desc limit ${slice.limit} offset ${slice.offset}`

export const selectKind = (ctx: Context, ownerId: Id) => ctx.db<{ kind: 'community' | 'site' }[]>`
  select kind from communities where account_id = ${ownerId}`
