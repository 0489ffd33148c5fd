import type { Context, Id } from '../../context.ts'
import { type Standing, standingColumns, standingJoins } from '../visibility/index.ts'

/** Threads about the same first post in several communities. The column is written in features/threads. */

export interface Relative {
  id: Id
  title: string
  handle: string
  name: string
  /** True: this thread was taken from it; false: it was taken from this one. */
  origin: boolean
}

/** Where a thread came from and where it was taken to, as far as the viewer may read there. */
export const selectRelatives = (ctx: Context, viewerId: Id | null, threadId: Id, originId: Id | null) =>
  ctx.db<Relative[]>`
  select t.id, t.title, a.username as handle, coalesce(nullif(a.display_name, ''), a.username) as name,
    t.crosspost_of is distinct from ${threadId}::bigint as origin
  from (
    select id from threads where id = ${originId}::bigint and deleted_at is null
    union all
    (select id from threads where crosspost_of = ${threadId} and deleted_at is null and merged_into is null
      order by id limit 50)) as p
  join threads t on t.id = p.id
  join communities c on c.account_id = t.community_id
  join accounts a on a.id = c.account_id and a.suspended_at is null and a.deleted_at is null
  where not c.private or (select true from follows f
    where f.account_id = ${viewerId}::bigint and f.target_id = c.account_id) is not null
  order by t.id`

/** The thread in a community that shows this original. */
export const selectCrosspost = (ctx: Context, originId: Id, communityId: Id) => ctx.db<
  { id: Id; handle: string }[]
>`
  select t.id, a.username as handle from threads t join accounts a on a.id = t.community_id
  where t.crosspost_of = ${originId} and t.community_id = ${communityId} and t.deleted_at is null`

export interface RoomOption extends Standing {
  id: Id
  name: string
}

/** The communities that somebody belongs to, with how she stands there. */
export const selectOwnRooms = (ctx: Context, viewerId: Id) => ctx.db<RoomOption[]>`
  select a.id, coalesce(nullif(a.display_name, ''), a.username) as name, ${standingColumns(ctx, viewerId, null)}
  from communities c ${standingJoins(ctx, viewerId)}
  where f.account_id = ${viewerId} and c.kind = 'community' order by name limit 500`
