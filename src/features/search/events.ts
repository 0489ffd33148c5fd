import type { Context, Id } from '../../context.ts'
import { fieldTiers } from './articles.ts'
import { index } from './documents.ts'
import type { Prepared } from './posts.ts'
import * as sql from './read-sql.ts'
import { isWide } from './terms.ts'

/** So many candidates are put in order. */
const weighed = 100

/**
 * Events that everybody may read: what is spelt as it was asked for first, what is to come before what is over, the
 * nearest first.
 */
export async function searchEvents(
  ctx: Context,
  viewer: { id: Id } | null,
  prepared: Prepared,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<{ events: sql.EventHit[]; next: number | null }> {
  const { asked, question } = prepared
  if (question.library || question.has.length > 0 || asked.tiers.length === 0)
    return { events: [], next: null }
  const tiers = fieldTiers(asked)
  const { found } = await index.find(ctx, {
    kind: 'event',
    tiers,
    wide: tiers.map((tier) => isWide(asked, tier)),
    marks: prepared.marks,
    reach: ['*'],
    without: prepared.without,
    below: prepared.below,
    above: prepared.above,
    wanted: weighed,
  })
  const now = ctx.clock()
  const ids = found.map(({ id }) => id)
  const rows = ids.length > 0 ? await sql.selectEventHits(ctx, viewer?.id ?? null, ids, now) : []
  // Where in the event the words stand says little; whether they are spelt so does.
  const folds = new Map(
    found.map(({ id, tier }) => [id, tiers[tier - 1]!.every((term) => /^[hl]?k/.test(term)) ? 1 : 0]),
  )
  const away = (row: sql.EventHit) => Math.abs(row.starts_at.getTime() - now.getTime())
  const typed = asked.query.accented ? folds : new Map<Id, number>()
  const ordered = [...rows].sort(
    (a, b) =>
      (typed.get(a.id) ?? 0) - (typed.get(b.id) ?? 0) ||
      Number(b.ahead) - Number(a.ahead) ||
      away(a) - away(b) ||
      (a.id < b.id ? 1 : -1),
  )
  return {
    events: ordered.slice(offset, offset + limit),
    next: ordered.length > offset + limit ? offset + limit : null,
  }
}
