import type { Context, Id } from '../../context.ts'
import type { Picked, PickedRow } from './sql.ts'

/** Posts by their numbers in the threads of communities. Who may move them is decided in features/communities. */

export interface RangeRow {
  id: Id
  number: number
  in_reply_to_id: Id | null
  deleted: boolean
  removed: boolean
  /** What it answers, when that stands in the same thread. */
  parent_number: number | null
  parent_name: string | null
  /** Numbers of posts that answer it, the first few; null for none. */
  answers: number[] | null
}

/**
 * The posts of a thread with numbers from `from` up to below `to`: one index range. Numbers may be missing. The limit
 * makes the planner look up each parent: where all answer the first post it would rather walk through all posts. `+ 0`
 * keeps it from reading the whole thread for the answers of each post.
 */
export const selectRange = (ctx: Context, threadId: Id, from: number, to: number) => ctx.db<RangeRow[]>`
  select s.id, coalesce(s.number, 0) as number, s.in_reply_to_id, s.deleted_at is not null as deleted, s.removed_at is not null as removed,
    p.number as parent_number, p.name as parent_name,
    case when s.number > 0 then (select array_agg(x.number) from (
      select c.number from statuses c
      where c.in_reply_to_id = s.id and c.thread_id + 0 = s.thread_id and c.deleted_at is null and c.number is not null
      order by c.id limit 9) x) end as answers
  from statuses s
  left join lateral (
    select p.number, coalesce(nullif(a.display_name, ''), a.username) as name
    from statuses p join accounts a on a.id = p.account_id
    where p.id = s.in_reply_to_id and p.thread_id = s.thread_id and p.deleted_at is null limit 1) p on true
  where s.thread_id = ${threadId} and s.number >= ${from} and s.number < ${to}
  order by s.number`

/** The same posts and the thread's first one, for presentPicked. */
export const pickRange = (ctx: Context, threadId: Id, from: number, to: number): Picked => ctx.db<
  PickedRow[]
>`
  select s.id, s.reblog_of_id from statuses s
  where s.thread_id = ${threadId} and s.number >= ${from} and s.number < ${to} and s.deleted_at is null
  union select s.id, s.reblog_of_id from statuses s
  where s.thread_id = ${threadId} and s.number = 0 and s.deleted_at is null`

/** The highest number of a post that is still there; 0 for none. */
export async function selectLastNumber(ctx: Context, threadId: Id): Promise<number> {
  const rows = await ctx.db<{ last: number | null }[]>`
    select max(number) as last from statuses where thread_id = ${threadId} and number is not null`
  return rows[0]?.last ?? 0
}

/** All posts of a thread stand in another community now; `visibility` is what they are for there. */
export const moveToCommunity = (ctx: Context, threadId: Id, communityId: Id, membersOnly: boolean) => ctx.db`
  update statuses set community_id = ${communityId}, version = version + 1,
    visibility = case when ${membersOnly} then 'private' else visibility end
  where thread_id = ${threadId} and community_id is not null`

export const selectContent = (ctx: Context, id: Id) =>
  ctx.db<{ content: string }[]>`select content from statuses where id = ${id} and deleted_at is null`

export const updateContent = (ctx: Context, id: Id, content: string) =>
  ctx.db`update statuses set content = ${content}, version = version + 1 where id = ${id}`

/** What became members' reading leaves the public tag pages. */
export const unlistTags = (ctx: Context, threadId: Id) => ctx.db`
  update status_tags set listed = false
  where status_id in (select id from statuses where thread_id = ${threadId}) and listed`

/** Moves the posts from number `from` on to the end of another thread, where they are numbered from `first` on. */
export async function renumber(
  ctx: Context,
  move: { threadId: Id; from: number; to: Id; first: number },
): Promise<number> {
  const rows = await ctx.db`
    update statuses s set thread_id = ${move.to}, number = m.number, version = version + 1
    from (select id, (row_number() over (order by number) - 1 + ${move.first}::int)::int as number
      from statuses where thread_id = ${move.threadId} and number >= ${move.from}) m
    where s.id = m.id returning 1`
  return rows.length
}

/** The boost by which a community announced a thread. */
export const selectAnnouncement = (ctx: Context, statusId: Id, communityId: Id) => ctx.db<
  { id: Id; account_id: Id }[]
>`
  select id, account_id from statuses
  where reblog_of_id = ${statusId} and account_id = ${communityId} and deleted_at is null`
