import type { Context, Id } from '../../context.ts'
import { AppError, conflictOf, invalid } from '../../errors.ts'
import type { Viewer } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { reportsFor, requestReport } from '../transparency/index.ts'
import * as sql from './sql.ts'
import { type Actor, isPublished, requireRunner, touch } from './standing.ts'

type Person = Pick<Viewer, 'id' | 'role'>

/**
 * Has the period of a session counted in the background, and puts the report beside it; runners. Errors as
 * `requestReport`: 422 for a period that lies ahead or before the network began.
 */
export async function countPeriod(ctx: Context, actor: Person, briefingId: Id): Promise<Id> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const reportId = await requestReport(ctx, actor, {
    from: briefing.period_from,
    to: briefing.period_to,
    // A session may look back on any span; that others of ours cross it is said by the report itself.
    overlap: true,
  })
  await ctx.tx(async (ctx) => {
    await sql.updateReport(ctx, briefingId, reportId)
    await touch(ctx, briefingId)
  })
  return reportId
}

/** As `countPeriod`, where it is no reason to stop that the period cannot be counted (a session of long ago). */
export async function countIfPossible(ctx: Context, actor: Person, briefingId: Id): Promise<void> {
  try {
    await countPeriod(ctx, actor, briefingId)
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error
  }
}

/** Puts another network's report beside ours, by its address or number. 422 for none. */
export async function putReportBeside(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  typed: string,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const id = /(?:^|\/bao-cao\/)(\d{1,19})\/?$/.exec(typed.trim())?.[1]
  const [found] = id && isId(id) ? await reportsFor(ctx, [id]) : []
  if (!found || found.row.id === briefing.report_id)
    throw invalid({ field: 'report', code: 'no_such_report' })
  await ctx.tx(async (ctx) => {
    await sql.insertReport(ctx, briefingId, found.row.id, null)
    await touch(ctx, briefingId)
  })
}

export async function takeReportAway(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  reportId: Id,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(isPublished(briefing), 'briefing_is_published')
  await sql.deleteReport(ctx, briefingId, reportId)
  await touch(ctx, briefingId)
}
