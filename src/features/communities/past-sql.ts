import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'
import type { PastDecision } from './api.ts'

/** Decisions that came with the community from where it lived before. Only an import writes them (src/cli/community). */

export interface PastDecisionRow {
  id: Id
  statement: PastDecision
}

/** Newest first. */
export async function selectPastDecisions(
  ctx: Context,
  communityId: Id,
  page: Page,
): Promise<PastDecisionRow[]> {
  const { below, above } = bounds(page)
  const rows = await ctx.db<PastDecisionRow[]>`
    select id, statement from community_past_decisions
    where community_id = ${communityId} and id < ${below} and id > ${above}
    order by ${page.minId ? ctx.db`id asc` : ctx.db`id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export async function hasPastDecisions(ctx: Context, communityId: Id): Promise<boolean> {
  const rows = await ctx.db<{ one: number }[]>`
    select 1 as one from community_past_decisions where community_id = ${communityId} limit 1`
  return rows.length > 0
}
