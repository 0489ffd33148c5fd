import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { takeUntold } from '../threads/index.ts'
import { forgetRequests, tellRequest } from './rooms-sql.ts'
import { heard, stands } from './sql.ts'

/**
 * The jobs that make notifications. Each is one statement that may run twice: the unique index `notifications_once`
 * (or, for edits, the edit's time) leaves one row. Only people who live here (users) are told.
 *
 * A follow, a request, a favourite and a boost are told by their own id (`cause_id`): taken back and made again it is
 * another one. Reading leaves out at once what was taken back (`live` in sql.ts); its row goes by `onTakenBack`, or with
 * the news of the new one when that comes first.
 */

/** Tells those whom the post names. */
async function mentions(ctx: Context, statusId: Id): Promise<void> {
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, status_id, created_at)
    select m.account_id, s.account_id, 'mention', s.id, ${ctx.clock()}
    from statuses s
    join status_mentions m on m.status_id = s.id and not m.silent
    join users u on u.account_id = m.account_id
    where s.id = ${statusId} and s.deleted_at is null and s.reblog_of_id is null and m.account_id <> s.account_id
      and ${heard(ctx, 'm.account_id', 's.account_id', 's.thread_id')}
    on conflict do nothing`
}

/**
 * In a community answers name nobody; whoever is answered hears of it all the same, as by a mention. Not for the word
 * `mention` alone: a thread that she follows tells of new posts once until she reads on, which says too little to her.
 */
async function answered(ctx: Context, statusId: Id): Promise<void> {
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, status_id, created_at)
    select u.account_id, s.account_id, 'mention', s.id, ${ctx.clock()}
    from statuses s
    join users u on u.account_id = s.in_reply_to_account_id
    where s.id = ${statusId} and s.number > 0 and s.deleted_at is null and u.account_id <> s.account_id
      and (s.visibility <> 'private' or exists (
        select from follows f where f.account_id = u.account_id and f.target_id = s.community_id))
      and ${heard(ctx, 'u.account_id', 's.account_id', 's.thread_id')}
    on conflict do nothing`
}

/**
 * A new post: those named in it, whom it answers in a community, who follows its thread, and followers who asked to be told of each post (answers to
 * others stay out).
 */
export async function onStatus(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await mentions(ctx, statusId)
  await answered(ctx, statusId)
  await followersOfThread(ctx, statusId)
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, status_id, created_at)
    select f.account_id, s.account_id, 'status', s.id, ${ctx.clock()}
    from statuses s
    join follows f on f.target_id = s.account_id and f.notify
    join users u on u.account_id = f.account_id
    where s.id = ${statusId} and s.deleted_at is null and s.reblog_of_id is null and s.visibility <> 'direct'
      and (s.in_reply_to_account_id is null or s.in_reply_to_account_id = s.account_id)
      and not exists (select from status_mentions m where m.status_id = s.id and m.account_id = f.account_id and not m.silent)
      and ${heard(ctx, 'f.account_id', 's.account_id', 's.thread_id')}
    on conflict do nothing`
}

/**
 * A new post in a community's thread: those who follow the thread, once until they read on. Taken and told in one
 * transaction, so that a job that runs again neither tells twice nor forgets.
 */
async function followersOfThread(ctx: Context, statusId: Id): Promise<void> {
  const [post] = await ctx.db<{ thread_id: Id; number: number }[]>`
    select thread_id, coalesce(number, 0) as number from statuses where id = ${statusId} and number > 0 and deleted_at is null`
  if (!post) return
  await ctx.tx(async (ctx) => {
    const untold = await takeUntold(ctx, post.thread_id, post.number)
    await ctx.db`
      insert into notifications (account_id, from_account_id, type, status_id, created_at)
      select u.account_id, s.account_id, 'status', s.id, ${ctx.clock()}
      from statuses s
      join users u on u.account_id = any(${untold.map((row) => row.account_id)}::bigint[])
      where s.id = ${statusId} and u.account_id <> s.account_id
        and u.account_id is distinct from s.in_reply_to_account_id
        and (s.visibility <> 'private' or exists (
          select from follows f where f.account_id = u.account_id and f.target_id = s.community_id))
        and not exists (select from status_mentions m where m.status_id = s.id and m.account_id = u.account_id and not m.silent)
        and ${heard(ctx, 'u.account_id', 's.account_id', 's.thread_id')}
      on conflict do nothing`
  })
}

/** An edit: those who boosted the post, once for each edit, and those whom only the new wording names. */
export async function onEdit(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await mentions(ctx, statusId)
  await ctx.tx(async (ctx) => {
    // Two runs at once would both see no row; the unique index leaves edits out because there may be many.
    await ctx.db`select pg_advisory_xact_lock(hashtextextended(${`notifications.onEdit:${statusId}`}, 0))`
    await ctx.db`
      insert into notifications (account_id, from_account_id, type, status_id, created_at)
      select r.account_id, s.account_id, 'update', s.id, s.edited_at
      from statuses s
      join statuses r on r.reblog_of_id = s.id and r.deleted_at is null and r.account_id <> s.account_id
      join users u on u.account_id = r.account_id
      where s.id = ${statusId} and s.deleted_at is null and s.edited_at is not null
        and not exists (select from notifications n
          where n.status_id = s.id and n.account_id = r.account_id and n.type = 'update' and n.created_at >= s.edited_at)
        and ${heard(ctx, 'r.account_id', 's.account_id', 's.thread_id')}`
  })
}

interface Interaction {
  type: 'favourite' | 'reblog'
  fromId: Id
  statusId: Id
}

/** A favourite or a boost that still stands when the job runs. */
export async function onInteraction(ctx: Context, { type, fromId, statusId }: Interaction): Promise<void> {
  const causes =
    type === 'favourite'
      ? ctx.db`select v.id, v.account_id from favourites v where v.account_id = ${fromId} and v.status_id = ${statusId}`
      : ctx.db`select r.id, r.account_id from statuses r
          where r.reblog_of_id = ${statusId} and r.account_id = ${fromId} and r.deleted_at is null`
  await ctx.db`
    with causes as (${causes}),
    told as (
      insert into notifications (account_id, from_account_id, type, status_id, cause_id, created_at)
      select s.account_id, c.account_id, ${type}, s.id, c.id, ${ctx.clock()}
      from causes c
      join statuses s on s.id = ${statusId}
      join users u on u.account_id = s.account_id
      where s.deleted_at is null and s.account_id <> c.account_id
        and ${heard(ctx, 's.account_id', 'c.account_id', 's.thread_id')}
      on conflict do nothing returning account_id)
    delete from notifications n using told
    where n.account_id = told.account_id and n.type = ${type} and n.from_account_id = ${fromId}
      and coalesce(n.status_id, 0) = ${statusId}`
}

interface Followed {
  fromId: Id
  targetId: Id
  type: 'follow' | 'follow_request'
}

/** A follower or a request; the request's notification goes when it was answered with yes. */
export async function onFollow(ctx: Context, { fromId, targetId, type }: Followed): Promise<void> {
  const table = ctx.db(type === 'follow' ? 'follows' : 'follow_requests')
  await ctx.db`
    with told as (
      insert into notifications (account_id, from_account_id, type, cause_id, created_at)
      select f.target_id, f.account_id, ${type}, f.id, ${ctx.clock()}
      from ${table} f join users u on u.account_id = f.target_id
      where f.account_id = ${fromId} and f.target_id = ${targetId}
        and ${heard(ctx, 'f.target_id', 'f.account_id', null)}
      on conflict do nothing returning account_id)
    delete from notifications n using told
    where n.account_id = told.account_id and n.type = ${type} and n.from_account_id = ${fromId}
      and coalesce(n.status_id, 0) = 0`
  if (type === 'follow_request') await tellRequest(ctx, fromId, targetId)
}

/** A follow, a request, a favourite or a boost was taken back: what told of it goes. In any order with the jobs above. */
export async function onTakenBack(
  ctx: Context,
  { accountId, targetId }: { accountId: Id; targetId: Id },
): Promise<void> {
  await ctx.db`
    delete from notifications n
    where n.account_id = ${targetId} and n.from_account_id = ${accountId}
      and n.type in ('follow', 'follow_request', 'favourite', 'reblog') and not ${stands(ctx)}`
  await forgetRequests(ctx, accountId)
}

/** A poll has ended: everybody who voted, and the author. */
export async function onPollClosed(ctx: Context, { pollId }: { pollId: Id }): Promise<void> {
  await ctx.db`
    with people as (
      select account_id from poll_votes where poll_id = ${pollId}
      union select account_id from polls where id = ${pollId})
    insert into notifications (account_id, from_account_id, type, status_id, created_at)
    select p.account_id, s.account_id, 'poll', s.id, ${ctx.clock()}
    from people p
    join users u on u.account_id = p.account_id
    join statuses s on s.poll_id = ${pollId} and s.reblog_of_id is null and s.deleted_at is null
    where ${heard(ctx, 'p.account_id', 's.account_id', 's.thread_id')}
    on conflict do nothing`
}

/** Somebody signed up: the admins hear it. */
export async function onSignUp(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, created_at)
    select u.account_id, n.account_id, 'admin.sign_up', ${ctx.clock()}
    from users n
    join users u on u.role = 'admin' and u.disabled_at is null and u.account_id <> n.account_id
    where n.account_id = ${accountId}
    on conflict do nothing`
}

const keepDays = 180
const keepNewest = 5000

/**
 * Deletes what is both older than 180 days and not among a person's newest 5,000, and what was dismissed 180 days
 * ago. One index range for each person who has so many, in portions, so that no statement runs long.
 */
export async function prune(ctx: Context): Promise<void> {
  const old = new Date(ctx.clock().getTime() - keepDays * 86_400_000)
  const full = await ctx.db<{ account_id: Id; last: Id }[]>`
    select u.account_id, cut.id as last from users u
    cross join lateral (
      select id from notifications n where n.account_id = u.account_id and n.dismissed_at is null
      order by id desc offset ${keepNewest} limit 1) cut`
  for (const { account_id, last } of full) {
    await inPortions(
      () => ctx.db`
        delete from notifications where id = any(array(
          select id from notifications
          where account_id = ${account_id} and dismissed_at is null and id <= ${last} and id < ${idAt(old)} and created_at < ${old}
          limit ${portion})) returning 1`,
    )
  }
  await inPortions(
    () => ctx.db`
      delete from notifications where id = any(array(
        select id from notifications where dismissed_at < ${old} limit ${portion})) returning 1`,
  )
}

const portion = 2000

async function inPortions(deleteSome: () => PromiseLike<readonly unknown[]>): Promise<void> {
  while ((await deleteSome()).length === portion);
}
