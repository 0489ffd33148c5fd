import type { Context, Id } from '../../context.ts'
import { gini } from '../../lib/statistics.ts'
import * as life from './life-sql.ts'
import { hideSmall, type Metrics, ofSome, privateShare, round } from './small.ts'

/** Newcomers of the network, or of a community. Fewer than five could be known by name: hidden. */
export async function newcomers(
  ctx: Context,
  span: life.Span,
  at: Date,
  communityId: Id | null,
): Promise<Metrics> {
  const [first, later] = await Promise.all([
    life.selectAnswered(ctx, span, at, communityId),
    life.selectRetained(ctx, span, at, communityId),
  ])
  return {
    'newcomers.first_posts': hideSmall(first.posts),
    'newcomers.unanswered': hideSmall(first.posts - first.answered),
    'newcomers.answered.count': hideSmall(first.old),
    'newcomers.answered_share': privateShare(first.within_day, first.old),
    'newcomers.first_reply.count': hideSmall(first.answered),
    'newcomers.first_reply.median_hours': round(ofSome(first.median, first.answered)),
    'newcomers.first_reply.p90_hours': round(ofSome(first.p90, first.answered)),
    'newcomers.retained.count': hideSmall(later.people),
    'newcomers.retained_share': privateShare(later.retained, later.people),
  }
}

/** How evenly those who write share the writing. */
export async function spreadOf(ctx: Context, span: life.Span, communityId: Id | null) {
  const spread = await life.selectSpread(ctx, span, communityId)
  const sums = { count: spread.writers, sum: spread.posts, ranked: spread.ranked }
  const metrics: Metrics = {
    'concentration.writers': hideSmall(spread.writers),
    'concentration.writers_gini': ofSome(gini(sums), spread.writers),
    'concentration.top_tenth_share': ofSome(
      spread.posts === 0 ? null : spread.top / spread.posts,
      spread.writers,
    ),
  }
  return { metrics, sums }
}

export async function concentration(ctx: Context, span: life.Span): Promise<Metrics> {
  const [{ metrics, sums }, present, crossing] = await Promise.all([
    spreadOf(ctx, span, null),
    life.selectPresent(ctx, span),
    life.selectCrossing(ctx, span),
  ])
  return {
    ...metrics,
    'concentration.present': present === null ? null : hideSmall(present),
    'concentration.gini': present === null ? null : ofSome(gini(sums, present - sums.count), sums.count),
    'concentration.replies': hideSmall(crossing.replies),
    'concentration.cross_share': privateShare(crossing.crossing, crossing.replies),
  }
}
