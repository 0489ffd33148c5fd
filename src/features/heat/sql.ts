import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { Counts, SubjectKind } from './formula.ts'

/** One process counts at a time; the others leave it. */
export async function tryLock(ctx: Context): Promise<boolean> {
  const [row] = await ctx.db<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('heat.count', 0)) as free`
  return row!.free
}

export interface Progress {
  since: Date
  counted_at: Date
  recounted_at: Date
  /** The database's clock, which gives posts their ids. */
  now: Date
}

/** The row there is, or a first one. */
export async function selectProgress(ctx: Context): Promise<Progress> {
  const rows = await ctx.db<Progress[]>`
    with fresh as (insert into heat_progress (since, counted_at, recounted_at)
      select clock_timestamp(), clock_timestamp() - interval '15 minutes', clock_timestamp() - interval '1 hour'
      where not exists (select from heat_progress) on conflict do nothing
      returning since, counted_at, recounted_at)
    select since, counted_at, recounted_at, clock_timestamp() as now from (
      select since, counted_at, recounted_at from fresh
      union all select since, counted_at, recounted_at from heat_progress) p limit 1`
  return rows[0]!
}

/** Since when there are counts at all. */
export const selectSince = (ctx: Context) => ctx.db<{ since: Date }[]>`select since from heat_progress`

export const updateProgress = (ctx: Context, at: Date, recounted: boolean) => ctx.db`
  update heat_progress set counted_at = ${at}, recounted_at = case when ${recounted} then ${at} else recounted_at end`

/**
 * Counts everything of the minutes from `from` on and puts the numbers in the place of those that stood there: it may run
 * again, in any process, and what has committed late meanwhile is counted then. Ranges of primary keys. What only members
 * read counts for their community alone; a community's own boost of a post is no boost. An account of long ago that is
 * written down only now (an import) is no sign-up.
 */
export const countMinutes = (ctx: Context, from: Date) => ctx.db`
  with written as materialized (
    select coalesce(s.reblog_of_id, s.id) as origin, coalesce(s.community_id, o.community_id) as community_id,
      date_trunc('minute', to_timestamp((s.id >> 16) / 1000.0)) as minute,
      case when s.reblog_of_id is not null then 'boosts' when s.thread_id <> s.id then 'replies' else 'posts' end as act,
      s.visibility in ('public', 'unlisted') and coalesce(o.visibility, 'public') in ('public', 'unlisted')
        and (c.account_id is null or (not c.private and c.closed_at is null)) as open
    from statuses s
    left join statuses o on o.id = s.reblog_of_id
    left join communities c on c.account_id = coalesce(s.community_id, o.community_id)
    where s.id >= ${idAt(from)} and s.visibility <> 'direct'
      and (s.reblog_of_id is null or s.account_id is distinct from o.community_id)),
  reported as materialized (
    select date_trunc('minute', to_timestamp((r.id >> 16) / 1000.0)) as minute, k.community_id
    from reports r join cases k on k.id = r.case_id where r.id >= ${idAt(from)}),
  acts (kind, subject_id, minute, act) as (
    select 'network', 0::bigint, minute, act from written where open
    union all select 'community', community_id, minute, act from written where community_id is not null
    union all select 'tag', t.tag_id, minute, act from written w
      join status_tags t on t.status_id = w.origin and t.listed where w.open
    union all select 'link', l.link_id, minute, act from written w
      join status_links l on l.status_id = w.origin and l.listed where w.open
    union all select 'network', 0, minute, 'reports' from reported
    union all select 'community', community_id, minute, 'reports' from reported where community_id is not null
    union all select 'network', 0, date_trunc('minute', to_timestamp((a.id >> 16) / 1000.0)), 'sign_ups' from accounts a
      join users u on u.account_id = a.id
      where a.id >= ${idAt(from)} and a.created_at >= ${new Date(from.getTime() - 3_600_000)})
  insert into heat_minutes as h (kind, subject_id, minute, posts, replies, boosts, reports, sign_ups)
  select kind, subject_id, minute, count(*) filter (where act = 'posts'), count(*) filter (where act = 'replies'),
    count(*) filter (where act = 'boosts'), count(*) filter (where act = 'reports'),
    count(*) filter (where act = 'sign_ups')
  from acts group by kind, subject_id, minute
  on conflict (kind, subject_id, minute) do update set posts = excluded.posts, replies = excluded.replies,
    boosts = excluded.boosts, reports = excluded.reports, sign_ups = excluded.sign_ups
  where (h.posts, h.replies, h.boosts, h.reports, h.sign_ups)
    is distinct from (excluded.posts, excluded.replies, excluded.boosts, excluded.reports, excluded.sign_ups)`

/** Adds page views counted in a process; names that are nothing here are left out. */
export const addViews = (ctx: Context, kinds: SubjectKind[], names: string[], counts: number[]) => ctx.db`
  insert into heat_minutes as h (kind, subject_id, minute, views)
  select v.kind, s.id, date_trunc('minute', clock_timestamp()), sum(v.views)
  from unnest(${kinds}::text[], ${names}::text[], ${counts}::int[]) as v (kind, name, views)
  cross join lateral (
    select 0::bigint as id where v.kind = 'network'
    union all select a.id from accounts a join communities c on c.account_id = a.id
      where v.kind = 'community' and lower(a.username) = v.name and coalesce(lower(a.domain), '') = ''
    union all select t.id from tags t where v.kind = 'tag' and t.key = v.name
    union all select l.id from links l where v.kind = 'link' and l.id::text = v.name) s
  group by v.kind, s.id
  on conflict (kind, subject_id, minute) do update set views = h.views + excluded.views`

const sums = (ctx: Context) => ctx.db`
  sum(h.posts)::int as posts, sum(h.replies)::int as replies, sum(h.boosts)::int as boosts,
  sum(h.reports)::int as reports, sum(h.sign_ups)::int as sign_ups, sum(h.views)::int as views`

export type CountRow = { subject_id: Id } & Counts

/** What happened since a minute, of each of these. */
export const selectRecent = (ctx: Context, kind: SubjectKind, ids: Id[], from: Date) => ctx.db<CountRow[]>`
  select h.subject_id, ${sums(ctx)} from heat_minutes h
  where h.kind = ${kind} and h.subject_id = any(${ids}::bigint[]) and h.minute >= ${from} group by h.subject_id`

export type HourRow = { subject_id: Id; hour: Date } & Counts

/** Whole hours of each of these; an hour without a row is an hour of nothing. */
export const selectHours = (ctx: Context, kind: SubjectKind, ids: Id[], hours: Date[]) => ctx.db<HourRow[]>`
  select h.subject_id, h.hour, h.posts, h.replies, h.boosts, h.reports, h.sign_ups, h.views from heat_hours h
  where h.kind = ${kind} and h.subject_id = any(${ids}::bigint[]) and h.hour = any(${hours.map((hour) => hour.toISOString())}::timestamptz[])`

/** Whose last minutes had most in them; one range of minutes. Of communities those that everybody may read. */
export const selectBusiest = (ctx: Context, kind: SubjectKind, from: Date, limit: number) => ctx.db<
  { subject_id: Id; total: number }[]
>`
  select h.subject_id, sum(h.posts + h.replies + h.boosts)::int as total from heat_minutes h
  where h.minute >= ${from} and h.kind = ${kind}
    and (h.kind <> 'community' or exists (select from communities c
      where c.account_id = h.subject_id and not c.private and c.closed_at is null))
  group by h.subject_id having sum(h.posts + h.replies + h.boosts) >= 5
  order by total desc, h.subject_id limit ${limit}`

/** How many different people wrote with each of these tags since then. */
export const countTagPeople = (ctx: Context, ids: Id[], from: Date) => ctx.db<{ id: Id; people: number }[]>`
  select t.tag_id as id, count(distinct s.account_id)::int as people
  from status_tags t join statuses s on s.id = t.status_id and s.deleted_at is null
  where t.tag_id = any(${ids}::bigint[]) and t.listed and t.status_id >= ${idAt(from)} group by t.tag_id`

export const countLinkPeople = (ctx: Context, ids: Id[], from: Date) => ctx.db<{ id: Id; people: number }[]>`
  select l.link_id as id, count(distinct s.account_id)::int as people
  from status_links l join statuses s on s.id = l.status_id and s.deleted_at is null
  where l.link_id = any(${ids}::bigint[]) and l.listed and l.status_id >= ${idAt(from)} group by l.link_id`

export interface NameRow {
  id: Id
  name: string
  /** Handle of a community, address of a link. */
  handle: string
}

export const selectTagNames = (ctx: Context, ids: Id[]) => ctx.db<NameRow[]>`
  select id, name, name as handle from tags where id = any(${ids}::bigint[])`
export const selectLinkNames = (ctx: Context, ids: Id[]) => ctx.db<NameRow[]>`
  select id, coalesce(nullif(title, ''), host) as name, url as handle from links where id = any(${ids}::bigint[])`
export const selectRoomNames = (ctx: Context, ids: Id[]) => ctx.db<NameRow[]>`
  select id, coalesce(nullif(display_name, ''), username) as name, username as handle from accounts
  where id = any(${ids}::bigint[])`

/** A tag or a link that stands in a public post; what only members wrote is not known by asking. */
export const selectTag = (ctx: Context, key: string) => ctx.db<NameRow[]>`
  select t.id, t.name, t.name as handle from tags t
  where t.key = ${key} and exists (select from status_tags s where s.tag_id = t.id and s.listed)`
export const selectLink = (ctx: Context, id: Id) => ctx.db<NameRow[]>`
  select l.id, coalesce(nullif(l.title, ''), l.host) as name, l.url as handle from links l
  where l.id = ${id} and exists (select from status_links s where s.link_id = l.id and s.listed)`

// ------------------------------------------------------------------ keeping little

export const selectLastHour = (ctx: Context) => ctx.db<{ hour: Date | null }[]>`
  select max(hour) as hour from heat_hours`

/** Adds whole hours up, from one hour to another (not included). Tags and links with hardly anything leave no trace. */
export const rollHours = (ctx: Context, from: Date, to: Date) => ctx.db`
  insert into heat_hours as o (kind, subject_id, hour, posts, replies, boosts, reports, sign_ups, views)
  select h.kind, h.subject_id, date_trunc('hour', h.minute), sum(h.posts), sum(h.replies), sum(h.boosts),
    sum(h.reports), sum(h.sign_ups), sum(h.views)
  from heat_minutes h where h.minute >= ${from} and h.minute < ${to}
  group by h.kind, h.subject_id, date_trunc('hour', h.minute)
  having h.kind in ('network', 'community') or sum(h.posts + h.replies + h.boosts) >= 3
  on conflict (kind, subject_id, hour) do update set posts = excluded.posts, replies = excluded.replies,
    boosts = excluded.boosts, reports = excluded.reports, sign_ups = excluded.sign_ups, views = excluded.views
  where (o.posts, o.replies, o.boosts, o.reports, o.sign_ups, o.views) is distinct from (excluded.posts,
    excluded.replies, excluded.boosts, excluded.reports, excluded.sign_ups, excluded.views)`

export const pruneMinutes = (ctx: Context, before: Date) =>
  ctx.db`delete from heat_minutes where minute < ${before}`
export const pruneHours = (ctx: Context, before: Date) =>
  ctx.db`delete from heat_hours where hour < ${before}`

/** Sums of a subject between two moments, from the minutes while they are kept, else from whole hours. */
export const sumBetween = (ctx: Context, kind: SubjectKind, id: Id, from: Date, to: Date, byHour: boolean) =>
  ctx.db<Counts[]>`
  select coalesce(sum(h.posts), 0)::int as posts, coalesce(sum(h.replies), 0)::int as replies,
    coalesce(sum(h.boosts), 0)::int as boosts, coalesce(sum(h.reports), 0)::int as reports,
    coalesce(sum(h.sign_ups), 0)::int as sign_ups, coalesce(sum(h.views), 0)::int as views
  from ${byHour ? ctx.db`(select o.*, o.hour as minute from heat_hours o where o.kind = ${kind} and o.subject_id = ${id})` : ctx.db`heat_minutes`} h
  where h.kind = ${kind} and h.subject_id = ${id} and h.minute >= ${from} and h.minute < ${to}`
