import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { Picked, PickedRow } from '../statuses/index.ts'
import { type Standing, standingColumns, standingJoins } from '../visibility/index.ts'
import type { Joining } from './api.ts'
import type { NextEvent } from './rail-events.tsx'

/** A row of `communities`; name, description and pictures are its account's. */
export interface CommunityRow {
  account_id: Id
  kind: 'community' | 'site'
  accent: string
  place: string
  language: string
  joining: Joining
  private: boolean
  members_may: ('post' | 'invite' | 'wiki')[]
  welcome: string
  welcome_html: string
  archived_at: Date | null
  frozen_until: Date | null
  closed_at: Date | null
  decision: { measure: string; cited: string; public_id: string } | null
  created_at: Date
  rules_version: number
  rules: { number: number; text: string; hint: string }[] | null
  sections: { tag: string; name: string; description: string }[] | null
}

const columns = (ctx: Context) => ctx.db`${ownColumns(ctx)}, c.kind, c.private, c.members_may`

/** All but what a Standing holds as well. */
const ownColumns = (ctx: Context) => ctx.db`
  c.account_id, c.accent, c.place, c.language, c.joining, c.welcome, c.welcome_html,
  c.archived_at, case when c.frozen_until > ${ctx.clock()} then c.frozen_until end as frozen_until, c.closed_at,
  case when c.closed_at is null and (c.frozen_until is null or c.frozen_until <= ${ctx.clock()}) then null else (
    select json_build_object('measure', d.measure, 'cited', d.cited, 'public_id', d.public_id) from decisions d
    where d.account_id = c.account_id and d.measure in ('room_freeze', 'room_close') and d.ended_at is null
    order by d.id desc limit 1) end as decision, c.created_at, coalesce(v.version, 0) as rules_version,
  (select json_agg(json_build_object('number', r.number, 'text', r.text, 'hint', r.hint) order by r.number)
     from community_rules r where r.community_id = c.account_id and r.version = v.version) as rules,
  (select json_agg(json_build_object('tag', s.tag_key, 'name', s.name, 'description', s.description) order by s.position, s.name)
     from community_sections s where s.community_id = c.account_id) as sections`

/** The version of the rules that is in force. */
const inForce = (ctx: Context) => ctx.db`
  left join lateral (select version from community_rule_versions v
    where v.community_id = c.account_id and v.effective_at <= ${ctx.clock()} order by version desc limit 1) v on true`

export const selectCommunities = (ctx: Context, ids: Id[]) => ctx.db<CommunityRow[]>`
  select ${columns(ctx)} from communities c ${inForce(ctx)} where c.account_id = any(${ids}::bigint[])`

/** A community, its account's version and counts, and how the viewer stands to it. */
export interface RoomRow extends CommunityRow, Omit<Standing, 'kind' | 'private' | 'members_may'> {
  id: Id
  version: number
  followers: number
  following: number
  statuses: number
  last_status_at: Date | null
  requested: boolean
  /** Requests to join, counted up to 100; 0 for whoever has no role. */
  waiting: number
  /** Sites (trang tin) that belong to it. */
  sites: { handle: string; name: string }[] | null
  outside: boolean
  /** At most three, the next first; for its pages. */
  next_events: NextEvent[] | null
  briefings: { slug: string; name: string }[] | null
}

/** What every page of a community needs, in one trip; by its id or its handle. None that is suspended or gone. */
export const selectRoomRow = (
  ctx: Context,
  viewerId: Id | null,
  which: { id: Id } | { handle: string },
) => ctx.db<RoomRow[]>`
  select a.id, a.version, coalesce(n.followers, 0) as followers, coalesce(n.following, 0) as following,
    coalesce(n.statuses, 0) as statuses, n.last_status_at, ${ownColumns(ctx)}, ${standingColumns(ctx, viewerId, null)},
    (select true from follow_requests q where q.account_id = ${viewerId}::bigint and q.target_id = c.account_id) is not null as requested,
    case when f.id is null or r.role is null then 0
      else (select count(*)::int from (select from follow_requests q where q.target_id = c.account_id limit 100) q) end as waiting,
    (select json_agg(json_build_object('handle', g.username, 'name', coalesce(nullif(g.display_name, ''), g.username)) order by g.id)
      from sites w join accounts g on g.id = w.account_id and g.suspended_at is null and g.deleted_at is null
      where w.owner_id = c.account_id and w.owner_kind = 'community') as sites,
    exists (select from outside_feeds o where o.owner_id = c.account_id) as outside,
    (select json_agg(json_build_object('id', e.id::text, 'title', e.title, 'starts_at', o.starts_at,
        'precision', e.start_precision) order by o.starts_at)
      from (select x.event_id, x.starts_at from event_occurrences x
        where x.community_id = c.account_id and x.starts_at > ${ctx.clock()}
          and exists (select from events y join accounts w on w.id = y.account_id and w.suspended_at is null
            and w.deleted_at is null where y.id = x.event_id and y.cancelled_at is null)
        order by x.starts_at limit 3) o
      join events e on e.id = o.event_id) as next_events,
    (select json_agg(json_build_object('slug', s.slug, 'name', s.name) order by s.id)
      from (select slug, name, id from briefing_series
        where community_id = c.account_id and archived_at is null order by id limit 5) s) as briefings
  from communities c ${standingJoins(ctx, viewerId)}
  left join account_counts n on n.account_id = c.account_id
  ${inForce(ctx)}
  where ${
    'id' in which
      ? ctx.db`c.account_id = ${which.id}`
      : ctx.db`lower(a.username) = ${which.handle.toLowerCase()} and coalesce(lower(a.domain), '') = ''`
  }`

export interface NewCommunity {
  account_id: Id
  kind: 'community' | 'site'
  accent: string
  place: string
  place_key: string
  language: string
  joining: Joining
  private: boolean
  members_may: string[]
  welcome: string
  welcome_html: string
}

export const insertCommunity = (ctx: Context, row: NewCommunity) =>
  ctx.db`insert into communities ${ctx.db({ ...row, created_at: ctx.clock() } as never)}`

export async function updateCommunityRow(
  ctx: Context,
  id: Id,
  row: Partial<
    NewCommunity & { archived_at: Date | null; frozen_until: Date | null; closed_at: Date | null }
  >,
): Promise<void> {
  if (Object.keys(row).length === 0) return
  await ctx.db`update communities set ${ctx.db(row as never)} where account_id = ${id}`
}

export interface DirectoryQuery {
  /** key() of what is searched for in names and handles; '' for all. */
  name: string
  /** key() of a place; '' for all. */
  place: string
  limit: number
  offset: number
}

/** Communities that can be found, the liveliest first. */
export const selectDirectory = (ctx: Context, query: DirectoryQuery) => ctx.db<{ id: Id }[]>`
  select c.account_id as id from communities c
  join accounts a on a.id = c.account_id
  join account_counts n on n.account_id = c.account_id
  where c.kind = 'community' and c.archived_at is null and c.closed_at is null and a.suspended_at is null and a.deleted_at is null and a.discoverable is not false
    and (${query.name} = '' or a.search_key like '%' || ${likeable(query.name)} || '%')
    and (${query.place} = '' or c.place_key like '%' || ${likeable(query.place)} || '%')
  order by n.last_status_at desc nulls last, c.account_id desc
  limit ${query.limit} offset ${query.offset}`

const likeable = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Communities that somebody belongs to, by the newest thing written in them. */
export const selectMine = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select c.account_id as id from follows f
  join communities c on c.account_id = f.target_id and c.kind = 'community'
  join account_counts n on n.account_id = c.account_id
  where f.account_id = ${accountId}
  order by n.last_status_at desc nulls last limit ${limit}`

/** How far back a thread that she never opened still counts as new. */
const freshDays = 14

/** The same with the number of threads that hold something new to her, counted up to 100. */
export const selectMineUnread = (ctx: Context, accountId: Id, limit: number) => ctx.db<
  { id: Id; unread: number }[]
>`
  select c.account_id as id, fresh.unread from follows f
  join communities c on c.account_id = f.target_id and c.kind = 'community'
  join account_counts n on n.account_id = c.account_id
  cross join lateral (
    select count(*)::int as unread from (
      select from threads t
      left join thread_readers r on r.account_id = f.account_id and r.thread_id = t.id
      where t.community_id = c.account_id and t.deleted_at is null and t.merged_into is null
        and t.last_id > ${idAt(new Date(ctx.clock().getTime() - freshDays * 86_400_000))}
        and (r.read_number is null or r.read_number < t.numbers - 1)
      limit 100) as waiting) fresh
  where f.account_id = ${accountId}
  order by n.last_status_at desc nulls last limit ${limit}`

/** A first post in a community that nobody announced yet. */
export const selectUnannounced = (ctx: Context, statusId: Id) => ctx.db<
  { id: Id; community_id: Id; visibility: 'public' | 'private' }[]
>`
  select s.id, a.id as community_id, s.visibility from statuses s
  join accounts a on a.id = s.community_id and a.domain is null
  where s.id = ${statusId} and s.number = 0 and s.deleted_at is null and s.account_id <> s.community_id`

export interface ThreadRow {
  id: Id
  community_id: Id
  account_id: Id
  title: string
  summary: string
  section: string | null
  replies: number
  participants: number
  last_id: Id
  pinned_at: Date | null
  locked_at: Date | null
  read_number: number | null
  numbers: number
  follows: boolean | null
  merged_into: Id | null
  score: number
  /** The thread of another community that it was taken from. */
  crosspost_of: Id | null
}

const threadColumns = (ctx: Context) => ctx.db`
  t.id, t.community_id, t.account_id, t.title, t.summary, t.section, t.replies, t.participants, t.last_id, t.pinned_at,
  t.locked_at, t.numbers, t.merged_into, t.score, t.crosspost_of, r.read_number, r.follows`

/** How far the viewer has read; nothing for nobody. */
const reader = (ctx: Context, viewerId: Id | null) => ctx.db`
  left join thread_readers r on r.account_id = ${viewerId}::bigint and r.thread_id = t.id`

export const threadOrders = ['active', 'new', 'best'] as const
export type ThreadOrder = (typeof threadOrders)[number]

export interface ThreadPage {
  order: ThreadOrder
  section: string | null
  before: Id | null
  score: number | null
  limit: number
}

/**
 * A page of a community's threads, their ids only. Paged by the order's own key: `before` is the id or the last id of
 * the last thread of the page before, with its score for "best". One index range for each order.
 */
const onePage = (ctx: Context, communityId: Id, page: ThreadPage) => ctx.db`
  select t.id from threads t
  where t.community_id = ${communityId} and t.deleted_at is null and t.merged_into is null
    ${page.section === null ? ctx.db`` : ctx.db`and t.section = ${page.section}`}
    and ${beyond(ctx, page)}
  order by ${inOrder(ctx, page.order)} limit ${page.limit}`

const pinnedOnes = (ctx: Context, communityId: Id) => ctx.db`
  select t.id from threads t
  where t.community_id = ${communityId} and t.pinned_at is not null and t.deleted_at is null and t.merged_into is null
  order by t.pinned_at desc limit 10`

/** A page, with `pins` those that are pinned as well; only those without a page. */
const wanted = (ctx: Context, communityId: Id, page: ThreadPage | null, pins: boolean) =>
  page === null
    ? ctx.db`${pinnedOnes(ctx, communityId)}`
    : pins
      ? ctx.db`(${onePage(ctx, communityId, page)}) union (${pinnedOnes(ctx, communityId)})`
      : ctx.db`${onePage(ctx, communityId, page)}`

const last = '9223372036854775807'

const beyond = (ctx: Context, { order, before, score }: ThreadPage) =>
  order === 'best'
    ? ctx.db`(t.score, t.id) < (${score ?? 1e9}::real, ${before ?? last}::bigint)`
    : order === 'new'
      ? ctx.db`t.id < ${before ?? last}::bigint`
      : ctx.db`t.last_id < ${before ?? last}::bigint`

const inOrder = (ctx: Context, order: ThreadOrder) =>
  order === 'best'
    ? ctx.db`t.score desc, t.id desc`
    : order === 'new'
      ? ctx.db`t.id desc`
      : ctx.db`t.last_id desc`

/** The rows of these threads, in no order. */
export const selectThreads = (
  ctx: Context,
  viewerId: Id | null,
  communityId: Id,
  page: ThreadPage | null,
  pins: boolean,
) => ctx.db<ThreadRow[]>`
  select ${threadColumns(ctx)} from threads t ${reader(ctx, viewerId)}
  where t.id in (${wanted(ctx, communityId, page, pins)})`

/** The same threads for presentPicked: a thread is known by its first post. */
export const pickFirstPosts = (
  ctx: Context,
  communityId: Id,
  page: ThreadPage | null,
  pins: boolean,
): Picked => ctx.db<PickedRow[]>`
  select p.id, null::bigint as reblog_of_id from (${wanted(ctx, communityId, page, pins)}) as p`

export const selectThreadRows = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<ThreadRow[]>`
  select ${threadColumns(ctx)} from threads t ${reader(ctx, viewerId)}
  where t.id = any(${ids}::bigint[]) and t.deleted_at is null`

export interface ThreadPageRow extends ThreadRow {
  last_number: number
  /** Was taken to other communities. */
  crossposted: boolean
  /** The address of its original, which stayed where the community lived before. */
  crosspost_url: string | null
}

/** One thread for its own page: with the highest number of a post that is still there. */
export const selectThreadPage = (ctx: Context, viewerId: Id | null, id: Id) => ctx.db<ThreadPageRow[]>`
  select ${threadColumns(ctx)}, coalesce(
    (select max(s.number) from statuses s where s.thread_id = t.id and s.number is not null), 0) as last_number,
    exists (select from threads x where x.crosspost_of = t.id and x.deleted_at is null) as crossposted, t.crosspost_url
  from threads t ${reader(ctx, viewerId)} where t.id = ${id} and t.deleted_at is null`

/** Communities where somebody moderates posts. */
export const selectGoverned = (ctx: Context, accountId: Id) => ctx.db<{ id: Id; name: string }[]>`
  select a.id, coalesce(nullif(a.display_name, ''), a.username) as name from community_roles r
  join accounts a on a.id = r.community_id and a.suspended_at is null and a.deleted_at is null
  join communities c on c.account_id = r.community_id and c.kind = 'community'
  join follows f on f.account_id = r.account_id and f.target_id = r.community_id
  where r.account_id = ${accountId} and (r.role = 'founder' or 'posts' = any(r.permissions)) order by name limit 100`

/** Replaces the sections of a community; the order given is the order shown. */
export async function replaceSections(
  ctx: Context,
  communityId: Id,
  sections: { tag: string; name: string; description: string }[],
): Promise<void> {
  await ctx.db`delete from community_sections where community_id = ${communityId}`
  await ctx.db`
    insert into community_sections (community_id, tag_key, name, description, position)
    select ${communityId}, s.tag, s.name, s.description, s.n
    from unnest(${sections.map((s) => s.tag)}::text[], ${sections.map((s) => s.name)}::text[],
      ${sections.map((s) => s.description)}::text[]) with ordinality as s (tag, name, description, n)
    on conflict do nothing`
}
