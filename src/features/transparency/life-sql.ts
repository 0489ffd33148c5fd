import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { monthNumber } from './periods.ts'

/**
 * How newcomers fare and how the writing is spread: of the whole network, or of one community (`communityId`). The moments
 * are those in the ids, to the millisecond. Definitions: docs/transparency.md.
 */
export interface Span {
  from: Date
  to: Date
}

/** What everybody here may read and its author left standing. Every query that puts it in calls the table `s`. */
const written = (ctx: Context, communityId: Id | null) => ctx.db`
  s.local and s.reblog_of_id is null and s.deleted_at is null and s.visibility in ('public', 'unlisted')
  ${communityId === null ? ctx.db`` : ctx.db`and s.community_id = ${communityId}`}`

/**
 * The first post of each person whose first it is; those taken down by a decision are left out. Of the network each person's
 * first is looked up by the index of her posts: of a million posts that is a tenth of the work of grouping them.
 */
const firsts = (ctx: Context, from: Date, to: Date, communityId: Id | null) =>
  communityId === null
    ? ctx.db`
  select m.id, m.account_id from accounts a
  cross join lateral (
    select s.id, s.account_id, s.removed_at from statuses s
    where s.account_id = a.id and ${written(ctx, null)} order by s.id limit 1) m
  where a.domain is null and a.actor_type = 'Person' and a.suspended_at is null
    and m.id >= ${idAt(from)} and m.id < ${idAt(to)} and m.removed_at is null`
    : ctx.db`
  select s.id, s.account_id from (
    select s.account_id, min(s.id) as id from statuses s
    where s.id >= ${idAt(from)} and s.id < ${idAt(to)} and ${written(ctx, communityId)}
    group by s.account_id) m
  join statuses s on s.id = m.id
  join accounts a on a.id = s.account_id and a.actor_type = 'Person' and a.suspended_at is null
  where s.removed_at is null and not exists (
    select from statuses s where s.account_id = m.account_id and s.id < m.id and ${written(ctx, communityId)})`

export interface AnsweredRow {
  posts: number
  answered: number
  median: number | null
  p90: number | null
  /** At least 24 hours old at the end of the count. */
  old: number
  within_day: number
}

/** First posts of the span, and the first answer that somebody else gave to each by `at`. Hours. */
export async function selectAnswered(
  ctx: Context,
  { from, to }: Span,
  at: Date,
  communityId: Id | null,
): Promise<AnsweredRow> {
  const dayBefore = idAt(new Date(at.getTime() - DAY_MS))
  const rows = await ctx.db<AnsweredRow[]>`
    with firsts as (${firsts(ctx, from, to, communityId)}),
    answered as (
      select f.id, ((r.id >> 16) - (f.id >> 16))::float8 / 3600000 as hours
      from firsts f left join lateral (
        select r.id from statuses r
        where r.in_reply_to_id = f.id and r.account_id <> f.account_id and r.visibility <> 'direct' and r.deleted_at is null
          and r.id < ${idAt(at)}
        order by r.id limit 1) r on true)
    select count(*)::int as posts, count(hours)::int as answered,
      percentile_cont(0.5) within group (order by hours) as median,
      percentile_cont(0.9) within group (order by hours) as p90,
      count(*) filter (where id <= ${dayBefore})::int as old,
      count(*) filter (where id <= ${dayBefore} and hours <= 24)::int as within_day
    from answered`
  return rows[0]!
}

export interface RetainedRow {
  people: number
  retained: number
}

/** People whose 60th day after their first post falls into the span, and who of them wrote from day 30 to day 60. */
export async function selectRetained(
  ctx: Context,
  { from }: Span,
  at: Date,
  communityId: Id | null,
): Promise<RetainedRow> {
  const back = (time: Date) => new Date(time.getTime() - 60 * DAY_MS)
  // Differences of ids, as ids count time.
  const [month, twoMonths] = [30, 60].map((days) => idAt(new Date(days * DAY_MS)))
  const rows = await ctx.db<RetainedRow[]>`
    with firsts as (${firsts(ctx, back(from), back(at), communityId)})
    select count(*)::int as people, count(*) filter (where exists (
      select from statuses s where s.account_id = f.account_id and s.id >= f.id + ${month!}::bigint
        and s.id < f.id + ${twoMonths!}::bigint and ${written(ctx, communityId)}))::int as retained
    from firsts f`
  return rows[0]!
}

export interface SpreadRow {
  writers: number
  posts: number
  /** The sum of rank times posts, ranks ascending from 1. */
  ranked: number
  /** Posts of the tenth (rounded up) that wrote most. */
  top: number
}

/** How many posts each writer of the span has. */
export async function selectSpread(
  ctx: Context,
  { from, to }: Span,
  communityId: Id | null,
): Promise<SpreadRow> {
  const rows = await ctx.db<SpreadRow[]>`
    with ranked as (
      select w.posts, row_number() over (order by w.posts) as rank, count(*) over () as writers from (
        select s.account_id, count(*) as posts from statuses s
        where s.id >= ${idAt(from)} and s.id < ${idAt(to)} and s.removed_at is null and ${written(ctx, communityId)}
        group by s.account_id) w
      join accounts a on a.id = w.account_id and a.actor_type = 'Person')
    select count(*)::int as writers, coalesce(sum(posts), 0)::int as posts,
      coalesce(sum(rank * posts), 0)::float8 as ranked,
      coalesce(sum(posts) filter (where rank > writers - ceil(writers / 10.0)), 0)::int as top
    from ranked`
  return rows[0]!
}

/** Accounts that were here in a month of the span, or wrote. Null when the months were not counted, or are swept. */
export async function selectPresent(ctx: Context, { from, to }: Span): Promise<number | null> {
  const rows = await ctx.db<{ present: number; counted: number }[]>`
    select count(*)::int as present, count(m.account_id)::int as counted from (
      select distinct account_id from active_months
      where month between ${monthNumber(from)} and ${monthNumber(new Date(to.getTime() - 1))}) m
    full join (
      select w.account_id from (
        select distinct s.account_id from statuses s
        where s.id >= ${idAt(from)} and s.id < ${idAt(to)} and s.removed_at is null and ${written(ctx, null)}) w
      join accounts a on a.id = w.account_id and a.actor_type = 'Person') w on w.account_id = m.account_id`
  const { present, counted } = rows[0]!
  return counted === 0 ? null : present
}

export interface CrossingRow {
  replies: number
  crossing: number
}

/**
 * Answers to somebody else where both have a home: the community in which one wrote most in the span (of equals the older).
 * They cross when the homes differ. What was said is gathered on its own: the planner takes the homes for 200 and would look
 * up posts person by person, which a large network has no time for.
 */
export async function selectCrossing(ctx: Context, { from, to }: Span): Promise<CrossingRow> {
  const rows = await ctx.db<CrossingRow[]>`
    with homes as materialized (
      select distinct on (account_id) account_id, community_id from (
        select s.account_id, s.community_id, count(*) as posts from statuses s
        where s.id >= ${idAt(from)} and s.id < ${idAt(to)} and s.community_id is not null and s.removed_at is null
          and ${written(ctx, null)}
        group by s.account_id, s.community_id) w
      order by account_id, posts desc, community_id),
    said as materialized (
      select s.account_id, s.in_reply_to_account_id from statuses s
      where s.id >= ${idAt(from)} and s.id < ${idAt(to)} and s.in_reply_to_account_id <> s.account_id
        and s.removed_at is null and ${written(ctx, null)})
    select count(*)::int as replies, count(*) filter (where mine.community_id <> theirs.community_id)::int as crossing
    from said
    join homes mine on mine.account_id = said.account_id
    join homes theirs on theirs.account_id = said.in_reply_to_account_id`
  return rows[0]!
}

export interface WaitingRow {
  cases: number
  oldest: Date | null
}

/** Cases of a community that nobody has decided: how many, and since when the oldest waits. */
export async function selectWaiting(ctx: Context, communityId: Id, at: Date): Promise<WaitingRow> {
  const rows = await ctx.db<WaitingRow[]>`
    select count(*)::int as cases, min(opened_at) as oldest from cases c
    where c.community_id = ${communityId} and c.opened_at < ${at} and (
      c.state in ('open', 'assessing')
      or (not exists (select from decisions d where d.case_id = c.id and d.measure <> 'reversal' and d.created_at < ${at})
        and (c.closed_at is null or c.closed_at >= ${at})))`
  return rows[0]!
}
