import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { lockCase } from './cases-sql.ts'
import { insertLog } from './decisions-sql.ts'
import * as sql from './withdraw-sql.ts'

/**
 * Takes a report of one's own back while nobody has decided. A case that nobody stands behind any more, and that nobody
 * looks at, is closed as withdrawn; not so where somebody may be in danger, for she could be made to take it back. 404 for
 * somebody else's, 422 for one that was decided.
 */
export async function withdrawReport(ctx: Context, reporter: { id: Id }, reportId: Id): Promise<void> {
  const [report] = isId(reportId) ? await sql.selectOwnReport(ctx, reportId, reporter.id) : []
  if (!report) throw notFound()
  await ctx.tx(async (ctx) => {
    await lockCase(ctx, report.case_id)
    if (!(await sql.withdraw(ctx, reportId))) throw unprocessable('report_decided')
    if (await sql.closeWithdrawn(ctx, report.case_id))
      await insertLog(ctx, { actorId: null, act: 'withdrawn', caseId: report.case_id })
  })
}
