import type { Context, Id } from '../../context.ts'
import { visibleStatus } from '../visibility/index.ts'
import type { Status } from './api.ts'
import { presentStatuses } from './present.ts'
import { selectAncestors, selectDescendants, selectThread, type ThreadRow } from './sql.ts'

/** Mastodon's limits for signed-in readers. */
const most = { ancestors: 4096, descendants: 4096, anonymous: 60 }

/** What a post answers (oldest first) and what answers it (depth first, siblings by time), as the viewer may see it. */
export async function threadOf(
  ctx: Context,
  viewer: { id: Id } | null,
  id: string,
): Promise<{ ancestors: Status[]; descendants: Status[] }> {
  const status = await visibleStatus(ctx, viewer, id)
  const limit = viewer ? most.descendants : most.anonymous
  const isRoot = status.thread_id === status.id
  const [ancestorIds, rows] = await Promise.all([
    isRoot ? [] : selectAncestors(ctx, status.id, viewer ? most.ancestors : 40),
    isRoot ? selectThread(ctx, status.id, limit + 1) : selectDescendants(ctx, status.id, limit),
  ])
  const descendantIds = inTreeOrder(status.id, rows)
  const all = await presentStatuses(ctx, viewer, [...ancestorIds, ...descendantIds])
  const above = new Set(ancestorIds)
  return {
    ancestors: all.filter((item) => above.has(item.id)),
    descendants: all.filter((item) => !above.has(item.id)),
  }
}

/** Depth first below `root`; without recursion, so that a chain of thousands of replies is no danger. */
export function inTreeOrder(root: Id, rows: readonly ThreadRow[]): Id[] {
  const children = new Map<Id, Id[]>()
  for (const row of rows) {
    if (row.id === root || row.in_reply_to_id === null) continue
    const siblings = children.get(row.in_reply_to_id)
    if (siblings) siblings.push(row.id)
    else children.set(row.in_reply_to_id, [row.id])
  }
  const order: Id[] = []
  const stack = [...(children.get(root) ?? [])].reverse()
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    order.push(next)
    const below = children.get(next)
    if (below) for (let at = below.length - 1; at >= 0; at -= 1) stack.push(below[at]!)
  }
  return order
}
