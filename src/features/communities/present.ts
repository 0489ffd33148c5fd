import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { compareIds, isId } from '../../lib/ids.ts'
import { type Account, presentAccounts, presentSkeletons } from '../accounts/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentPicked, presentStatuses } from '../statuses/index.ts'
import { type WritingRefusal, writingRefusal } from '../visibility/index.ts'
import type { Community, Permission } from './api.ts'
import { permissions } from './api.ts'
import type { NextEvent } from './rail-events.tsx'
import * as sql from './sql.ts'
import { pickFirstPosts } from './sql.ts'
import { may } from './standing.ts'

type Face = Omit<Community, 'me'>

function faceOf(ctx: Context, account: Account, row: sql.CommunityRow): Face {
  return {
    id: account.id,
    kind: row.kind,
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
  }
}

/** Rows -> entities in the order of `ids`; without `me`, which only one community at a time is asked for. */
export async function presentCommunities(ctx: Context, ids: Id[]): Promise<Community[]> {
  if (ids.length === 0) return []
  const [rows, accounts] = await Promise.all([sql.selectCommunities(ctx, ids), presentAccounts(ctx, ids)])
  const byId = new Map(rows.map((row) => [row.account_id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    const account = accounts.get(id)
    return row && account ? [faceOf(ctx, account, row)] : []
  })
}

/** A community as its pages need it: what is said to the members who are new, and how many ask to be let in. */
export interface Room extends Community {
  welcomeHtml: string
  waiting: number
  /** Sites (trang tin) that belong to it. */
  sites: { handle: string; name: string }[]
  /** Whether it carries feeds of other places (features/feeds). */
  outside: boolean
  /** What is next in it, for those who may look inside. */
  nextEvents: NextEvent[]
  /** Its series of briefings. */
  briefings: { slug: string; name: string }[]
  /** Whether the viewer may answer in threads that are not locked. */
  mayReply: boolean
  /** Why she may not; null also for readers without an account. */
  refusal: WritingRefusal | null
}

/** One community with how the viewer stands to it, or 404: one query. */
export async function presentRoom(
  ctx: Context,
  viewer: { id: Id } | null,
  which: { id: Id } | { handle: string },
): Promise<Room> {
  const [row] = await sql.selectRoomRow(ctx, viewer?.id ?? null, which)
  const account = row && (await presentSkeletons(ctx, [row])).get(row.id)
  if (!row || !account) throw notFound()
  const reads = row.closed ? row.operator : !row.private || row.member
  const room = {
    ...faceOf(ctx, account, row),
    welcomeHtml: row.welcome_html,
    waiting: row.waiting,
    sites: row.sites ?? [],
    outside: row.outside,
    nextEvents: reads ? (row.next_events ?? []) : [],
    briefings: reads ? (row.briefings ?? []) : [],
    mayReply: viewer !== null && writingRefusal(row, false) === null,
    refusal: viewer && writingRefusal(row, false),
  }
  if (!viewer) return room
  return {
    ...room,
    me: {
      member: row.member,
      requested: row.requested,
      role: row.role,
      permissions: permissions.filter((permission: Permission) => may(row, permission)),
      banned: row.banned,
      muted: row.muted,
      reads,
      may_post: writingRefusal(row, true) === null,
    },
  }
}

/** The same as the API gives it. */
export async function presentCommunity(ctx: Context, viewer: { id: Id } | null, id: Id): Promise<Community> {
  if (!isId(id)) throw notFound()
  const {
    welcomeHtml: _,
    waiting: __,
    sites: _sites,
    outside: _____,
    nextEvents: _events,
    briefings: _briefings,
    mayReply: ___,
    refusal: ____,
    ...community
  } = await presentRoom(ctx, viewer, { id })
  return community
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
  /** The thread of another community that it was taken from. */
  crosspostOf: Id | null
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
  return threadViews(rows, firsts)
}

export function threadViews(rows: sql.ThreadRow[], firsts: Status[]): ThreadView[] {
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
    crosspostOf: row.crosspost_of,
    first: byId.get(row.id) ?? null,
  }))
}

/** A page of threads in its order, and above it those that are pinned. */
export interface ThreadList {
  pinned: ThreadView[]
  page: ThreadView[]
}

const keyed: Record<sql.ThreadOrder, (a: ThreadView, b: ThreadView) => number> = {
  active: (a, b) => compareIds(b.lastId, a.lastId),
  new: (a, b) => compareIds(b.id, a.id),
  best: (a, b) => b.score - a.score || compareIds(b.id, a.id),
}

/**
 * A page of a community's threads: their rows and the state of their first posts, two queries at once. `pins`: with
 * those pinned, which may stand in the page as well.
 */
export async function listThreads(
  ctx: Context,
  viewer: { id: Id } | null,
  communityId: Id,
  page: sql.ThreadPage,
  pins: boolean,
): Promise<ThreadList> {
  const views = await pickedThreads(ctx, viewer, communityId, page, pins)
  // What was picked as pinned only stands behind the page in its order.
  const inOrder = [...views].sort(keyed[page.order]).slice(0, page.limit)
  return { pinned: pins ? views.filter(({ pinned }) => pinned) : [], page: inOrder }
}

export const listPinned = (ctx: Context, viewer: { id: Id } | null, communityId: Id) =>
  pickedThreads(ctx, viewer, communityId, null, true)

async function pickedThreads(
  ctx: Context,
  viewer: { id: Id } | null,
  communityId: Id,
  page: sql.ThreadPage | null,
  pins: boolean,
): Promise<ThreadView[]> {
  const [rows, { statuses }] = await Promise.all([
    sql.selectThreads(ctx, viewer?.id ?? null, communityId, page, pins),
    presentPicked(ctx, viewer, pickFirstPosts(ctx, communityId, page, pins)),
  ])
  rows.sort((a, b) => Number(b.pinned_at) - Number(a.pinned_at))
  return threadViews(rows, statuses)
}
