import type { Context, Id } from '../../context.ts'
import type { Category, Ground, Measure, RecordedMeasure } from './api.ts'
import type { Snapshot } from './cases-sql.ts'

/** A case as it is judged again: what was decided is not among it. */
export interface AuditRow {
  id: Id
  case_id: Id
  subject: string
  community_id: Id | null
  category: Category
  content: Snapshot
  of_status: boolean
  reports: number
  comments: string[]
}

/** The one that she has in hand, when it is not judged and may still be read. */
export const selectInHand = (ctx: Context, auditorId: Id) => ctx.db<AuditRow[]>`
  select u.id, c.id as case_id, c.subject, c.community_id, c.category, c.content, c.status_id is not null as of_status,
    c.reports, coalesce((select array_agg(r.comment order by r.id) from reports r where r.case_id = c.id and r.comment <> ''), '{}')
      as comments
  from decision_audits u join decisions d on d.id = u.decision_id join cases c on c.id = d.case_id
  where u.auditor_id = ${auditorId} and u.judged_at is null and c.content <> '{}' limit 1`

/**
 * Draws by lot one of the first decisions since then that she had no part in: neither made it, nor reported, is concerned,
 * took an appeal or wrote a note. `rooms` null: of the whole network.
 */
export async function drawDecision(
  ctx: Context,
  auditorId: Id,
  since: Date,
  rooms: Id[] | null,
): Promise<boolean> {
  const drawn = await ctx.db`
    insert into decision_audits (decision_id, auditor_id, drawn_at)
    select d.id, ${auditorId}, ${ctx.clock()} from decisions d join cases c on c.id = d.case_id
    where d.created_at >= ${since} and d.measure <> 'reversal' and d.decided_by <> ${auditorId}
      and c.subject ~ '^(status|account):' and c.content <> '{}'
      and c.account_id is distinct from ${auditorId} and c.answers_id is distinct from ${auditorId}
      and c.assignee_id is distinct from ${auditorId}
      ${rooms === null ? ctx.db`` : ctx.db`and c.community_id = any(${rooms}::bigint[])`}
      and not exists (select from decisions e where e.case_id = d.case_id and e.id < d.id)
      and not exists (select from decision_audits u where u.decision_id = d.id)
      and not exists (select from reports r where r.case_id = c.id and r.account_id = ${auditorId})
      and not exists (select from appeals a where a.case_id = c.id and a.judged_by = ${auditorId})
      and not exists (select from case_notes n where n.case_id = c.id and n.account_id = ${auditorId})
    order by random() limit 1
    on conflict do nothing returning 1`
  return drawn.length > 0
}

/** Back into the drum: what she gives back, and what somebody kept for too long. */
export const giveAuditBack = (ctx: Context, auditorId: Id, before: Date) => ctx.db`
  delete from decision_audits where judged_at is null and (auditor_id = ${auditorId} or drawn_at < ${before})`

export const dropStale = (ctx: Context, before: Date) => ctx.db`
  delete from decision_audits where judged_at is null and drawn_at < ${before}`

export interface JudgedRow {
  id: Id
  public_id: string
  measure: RecordedMeasure
  own_measure: Measure
  acts_alike: boolean
  same_measure: boolean
}

/** Judges the one in hand; nothing when there is none. Answers what was decided first. */
export const judgeAudit = (
  ctx: Context,
  auditorId: Id,
  id: Id,
  row: { measure: Measure; ground: Ground; note: string },
) => ctx.db<JudgedRow[]>`
  update decision_audits u set measure = ${row.measure}, ground = ${row.ground}, note = ${row.note},
    judged_at = ${ctx.clock()}, acts_alike = (d.measure = 'none') = (${row.measure}::text = 'none'),
    same_measure = d.measure = ${row.measure}::text
  from decisions d
  where d.id = u.decision_id and u.id = ${id} and u.auditor_id = ${auditorId} and u.judged_at is null
  returning u.id, d.public_id, d.measure, ${row.measure}::text as own_measure,
    (d.measure = 'none') = (${row.measure}::text = 'none') as acts_alike, d.measure = ${row.measure}::text as same_measure`
