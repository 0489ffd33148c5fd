import type { Context, Id } from '../../context.ts'
import type { Picked, PickedRow } from '../statuses/index.ts'

/** What search reads of posts, rooms and articles. */

/** Communities and sites by their names; private ones only for their members. */
export const selectRoomsNamed = (ctx: Context, names: string[], viewerId: Id | null) =>
  ctx.db<{ id: Id; username: string }[]>`
  select a.id, lower(a.username) as username from accounts a join communities c on c.account_id = a.id
  where lower(a.username) = any(${names}::text[]) and a.domain is null and a.suspended_at is null and a.deleted_at is null
    and (not c.private or exists (select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = a.id))`

/** Private communities of which somebody is a member. */
export const selectPrivateRooms = (ctx: Context, accountId: Id) => ctx.db<{ id: Id }[]>`
  select c.account_id as id from communities c where c.private and c.account_id in (
    select target_id from follows where account_id = ${accountId}) limit 200`

/** What somebody liked and kept: the newest thousand of each. */
export const selectKept = (ctx: Context, accountId: Id) => ctx.db<{ id: Id }[]>`
  (select status_id as id from favourites where account_id = ${accountId} order by favourites.id desc limit 1000)
  union
  (select status_id from bookmarks where account_id = ${accountId} order by bookmarks.id desc limit 1000)`

/** The words of posts, to look at them once more. */
export const selectTexts = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id; text: string }[]>`
  select s.id, concat_ws(E'\\n', (select t.title from threads t where t.id = s.id), s.spoiler_text,
    case when s.text = '' then regexp_replace(s.content, '<[^>]*>', ' ', 'g') else s.text end,
    (select string_agg(o ->> 'title', E'\\n') from polls p, jsonb_array_elements(p.options) o where p.id = s.poll_id),
    (select string_agg(m.description, E'\\n') from media m where m.status_id = s.id)) as text
  from statuses s where s.id = any(${ids}::bigint[])`

/**
 * Of posts that the index named, those that may be found by this viewer, in their order: the author agrees at this moment
 * (the index may be a second behind), or the post belongs to the viewer's own library. Nobody finds those she blocked or
 * muted. Whether she may see a post is decided where it is presented, in the statement that this becomes a part of.
 */
export function pickFindable(
  ctx: Context,
  viewerId: Id | null,
  ids: Id[],
  offset: number,
  limit: number,
): Picked {
  const open = ctx.db`a.suspended_at is null and (a.indexable or exists (
    select from communities c where c.account_id = a.id and c.kind = 'site'))`
  const allowed =
    viewerId === null
      ? ctx.db`${open} and s.visibility = 'public'`
      : ctx.db`(
      s.account_id = ${viewerId}
      or (${open} and (s.visibility = 'public' or (s.visibility = 'private' and s.community_id is not null)))
      or exists (select from status_mentions m where m.status_id = s.id and m.account_id = ${viewerId})
      or exists (select from favourites f where f.status_id = s.id and f.account_id = ${viewerId})
      or exists (select from bookmarks b where b.status_id = s.id and b.account_id = ${viewerId}))
    and not exists (select from blocks b where b.account_id = ${viewerId} and b.target_id = s.account_id)
    and not exists (select from mutes m where m.account_id = ${viewerId} and m.target_id = s.account_id
      and (m.expires_at is null or m.expires_at > ${ctx.clock()}))`
  return ctx.db<PickedRow[]>`
    select s.id, null::bigint as reblog_of_id
    from unnest(${ids}::bigint[]) with ordinality as w (id, n)
    join statuses s on s.id = w.id join accounts a on a.id = s.account_id
    where s.deleted_at is null and ${allowed}
    order by w.n offset ${offset} limit ${limit}`
}

export interface ArticleHit {
  id: Id
  headline: string
  lead: string
  html: string
  slug: string
  site: string
  site_name: string
  published_at: Date
  status_id: Id | null
  reading_minutes: number
}

/** Published articles of open sites, for those whom the site has not shut out. */
export const selectArticleHits = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<ArticleHit[]>`
  select r.id, r.headline, r.lead, r.html, r.slug, a.username as site, coalesce(nullif(a.display_name, ''), a.username) as site_name,
    r.published_at, r.status_id, r.reading_minutes
  from articles r join accounts a on a.id = r.site_id join communities c on c.account_id = r.site_id
  left join statuses s on s.id = r.status_id
  where r.id = any(${ids}::bigint[]) and r.state = 'published' and r.deleted_at is null and r.published_at is not null
    and a.suspended_at is null and a.deleted_at is null and not c.private and c.closed_at is null
    and s.removed_at is null and s.deleted_at is null
    and not exists (select from blocks b where b.account_id = r.site_id and b.target_id = ${viewerId}::bigint)`

export interface RoomHit {
  id: Id
  username: string
  name: string
  kind: 'community' | 'site'
  members: number
}

/**
 * Communities and sites whose name, handle or place holds every word, the larger first; those that do not want to be
 * found, only by their members. `patterns`: for LIKE, one a word.
 */
export const selectRooms = (
  ctx: Context,
  viewerId: Id | null,
  patterns: string[],
  limit: number,
  offset: number,
) =>
  ctx.db<RoomHit[]>`
  select a.id, a.username, coalesce(nullif(a.display_name, ''), a.username) as name, c.kind, coalesce(n.followers, 0) as members
  from communities c join accounts a on a.id = c.account_id left join account_counts n on n.account_id = a.id
  where (' ' || a.search_key || ' ' || c.place_key) like all(${patterns}::text[])
    and a.suspended_at is null and a.deleted_at is null and c.closed_at is null
    and (a.discoverable is not false or exists (
      select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = a.id))
    and not exists (select from blocks b where b.account_id = a.id and b.target_id = ${viewerId}::bigint)
  order by n.followers desc nulls last, a.id desc limit ${limit} offset ${offset}`

export interface EventHit {
  id: Id
  title: string
  place: string
  description: string
  starts_at: Date
  ends_at: Date | null
  start_precision: 'minute' | 'day' | 'ten-day' | 'month'
  end_precision: 'minute' | 'day' | 'ten-day' | 'month' | null
  cancelled_at: Date | null
  /** Of its community; null for a person's own. */
  room: string | null
  room_name: string | null
  /** It is under way, or to come. */
  ahead: boolean
}

/** Events that everybody may read, at their next time or their last. */
export const selectEventHits = (ctx: Context, viewerId: Id | null, ids: Id[], now: Date) => ctx.db<
  EventHit[]
>`
  select e.id, e.title, e.place, e.description, o.starts_at, o.ends_at, e.start_precision, e.end_precision, e.cancelled_at,
    g.username as room, coalesce(nullif(g.display_name, ''), g.username) as room_name, o.ahead
  from events e join accounts a on a.id = e.account_id and a.suspended_at is null and a.deleted_at is null
    and (a.silenced_at is null or e.community_id is not null)
  left join accounts g on g.id = e.community_id
  cross join lateral (
    select x.starts_at, x.ends_at, x.over_at > ${now} as ahead from event_occurrences x where x.event_id = e.id
    order by x.over_at > ${now} desc, abs(extract(epoch from x.starts_at - ${now}::timestamptz)) limit 1) o
  where e.id = any(${ids}::bigint[])
    and (e.community_id is null or (g.suspended_at is null and g.deleted_at is null and exists (
      select from communities c where c.account_id = g.id and not c.private and c.closed_at is null)))
    and not exists (select from blocks b where b.account_id = e.account_id and b.target_id = ${viewerId}::bigint)`
