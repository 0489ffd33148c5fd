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
  /** For the form of a commitment: events of the period ahead. */
  coming?: read.ComingEventRow[]
}

/** With what its forms offer, for those who write. */
export async function withChoices(ctx: Context, session: Session, has: Conclusions): Promise<Conclusions> {
  const { series, briefing } = session
  return { ...has, coming: await read.selectComing(ctx, series.id, briefing.period_to, briefing.ahead_to) }
}

/** What the session before promised for this one; null when it promised nothing. */
export async function promisedBefore(
  ctx: Context,
  { series, briefing }: Session,
): Promise<{ number: number; rows: read.CommitmentRow[] } | null> {
  const [before] = await read.selectBefore(ctx, series.id, briefing.number)
  const rows = before ? await read.selectCommitments(ctx, before.id) : []
  return before && rows.length > 0 ? { number: before.number, rows } : null
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
