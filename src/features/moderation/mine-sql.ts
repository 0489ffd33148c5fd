import type { Context, Id } from '../../context.ts'
import type { Category, RecordedMeasure } from './api.ts'

/** A report as the one who made it reads it: what became of it, and who was reported, but not who decided. */
export interface OwnReport {
  id: Id
  category: Category
  comment: string
  created_at: Date
  username: string | null
  domain: string | null
  community: string | null
  waiting: boolean
  withdrawn_at: Date | null
  measure: RecordedMeasure | null
  public_id: string | null
  /** The decision was taken back since. */
  undone: boolean
}

/** Newest first. */
export const selectOwnReports = (ctx: Context, accountId: Id, before: Id, limit: number) => ctx.db<
  OwnReport[]
>`
  select r.id, r.category, r.comment, r.created_at, r.withdrawn_at, a.username, a.domain, g.username as community,
    c.state in ('open', 'assessing') as waiting, d.measure, d.public_id,
    d.id is not null and exists (select from decisions b where b.reverses_id = d.id) as undone
  from reports r join cases c on c.id = r.case_id
  left join accounts a on a.id = c.account_id left join accounts g on g.id = c.community_id
  left join lateral (select d.id, d.measure, d.public_id from decisions d
    where d.case_id = c.id and d.measure <> 'reversal' order by d.id desc limit 1) d on true
  where r.account_id = ${accountId} and r.id < ${before} order by r.id desc limit ${limit}`
