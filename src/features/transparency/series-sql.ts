import type { Context } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { Span } from './life-sql.ts'

/** One part of a period: what the plots are drawn from. */
export interface PartRow {
  part: number
  items: number
  reports: number
  opened: number
  decided: number
  median: number | null
  p90: number | null
  open: number
}

/** For each part: posts, reports, cases opened and decided, hours to the first decision, and cases open at its end. */
export const selectParts = (ctx: Context, parts: readonly Span[]) => ctx.db<PartRow[]>`
  select p.part::int as part,
    (select count(*)::int from statuses s where s.id >= p.low and s.id < p.high and s.local and s.reblog_of_id is null
      and s.visibility = 'public') as items,
    (select coalesce(sum(r.times), 0)::int from reports r where r.created_at >= p.from_at and r.created_at < p.to_at) as reports,
    (select count(*)::int from cases c where c.opened_at >= p.from_at and c.opened_at < p.to_at and c.reports > 0) as opened,
    d.decided, d.median, d.p90,
    (select count(*)::int from cases c where c.opened_at < p.to_at and (c.decided_at is null or c.decided_at >= p.to_at)
      and (c.closed_at is null or c.closed_at >= p.to_at)) as open
  from unnest(${parts.map(({ from }) => from.toISOString())}::text[]::timestamptz[], ${parts.map(({ to }) => to.toISOString())}::text[]::timestamptz[],
      ${parts.map(({ from }) => idAt(from))}::bigint[], ${parts.map(({ to }) => idAt(to))}::bigint[])
    with ordinality as p (from_at, to_at, low, high, part)
  cross join lateral (
    select count(hours)::int as decided, percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90
    from (
      select extract(epoch from d.created_at - c.opened_at)::float8 / 3600 as hours
      from decisions d join cases c on c.id = d.case_id
      where d.created_at >= p.from_at and d.created_at < p.to_at and d.measure <> 'reversal' and c.reports > 0
        and not exists (select from decisions e where e.case_id = d.case_id and e.id < d.id and e.measure <> 'reversal')) first) d
  order by p.part`
