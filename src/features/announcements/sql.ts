import type { Context, Id } from '../../context.ts'

export interface AnnouncementRow {
  id: Id
  text: string
  content: string
  mention_ids: Id[]
  status_ids: Id[]
  tags: string[]
  all_day: boolean
  starts_at: Date | null
  ends_at: Date | null
  published_at: Date | null
  withdrawn_at: Date | null
  updated_at: Date
}

const columns = (ctx: Context) => ctx.db`
  id, text, content, mention_ids, status_ids, tags, all_day, starts_at, ends_at, published_at, withdrawn_at, updated_at`

/** Everything that is published or planned, newest first. */
export const selectShown = (ctx: Context, limit: number) => ctx.db<AnnouncementRow[]>`
  select ${columns(ctx)} from announcements where published_at is not null and withdrawn_at is null
  order by published_at desc limit ${limit}`

export const selectPublished = (ctx: Context, limit: number, offset: number) => ctx.db<AnnouncementRow[]>`
  select ${columns(ctx)} from announcements where published_at <= ${ctx.clock()} and withdrawn_at is null
  order by published_at desc limit ${limit} offset ${offset}`

/** For the people who write them: drafts, withdrawn ones, everything. */
export const selectAll = (ctx: Context, limit: number, offset: number) => ctx.db<AnnouncementRow[]>`
  select ${columns(ctx)} from announcements order by id desc limit ${limit} offset ${offset}`

export const selectOne = (ctx: Context, id: Id) => ctx.db<AnnouncementRow[]>`
  select ${columns(ctx)} from announcements where id = ${id}`

/** Locks it, so that two first reactions at once do not both take the last place. */
export const lockOne = (ctx: Context, id: Id) => ctx.db<AnnouncementRow[]>`
  select ${columns(ctx)} from announcements where id = ${id} for update`

export type NewRow = Omit<AnnouncementRow, 'id' | 'updated_at'>

export async function insertRow(ctx: Context, row: NewRow, createdBy: Id): Promise<Id> {
  const now = ctx.clock()
  const values = { ...row, created_by: createdBy, created_at: now, updated_at: now }
  const rows = await ctx.db<{ id: Id }[]>`insert into announcements ${ctx.db(values as never)} returning id`
  return rows[0]!.id
}

export async function updateRow(ctx: Context, id: Id, row: NewRow): Promise<boolean> {
  const values = { ...row, updated_at: ctx.clock() }
  const rows = await ctx.db`update announcements set ${ctx.db(values as never)} where id = ${id} returning 1`
  return rows.length > 0
}

export async function selectRead(ctx: Context, accountId: Id, ids: Id[]): Promise<Set<Id>> {
  const rows = await ctx.db<{ announcement_id: Id }[]>`
    select announcement_id from announcement_reads
    where account_id = ${accountId} and announcement_id = any(${ids}::bigint[])`
  return new Set(rows.map((row) => row.announcement_id))
}

export const insertRead = (ctx: Context, accountId: Id, id: Id) => ctx.db`
  insert into announcement_reads (announcement_id, account_id) values (${id}, ${accountId}) on conflict do nothing`

export interface ReactionRow {
  announcement_id: Id
  name: string
  count: number
  me: boolean
}

/** In the order in which each emoji came first. */
export const selectReactions = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<ReactionRow[]>`
  select announcement_id, name, count(*)::int as count, coalesce(bool_or(account_id = ${viewerId}::bigint), false) as me
  from announcement_reactions where announcement_id = any(${ids}::bigint[])
  group by announcement_id, name order by min(id)`

export async function countOthers(ctx: Context, id: Id, name: string): Promise<number> {
  const rows = await ctx.db<{ n: number }[]>`
    select count(distinct name)::int as n from announcement_reactions where announcement_id = ${id} and name <> ${name}`
  return rows[0]!.n
}

export const insertReaction = (ctx: Context, accountId: Id, id: Id, name: string) => ctx.db`
  insert into announcement_reactions (announcement_id, account_id, name, created_at)
  values (${id}, ${accountId}, ${name}, ${ctx.clock()}) on conflict do nothing`

export const deleteReaction = (ctx: Context, accountId: Id, id: Id, name: string) => ctx.db`
  delete from announcement_reactions where announcement_id = ${id} and account_id = ${accountId} and name = ${name}`

/** Of these posts, the ones that everybody may read. */
export const selectPublicPosts = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id; username: string }[]>`
  select s.id, a.username from statuses s join accounts a on a.id = s.account_id
  where s.id = any(${ids}::bigint[]) and s.visibility = 'public' and s.deleted_at is null and s.removed_at is null
    and a.suspended_at is null and a.deleted_at is null`
