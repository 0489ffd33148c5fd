import type { Context, Id } from '../../context.ts'

/** Followers served by one job: about 100 ms of inserting, so that nobody's post blocks anybody's. */
const part = 5000
/** A home keeps this many entries; older ones are read from the authors (`rebuild` fills again after an absence). */
export const homeSize = 800
/** People who were away longer get no entries until they come back; then `rebuild` runs. */
const awayDays = 30

interface Row {
  id: Id
  account_id: Id
  visibility: string
  reblog_of_id: Id | null
  original_author: Id | null
  in_reply_to_account_id: Id | null
  followers: number
}

async function find(ctx: Context, statusId: Id): Promise<Row | null> {
  const rows = await ctx.db<Row[]>`
    select s.id, s.account_id, s.visibility, s.reblog_of_id, o.account_id as original_author, s.in_reply_to_account_id,
      coalesce(c.followers, 0) as followers
    from statuses s left join statuses o on o.id = s.reblog_of_id
    left join account_counts c on c.account_id = s.account_id
    where s.id = ${statusId} and s.deleted_at is null`
  return rows[0] ?? null
}

/**
 * Job: puts a new post into the homes of its author and of the active followers. More than 5,000 followers are
 * served in parts, each a job of its own that starts where the last one ended.
 */
export async function fanOut(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  const status = await find(ctx, statusId)
  if (!status) return
  await ctx.db`
    insert into home_entries (account_id, status_id, author_id, reblog_of_id)
    select ${status.account_id}, ${status.id}, ${status.account_id}, ${status.reblog_of_id}
    where exists (select from users where account_id = ${status.account_id})
    on conflict do nothing`
  if (status.visibility === 'direct') return
  await deliver(ctx, status, '0')
}

export async function fanOutPart(
  ctx: Context,
  { statusId, afterId }: { statusId: Id; afterId: Id },
): Promise<void> {
  const status = await find(ctx, statusId)
  if (status) await deliver(ctx, status, afterId)
}

async function deliver(ctx: Context, status: Row, afterId: Id): Promise<void> {
  // A reply is for those who follow both ends; a boost not for those who have it in view already.
  const replyTo = status.in_reply_to_account_id !== status.account_id ? status.in_reply_to_account_id : null
  await ctx.tx(async (ctx) => {
    const rows = await ctx.db<{ last: Id | null; n: number }[]>`
      with readers as (
        select f.account_id, f.show_reblogs, f.languages from follows f
        where f.target_id = ${status.account_id} and f.account_id > ${afterId}
        order by f.account_id limit ${part}),
      made as (
        insert into home_entries (account_id, status_id, author_id, reblog_of_id)
        select r.account_id, ${status.id}, ${status.account_id}, ${status.reblog_of_id}::bigint
        from readers r
        join users u on u.account_id = r.account_id and u.active_at > now() - make_interval(days => ${awayDays})
        where (${status.reblog_of_id}::bigint is null or (r.show_reblogs
            and not exists (select from home_entries h where h.account_id = r.account_id and h.status_id = ${status.reblog_of_id}::bigint)
            and not exists (select from blocks b where b.account_id = r.account_id and b.target_id = ${status.original_author}::bigint)))
          and (${replyTo}::bigint is null or r.account_id = ${replyTo}::bigint
            or exists (select from follows f2 where f2.account_id = r.account_id and f2.target_id = ${replyTo}::bigint))
        on conflict do nothing)
      select max(account_id)::text as last, count(*)::int as n from readers`
    const { last, n } = rows[0]!
    if (n === part && last) await ctx.enqueue('timelines.fanOutPart', { statusId: status.id, afterId: last })
  })
}

/**
 * Job: a deleted post leaves the homes of its author and of the followers; then what is left of it is purged. An
 * entry of somebody who follows no more may stay behind: reading skips it, `trim` takes it. (An index by post would
 * find those too, at the price of a third more work for every entry written.)
 */
export async function remove(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    await ctx.db`
      delete from home_entries h using statuses s
      where s.id = ${statusId} and h.status_id = s.id and h.account_id in (
        select s.account_id union all select f.account_id from follows f where f.target_id = s.account_id)`
    await ctx.db`delete from home_entries where reblog_of_id = ${statusId}`
    await ctx.enqueue('statuses.purge', { statusId })
  })
}

/** Job: after a follow, the recent posts of the new neighbour join the home. */
export async function merge(
  ctx: Context,
  { accountId, targetId }: { accountId: Id; targetId: Id },
): Promise<void> {
  await ctx.db`
    insert into home_entries (account_id, status_id, author_id, reblog_of_id)
    select ${accountId}, s.id, s.account_id, s.reblog_of_id from statuses s
    where s.account_id = ${targetId} and s.deleted_at is null and s.visibility <> 'direct'
      and exists (select from follows f where f.account_id = ${accountId} and f.target_id = ${targetId})
      and (s.in_reply_to_account_id is null or s.in_reply_to_account_id in (s.account_id, ${accountId})
        or exists (select from follows f where f.account_id = ${accountId} and f.target_id = s.in_reply_to_account_id))
    order by s.id desc limit 100
    on conflict do nothing`
}

/** Job: after an unfollow, a block or a removal. Does nothing if she follows again by now. */
export async function unmerge(
  ctx: Context,
  { accountId, targetId }: { accountId: Id; targetId: Id },
): Promise<void> {
  await ctx.db`
    delete from home_entries h where h.account_id = ${accountId} and h.author_id = ${targetId}
      and not exists (select from follows f where f.account_id = ${accountId} and f.target_id = ${targetId})`
}

/** Job: fills a home from scratch, newest posts of everybody followed; for people who come back. */
export async function rebuild(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    await ctx.db`
      insert into home_entries (account_id, status_id, author_id, reblog_of_id)
      select ${accountId}, s.id, s.account_id, s.reblog_of_id
      from (select target_id as author from follows where account_id = ${accountId} union select ${accountId}) as authors
      cross join lateral (
        select s.id, s.account_id, s.reblog_of_id from statuses s
        where s.account_id = authors.author and s.deleted_at is null
          and (s.visibility <> 'direct' or s.account_id = ${accountId})
          and (s.in_reply_to_account_id is null or s.in_reply_to_account_id in (s.account_id, ${accountId})
            or exists (select from follows f where f.account_id = ${accountId} and f.target_id = s.in_reply_to_account_id))
        order by s.id desc limit 40) as s
      order by s.id desc limit ${homeSize}
      on conflict do nothing`
    await ctx.db`update users set home_built_at = now(), active_at = now() where account_id = ${accountId}`
  })
}

/** Job: cuts homes that grew past their size, and empties those of people long away. */
export async function trim(ctx: Context): Promise<void> {
  await ctx.db`
    delete from home_entries h using (
      select u.account_id, (
        select e.status_id from home_entries e where e.account_id = u.account_id
        order by e.status_id desc offset ${homeSize} limit 1) as cut
      from users u) as c
    where h.account_id = c.account_id and h.status_id <= c.cut`
  const away = await ctx.db<{ account_id: Id }[]>`
    update users set home_built_at = null
    where home_built_at is not null and active_at < now() - make_interval(days => ${awayDays}) returning account_id`
  if (away.length > 0) {
    await ctx.db`delete from home_entries where account_id = any(${away.map((row) => row.account_id)}::bigint[])`
  }
}
