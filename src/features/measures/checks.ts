import type { Context, Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { formatDate, formatTime } from '../../lib/format/index.ts'
import { idTime } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { allInForce, countRefusal } from './in-force.ts'
import { freshLimits } from './kinds.ts'
import * as sql from './sql.ts'

const HOUR_MS = 3_600_000

/** "14:36 25/11/2015": understood in both languages. */
export const moment = (at: Date): string => `${formatTime(at, 'vi')} ${formatDate(at, 'vi')}`

export const pageOf = (ctx: Context, row: { id: Id }): string =>
  `${ctx.config.origin}/do-nong/bien-phap/${row.id}`

/** Counts a refusal and answers the error that says which measure, until when and where the reason stands. */
export function refusal(
  ctx: Context,
  row: sql.MeasureRow,
  code: 'rate_limited' | 'unprocessable' | 'forbidden' | 'unavailable',
  reason: string,
  params: Record<string, string | number> = {},
): AppError {
  countRefusal(ctx, row.id)
  return new AppError(code, reason, {
    params: { until: moment(row.ends_at), url: pageOf(ctx, row), ...params },
  })
}

export interface Written {
  communityId: Id | null
  links: number
  direct: boolean
}

/**
 * Holds a new post against what is in force. Call inside its transaction. Throws 503 `measure_read_only`, 429
 * `measure_slow_mode` and `measure_young_posts` with the seconds to wait, 422 `measure_young_links`. The team, and a
 * community's own moderators in it, are not held back. Without a measure it asks nothing.
 */
export async function requireMeasures(ctx: Context, author: { id: Id }, post: Written): Promise<void> {
  const rows = (await allInForce(ctx)).filter(
    (row) => row.community_id === null || row.community_id === post.communityId,
  )
  const holding = rows.filter(({ kind }) =>
    ['slow_mode', 'young_accounts', 'read_only', 'sign_in_to_write'].includes(kind),
  )
  if (holding.length === 0) return
  const [writer] = await sql.lockWriter(ctx, author.id, post.communityId)
  // A site's article or a community's own post: whoever made it was asked before.
  if (!writer) return
  if (writer.role !== 'user') return
  for (const row of holding) {
    if (row.community_id !== null && writer.room_role !== null) continue
    if (row.kind === 'read_only') {
      const seconds = Math.max(1, Math.ceil((row.ends_at.getTime() - ctx.clock().getTime()) / 1000))
      throw refusal(ctx, row, 'unavailable', 'measure_read_only', { seconds })
    }
    if (row.kind === 'slow_mode' && !post.direct) await requirePause(ctx, author, row)
    if (row.kind === 'young_accounts') await requireYoung(ctx, author, row, post)
    if (row.kind === 'sign_in_to_write') await requireFresh(ctx, author, row, post)
  }
}

/** As requireMeasures does for posts: what an edit may hold. */
export async function requireEditMeasures(
  ctx: Context,
  author: { id: Id },
  post: Written & { linksBefore: number },
): Promise<void> {
  if (post.links <= post.linksBefore) return
  const rows = await allInForce(ctx)
  for (const row of rows) {
    if (row.community_id !== null && row.community_id !== post.communityId) continue
    const most = linksFor(ctx, author, row)
    if (most === null || post.links <= most) continue
    const [writer] = await sql.lockWriter(ctx, author.id, row.community_id)
    if (writer?.role !== 'user' || (row.community_id !== null && writer.room_role !== null)) continue
    throw tooManyLinks(ctx, row, most)
  }
}

const tooManyLinks = (ctx: Context, row: sql.MeasureRow, limit: number): AppError =>
  refusal(ctx, row, 'unprocessable', limit === 0 ? 'measure_young_no_links' : 'measure_young_links', {
    limit,
  })

/** How many links a measure leaves to somebody; null where it says nothing about hers. */
function linksFor(ctx: Context, author: { id: Id }, row: sql.MeasureRow): number | null {
  if (row.kind === 'young_accounts' && isYounger(ctx, author, row)) return row.options.links ?? 0
  if (row.kind === 'sign_in_to_write' && idTime(author.id) >= row.begins_at) return freshLimits.links
  return null
}

async function requirePause(ctx: Context, author: { id: Id }, row: sql.MeasureRow): Promise<void> {
  const pause = row.options.seconds ?? 60
  const now = ctx.clock().getTime()
  const [last] = await sql.selectLastPost(ctx, author.id, new Date(now - pause * 1000), row.community_id)
  if (!last) return
  const seconds = Math.max(1, Math.ceil((idTime(last.id).getTime() + pause * 1000 - now) / 1000))
  throw refusal(ctx, row, 'rate_limited', 'measure_slow_mode', { pause, seconds })
}

const isYounger = (ctx: Context, author: { id: Id }, row: sql.MeasureRow): boolean =>
  idTime(author.id).getTime() + (row.options.days ?? 7) * DAY_MS > ctx.clock().getTime()

async function requireYoung(
  ctx: Context,
  author: { id: Id },
  row: sql.MeasureRow,
  post: Written,
): Promise<void> {
  if (!isYounger(ctx, author, row)) return
  const { posts = 5, links = 0 } = row.options
  await requireFew(ctx, author, row, post, { posts, links })
}

async function requireFresh(
  ctx: Context,
  author: { id: Id },
  row: sql.MeasureRow,
  post: Written,
): Promise<void> {
  if (idTime(author.id) >= row.begins_at) await requireFew(ctx, author, row, post, freshLimits)
}

async function requireFew(
  ctx: Context,
  author: { id: Id },
  row: sql.MeasureRow,
  post: Written,
  limits: { posts: number; links: number },
): Promise<void> {
  if (post.links > limits.links) throw tooManyLinks(ctx, row, limits.links)
  const now = ctx.clock().getTime()
  const [found] = await sql.countPosts(ctx, author.id, new Date(now - HOUR_MS), row.community_id)
  if (!found || found.posts < limits.posts) return
  const free = (found.first === null ? now : idTime(found.first).getTime()) + HOUR_MS
  throw refusal(ctx, row, 'rate_limited', 'measure_young_posts', {
    limit: limits.posts,
    seconds: Math.max(1, Math.ceil((free - now) / 1000)),
    free: moment(new Date(free)),
  })
}
