import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import {
  cleanTitle,
  moveToCommunity,
  removeStatus,
  renumber,
  retitle,
  selectAnnouncement,
  selectLastNumber,
  selectRange,
  unlistTags,
} from '../statuses/index.ts'
import * as threads from '../threads/index.ts'
import { writingRefusal } from '../visibility/index.ts'
import { getCommunity } from './communities.ts'
import { selectThreadRows, type ThreadRow } from './sql.ts'
import { getStanding, may, requirePermission, requireReader } from './standing.ts'

/** Graphemes of the summary of a thread. */
export const summaryLimit = 1000

/** The thread's row for whoever may read its community; a thread that is gone, or nobody's business, is 404. */
export async function getThread(ctx: Context, viewer: { id: Id } | null, id: string): Promise<ThreadRow> {
  if (!isId(id)) throw notFound()
  const [row] = await selectThreadRows(ctx, viewer?.id ?? null, [id])
  if (!row) throw notFound()
  await requireReader(ctx, viewer, row.community_id).catch((error) => {
    // That a thread exists in a private community is for its members, too.
    throw notFoundOr(error)
  })
  return row
}

const notFoundOr = (error: unknown): unknown =>
  error instanceof AppError && error.code === 'forbidden' ? notFound() : error

/** The thread, for somebody whom its community trusts with posts. */
async function governed(ctx: Context, actor: { id: Id }, threadId: string): Promise<ThreadRow> {
  const row = await getThread(ctx, actor, threadId)
  await requirePermission(ctx, actor, row.community_id, 'posts')
  return row
}

/** Nobody but moderators answers until it is unlocked; a note says who did it and where. */
export async function setLocked(ctx: Context, actor: { id: Id }, id: string, locked: boolean): Promise<void> {
  const row = await governed(ctx, actor, id)
  await ctx.tx(async (ctx) => {
    if (!(await threads.updateLocked(ctx, row.id, locked))) return
    await threads.leaveNote(ctx, {
      thread_id: row.id,
      after_number: await selectLastNumber(ctx, row.id),
      kind: locked ? 'locked' : 'unlocked',
      account_id: actor.id,
    })
  })
}

export async function setPinned(ctx: Context, actor: { id: Id }, id: string, pinned: boolean): Promise<void> {
  const row = await governed(ctx, actor, id)
  await threads.updatePinned(ctx, row.id, pinned)
}

/** What a long thread came to, in the words of who began it; also of moderators. '' takes it away. */
export async function setSummary(ctx: Context, actor: { id: Id }, id: string, text: string): Promise<void> {
  const row = await getThread(ctx, actor, id)
  const standing = await getStanding(ctx, actor, row.community_id)
  if (row.account_id !== actor.id && !may(standing, 'posts')) throw forbidden('community_needs_role')
  const summary = cleanText(text).trim()
  if (countGraphemes(summary, summaryLimit) > summaryLimit)
    throw invalid({ field: 'summary', code: 'too_big', params: { limit: summaryLimit } })
  await threads.updateSummary(ctx, row.id, summary)
}

/** Whether she may change its title and section: who began it and may still write there, and those trusted with posts. */
export async function mayEditThread(ctx: Context, actor: { id: Id }, row: ThreadRow): Promise<void> {
  const standing = await getStanding(ctx, actor, row.community_id)
  if (may(standing, 'posts')) return
  if (row.account_id !== actor.id) throw forbidden('community_needs_role')
  const refusal = writingRefusal(standing, false)
  if (refusal) throw forbidden(refusal)
}

/**
 * Another title, another section (a tag key; null or '' for none); what is not given stays. A moderator's change of
 * somebody else's thread leaves a note. 403 for others, 422 for a title too long or a section that is none.
 */
export async function editThread(
  ctx: Context,
  actor: { id: Id },
  id: string,
  input: { title?: string | undefined; section?: string | null | undefined },
): Promise<void> {
  const row = await getThread(ctx, actor, id)
  await mayEditThread(ctx, actor, row)
  const title = input.title === undefined ? row.title : cleanTitle(input.title)
  const section = input.section === undefined ? row.section : input.section || null
  const sections = (await getCommunity(ctx, row.community_id)).sections ?? []
  const named = sections.find(({ tag }) => tag === section)
  if (section !== row.section && section !== null && !named)
    throw invalid({ field: 'section', code: 'invalid' })
  await ctx.tx(async (ctx) => {
    const changes: [threads.NoteKind, string][] = []
    if (title !== row.title) {
      await retitle(ctx, row.id, row.title, title)
      changes.push(['renamed', title])
    }
    if (section !== row.section) {
      await threads.updateSection(ctx, row.id, section)
      changes.push(['resectioned', named?.name ?? ''])
    }
    if (row.account_id === actor.id || changes.length === 0) return
    const after = await selectLastNumber(ctx, row.id)
    for (const [kind, text] of changes)
      await threads.leaveNote(ctx, {
        thread_id: row.id,
        after_number: after,
        kind,
        account_id: actor.id,
        text,
      })
  })
}

export async function setThreadFollow(
  ctx: Context,
  actor: { id: Id },
  id: string,
  follows: boolean,
): Promise<void> {
  const row = await getThread(ctx, actor, id)
  await threads.upsertFollow(ctx, actor.id, row.id, follows)
}

/** Read up to this number, or to the end. Never back. */
export async function markRead(
  ctx: Context,
  actor: { id: Id },
  id: string,
  number: number | null = null,
): Promise<void> {
  const row = await getThread(ctx, actor, id)
  const last = row.numbers - 1
  await threads.upsertRead(ctx, actor.id, row.id, number === null ? last : Math.min(number, last))
}

/**
 * Takes a thread into another community, where the actor is trusted with posts as well. What was written for the
 * members of a private community stays there (422).
 */
export async function moveThread(ctx: Context, actor: { id: Id }, id: string, to: Id): Promise<void> {
  const row = await governed(ctx, actor, id)
  if (row.community_id === to) return
  const from = await getStanding(ctx, actor, row.community_id)
  const target = await requirePermission(ctx, actor, to, 'posts')
  if (from.private) throw unprocessable('thread_stays_private')
  await ctx.tx(async (ctx) => {
    await lockOne(ctx, row.id)
    await threads.updateCommunity(ctx, row.id, to)
    await moveToCommunity(ctx, row.id, to, target.private)
    if (target.private) await unlistTags(ctx, row.id)
    await threads.leaveNote(ctx, {
      thread_id: row.id,
      after_number: await selectLastNumber(ctx, row.id),
      kind: 'moved',
      account_id: actor.id,
    })
    for (const boost of await selectAnnouncement(ctx, row.id, row.community_id))
      await removeStatus(ctx, boost)
    await ctx.enqueue('communities.announce', { statusId: row.id })
  })
}

async function lockOne(ctx: Context, id: Id): Promise<void> {
  if ((await threads.lockThreads(ctx, [id])).length === 0) throw notFound()
}

/** The posts from number `from` on become a thread of their own; both say so. Answers its id. */
export async function splitThread(
  ctx: Context,
  actor: { id: Id },
  id: string,
  from: number,
  title: string,
): Promise<Id> {
  const row = await governed(ctx, actor, id)
  const clean = cleanTitle(title)
  if (clean === '') throw invalid({ field: 'title', code: 'blank' })
  if (!Number.isInteger(from) || from < 1) throw invalid({ field: 'number', code: 'no_such_post' })
  return ctx.tx(async (ctx) => {
    await lockOne(ctx, row.id)
    const [first] = (await selectRange(ctx, row.id, from, from + 1)).filter((post) => !post.deleted)
    if (!first) throw invalid({ field: 'number', code: 'no_such_post' })
    const [author] = await authorOf(ctx, first.id)
    await threads.openThread(ctx, {
      id: first.id,
      community_id: row.community_id,
      account_id: author!.account_id,
      title: clean,
      section: row.section,
    })
    await renumber(ctx, { threadId: row.id, from, to: first.id, first: 0 })
    await recountBoth(ctx, row.id, first.id)
    const note = { kind: 'split', account_id: actor.id } as const
    await threads.leaveNote(ctx, {
      ...note,
      thread_id: row.id,
      after_number: from - 1,
      other_thread_id: first.id,
    })
    await threads.leaveNote(ctx, {
      ...note,
      thread_id: first.id,
      after_number: 0,
      other_thread_id: row.id,
      text: 'from',
    })
    return first.id
  })
}

const authorOf = (ctx: Context, statusId: Id) =>
  ctx.db<{ account_id: Id }[]>`select account_id from statuses where id = ${statusId}`

async function recountBoth(ctx: Context, one: Id, other: Id): Promise<void> {
  await threads.recount(ctx, one)
  await threads.recount(ctx, other)
  await threads.rescore(ctx, one)
  await threads.rescore(ctx, other)
}

/** Appends a thread to another of the same community; its address leads there from now on. */
export async function mergeThread(ctx: Context, actor: { id: Id }, id: string, into: string): Promise<void> {
  const row = await governed(ctx, actor, id)
  const target = await getThread(ctx, actor, into)
  if (row.id === target.id || row.community_id !== target.community_id || target.merged_into)
    throw invalid({ field: 'into', code: 'no_such_thread' })
  await ctx.tx(async (ctx) => {
    const locked = await threads.lockThreads(ctx, [row.id, target.id])
    const end = locked.find((one) => one.id === target.id)
    if (locked.length < 2 || !end) throw notFound()
    await renumber(ctx, { threadId: row.id, from: 0, to: target.id, first: end.numbers })
    await threads.updateMerged(ctx, row.id, target.id)
    await recountBoth(ctx, row.id, target.id)
    await threads.copyFollowers(ctx, row.id, target.id)
    await threads.leaveNote(ctx, {
      thread_id: target.id,
      after_number: end.numbers - 1,
      kind: 'merged',
      account_id: actor.id,
      other_thread_id: row.id,
      text: row.title,
    })
  })
}
