import type { Context } from '../../context.ts'
import { type CorrectionRow, type Session, selectCorrections } from '../briefings/index.ts'
import * as read from './read-sql.ts'

/** Everything that a session concluded, as its pages and its publication show it. */
export interface Conclusions {
  findings: read.FindingRow[]
  solutions: read.SolutionRow[]
  dissents: read.DissentRow[]
  actions: read.ActionRow[]
  concerns: read.ConcernRow[]
  /** Of the concerns, at every session, oldest first. */
  notes: read.ConcernNoteRow[]
  commitments: read.CommitmentRow[]
  corrections: CorrectionRow[]
  /** Measures that ended in the period, with their reviews. */
  measures: read.HeldMeasureRow[]
}

export async function conclusionsOf(ctx: Context, { series, briefing }: Session): Promise<Conclusions> {
  const [findings, solutions, dissents, actions, concerns, commitments, corrections, measures] =
    await Promise.all([
      read.selectFindings(ctx, briefing.id),
      read.selectSolutions(ctx, briefing.id),
      read.selectDissents(ctx, briefing.id),
      read.selectActionsOf(ctx, briefing.id),
      read.selectConcernsAt(ctx, series.id, briefing),
      read.selectCommitments(ctx, briefing.id),
      selectCorrections(ctx, briefing.id, 500),
      read.selectHeldMeasures(ctx, series.community_id, briefing.period_from, briefing.period_to),
    ])
  const ids = concerns.map(({ id }) => id)
  const notes = ids.length === 0 ? [] : await read.selectConcernNotes(ctx, ids)
  return { findings, solutions, dissents, actions, concerns, notes, commitments, corrections, measures }
}
