import type { Context, Id } from '../../context.ts'

export interface NewThread {
  id: Id
  community_id: Id
  account_id: Id
  title: string
  section: string | null
}

export const insertThread = (ctx: Context, row: NewThread) => ctx.db`
  insert into threads (id, community_id, account_id, title, section, last_id, score)
  values (${row.id}, ${row.community_id}, ${row.account_id}, ${row.title}, ${row.section}, ${row.id}, ${score(ctx, row.id, ctx.db`0`, ctx.db`0`)})`

/**
 * "Best", the formula that /about names: ten times the likes and answers are worth a day and a half of age. It only
 * changes when somebody likes or answers, so that an index can keep the order.
 */
const score = (
  ctx: Context,
  id: Id,
  likes: ReturnType<Context['db']>,
  replies: ReturnType<Context['db']>,
) => ctx.db`
  (log(1 + ${likes} + 2 * ${replies}) + ((${id}::bigint >> 16) / 1000.0 / 86400 - 16000) / 1.5)::real`

/** Gives the next number and counts the answer; null when there is no such thread. Locks the row for the transaction. */
export async function takeNumber(
  ctx: Context,
  threadId: Id,
  statusId: Id,
  accountId: Id,
): Promise<number | null> {
  const rows = await ctx.db<{ number: number }[]>`
    update threads t set numbers = numbers + 1, replies = replies + 1, last_id = greatest(last_id, ${statusId}::bigint),
      participants = participants + case when t.account_id = ${accountId} or exists (
        select from statuses s where s.thread_id = t.id and s.account_id = ${accountId} and s.number is not null) then 0 else 1 end
    where id = ${threadId} returning numbers - 1 as number`
  return rows[0]?.number ?? null
}

export const updateScore = (ctx: Context, threadId: Id) => ctx.db`
  update threads t set score = ${score(ctx, threadId, ctx.db`coalesce(c.favourites, 0)`, ctx.db`t.replies`)}
  from status_counts c where t.id = ${threadId} and c.status_id = t.id`

export const countOut = (ctx: Context, threadId: Id) => ctx.db`
  update threads set replies = greatest(0, replies - 1) where id = ${threadId}`

export const markDeletedIfAlone = (ctx: Context, threadId: Id) => ctx.db`
  update threads set deleted_at = ${ctx.clock()} where id = ${threadId} and deleted_at is null and replies = 0`

export const updateTitle = (ctx: Context, threadId: Id, title: string) => ctx.db`
  update threads set title = ${title} where id = ${threadId}`

/** Who writes has read what stands before, and hears of what comes after. */
export const upsertReader = (ctx: Context, accountId: Id, threadId: Id, number: number) => ctx.db`
  insert into thread_readers (account_id, thread_id, read_number, follows)
  select ${accountId}, ${threadId}, ${number}, true from users where account_id = ${accountId}
  on conflict (account_id, thread_id) do update set
    read_number = greatest(thread_readers.read_number, excluded.read_number), updated_at = now()`

export async function setLocked(ctx: Context, threadId: Id, at: Date | null): Promise<boolean> {
  const rows = await ctx.db`
    update threads set locked_at = ${at}
    where id = ${threadId} and deleted_at is null and (locked_at is null) = (${at}::timestamptz is not null) returning 1`
  return rows.length > 0
}

export const insertLockNote = (
  ctx: Context,
  threadId: Id,
  accountId: Id | null,
  kind: 'locked' | 'unlocked',
) => ctx.db`
  insert into thread_notes (thread_id, after_number, kind, account_id, created_at)
  select id, numbers - 1, ${kind}, ${accountId}, ${ctx.clock()} from threads where id = ${threadId}`
