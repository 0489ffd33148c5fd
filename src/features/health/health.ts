import type { Context, Id } from '../../context.ts'
import { forbidden } from '../../errors.ts'
import { DAY_MS } from '../../lib/time.ts'
import { requireReader } from '../communities/index.ts'
import {
  type Cell,
  type Metrics,
  newcomers,
  type Period,
  periodAt,
  periodBefore,
  selectWaiting,
  spreadOf,
} from '../transparency/index.ts'

/**
 * What the advice goes by; printed on the page. Shares and the Gini index from 0 to 1, hours, days. They are rules of thumb:
 * where most first posts are answered within a day, people come back; where a tenth writes more than half, the rest listens.
 */
export const thresholds = {
  answered: 0.7,
  firstReplyHours: 24,
  retained: 0.3,
  gini: 0.6,
  topTenth: 0.5,
  oldestDays: 7,
} as const

/** How many months stand beside each other. */
const MONTHS = 6

export type Advice =
  | 'answer_more'
  | 'answer_sooner'
  | 'keep_them'
  | 'spread'
  | 'few_voices'
  | 'decide'
  | 'nobody_new'
  | 'too_few'
  | 'well'

export interface Month {
  period: Period
  complete: boolean
  metrics: Metrics
}

export interface Health {
  /** Oldest first; the last one runs. */
  months: Month[]
  /** All of them together. */
  whole: { from: Date; to: Date; metrics: Metrics }
  waiting: { cases: number; oldestDays: number | null }
  advice: Advice[]
}

async function metricsOf(ctx: Context, communityId: Id, span: { from: Date; to: Date }): Promise<Metrics> {
  const now = ctx.clock()
  const at = now < span.to ? now : span.to
  const fresh = await newcomers(ctx, span, at, communityId)
  const { metrics } = await spreadOf(ctx, span, communityId)
  return { ...fresh, ...metrics }
}

interface Kept {
  metrics: Promise<Metrics>
}

/** Kept for minutes while a month lasts, and for hours when it is over. */
function keptMetrics(
  ctx: Context,
  communityId: Id,
  span: { from: Date; to: Date },
  over: boolean,
): Promise<Metrics> {
  const kept = ctx.cache.lru<string, Kept>('health', { max: 500 })
  const key = `${communityId}:${span.from.getTime()}:${over ? span.to.getTime() : 'now'}`
  const known = kept.get(key)
  if (known) return known.metrics
  const metrics = metricsOf(ctx, communityId, span)
  kept.set(key, { metrics }, { ttl: (over ? 360 : 5) * 60_000 })
  metrics.catch(() => kept.delete(key))
  return metrics
}

const above = (cell: Cell | undefined, limit: number) => typeof cell === 'number' && cell > limit
const below = (cell: Cell | undefined, limit: number) => typeof cell === 'number' && cell < limit

/** Plain sentences by the thresholds; pure. */
export function adviceOf(metrics: Metrics, waiting: Health['waiting']): Advice[] {
  const found: Advice[] = []
  if (metrics['newcomers.first_posts'] === 0) found.push('nobody_new')
  if (below(metrics['newcomers.answered_share'], thresholds.answered)) found.push('answer_more')
  if (above(metrics['newcomers.first_reply.median_hours'], thresholds.firstReplyHours))
    found.push('answer_sooner')
  if (below(metrics['newcomers.retained_share'], thresholds.retained)) found.push('keep_them')
  if (above(metrics['concentration.top_tenth_share'], thresholds.topTenth)) found.push('few_voices')
  else if (above(metrics['concentration.writers_gini'], thresholds.gini)) found.push('spread')
  if ((waiting.oldestDays ?? 0) > thresholds.oldestDays) found.push('decide')
  if (found.length > 0) return found
  const known = ['newcomers.answered_share', 'newcomers.retained_share', 'concentration.writers_gini'].some(
    (name) => typeof metrics[name] === 'number',
  )
  return [known ? 'well' : 'too_few']
}

/**
 * How a community does, for its founder, its moderators and its members: 403 for everybody else, also where everybody may
 * read it, for the numbers of a small room say more than those of a town. 404 for no community.
 */
export async function communityHealth(
  ctx: Context,
  viewer: { id: Id } | null,
  communityId: Id,
): Promise<Health> {
  const standing = await requireReader(ctx, viewer, communityId)
  if (!standing.member) throw forbidden('health_members_only')
  const now = ctx.clock()
  const periods = [periodAt('month', now)]
  while (periods.length < MONTHS) periods.unshift(periodBefore(periods[0]!))
  const months: Month[] = []
  for (const period of periods) {
    const complete = period.to <= now
    months.push({ period, complete, metrics: await keptMetrics(ctx, communityId, period, complete) })
  }
  const whole = { from: periods[0]!.from, to: periods.at(-1)!.to }
  const metrics = await keptMetrics(ctx, communityId, whole, false)
  const { cases, oldest } = await selectWaiting(ctx, communityId, now)
  const waiting = { cases, oldestDays: oldest && Math.floor((now.getTime() - oldest.getTime()) / DAY_MS) }
  return {
    months,
    whole: { from: whole.from, to: now, metrics },
    waiting,
    advice: adviceOf(metrics, waiting),
  }
}
