import type { PendingQuery } from 'postgres'
import type { Context, Id } from '../../context.ts'
import { type ReplyPolicy, roomColumns } from '../visibility/index.ts'
import type { Visibility } from './api.ts'
import type { Room } from './compose-form.ts'

/** The part of a post that changes only with `version`. */
export interface ContentRow {
  id: Id
  version: number
  account_id: Id
  uri: string | null
  url: string | null
  in_reply_to_id: Id | null
  in_reply_to_account_id: Id | null
  content: string
  spoiler_text: string
  visibility: Visibility
  sensitive: boolean
  language: string | null
  created_at: Date
  edited_at: Date | null
  app_name: string | null
  app_website: string | null
  mentions: { id: Id; username: string; domain: string | null; url: string | null }[] | null
  tags: { id: Id; name: string }[] | null
  media_ids: Id[] | null
  community_id: Id | null
  thread_id: Id
  number: number | null
  notice: Notice | null
  removed: boolean
  thread_title: string | null
  community_acct: string | null
  reply_policy: ReplyPolicy | null
  link_id: Id | null
}

/** What a decision lets stand beside a post (docs: transparency). */
export interface Notice {
  kind: 'hidden' | 'label'
  text: string
  /** Public id of the decision. */
  decision: string
}

/** The part that changes all the time, and what the viewer has to do with the post. */
export interface StateRow {
  id: Id
  /** Picked itself; false: boosted by one that was picked. */
  listed: boolean
  version: number
  account_id: Id
  visibility: Visibility
  reblog_of_id: Id | null
  poll_id: Id | null
  thread_id: Id
  replies: number
  reblogs: number
  favourites: number
  /** Not to be shown: what stands above and below says nothing then, and may be null where a number is promised. */
  gone: boolean
  /** The author's version and counts, read along so that presenting her takes no query of its own. */
  author_version: number
  followers: number
  following: number
  statuses: number
  last_status_at: Date | null
  favourited: boolean
  reblogged: boolean
  bookmarked: boolean
  pinned: boolean
  muted: boolean
  follows: boolean
  mentioned: boolean
  blocked_by: boolean
  removed: boolean
  members_only: boolean
  member: boolean
  /** What the community it stands in is called now. */
  room_name: string | null
}

/**
 * A query that picks posts, not awaited: `select id, reblog_of_id ...`. It becomes part of the statement that reads
 * their state, so that a page of a timeline is one trip to the database and not two.
 */
export type Picked = PendingQuery<PickedRow[]>

export interface PickedRow {
  id: Id
  reblog_of_id: Id | null
}

/**
 * What the viewer has to do with post `s`; nothing, for somebody who is not signed in. Not `exists`: the planner would
 * rather read everything that she ever liked into a hash than look 20 times into an index.
 */
const standing = (ctx: Context, viewerId: Id | null) =>
  viewerId === null
    ? ctx.db`false as favourited, false as reblogged, false as bookmarked, false as pinned, false as muted,
        false as follows, false as mentioned, false as blocked_by`
    : ctx.db`
        (select true from favourites f where f.account_id = ${viewerId} and f.status_id = s.id) is not null as favourited,
        (select true from statuses r where r.reblog_of_id = s.id and r.account_id = ${viewerId} and r.deleted_at is null) is not null as reblogged,
        (select true from bookmarks b where b.account_id = ${viewerId} and b.status_id = s.id) is not null as bookmarked,
        s.account_id = ${viewerId} and (select true from pins p where p.account_id = ${viewerId} and p.status_id = s.id) is not null as pinned,
        (select true from thread_mutes t where t.account_id = ${viewerId} and t.thread_id = s.thread_id) is not null as muted,
        s.visibility = 'private' and (select true from follows f where f.account_id = ${viewerId} and f.target_id = s.account_id) is not null as follows,
        s.visibility in ('private', 'direct') and (select true from status_mentions m where m.status_id = s.id and m.account_id = ${viewerId}) is not null as mentioned,
        (select true from blocks b where b.account_id = s.account_id and b.target_id = ${viewerId}) is not null as blocked_by`

/**
 * State of the posts picked and of those that they boost. One row for each post picked, also for one that is gone
 * (`gone`): paging goes by what was picked. The arrays keep the planner from guessing how many the limit lets through.
 */
export function selectStates(ctx: Context, viewerId: Id | null, pick: Picked): Promise<StateRow[]> {
  return ctx.db<StateRow[]>`
    with picked as materialized (${pick}),
    wanted as (
      select id, true as listed from unnest(array(select id from picked)) as id
      union all
      select id, false from unnest(array(select reblog_of_id from picked where reblog_of_id is not null)) as id)
    select w.id, w.listed, s.version, s.account_id, s.visibility, s.reblog_of_id, s.poll_id, s.thread_id,
      coalesce(c.replies, 0) as replies, coalesce(c.reblogs, 0) as reblogs, coalesce(c.favourites, 0) as favourites,
      (s.id is null or s.deleted_at is not null or a.suspended_at is not null or a.deleted_at is not null) as gone,
      coalesce(a.version, 0) as author_version, coalesce(ac.followers, 0) as followers, coalesce(ac.following, 0) as following,
      coalesce(ac.statuses, 0) as statuses, ac.last_status_at,
      ${roomColumns(ctx, viewerId)},
      case when s.community_id is null then null else (
        select coalesce(nullif(g.display_name, ''), g.username) from accounts g where g.id = s.community_id) end as room_name,
      ${standing(ctx, viewerId)}
    from wanted w
    left join statuses s on s.id = w.id
    left join accounts a on a.id = s.account_id
    left join status_counts c on c.status_id = s.id
    left join account_counts ac on ac.account_id = s.account_id`
}

/** The pick of known ids. */
export const byIds = (ctx: Context, ids: Id[]): Picked =>
  ctx.db<PickedRow[]>`select id, reblog_of_id from statuses where id = any(${ids}::bigint[])`

export function selectContents(ctx: Context, ids: Id[]): Promise<ContentRow[]> {
  return ctx.db<ContentRow[]>`
    select s.id, s.version, s.account_id, s.uri, s.url, s.in_reply_to_id, s.in_reply_to_account_id, s.content,
      s.spoiler_text, s.visibility, s.sensitive, s.language, s.created_at, s.edited_at, s.community_id, s.thread_id, s.number,
      s.notice, s.removed_at is not null as removed, s.reply_policy, t.title as thread_title,
      (select g.username from accounts g where g.id = s.community_id) as community_acct,
      app.name as app_name, app.website as app_website,
      (select json_agg(json_build_object('id', a.id::text, 'username', a.username, 'domain', a.domain, 'url', a.url) order by a.id)
         from status_mentions m join accounts a on a.id = m.account_id
         where m.status_id = s.id and not m.silent) as mentions,
      (select json_agg(json_build_object('id', t.id::text, 'name', st.name) order by t.id)
         from status_tags st join tags t on t.id = st.tag_id where st.status_id = s.id) as tags,
      (select array_agg(m.id order by m.position, m.id) from media m where m.status_id = s.id) as media_ids,
      (select l.link_id from status_links l where l.status_id = s.id) as link_id
    from statuses s
    left join oauth_apps app on app.id = s.app_id
    left join threads t on t.id = s.thread_id and s.community_id is not null
    where s.id = any(${ids}::bigint[])`
}

export interface NewStatus {
  account_id: Id
  in_reply_to_id: Id | null
  in_reply_to_account_id: Id | null
  thread_id: Id | null
  text: string
  content: string
  spoiler_text: string
  visibility: Visibility
  sensitive: boolean
  language: string | null
  poll_id: Id | null
  app_id: Id | null
  created_at: Date | null
  community_id: Id | null
  reply_policy: ReplyPolicy | null
  /** Where it is read, when that is not its own page. */
  url?: string | null
}

/** An id of this moment, or of the time that an import or the demo says. */
const freshId = (ctx: Context, at: Date | null) => ctx.db`
  select case when ${at}::timestamptz is null then next_id()
    else ((extract(epoch from ${at}::timestamptz) * 1000)::bigint << 16) | (nextval('id_sequence') & 65535) end as id`

/** Inserts the post; a first post is its own thread. A backdated one (imports, demo) gets an id of its time. */
export async function insertStatus(ctx: Context, row: NewStatus): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    with fresh as (${freshId(ctx, row.created_at)}),
    made as (
      insert into statuses (id, account_id, in_reply_to_id, in_reply_to_account_id, thread_id, text, content, spoiler_text,
        visibility, sensitive, language, poll_id, app_id, community_id, reply_policy, url, created_at)
      select id, ${row.account_id}, ${row.in_reply_to_id}, ${row.in_reply_to_account_id}, coalesce(${row.thread_id}::bigint, id),
        ${row.text}, ${row.content}, ${row.spoiler_text}, ${row.visibility}, ${row.sensitive}, ${row.language},
        ${row.poll_id}, ${row.app_id}, ${row.community_id}, ${row.reply_policy}, ${row.url ?? null}, coalesce(${row.created_at}::timestamptz, now())
      from fresh returning id)
    insert into status_counts (status_id) select id from made returning status_id as id`
  return rows[0]!.id
}

/** Of `ids`, the members of a community. */
export async function selectMembers(ctx: Context, communityId: Id, ids: Id[]): Promise<Id[]> {
  const rows = await ctx.db<{ account_id: Id }[]>`
    select account_id from follows where target_id = ${communityId} and account_id = any(${ids}::bigint[])`
  return rows.map((row) => row.account_id)
}

/** The community in which a thread is begun, or in which the post stands that is answered. */
export const selectRoom = (ctx: Context, communityId: Id | null, replyId: Id | null) => ctx.db<Room[]>`
  select a.id, a.username as acct, coalesce(nullif(a.display_name, ''), a.username) as name, c.private,
    (select json_agg(json_build_object('tag', s.tag_key, 'name', s.name) order by s.position, s.name)
       from community_sections s where s.community_id = c.account_id) as sections
  from communities c join accounts a on a.id = c.account_id and a.suspended_at is null and a.deleted_at is null
  where c.account_id = coalesce(${communityId}::bigint, (select community_id from statuses where id = ${replyId}::bigint))`

/** The place of an answer in its community's thread. */
export const setNumber = (ctx: Context, id: Id, number: number) =>
  ctx.db`update statuses set number = ${number} where id = ${id}`

/** A boost: a post of its own without words that points at the other. */
export async function insertBoost(
  ctx: Context,
  row: { account_id: Id; reblog_of_id: Id; visibility: Visibility; created_at: Date | null },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    with fresh as (${freshId(ctx, row.created_at)})
    insert into statuses (id, account_id, thread_id, reblog_of_id, visibility, created_at)
    select id, ${row.account_id}, id, ${row.reblog_of_id}, ${row.visibility}, coalesce(${row.created_at}::timestamptz, now())
    from fresh returning id`
  return rows[0]!.id
}

export async function insertMentions(ctx: Context, statusId: Id, accountIds: Id[]): Promise<void> {
  if (accountIds.length === 0) return
  await ctx.db`
    insert into status_mentions (status_id, account_id)
    select ${statusId}, unnest(${accountIds}::bigint[]) on conflict do nothing`
}

/** Replaces the tags of a post; new tags are made with the form in which they are first written. */
export async function replaceTags(
  ctx: Context,
  statusId: Id,
  tags: { key: string; display: string }[],
  listed: boolean,
): Promise<void> {
  await ctx.db`delete from status_tags where status_id = ${statusId}`
  if (tags.length === 0) return
  const keys = tags.map((tag) => tag.key)
  const names = tags.map((tag) => tag.display)
  await ctx.db`
    insert into tags (key, name) select * from unnest(${keys}::text[], ${names}::text[]) as t (key, name) order by key
    on conflict (key) do nothing`
  await ctx.db`
    insert into status_tags (tag_id, status_id, name, listed)
    select t.id, ${statusId}, w.name, ${listed}
    from unnest(${keys}::text[], ${names}::text[]) as w (key, name) join tags t on t.key = w.key
    on conflict do nothing`
}

/** The id of a tag, which need not have been used yet: somebody waits for it. */
export async function ensureTag(ctx: Context, tag: { key: string; name: string }): Promise<Id> {
  await ctx.db`insert into tags (key, name) values (${tag.key}, ${tag.name}) on conflict (key) do nothing`
  const [row] = await ctx.db<{ id: Id }[]>`select id from tags where key = ${tag.key}`
  return row!.id
}

/** The one place that changes the counters of a post. Never below zero. */
export async function changeStatusCounts(
  ctx: Context,
  statusId: Id,
  by: { replies?: number; reblogs?: number; favourites?: number },
): Promise<void> {
  await ctx.db`
    insert into status_counts (status_id, replies, reblogs, favourites)
    values (${statusId}, ${Math.max(0, by.replies ?? 0)}, ${Math.max(0, by.reblogs ?? 0)}, ${Math.max(0, by.favourites ?? 0)})
    on conflict (status_id) do update set
      replies = greatest(0, status_counts.replies + ${by.replies ?? 0}),
      reblogs = greatest(0, status_counts.reblogs + ${by.reblogs ?? 0}),
      favourites = greatest(0, status_counts.favourites + ${by.favourites ?? 0})`
}

export interface ThreadRow {
  id: Id
  in_reply_to_id: Id | null
  account_id: Id
}

/** A thread's posts in order of time, at most `limit`: the tree is put together in memory. */
export function selectThread(ctx: Context, threadId: Id, limit: number): Promise<ThreadRow[]> {
  return ctx.db<ThreadRow[]>`
    select id, in_reply_to_id, account_id from statuses
    where thread_id = ${threadId} and reblog_of_id is null and deleted_at is null
    order by id limit ${limit}`
}

/** The posts above one, nearest last. */
export async function selectAncestors(ctx: Context, id: Id, limit: number): Promise<Id[]> {
  const rows = await ctx.db<{ id: Id }[]>`
    with recursive up as (
      select id, in_reply_to_id, 0 as depth from statuses where id = ${id}
      union all
      select s.id, s.in_reply_to_id, up.depth + 1 from statuses s join up on s.id = up.in_reply_to_id
      where up.depth < ${limit})
    select id from up where depth > 0 order by depth desc`
  return rows.map((row) => row.id)
}

/** Everything below one post, found through the reply index; for threads longer than one read. */
export async function selectDescendants(ctx: Context, id: Id, limit: number): Promise<ThreadRow[]> {
  return ctx.db<ThreadRow[]>`
    with recursive down as (
      select id, in_reply_to_id, account_id, 0 as depth from statuses where id = ${id}
      union all
      select s.id, s.in_reply_to_id, s.account_id, down.depth + 1 from down
      join statuses s on s.in_reply_to_id = down.id
      where down.depth < 200 and s.deleted_at is null and s.reblog_of_id is null)
    select id, in_reply_to_id, account_id from down where depth > 0 order by id limit ${limit}`
}
