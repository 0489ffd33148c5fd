import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { Joining } from './api.ts'

/** A row of `communities`; name, description and pictures are its account's. */
export interface CommunityRow {
  account_id: Id
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

const columns = (ctx: Context) => ctx.db`
  c.account_id, c.accent, c.place, c.language, c.joining, c.private, c.members_may, c.welcome, c.welcome_html,
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

export interface NewCommunity {
  account_id: Id
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
  where c.archived_at is null and c.closed_at is null and a.suspended_at is null and a.deleted_at is null and a.discoverable is not false
    and (${query.name} = '' or a.search_key like '%' || ${likeable(query.name)} || '%')
    and (${query.place} = '' or c.place_key like '%' || ${likeable(query.place)} || '%')
  order by n.last_status_at desc nulls last, c.account_id desc
  limit ${query.limit} offset ${query.offset}`

const likeable = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Communities that somebody belongs to, by the newest thing written in them. */
export const selectMine = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select c.account_id as id from follows f
  join communities c on c.account_id = f.target_id
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
  join communities c on c.account_id = f.target_id
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
  where s.id = ${statusId} and s.number = 0 and s.deleted_at is null`

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
}

const threadColumns = (ctx: Context, viewerId: Id | null) => ctx.db`
  t.id, t.community_id, t.account_id, t.title, t.summary, t.section, t.replies, t.participants, t.last_id, t.pinned_at,
  t.locked_at, t.numbers, t.merged_into, t.score,
  (select r.read_number from thread_readers r where r.account_id = ${viewerId}::bigint and r.thread_id = t.id) as read_number,
  (select r.follows from thread_readers r where r.account_id = ${viewerId}::bigint and r.thread_id = t.id) as follows`

export const threadOrders = ['active', 'new', 'best'] as const
export type ThreadOrder = (typeof threadOrders)[number]

/**
 * A page of a community's threads. Paged by the order's own key: `after` is the id, the last id or the score of the
 * last thread of the page before (with its id). One index range for each order.
 */
export function selectThreads(
  ctx: Context,
  viewerId: Id | null,
  communityId: Id,
  page: {
    order: ThreadOrder
    section: string | null
    before: Id | null
    score: number | null
    limit: number
  },
): Promise<ThreadRow[]> {
  const alive = ctx.db`t.community_id = ${communityId} and t.deleted_at is null and t.merged_into is null
    ${page.section === null ? ctx.db`` : ctx.db`and t.section = ${page.section}`}`
  const before = page.before ?? '9223372036854775807'
  if (page.order === 'best')
    return ctx.db<ThreadRow[]>`
      select ${threadColumns(ctx, viewerId)} from threads t
      where ${alive} and (t.score, t.id) < (${page.score ?? 1e9}::real, ${before}::bigint)
      order by t.score desc, t.id desc limit ${page.limit}`
  const key = page.order === 'new' ? ctx.db`t.id` : ctx.db`t.last_id`
  return ctx.db<ThreadRow[]>`
    select ${threadColumns(ctx, viewerId)} from threads t
    where ${alive} and ${key} < ${before} order by ${key} desc limit ${page.limit}`
}

export const selectPinnedThreads = (ctx: Context, viewerId: Id | null, communityId: Id) => ctx.db<
  ThreadRow[]
>`
  select ${threadColumns(ctx, viewerId)} from threads t
  where t.community_id = ${communityId} and t.pinned_at is not null and t.deleted_at is null and t.merged_into is null
  order by t.pinned_at desc limit 10`

export const selectThreadRows = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<ThreadRow[]>`
  select ${threadColumns(ctx, viewerId)} from threads t where t.id = any(${ids}::bigint[]) and t.deleted_at is null`

/** Communities where somebody moderates posts. */
export const selectGoverned = (ctx: Context, accountId: Id) => ctx.db<{ id: Id; name: string }[]>`
  select a.id, coalesce(nullif(a.display_name, ''), a.username) as name from community_roles r
  join accounts a on a.id = r.community_id and a.suspended_at is null and a.deleted_at is null
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
