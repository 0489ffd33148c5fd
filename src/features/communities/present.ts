import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { presentRelationships } from '../follows/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses } from '../statuses/index.ts'
import { writingRefusal } from '../visibility/index.ts'
import type { Community, Permission } from './api.ts'
import { permissions } from './api.ts'
import * as sql from './sql.ts'
import { getStanding, may } from './standing.ts'

/** Rows -> entities in the order of `ids`; without `me`, which only one community at a time is asked for. */
export async function presentCommunities(ctx: Context, ids: Id[]): Promise<Community[]> {
  if (ids.length === 0) return []
  const [rows, accounts] = await Promise.all([sql.selectCommunities(ctx, ids), presentAccounts(ctx, ids)])
  const byId = new Map(rows.map((row) => [row.account_id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    const account = accounts.get(id)
    if (!row || !account) return []
    return [
      {
        id,
        account,
        url: account.url,
        description: account.note,
        accent: row.accent,
        place: row.place,
        language: row.language,
        joining: row.joining,
        private: row.private,
        members_may: row.members_may,
        archived_at: row.archived_at?.toISOString() ?? null,
        frozen_until: row.frozen_until?.toISOString() ?? null,
        closed_at: row.closed_at?.toISOString() ?? null,
        decision: row.decision && {
          measure: row.decision.measure,
          cited: row.decision.cited,
          url: `${ctx.config.origin}/ly-do/${row.decision.public_id}`,
        },
        members_count: account.followers_count,
        created_at: row.created_at.toISOString(),
        rules_version: row.rules_version,
        rules: row.rules ?? [],
        sections: row.sections ?? [],
      },
    ]
  })
}

/** One community with how the viewer stands to it, or 404. */
export async function presentCommunity(ctx: Context, viewer: { id: Id } | null, id: Id): Promise<Community> {
  if (!isId(id)) throw notFound()
  const [[community], standing, relations] = await Promise.all([
    presentCommunities(ctx, [id]),
    viewer ? getStanding(ctx, viewer, id) : null,
    viewer ? presentRelationships(ctx, viewer, [id]) : [],
  ])
  if (!community) throw notFound()
  if (!standing) return community
  return {
    ...community,
    me: {
      member: standing.member,
      requested: relations[0]?.requested ?? false,
      role: standing.role,
      permissions: permissions.filter((permission: Permission) => may(standing, permission)),
      banned: standing.banned,
      muted: standing.muted,
      reads: standing.closed ? standing.operator : !standing.private || standing.member,
      may_post: writingRefusal(standing, true) === null,
    },
  }
}

export interface ThreadView {
  id: Id
  communityId: Id
  title: string
  summary: string
  section: string | null
  replies: number
  participants: number
  lastId: Id
  pinned: boolean
  locked: boolean
  mergedInto: Id | null
  /** The highest number that she has read, -1 for none; null for somebody who never opened it. */
  readNumber: number | null
  follows: boolean
  /** The next number to be given. */
  numbers: number
  /** Where it stands in the order "best". */
  score: number
  accountId: Id
  /** Posts not read yet; null for somebody who never opened it. */
  unread: number | null
  /** Its first post; null when that was deleted or the viewer may not see it. */
  first: Status | null
}

/** Threads with their first posts, in the order of `rows`; what the viewer may not see has no `first`. */
export async function presentThreads(
  ctx: Context,
  viewer: { id: Id } | null,
  rows: sql.ThreadRow[],
): Promise<ThreadView[]> {
  const firsts = await presentStatuses(
    ctx,
    viewer,
    rows.map((row) => row.id),
  )
  const byId = new Map(firsts.map((status) => [status.id, status]))
  return rows.map((row) => ({
    id: row.id,
    communityId: row.community_id,
    title: row.title,
    summary: row.summary,
    section: row.section,
    replies: row.replies,
    participants: row.participants,
    lastId: row.last_id,
    pinned: row.pinned_at !== null,
    locked: row.locked_at !== null,
    mergedInto: row.merged_into,
    readNumber: row.read_number,
    follows: row.follows ?? false,
    numbers: row.numbers,
    score: row.score,
    accountId: row.account_id,
    unread: row.read_number === null ? null : Math.max(0, row.numbers - 1 - row.read_number),
    first: byId.get(row.id) ?? null,
  }))
}
