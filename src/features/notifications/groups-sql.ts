import type { Context, Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { groupable, type NotificationType, type ToldType } from './api.ts'
import { type Filter, live, type NotificationRow, ofMastodon } from './sql.ts'

/**
 * Groups are computed from the rows: favourites and boosts of one post, and follows, within one Vietnamese day.
 * The key says it all (`favourite-<status>-<day>`), so nothing is stored and a group never changes its members' key.
 */
const hour = 3_600_000
const day = 24 * hour
const zone = 7 * hour

/** Number of the Vietnamese day in which an id was made. */
const dayOf = (id: Id): number => Math.floor((Number(BigInt(id) >> 16n) + zone) / day)
const dayStart = (number: number): bigint => BigInt(number * day - zone) << 16n

type Keyed = Pick<NotificationRow, 'id' | 'type' | 'status_id'>

/** The opaque key of the group that a notification belongs to. */
export function groupKey(row: Keyed, grouped: readonly ToldType[] = groupable): string {
  if (!grouped.includes(row.type)) return `ungrouped-${row.id}`
  return row.status_id ? `${row.type}-${row.status_id}-${dayOf(row.id)}` : `${row.type}-${dayOf(row.id)}`
}

/** The rows that a key stands for, or null when it is no key of ours. */
export interface GroupRange {
  key: string
  type: NotificationType | null
  statusId: Id | null
  /** Ids from (inclusive) and to (exclusive). */
  from: string
  to: string
}

export function parseGroupKey(key: string): GroupRange | null {
  const single = /^ungrouped-(\d{1,19})$/.exec(key)
  if (single && isId(single[1])) {
    const to = (BigInt(single[1]) + 1n).toString()
    return isId(to) ? { key, type: null, statusId: null, from: single[1], to } : null
  }
  const found = /^(favourite|reblog)-(\d{1,19})-(\d{1,6})$/.exec(key) ?? /^(follow)()-(\d{1,6})$/.exec(key)
  if (!found) return null
  const [, type, statusId, number] = found
  if (statusId && !isId(statusId)) return null
  return {
    key,
    type: type as NotificationType,
    statusId: statusId || null,
    from: dayStart(Number(number)).toString(),
    to: dayStart(Number(number) + 1).toString(),
  }
}

export interface GroupRow {
  key: string
  type: ToldType
  status_id: Id | null
  count: number
  most_recent_id: Id
  min_id: Id
  latest_at: Date
  sample_account_ids: Id[]
}

/** SQL for the Vietnamese day of an id. */
const dayOfSql = (ctx: Context, column: string) =>
  ctx.db`(((${ctx.db.unsafe(column)} >> 16) + ${zone}::bigint) / ${day}::bigint)`

/** Said with the names themselves, so that PostgreSQL sees that the index `notifications_group` holds the rows. */
const groupableOnly = (ctx: Context, table: 'n' | 'm') =>
  ctx.db`${ctx.db.unsafe(table)}.type in ('favourite', 'reblog', 'follow')`

/**
 * One page of groups, newest first; a group stands where its newest row stands, so it is on one page only.
 * Walks the person's index from the boundary and jumps over rows of groups already seen.
 */
export async function selectGroups(
  ctx: Context,
  viewerId: Id,
  filter: Filter,
  grouped: readonly NotificationType[],
  page: Page,
): Promise<GroupRow[]> {
  const { db } = ctx
  const up = page.minId !== null
  const floor = page.minId ?? page.sinceId ?? '0'
  const ceiling = page.maxId ?? '9223372036854775807'
  const keyOf = db`case when n.type = any(${grouped as string[]})
    then n.type || '-' || coalesce(n.status_id, 0) || '-' || ${dayOfSql(ctx, 'n.id')} else n.id::text end`
  // Rows of one group above the page's upper boundary mean that the group was on the page before.
  const notShown = page.maxId
    ? db`and not (n.type = any(${grouped as string[]}) and exists (
        select from notifications m where m.account_id = ${viewerId} and m.dismissed_at is null and m.id >= ${ceiling}
          and m.id < ((${dayOfSql(ctx, 'n.id')} + 1) * ${day}::bigint - ${zone}::bigint) << 16
          and m.type = n.type and ${groupableOnly(ctx, 'm')} and coalesce(m.status_id, 0) = coalesce(n.status_id, 0)))`
    : db``
  const order = up ? db`asc` : db`desc`
  // The CASE keeps the order of the questions: whether a row is of a group already seen costs next to nothing, whether
  // it still stands is a look into other tables. The other way round a day of 6,000 likes is looked up row by row.
  const next = (after: string, seen: string) => db`
    select n.id, n.type, n.status_id, ${keyOf} as key from notifications n
    where n.account_id = ${viewerId} and n.dismissed_at is null
      and ${up ? db`n.id > ${db.unsafe(after)}` : db`n.id < ${db.unsafe(after)}`}
      ${up ? db`and n.id < ${ceiling}` : db`and n.id > ${floor}`}
      and case when ${keyOf} = any(${db.unsafe(seen)}) then false else ${live(ctx, viewerId, filter)} ${notShown} end
    order by n.id ${order} limit 1`
  const heads = await db<Keyed[]>`
    with recursive walk as (
      (select h.id, h.type, h.status_id, array[h.key] as seen, 1 as place
       from (${next(up ? `${BigInt(floor)}` : `${BigInt(ceiling)}`, "'{}'::text[]")}) h)
      union all
      select h.id, h.type, h.status_id, w.seen || h.key, w.place + 1
      from walk w cross join lateral (${next('w.id', 'w.seen')}) h
      where w.place < ${page.limit})
    select id, type, status_id from walk order by place`
  const rows = await selectGroupRows(
    ctx,
    viewerId,
    filter,
    heads.map((head) => parseGroupKey(groupKey(head, grouped))!),
  )
  return rows.sort((a, b) => (BigInt(a.most_recent_id) < BigInt(b.most_recent_id) ? 1 : -1))
}

/** So many of a group are looked at one by one, whether they still stand; older ones are only counted. */
const looked = 100
const counted = 1000

/**
 * What is in each group, in one query: the newest hundred are exact, the newest eight people are named, and at most a
 * thousand are counted. (Looking up thousands of likes one by one took a quarter of a second.)
 */
export async function selectGroupRows(
  ctx: Context,
  viewerId: Id,
  filter: Filter,
  ranges: GroupRange[],
): Promise<GroupRow[]> {
  if (ranges.length === 0) return []
  const spec = ranges.map(({ key, type, statusId, from, to }) => ({
    key,
    type,
    status_id: statusId,
    from,
    to,
  }))
  const columns = ctx.db`n.id, n.type, n.status_id, n.from_account_id, n.created_at`
  const inGroup = ctx.db`n.account_id = ${viewerId} and n.dismissed_at is null
    and g.type is not null and n.type = g.type and ${groupableOnly(ctx, 'n')}
    and coalesce(n.status_id, 0) = coalesce(g.status_id, 0) and n.id >= g."from" and n.id < g."to"
    ${filter.accountId ? ctx.db`and n.from_account_id = ${filter.accountId}` : ctx.db``}`
  return ctx.db<GroupRow[]>`
    select g.key, newest.type, newest.status_id, newest.n + older.n as count, newest.most_recent_id,
      coalesce(older.min_id, newest.min_id) as min_id, newest.latest_at, newest.sample_account_ids
    from jsonb_to_recordset(${ctx.db.json(spec)}) as g (key text, type text, status_id bigint, "from" bigint, "to" bigint)
    cross join lateral (
      select count(*)::int as n, min(r.type) as type, min(r.status_id) as status_id, max(r.id) as most_recent_id,
        min(r.id) as min_id, max(r.created_at) as latest_at,
        ((array_agg(r.from_account_id order by r.id desc))[1:8])::text[] as sample_account_ids
      from (
        (select ${columns} from notifications n where ${inGroup} and ${live(ctx, viewerId, filter)}
          order by n.id desc limit ${looked})
        union all
        (select ${columns} from notifications n
          where g.type is null and n.id = g."from" and ${live(ctx, viewerId, filter)})) r) newest
    cross join lateral (
      select count(*)::int as n, min(o.id) as min_id from (
        select n.id from notifications n
        where newest.n = ${looked} and ${inGroup} and n.id < newest.min_id
        order by n.id desc limit ${counted - looked}) o) older
    where newest.n > 0`
}

export async function dismissGroup(ctx: Context, viewerId: Id, range: GroupRange): Promise<void> {
  await ctx.db`
    update notifications set dismissed_at = ${ctx.clock()}
    where account_id = ${viewerId} and dismissed_at is null and id >= ${range.from} and id < ${range.to}
      and (${range.type}::text is null or (type = ${range.type} and status_id is not distinct from ${range.statusId}::bigint))`
}

/** The accounts of a group, newest first, at most 80. */
export async function groupAccountIds(ctx: Context, viewerId: Id, range: GroupRange): Promise<Id[]> {
  const rows = await ctx.db<{ id: Id }[]>`
    select n.from_account_id as id from notifications n
    where ${live(ctx, viewerId, ofMastodon)} and n.id >= ${range.from} and n.id < ${range.to}
      and (${range.type}::text is null or (n.type = ${range.type} and n.status_id is not distinct from ${range.statusId}::bigint))
    order by n.id desc limit 80`
  return rows.map((row) => row.id)
}
