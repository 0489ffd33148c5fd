import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { MeasureKind, MeasureOptions } from './kinds.ts'

export interface MeasureRow {
  id: Id
  kind: MeasureKind
  community_id: Id | null
  /** Of the community: its handle and what it is called. */
  room: string | null
  room_name: string | null
  private: boolean
  options: MeasureOptions
  reason: string
  begun_by: Id
  username: string
  display_name: string
  begins_at: Date
  ends_at: Date
  renews: Id | null
  plan_id: Id | null
  ended_at: Date | null
  ended_by: Id | null
  ender: string | null
  end_reason: string
  refused: string
}

const columns = (ctx: Context) => ctx.db`
  m.id, m.kind, m.community_id, r.username as room, coalesce(nullif(r.display_name, ''), r.username) as room_name,
  coalesce(c.private or c.closed_at is not null, false) as private, m.options, m.reason, m.begun_by, a.username,
  coalesce(nullif(a.display_name, ''), a.username) as display_name, m.begins_at, m.ends_at, m.renews, m.plan_id,
  m.ended_at, m.ended_by, e.username as ender, m.end_reason, coalesce(f.count, 0) as refused
  from measures m join accounts a on a.id = m.begun_by
  left join accounts r on r.id = m.community_id left join communities c on c.account_id = m.community_id
  left join accounts e on e.id = m.ended_by left join measure_refusals f on f.measure_id = m.id`

/** All that are not over, also those that begin later: a handful, kept in memory. */
export const selectOpen = (ctx: Context) => ctx.db<MeasureRow[]>`
  select ${columns(ctx)} where m.ended_at is null and m.ends_at > ${ctx.clock()} order by m.id limit 500`

export const selectMeasure = (ctx: Context, id: Id) => ctx.db<MeasureRow[]>`
  select ${columns(ctx)} where m.id = ${id}`

export interface MeasureFilter {
  /** null: of the network and of every community that is open to all. */
  communityId: Id | null
  below: Id
  above: Id
  limit: number
  upward: boolean
}

/** The public log, newest first. */
export const selectLog = (
  ctx: Context,
  { communityId, below, above, limit, upward }: MeasureFilter,
) => ctx.db<MeasureRow[]>`
  select ${columns(ctx)} where m.id < ${below} and m.id > ${above}
    and ${communityId === null ? ctx.db`(m.community_id is null or (not c.private and c.closed_at is null))` : ctx.db`m.community_id = ${communityId}`}
  order by m.id ${upward ? ctx.db`asc` : ctx.db`desc`} limit ${limit}`

export const selectOfPlan = (ctx: Context, planId: Id) => ctx.db<MeasureRow[]>`
  select ${columns(ctx)} where m.plan_id = ${planId} order by m.id desc limit 100`

/** The last one of its kind and scope, whether it is over or not. */
export const selectLast = (ctx: Context, kind: MeasureKind, communityId: Id | null) => ctx.db<MeasureRow[]>`
  select ${columns(ctx)}
  where m.kind = ${kind} and coalesce(m.community_id, 0) = coalesce(${communityId}::bigint, 0)
  order by m.id desc limit 1`

/** Two who begin the same at once: one waits for the other. */
export const lockScope = (ctx: Context, kind: MeasureKind, communityId: Id | null) => ctx.db`
  select pg_advisory_xact_lock(hashtextextended(${`measure:${kind}:${communityId ?? 0}`}, 0))`

export interface NewMeasure {
  kind: MeasureKind
  communityId: Id | null
  options: MeasureOptions
  reason: string
  begunBy: Id
  beginsAt: Date
  endsAt: Date
  renews: Id | null
  planId: Id | null
}

export async function insertMeasure(ctx: Context, row: NewMeasure): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into measures (kind, community_id, options, reason, begun_by, begins_at, ends_at, renews, plan_id, created_at)
    values (${row.kind}, ${row.communityId}, ${ctx.db.json(row.options as never)}, ${row.reason}, ${row.begunBy},
      ${row.beginsAt}, ${row.endsAt}, ${row.renews}, ${row.planId}, ${ctx.clock()})
    returning id`
  return rows[0]!.id
}

/** False when it had ended already. */
export async function endMeasure(
  ctx: Context,
  id: Id,
  end: { at: Date; by: Id | null; reason: string },
): Promise<boolean> {
  const rows = await ctx.db<{ id: Id }[]>`
    update measures set ended_at = ${end.at}, ended_by = ${end.by}, end_reason = ${end.reason}
    where id = ${id} and ended_at is null returning id`
  return rows.length > 0
}

export const addRefusals = (ctx: Context, ids: Id[], counts: number[]) => ctx.db`
  insert into measure_refusals (measure_id, count)
  select * from unnest(${ids}::bigint[], ${counts}::bigint[])
  on conflict (measure_id) do update set count = measure_refusals.count + excluded.count`

export const insertShift = (ctx: Context, measureId: Id, accountIds: Id[]) => ctx.db`
  insert into measure_shifts (measure_id, account_id)
  select ${measureId}, account_id from users where account_id = any(${accountIds}::bigint[]) on conflict do nothing`

export const selectShift = (ctx: Context, measureIds: Id[]) => ctx.db<
  { measure_id: Id; account_id: Id; username: string }[]
>`
  select s.measure_id, s.account_id, a.username from measure_shifts s join accounts a on a.id = s.account_id
  where s.measure_id = any(${measureIds}::bigint[]) order by a.username`

export interface UpdateRow {
  id: Id
  measure_id: Id
  title: string
  url: string
  source: string
  username: string
  created_at: Date
  removed_at: Date | null
}

/** Those that stand and those that were taken down; the newest first. */
export const selectUpdates = (ctx: Context, measureIds: Id[]) => ctx.db<UpdateRow[]>`
  select u.id, u.measure_id, u.title, u.url, u.source, a.username, u.created_at, u.removed_at
  from measure_updates u join accounts a on a.id = u.added_by
  where u.measure_id = any(${measureIds}::bigint[]) order by u.id desc limit 200`

export async function insertUpdate(
  ctx: Context,
  row: { measureId: Id; title: string; url: string; source: string; addedBy: Id },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into measure_updates (measure_id, title, url, source, added_by, created_at)
    values (${row.measureId}, ${row.title}, ${row.url}, ${row.source}, ${row.addedBy}, ${ctx.clock()}) returning id`
  return rows[0]!.id
}

export const removeUpdate = (ctx: Context, measureId: Id, id: Id, by: Id) => ctx.db`
  update measure_updates set removed_at = ${ctx.clock()}, removed_by = ${by}
  where id = ${id} and measure_id = ${measureId} and removed_at is null`

export interface LabelRow {
  measure_id: Id
  status_id: Id
  why: string
  username: string
  created_at: Date
  removed_at: Date | null
}

/** Bounded: each is put by hand. */
export const selectLabels = (ctx: Context, measureIds: Id[]) => ctx.db<LabelRow[]>`
  select l.measure_id, l.status_id, l.why, a.username, l.created_at, l.removed_at
  from measure_labels l join accounts a on a.id = l.marked_by
  where l.measure_id = any(${measureIds}::bigint[]) order by l.created_at desc limit 1000`

export const putLabel = (
  ctx: Context,
  row: { measureId: Id; statusId: Id; why: string; markedBy: Id },
) => ctx.db`
  insert into measure_labels (measure_id, status_id, why, marked_by, created_at)
  values (${row.measureId}, ${row.statusId}, ${row.why}, ${row.markedBy}, ${ctx.clock()})
  on conflict (measure_id, status_id) do update set why = excluded.why, marked_by = excluded.marked_by,
    removed_at = null, removed_by = null`

export const removeLabel = (ctx: Context, measureId: Id, statusId: Id, by: Id) => ctx.db`
  update measure_labels set removed_at = ${ctx.clock()}, removed_by = ${by}
  where measure_id = ${measureId} and status_id = ${statusId} and removed_at is null`

export const selectMembership = (ctx: Context, accountId: Id, communityId: Id) => ctx.db<{ id: Id }[]>`
  select id from follows where account_id = ${accountId} and target_id = ${communityId}`

export interface WriterRow {
  role: 'user' | 'moderator' | 'admin'
  /** In the community that was asked about. */
  room_role: string | null
}

/** Who writes, with her row locked, so that two posts at once are counted both. No row: a site or a community itself. */
export const lockWriter = (ctx: Context, accountId: Id, communityId: Id | null) => ctx.db<WriterRow[]>`
  select u.role, (select r.role from community_roles r
    where r.community_id = ${communityId}::bigint and r.account_id = u.account_id) as room_role
  from users u where u.account_id = ${accountId} for update`

/** Her last post since a moment, in the network or in one community. One short index range. */
export const selectLastPost = (ctx: Context, accountId: Id, since: Date, communityId: Id | null) => ctx.db<
  { id: Id }[]
>`
  select s.id from statuses s
  where s.account_id = ${accountId} and s.id > ${idAt(since)} and s.deleted_at is null and s.reblog_of_id is null
    and s.visibility <> 'direct' and (${communityId}::bigint is null or s.community_id = ${communityId}::bigint)
  order by s.id desc limit 1`

export const countPosts = (ctx: Context, accountId: Id, since: Date, communityId: Id | null) => ctx.db<
  { posts: number; first: Id | null }[]
>`
  select count(*)::int as posts, min(s.id) as first from statuses s
  where s.account_id = ${accountId} and s.id > ${idAt(since)} and s.deleted_at is null and s.reblog_of_id is null
    and (${communityId}::bigint is null or s.community_id = ${communityId}::bigint)`
