import type { PendingQuery, Row } from 'postgres'
import type { Context, Id } from '../../context.ts'

/**
 * Who writes `home_entries`: one row for each reader and post. What somebody writes in a community reaches its members as
 * the community's boost; a site (an account that is its own community) writes to its followers itself.
 */

/** A post that stands among the newest 40, itself or shared by somebody, is not shown again (Mastodon's measure). */
const recent = 40

/**
 * One statement for one part of the followers, those above `afterId`. A reply is for those who follow both ends; a
 * boost not for those who have the post in view already, want no boosts of this neighbour, or have blocked its
 * author. Run twice, it changes nothing. Answers how many followers were looked at, and the last of them.
 */
export async function insertEntries(
  ctx: Context,
  statusId: Id,
  afterId: Id,
  options: { part: number; awayDays: number },
): Promise<{ last: Id | null; n: number }> {
  const inView = (reader: string) => ctx.db`exists (select from (
    select h.status_id, h.reblog_of_id from home_entries h where h.account_id = ${ctx.db.unsafe(reader)}
    order by h.status_id desc limit ${recent}) seen where s.reblog_of_id in (seen.status_id, seen.reblog_of_id))`
  const rows = await ctx.db<{ last: Id | null; n: number }[]>`
    with s as (
      select s.id, s.account_id, s.reblog_of_id, o.account_id as original_author, s.visibility, s.community_id,
        nullif(s.in_reply_to_account_id, s.account_id) as reply_to
      from statuses s left join statuses o on o.id = s.reblog_of_id
      where s.id = ${statusId} and s.deleted_at is null),
    readers as (
      select f.account_id, f.show_reblogs from follows f
      where f.target_id = (select account_id from s where visibility <> 'direct' and (community_id is null or community_id = account_id)) and f.account_id > ${afterId}
      order by f.account_id limit ${options.part}),
    made as (
      insert into home_entries (account_id, status_id, author_id, reblog_of_id)
      select s.account_id, s.id, s.account_id, s.reblog_of_id
      from s join users u on u.account_id = s.account_id
      where ${afterId} = 0::bigint and (s.reblog_of_id is null or not ${inView('s.account_id')})
      union all
      select r.account_id, s.id, s.account_id, s.reblog_of_id
      from s cross join readers r
      join users u on u.account_id = r.account_id and u.active_at > now() - make_interval(days => ${options.awayDays}::int)
      where (s.reblog_of_id is null or (r.show_reblogs
          and not ${inView('r.account_id')}
          and not exists (select from blocks b where b.account_id = r.account_id and b.target_id = s.original_author)))
        and (s.reply_to is null or s.reply_to = r.account_id
          or exists (select from follows f2 where f2.account_id = r.account_id and f2.target_id = s.reply_to))
      on conflict do nothing)
    select max(account_id)::text as last, count(*)::int as n from readers`
  return rows[0]!
}

/** Into the author's own home, in the post's transaction. A boost of what stands there among the newest 40 stays out. */
export const insertOwnEntry = (ctx: Context, statusId: Id) => ctx.db`
  insert into home_entries (account_id, status_id, author_id, reblog_of_id)
  select s.account_id, s.id, s.account_id, s.reblog_of_id
  from statuses s join users u on u.account_id = s.account_id
  where s.id = ${statusId} and (s.reblog_of_id is null or not exists (select from (
    select h.status_id, h.reblog_of_id from home_entries h where h.account_id = s.account_id
    order by h.status_id desc limit ${recent}) seen where s.reblog_of_id in (seen.status_id, seen.reblog_of_id)))
  on conflict do nothing`

/**
 * Out of the homes of its author and of the followers, and all boosts of it out of every home. Where a share is taken
 * back that stood for its post, the post itself takes its own place.
 */
export async function deleteEntries(ctx: Context, statusId: Id): Promise<void> {
  await ctx.db`
    with gone as (
      delete from home_entries h using statuses s
      where s.id = ${statusId} and h.status_id = s.id and h.account_id in (
        select s.account_id union all select f.account_id from follows f where f.target_id = s.account_id)
      returning h.account_id, h.reblog_of_id)
    insert into home_entries (account_id, status_id, author_id)
    select g.account_id, o.id, o.account_id from gone g
    join statuses o on o.id = g.reblog_of_id and o.deleted_at is null and o.visibility <> 'direct' and (o.community_id is null or o.community_id = o.account_id)
    where (o.account_id = g.account_id
        or exists (select from follows f where f.account_id = g.account_id and f.target_id = o.account_id))
      and (o.in_reply_to_account_id is null or o.in_reply_to_account_id in (o.account_id, g.account_id)
        or exists (select from follows f where f.account_id = g.account_id and f.target_id = o.in_reply_to_account_id))
    on conflict do nothing`
  await ctx.db`delete from home_entries where reblog_of_id = ${statusId}`
}

/**
 * Puts candidates (rows with id, account_id, reblog_of_id) into a home, without those whose post stands there within 40
 * entries of theirs already, itself or shared; of two candidates the older one stays. Reads the whole home, 800 rows.
 */
async function addOnce(ctx: Context, accountId: Id, candidates: PendingQuery<Row[]>): Promise<void> {
  await ctx.db`
    with fresh as materialized (${candidates}),
    whole as (
      select status_id, coalesce(reblog_of_id, status_id) as post, false as added from home_entries
      where account_id = ${accountId}
      union all
      select f.id, coalesce(f.reblog_of_id, f.id), true from fresh f
      where not exists (select from home_entries h where h.account_id = ${accountId} and h.status_id = f.id)),
    placed as (select *, row_number() over (order by status_id) as place from whole),
    around as (
      select *, lag(place) over (partition by post order by status_id) as before,
        min(place) filter (where not added) over (partition by post order by status_id
          rows between 1 following and unbounded following) as after
      from placed)
    insert into home_entries (account_id, status_id, author_id, reblog_of_id)
    select ${accountId}, f.id, f.account_id, f.reblog_of_id
    from fresh f join around a on a.status_id = f.id and a.added
    where (a.before is null or a.place - a.before > ${recent}) and (a.after is null or a.after - a.place > ${recent})
    on conflict do nothing`
}

/** The recent posts of one neighbour, while she is followed. */
export const mergeEntries = (ctx: Context, accountId: Id, targetId: Id) =>
  addOnce(
    ctx,
    accountId,
    ctx.db`
      select s.id, s.account_id, s.reblog_of_id from statuses s
      where s.account_id = ${targetId} and s.deleted_at is null and s.visibility <> 'direct' and (s.community_id is null or s.community_id = s.account_id)
        and exists (select from follows f where f.account_id = ${accountId} and f.target_id = ${targetId}
          and (f.show_reblogs or s.reblog_of_id is null))
        and (s.in_reply_to_account_id is null or s.in_reply_to_account_id in (s.account_id, ${accountId})
          or exists (select from follows f where f.account_id = ${accountId} and f.target_id = s.in_reply_to_account_id))
      order by s.id desc limit 100`,
  )

/** All of one neighbour, unless she is followed. */
export const unmergeEntries = (ctx: Context, accountId: Id, targetId: Id) => ctx.db`
  delete from home_entries h where h.account_id = ${accountId} and h.author_id = ${targetId}
    and not exists (select from follows f where f.account_id = ${accountId} and f.target_id = ${targetId})`

/** The newest posts of everybody followed. */
export const fillHome = (ctx: Context, accountId: Id, size: number) =>
  addOnce(
    ctx,
    accountId,
    ctx.db`
        select s.id, s.account_id, s.reblog_of_id
        from (select target_id as author, show_reblogs from follows where account_id = ${accountId}
          union all select ${accountId}, true) as authors
        cross join lateral (
          select s.id, s.account_id, s.reblog_of_id from statuses s
          where s.account_id = authors.author and s.deleted_at is null
            and (s.reblog_of_id is null or authors.show_reblogs)
            and ((s.visibility <> 'direct' and (s.community_id is null or s.community_id = s.account_id)) or s.account_id = ${accountId})
            and (s.in_reply_to_account_id is null or s.in_reply_to_account_id in (s.account_id, ${accountId})
              or exists (select from follows f where f.account_id = ${accountId} and f.target_id = s.in_reply_to_account_id))
          order by s.id desc limit 40) as s
        order by s.id desc limit ${size}`,
  )

/** Cuts every home to its newest `size` entries. */
export const cutHomes = (ctx: Context, size: number) => ctx.db`
  delete from home_entries h using (
    select u.account_id, (
      select e.status_id from home_entries e where e.account_id = u.account_id
      order by e.status_id desc offset ${size} limit 1) as cut
    from users u) as c
  where h.account_id = c.account_id and h.status_id <= c.cut`

export async function emptyHomes(ctx: Context, accountIds: Id[]): Promise<void> {
  if (accountIds.length > 0)
    await ctx.db`delete from home_entries where account_id = any(${accountIds}::bigint[])`
}
