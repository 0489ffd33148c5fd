import type { Context } from '../../context.ts'
import { vietnamDay } from '../../lib/time.ts'
import type { Span } from './life-sql.ts'

/** The rest of the figures: what reports became of, second looks, incidents, promises, scams, requests about data. */

export interface JoinedRow {
  /** Reports that came to a case which was there already. */
  duplicate: number
  /** Reports taken back in the period. */
  withdrawn: number
}

export async function selectJoined(ctx: Context, { from, to }: Span): Promise<JoinedRow> {
  const rows = await ctx.db<JoinedRow[]>`
    select (select coalesce(sum(r.times), 0)::int - count(*) filter (where not exists (
          select from reports e where e.case_id = r.case_id and e.id < r.id))::int
        from reports r where r.created_at >= ${from} and r.created_at < ${to}) as duplicate,
      (select count(*)::int from reports where withdrawn_at >= ${from} and withdrawn_at < ${to}) as withdrawn`
  return rows[0]!
}

export interface AuditRow {
  judged: number
  disagreed: number
  /** Both did something, but not the same. */
  other_measure: number
}

export async function selectAudits(ctx: Context, { from, to }: Span): Promise<AuditRow> {
  const rows = await ctx.db<AuditRow[]>`
    select count(*)::int as judged, count(*) filter (where not acts_alike)::int as disagreed,
      count(*) filter (where acts_alike and not same_measure)::int as other_measure
    from decision_audits where judged_at >= ${from} and judged_at < ${to}`
  return rows[0]!
}

export interface IncidentsRow {
  since: Date | null
  outages: number
  minutes: number
  breaches: number
  told: number
  median: number | null
  p90: number | null
  untold: number
}

/** Minutes are of the period only, and two outages at once count once. */
export async function selectIncidents(ctx: Context, { from, to }: Span, at: Date): Promise<IncidentsRow> {
  const rows = await ctx.db<IncidentsRow[]>`
    with out as (
      select tstzrange(greatest(began_at, ${from}), least(coalesce(ended_at, ${at}), ${at})) as span from incidents
      where kind = 'outage' and began_at < ${at} and coalesce(ended_at, ${at}) > ${from}),
    breaches as (
      select told_at, extract(epoch from told_at - began_at)::float8 / 3600 as hours from incidents
      where kind = 'breach' and began_at >= ${from} and began_at < ${to})
    select (select since from heartbeat) as since, (select count(*)::int from out) as outages,
      coalesce((select sum(extract(epoch from upper(span) - lower(span)))::float8 / 60
        from unnest((select range_agg(span) from out)) as span), 0) as minutes,
      count(*)::int as breaches, count(hours)::int as told,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90,
      count(*) filter (where told_at is null)::int as untold
    from breaches`
  return rows[0]!
}

export interface FollowThroughRow {
  opened: number
  closed: number
  dropped: number
  open: number
  overdue: number
  silent: number
}

/**
 * Action items of the giao ban: opened and closed with evidence in the period; at its end open, past their due or review
 * date, and without an update for 90 days.
 */
export async function selectFollowThrough(
  ctx: Context,
  { from, to }: Span,
  at: Date,
): Promise<FollowThroughRow> {
  const day = vietnamDay(new Date(at.getTime() - 1))
  const rows = await ctx.db<FollowThroughRow[]>`
    with items as (
      select i.created_at, i.closed_at, i.state, i.due_on, i.review_on,
        i.created_at < ${at} and (i.closed_at is null or i.closed_at >= ${at}) as open,
        coalesce((select max(u.created_at) from action_updates u where u.action_id = i.id and u.created_at < ${at}),
          i.created_at) as touched
      from action_items i where i.created_at < ${to} and (i.closed_at is null or i.closed_at >= ${from}))
    select count(*) filter (where created_at >= ${from})::int as opened,
      count(*) filter (where closed_at < ${to} and state = 'done')::int as closed,
      count(*) filter (where closed_at < ${to} and state = 'dropped')::int as dropped,
      count(*) filter (where open)::int as open,
      count(*) filter (where open and least(due_on, review_on) < ${day}::date)::int as overdue,
      count(*) filter (where open and touched < ${at}::timestamptz - interval '90 days')::int as silent
    from items`
  return rows[0]!
}

export interface ScamRow {
  reports: number
  confirmed: number
  median: number | null
  p90: number | null
  repeated: number
}

/** Identifiers first confirmed in the period; from the first report of the case to the warning, in hours. */
export async function selectScams(
  ctx: Context,
  { from, to }: Span,
  kinds: readonly string[],
): Promise<ScamRow> {
  const rows = await ctx.db<ScamRow[]>`
    with named as (
      select v.entry_id, v.created_at, extract(epoch from v.created_at - c.opened_at)::float8 / 3600 as hours
      from scam_evidence v join decisions d on d.id = v.decision_id join cases c on c.id = d.case_id
      where v.created_at >= ${from} and v.created_at < ${to}),
    first as (
      select distinct on (entry_id) entry_id, hours from named n
      where not exists (select from scam_evidence e where e.entry_id = n.entry_id and e.created_at < ${from})
      order by entry_id, created_at)
    select (select coalesce(sum(times), 0)::int from reports
        where created_at >= ${from} and created_at < ${to} and category = any(${kinds as string[]})) as reports,
      count(*)::int as confirmed,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90,
      (select count(*)::int from (
        select v.entry_id from scam_evidence v join decisions d on d.id = v.decision_id
        where v.entry_id in (select entry_id from named) and v.created_at < ${to}
        group by v.entry_id having count(distinct d.case_id) > 1) again) as repeated
    from first`
  return rows[0]!
}

export interface DataRequestsRow {
  kind: string
  received: number
  done: number
  median: number | null
  p90: number | null
  /** Waiting at the end, past their deadline. */
  overdue: number
  waiting: number
}

/** By kind; the kind '' is all of them. Days from coming in to being answered, of those answered in the period. */
export const selectDataRequests = (ctx: Context, { from, to }: Span, at: Date) => ctx.db<DataRequestsRow[]>`
  with asked as (
    select kind, received_at, deadline_at, done_at, extract(epoch from done_at - received_at)::float8 / 86400 as days
    from data_requests where received_at < ${to} and (done_at is null or done_at >= ${from}))
  select coalesce(kind, '') as kind, count(*) filter (where received_at >= ${from})::int as received,
    count(*) filter (where done_at < ${to})::int as done,
    percentile_cont(0.5) within group (order by days) filter (where done_at < ${to}) as median,
    percentile_cont(0.9) within group (order by days) filter (where done_at < ${to}) as p90,
    count(*) filter (where deadline_at < ${at} and (done_at is null or done_at >= ${at}))::int as overdue,
    count(*) filter (where received_at < ${at} and (done_at is null or done_at >= ${at}))::int as waiting
  from asked group by grouping sets ((kind), ())`

export interface HeatRow {
  kind: string
  begun: number
  early: number
  reviewed: number
  late: number
}

/**
 * Heat measures that began in the period (of the network and of its communities): how many of each kind, ended before their
 * planned end, and with a review by `at`; `late`: without one past its due day. The kind '' is all of them. Each has a
 * public page with who and why.
 */
export const selectHeatMeasures = (ctx: Context, { from, to }: Span, at: Date) => ctx.db<HeatRow[]>`
  select coalesce(m.kind, '') as kind, count(*)::int as begun,
    count(*) filter (where m.ended_at < m.ends_at and m.ended_at < ${at})::int as early,
    count(*) filter (where v.written_at < ${at})::int as reviewed,
    count(*) filter (where v.due_at < ${at} and (v.written_at is null or v.written_at >= ${at}))::int as late
  from measures m left join measure_reviews v on v.measure_id = m.id
  where m.begins_at >= ${from} and m.begins_at < ${to} and m.begins_at < ${at}
  group by grouping sets ((m.kind), ())`
