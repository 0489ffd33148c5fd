import type { Context, Id } from '../../context.ts'
import type { Status } from '../statuses/api.ts'
import {
  depths,
  inTreeOrder,
  pickRange,
  postsPerPage,
  presentPicked,
  type RangeRow,
  selectRange,
} from '../statuses/index.ts'
import { type NoteRow, selectNotes } from '../threads/index.ts'

/** What stands on a page of a thread: a post, or the numbers of posts that are not there (any more). */
export type Entry =
  | {
      kind: 'post'
      number: number
      status: Status
      depth: number
      parent: { number: number; name: string } | null
      /** Numbers of what answers it. */
      answers: number[]
    }
  | { kind: 'gap'; number: number; to: number; reason: 'deleted' | 'removed' | 'hidden' }

export interface ThreadPosts {
  page: number
  pages: number
  entries: Entry[]
  notes: NoteRow[]
  /** Everything up to here has been shown to whoever read this page. */
  last: number
  /** The post that began the thread, when she may see it. */
  first: Status | null
}

interface Missing {
  number: number
  reason: 'deleted' | 'removed' | 'hidden'
}

/** Numbers side by side that are missing for the same reason become one gap. */
function gapsOf(missing: Missing[]): Extract<Entry, { kind: 'gap' }>[] {
  const gaps: Extract<Entry, { kind: 'gap' }>[] = []
  for (const { number, reason } of missing) {
    const before = gaps.at(-1)
    if (before && before.to === number - 1 && before.reason === reason) before.to = number
    else gaps.push({ kind: 'gap', number, to: number, reason })
  }
  return gaps
}

const reasonOf = (row: RangeRow | undefined): Missing['reason'] =>
  !row || row.deleted ? 'deleted' : row.removed ? 'removed' : 'hidden'

/** Each entry below what it answers, as far as that is on this page; gaps and the rest in the order of numbers. */
function nested(entries: Entry[], rows: Map<number, RangeRow>): Entry[] {
  const ids = new Map(entries.map((entry) => [idOf(entry), entry]))
  const tree = entries.map((entry) => {
    const parent = entry.kind === 'post' ? rows.get(entry.number)?.in_reply_to_id : null
    const inside = parent && ids.has(parent) && rows.get(entry.number)?.parent_number !== 0
    return { id: idOf(entry), in_reply_to_id: inside ? parent : 'top', account_id: '' }
  })
  const order = inTreeOrder('top', tree)
  const depth = depths('top', order, tree)
  return order.map((id) => {
    const entry = ids.get(id)!
    return entry.kind === 'post' ? { ...entry, depth: depth.get(id) ?? 0 } : entry
  })
}

const idOf = (entry: Entry): Id => (entry.kind === 'post' ? entry.status.id : `gap-${entry.number}`)

/** Where a page of a thread lies; page numbers stay true for ever. */
export interface Span {
  page: number
  pages: number
  from: number
  /** Below this number. */
  to: number
}

/** `last`: the highest number that was given to a post that is still in the table. */
export function spanOf(last: number, asked: number): Span {
  const pages = Math.floor(last / postsPerPage) + 1
  const page = Math.min(Math.max(1, asked), pages)
  const from = (page - 1) * postsPerPage
  return { page, pages, from, to: page === pages ? last + 1 : from + postsPerPage }
}

/**
 * One page of a thread: an index range by number, its notes and the state of its posts, three queries at once. `first`
 * is the post that began it, also where it stands on another page.
 */
export async function threadPosts(
  ctx: Context,
  viewer: { id: Id } | null,
  threadId: Id,
  { page, pages, from, to }: Span,
  order: 'tree' | 'time',
): Promise<ThreadPosts> {
  const [range, notes, { statuses }] = await Promise.all([
    selectRange(ctx, threadId, from, to),
    // A note after the last post of a page stands there, and nowhere else.
    selectNotes(ctx, threadId, from, page === pages ? 2_147_483_647 : to),
    presentPicked(ctx, viewer, pickRange(ctx, threadId, from, to)),
  ])
  const rows = new Map(range.map((row) => [row.number, row]))
  const shown = new Map(statuses.map((status) => [status.id, status]))
  const missing: Missing[] = []
  const posts: Entry[] = []
  for (let number = from; number < to; number += 1) {
    const row = rows.get(number)
    const status = row ? shown.get(row.id) : undefined
    if (!row || !status) missing.push({ number, reason: reasonOf(row) })
    else {
      const parent =
        row.parent_number === null ? null : { number: row.parent_number, name: row.parent_name ?? '' }
      posts.push({ kind: 'post', number, status, depth: 0, parent, answers: row.answers ?? [] })
    }
  }
  const entries = [...posts, ...gapsOf(missing)].sort((a, b) => a.number - b.number)
  return {
    page,
    pages,
    entries: order === 'tree' ? nested(entries, rows) : entries,
    notes,
    last: to - 1,
    first: shown.get(threadId) ?? null,
  }
}
