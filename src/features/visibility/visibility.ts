import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import type { Visibility } from '../statuses/api.ts'
import { maySee } from './rules.ts'

export interface SeenStatus {
  id: Id
  account_id: Id
  visibility: Visibility
  thread_id: Id
  reblog_of_id: Id | null
  poll_id: Id | null
  in_reply_to_id: Id | null
  /** Where it stands; null outside communities. */
  community_id: Id | null
  /** For the members of that community only. */
  members_only: boolean
}

interface SightRow extends SeenStatus {
  gone: boolean
  follows: boolean
  mentioned: boolean
  blocked_by: boolean
  removed: boolean
  member: boolean
}

/**
 * Of post `s`: whether it was taken down, is for the members of a community, and whether the viewer is one. A `case`,
 * because most posts stand in no community and need no look at one. What a decision has closed is for operators alone.
 */
export const roomColumns = (ctx: Context, viewerId: Id | null) => ctx.db`
  s.removed_at is not null as removed,
  case when s.community_id is null then false
    else s.visibility = 'private' or (select c.private or c.closed_at is not null from communities c
      where c.account_id = s.community_id) end as members_only,
  case when s.community_id is null then false else s.community_id = ${viewerId}::bigint or (
    select true from follows f join communities c on c.account_id = f.target_id and c.closed_at is null
    where f.account_id = ${viewerId}::bigint and f.target_id = s.community_id) is not null or (
    select true from communities c join users u on u.account_id = ${viewerId}::bigint and u.role <> 'user'
    where c.account_id = s.community_id and c.closed_at is not null) is not null end as member`

async function sights(ctx: Context, viewerId: Id | null, ids: Id[]): Promise<SightRow[]> {
  return ctx.db<SightRow[]>`
    select s.id, s.account_id, s.visibility, s.thread_id, s.reblog_of_id, s.poll_id, s.in_reply_to_id, s.community_id,
      ${roomColumns(ctx, viewerId)},
      (a.suspended_at is not null or a.deleted_at is not null) as gone,
      (select true from follows f where f.account_id = ${viewerId}::bigint and f.target_id = s.account_id) is not null as follows,
      (select true from status_mentions m where m.status_id = s.id and m.account_id = ${viewerId}::bigint) is not null as mentioned,
      (select true from blocks b where b.account_id = s.account_id and b.target_id = ${viewerId}::bigint) is not null as blocked_by
    from statuses s join accounts a on a.id = s.account_id
    where s.id = any(${ids}::bigint[]) and s.deleted_at is null`
}

const seen = (viewerId: Id | null) => (row: SightRow) =>
  maySee({
    ...row,
    isAuthor: row.account_id === viewerId,
    blockedBy: row.blocked_by,
    membersOnly: row.members_only,
  })

/** The post, when `viewer` may see it; otherwise `not_found`, so that nobody learns that it exists. */
export async function visibleStatus(
  ctx: Context,
  viewer: { id: Id } | null,
  id: string,
): Promise<SeenStatus> {
  if (!isId(id)) throw notFound()
  const [row] = await sights(ctx, viewer?.id ?? null, [id])
  if (!row || !seen(viewer?.id ?? null)(row)) throw notFound()
  return row
}

/**
 * What may be answered: a visible post, and for the members of a community the first post of a thread whose author is
 * gone, for the thread is theirs as well. It is not to be shown. Otherwise `not_found`.
 */
export async function answerableStatus(ctx: Context, viewer: { id: Id }, id: string): Promise<SeenStatus> {
  if (!isId(id)) throw notFound()
  const [row] = await sights(ctx, viewer.id, [id])
  if (!row) throw notFound()
  const ofThread = row.community_id !== null && row.id === row.thread_id && row.member
  if (!seen(viewer.id)(ofThread ? { ...row, gone: false } : row)) throw notFound()
  return row
}

/** Those of `ids` that `viewer` may see. One query, whatever the number. */
export async function visibleStatusIds(ctx: Context, viewer: { id: Id } | null, ids: Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set()
  const rows = await sights(ctx, viewer?.id ?? null, ids)
  return new Set(rows.filter(seen(viewer?.id ?? null)).map((row) => row.id))
}
