import type { Context } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { monthNumber, type Period } from './periods.ts'

/**
 * The counts behind the public record's numbers: each one statement over index ranges of the period. What is open is
 * seen from `at`: now, or the period's end when that is over. Definitions: docs/transparency.md.
 */

/**
 * Since when months and deletions are counted, and since when the network is. A restored database was migrated anew: its
 * oldest month tells that it counted before.
 */
export async function selectBeginnings(ctx: Context): Promise<{ counted: Date; network: Date }> {
  const rows = await ctx.db<{ counted: Date | null; network: Date | null }[]>`
    select least(
        (select applied_at from schema_migrations where version = 10),
        (select make_timestamptz(min(month) / 100, min(month) % 100, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh') from active_months)) as counted,
      (select created_at from accounts where domain is null order by id limit 1) as network`
  const { counted, network } = rows[0]!
  return { counted: counted ?? ctx.clock(), network: network ?? ctx.clock() }
}

export const selectActive = (ctx: Context, { from, to }: Period) => ctx.db<
  { month: number; people: number }[]
>`
  select month, count(*)::int as people from active_months
  where month between ${monthNumber(from)} and ${monthNumber(new Date(to.getTime() - 1))} group by month`

/** Public posts of people here, those included that were removed or deleted later. */
export const selectItems = (ctx: Context, { from, to }: Period) => ctx.db<
  { kind: string; items: number; removed: number; deleted: number }[]
>`
  with kept as (
    select case when in_reply_to_account_id is not null then 'answer' when community_id is not null then 'thread' else 'post' end as kind,
      removed_at is not null as removed, deleted_at is not null as deleted
    from statuses where id >= ${idAt(from)} and id < ${idAt(to)} and reblog_of_id is null and visibility = 'public' and local)
  select kind, sum(items)::int as items, sum(removed)::int as removed, sum(deleted)::int as deleted from (
    select kind, 1 as items, removed::int as removed, deleted::int as deleted from kept
    union all
    select kind, posts, 0, posts from purged_posts
    where month between ${monthNumber(from)} and ${monthNumber(new Date(to.getTime() - 1))}) counted
  group by kind`

export interface ReportsRow {
  category: string
  reports: number
  items: number
  reporters: number
}

/** By category; the category '' is all of them. */
export const selectReports = (ctx: Context, { from, to }: Period) => ctx.db<ReportsRow[]>`
  select coalesce(category, '') as category, coalesce(sum(times), 0)::int as reports,
    count(distinct case_id)::int as items, count(distinct account_id)::int as reporters
  from reports where created_at >= ${from} and created_at < ${to}
  group by grouping sets ((category), ())`

export interface OpenedRow {
  cases: number
  open: number
  rules: number
  law: number
  no_action: number
  withdrawn: number
  decided: number
  median: number | null
  p90: number | null
  old_24: number
  in_24: number
  old_48: number
  in_48: number
  old_168: number
  in_168: number
}

/** Reported cases that were opened in the period, and their first decision, by `at`. */
export async function selectOpened(ctx: Context, { from, to }: Period, at: Date): Promise<OpenedRow> {
  const { db } = ctx
  const band = (hours: number) => db`
    count(*) filter (where opened_at <= ${at}::timestamptz - make_interval(hours => ${hours}))::int`
  const within = (hours: number) => db`
    count(*) filter (where opened_at <= ${at}::timestamptz - make_interval(hours => ${hours}) and hours <= ${hours})::int`
  const rows = await db<OpenedRow[]>`
    with opened as (
      select c.opened_at, f.measure, f.ground, c.withdrawn_at < ${at} and f.measure is null as withdrawn, extract(epoch from f.created_at - c.opened_at)::float8 / 3600 as hours
      from cases c
      left join lateral (
        select d.created_at, d.measure, d.ground from decisions d
        where d.case_id = c.id and d.measure <> 'reversal' and d.created_at < ${at} order by d.id limit 1) f on true
      where c.opened_at >= ${from} and c.opened_at < ${to} and c.reports > 0)
    select count(*)::int as cases,
      count(*) filter (where measure is null and withdrawn is not true)::int as open,
      count(*) filter (where withdrawn)::int as withdrawn,
      count(*) filter (where measure <> 'none' and ground = 'rules')::int as rules,
      count(*) filter (where measure <> 'none' and ground = 'law')::int as law,
      count(*) filter (where measure = 'none')::int as no_action,
      count(hours)::int as decided,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90,
      ${band(24)} as old_24, ${within(24)} as in_24, ${band(48)} as old_48, ${within(48)} as in_48,
      ${band(168)} as old_168, ${within(168)} as in_168
    from opened`
  return rows[0]!
}

export interface DecidedRow {
  cases: number
  reported: number
  deciders: number
  median: number | null
  p90: number | null
}

/** Cases whose first decision fell into the period. */
export async function selectDecided(ctx: Context, { from, to }: Period): Promise<DecidedRow> {
  const rows = await ctx.db<DecidedRow[]>`
    with first as (
      select d.decided_by, case when c.reports > 0 then extract(epoch from d.created_at - c.opened_at)::float8 / 3600 end as hours
      from decisions d join cases c on c.id = d.case_id
      where d.created_at >= ${from} and d.created_at < ${to} and d.measure <> 'reversal'
        and not exists (select from decisions e where e.case_id = d.case_id and e.id < d.id and e.measure <> 'reversal'))
    select count(*)::int as cases, count(hours)::int as reported, count(distinct decided_by)::int as deciders,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90
    from first`
  return rows[0]!
}

export interface DecisionsRow {
  restrictive: number
  own_human: number
  own_machine: number
  fully: number
  fully_reversed: number
  addressed: number
  told: number
  corrections: number
}

export async function selectDecisions(ctx: Context, { from, to }: Period): Promise<DecisionsRow> {
  const rows = await ctx.db<DecisionsRow[]>`
    with made as (
      select d.id, d.measure, d.source, d.automated_detection as machine, d.automated_decision, d.told_at, d.created_at,
        d.reverses_id, exists (select from users u where u.account_id = d.account_id) as addressed,
        exists (select from decisions r where r.reverses_id = d.id) as reversed,
        d.measure not in ('none', 'reversal') as restrictive
      from decisions d where d.created_at >= ${from} and d.created_at < ${to})
    select count(*) filter (where restrictive)::int as restrictive,
      count(*) filter (where restrictive and source = 'own' and not machine)::int as own_human,
      count(*) filter (where restrictive and source = 'own' and machine)::int as own_machine,
      count(*) filter (where restrictive and automated_decision = 'fully')::int as fully,
      count(*) filter (where restrictive and automated_decision = 'fully' and reversed)::int as fully_reversed,
      count(*) filter (where restrictive and (addressed or told_at is not null))::int as addressed,
      count(*) filter (where restrictive and told_at <= created_at + interval '1 minute')::int as told,
      count(*) filter (where measure = 'reversal' and not exists (
        select from appeals a where a.decision_id = made.reverses_id and a.outcome <> 'upheld'))::int as corrections
    from made`
  return rows[0]!
}

export interface MeasureRow {
  measure: string
  decisions: number
  lasting: number
  median: number | null
  p90: number | null
}

/** Lasting: it has no end. Median and p90 are of those that have one. */
export const selectMeasures = (ctx: Context, { from, to }: Period) => ctx.db<MeasureRow[]>`
  select measure, count(*)::int as decisions, count(*) filter (where ended_at is null and ends_at is null)::int as lasting,
    percentile_cont(0.5) within group (
      order by extract(epoch from coalesce(ended_at, ends_at) - created_at)::float8 / 3600) as median,
    percentile_cont(0.9) within group (
      order by extract(epoch from coalesce(ended_at, ends_at) - created_at)::float8 / 3600) as p90
  from decisions where created_at >= ${from} and created_at < ${to} and measure <> 'reversal' group by measure`

export interface AppealsRow {
  filed: number
  decided: number
  reversed: number
  partly: number
  median: number | null
  p90: number | null
  other_judge: number
  open: number
}

export async function selectAppeals(ctx: Context, { from, to }: Period, at: Date): Promise<AppealsRow> {
  const rows = await ctx.db<AppealsRow[]>`
    with judged as (
      select a.outcome, a.judged_by <> d.decided_by as other, extract(epoch from a.judged_at - a.created_at)::float8 / 3600 as hours
      from appeals a join decisions d on d.id = a.decision_id where a.judged_at >= ${from} and a.judged_at < ${to})
    select (select count(*)::int from appeals where created_at >= ${from} and created_at < ${to}) as filed,
      count(*)::int as decided,
      count(*) filter (where outcome = 'reversed')::int as reversed,
      count(*) filter (where outcome = 'partly')::int as partly,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90,
      count(*) filter (where other)::int as other_judge,
      (select count(*)::int from appeals where judged_at is null and created_at < ${at})
        + (select count(*)::int from appeals where judged_at >= ${at} and created_at < ${at}) as open
    from judged`
  return rows[0]!
}

/** Who decided: somebody of the operator's, or a community's own moderator. */
export const selectDeciders = (ctx: Context, { from, to }: Period) => ctx.db<
  { operator: boolean; decisions: number; reversed: number }[]
>`
  select d.community_id is null or coalesce(u.role, 'user') <> 'user' as operator, count(*)::int as decisions,
    count(*) filter (where exists (select from decisions r where r.reverses_id = d.id))::int as reversed
  from decisions d left join users u on u.account_id = d.decided_by
  where d.created_at >= ${from} and d.created_at < ${to} and d.measure not in ('none', 'reversal')
  group by 1`

export interface RequestsRow {
  by: string
  value: string
  requests: number
}

/** Received in the period. What a delayed entry says of itself is left out; that it is there is counted. */
export const selectRequestCounts = (ctx: Context, { from, to }: Period, at: Date) => ctx.db<RequestsRow[]>`
  with received as (
    select authority, level, kind, form, outcome, told, delayed_until > ${at} as delayed
    from authority_requests where received_at >= ${from} and received_at < ${to})
  select 'all' as by, '' as value, count(*)::int as requests from received
  union all select 'delayed', '', count(*)::int from received where delayed
  union all
  select case when authority is not null then 'authority' when level is not null then 'level' when kind is not null then 'kind'
      when form is not null then 'form' when outcome is not null then 'outcome' else 'told' end,
    coalesce(authority, level, kind, form, outcome, told), count(*)::int
  from received where delayed is not true
  group by grouping sets ((authority), (level), (kind), (form), (outcome), (told))`

export interface ClosedRow {
  closed: number
  complied: number
  median: number | null
  p90: number | null
}

/** Closed in the period: how many were followed, in full or in part, and how long it took, in days. */
export async function selectClosedRequests(ctx: Context, { from, to }: Period): Promise<ClosedRow> {
  const rows = await ctx.db<ClosedRow[]>`
    select count(*)::int as closed, count(*) filter (where outcome in ('full', 'part'))::int as complied,
      percentile_cont(0.5) within group (order by extract(epoch from closed_at - received_at)::float8 / 86400) as median,
      percentile_cont(0.9) within group (order by extract(epoch from closed_at - received_at)::float8 / 86400) as p90
    from authority_requests where closed_at >= ${from} and closed_at < ${to}`
  return rows[0]!
}

export interface RightsRow {
  exports: number
  deleted: number
  waiting: number
  overdue: number
}

export async function selectRights(ctx: Context, { from, to }: Period, at: Date): Promise<RightsRow> {
  const rows = await ctx.db<RightsRow[]>`
    select (select coalesce(sum(uses), 0)::int from right_uses where kind = 'export'
        and month between ${monthNumber(from)} and ${monthNumber(new Date(to.getTime() - 1))}) as exports,
      (select count(*)::int from accounts where deleted_at >= ${from} and deleted_at < ${to} and domain is null
        and actor_type <> 'Group') as deleted,
      (select count(*)::int from users where delete_after is not null) as waiting,
      (select count(*)::int from users where delete_after < ${at}::timestamptz - interval '2 days') as overdue`
  return rows[0]!
}

export interface CapacityRow {
  staff: number
  volunteers: number
  open: number
  oldest: Date | null
}

/** Who may decide today, and what waited at `at`: open now, or decided only later. */
export async function selectCapacity(ctx: Context, at: Date): Promise<CapacityRow> {
  const rows = await ctx.db<CapacityRow[]>`
    with waiting as (
      select opened_at from cases where state in ('open', 'assessing') and opened_at < ${at}
      union all
      select c.opened_at from decisions d join cases c on c.id = d.case_id
      where d.created_at >= ${at} and c.opened_at < ${at} and d.measure <> 'reversal'
        and not exists (select from decisions e where e.case_id = d.case_id and e.id < d.id and e.measure <> 'reversal'))
    select (select count(*)::int from users where role <> 'user' and disabled_at is null) as staff,
      (select count(distinct r.account_id)::int from community_roles r join users u on u.account_id = r.account_id
        where (r.role = 'founder' or 'cases' = any(r.permissions)) and u.role = 'user') as volunteers,
      (select count(*)::int from waiting) as open, (select min(opened_at) from waiting) as oldest`
  return rows[0]!
}
