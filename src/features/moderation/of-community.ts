import type { Context, Id } from '../../context.ts'
import * as sql from './decisions-sql.ts'
import type { Statement } from './entities.ts'
import { redacted, withNames } from './present.ts'
import { redact } from './redact.ts'

export interface JudgedStatement extends Statement {
  /** What came of the appeal, if there was one; null for none. */
  appeal: {
    opened_at: string
    outcome: string | null
    reasons: string
    judged_at: string | null
  } | null
}

/**
 * A portion of what was decided in and about a community, the oldest first, as the public record gives it; with the
 * outcome of the appeals, redacted in the same way. `after` is the id of the last of the portion before.
 */
export async function decisionsOfCommunity(
  ctx: Context,
  communityId: Id,
  after: Id,
  limit: number,
): Promise<{ id: Id; statement: JudgedStatement }[]> {
  const rows = await withNames(ctx, await sql.selectOfCommunity(ctx, communityId, after, limit))
  const appeals = await sql.selectAppeals(
    ctx,
    rows.map((row) => row.id),
  )
  const byDecision = new Map(appeals.map((appeal) => [appeal.decision_id, appeal]))
  return rows.map((row) => {
    const appeal = byDecision.get(row.id)
    return {
      id: row.id,
      statement: {
        ...redacted(ctx, row),
        appeal: appeal
          ? {
              opened_at: appeal.created_at.toISOString(),
              outcome: appeal.outcome,
              reasons: row.private ? '' : redact(appeal.reasons),
              judged_at: appeal.judged_at?.toISOString() ?? null,
            }
          : null,
      },
    }
  })
}
