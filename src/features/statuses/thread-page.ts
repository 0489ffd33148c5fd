import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { visibleStatus } from '../visibility/index.ts'
import type { Status } from './api.ts'
import { presentStatuses } from './present.ts'
import { selectAncestors, selectDescendants, selectThread, type ThreadRow } from './sql.ts'
import { inTreeOrder } from './thread.ts'

/** Replies on one page; above the post, at most this many of what it answers. */
export const repliesPerPage = 100
const ancestorsShown = 20
const most = 5000

export interface ThreadView {
  status: Status
  /** Oldest first; the nearest ones when there are many. */
  ancestors: Status[]
  /** The first post of the thread, when `ancestors` does not reach it. */
  root: Id | null
  /** Depth first; `depth` counts from 0 below the opened post. */
  replies: { status: Status; depth: number }[]
  /** Where the next page of replies begins; null at the end. */
  next: number | null
}

/** How deep each post lies below `root`; a post whose parent is gone stands at the top. */
export function depths(root: Id, order: readonly Id[], rows: readonly ThreadRow[]): Map<Id, number> {
  const parents = new Map(rows.map((row) => [row.id, row.in_reply_to_id]))
  const found = new Map<Id, number>([[root, -1]])
  for (const id of order) found.set(id, (found.get(parents.get(id) ?? root) ?? -1) + 1)
  return found
}

/**
 * What the thread page shows: only the posts of this page are loaded and presented, however long the thread is.
 * A boost opens the post that it boosts. Throws not_found for what the viewer may not see.
 */
export async function threadPage(
  ctx: Context,
  viewer: { id: Id } | null,
  id: string,
  from: number,
): Promise<ThreadView> {
  const seen = await visibleStatus(ctx, viewer, id)
  const target = seen.reblog_of_id ? await visibleStatus(ctx, viewer, seen.reblog_of_id) : seen
  const isRoot = target.thread_id === target.id
  const [above, rows] = await Promise.all([
    isRoot ? [] : selectAncestors(ctx, target.id, ancestorsShown + 1),
    isRoot ? selectThread(ctx, target.id, most) : selectDescendants(ctx, target.id, most),
  ])
  const order = inTreeOrder(target.id, rows)
  const ancestorIds = above.slice(-ancestorsShown)
  const replyIds = order.slice(from, from + repliesPerPage)
  const shown = new Map(
    (await presentStatuses(ctx, viewer, [...ancestorIds, target.id, ...replyIds])).map((status) => [
      status.id,
      status,
    ]),
  )
  const status = shown.get(target.id)
  if (!status) throw notFound()
  const depth = depths(target.id, order, rows)
  return {
    status,
    ancestors: ancestorIds.flatMap((ancestor) => shown.get(ancestor) ?? []),
    root: above.length > ancestorsShown ? target.thread_id : null,
    replies: replyIds.flatMap((reply) => {
      const found = shown.get(reply)
      return found ? [{ status: found, depth: depth.get(reply) ?? 0 }] : []
    }),
    next: from + repliesPerPage < order.length ? from + repliesPerPage : null,
  }
}
