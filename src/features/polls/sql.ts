import type { Context, Id } from '../../context.ts'
import type { Sql } from '../../db/sql.ts'

export interface PollRow {
  id: Id
  account_id: Id
  multiple: boolean
  hide_totals: boolean
  expires_at: Date | null
  closed_at: Date | null
  votes_count: number
  voters_count: number
  options: { title: string; votes_count: number }[]
}

const columns = (db: Sql) =>
  db`id, account_id, multiple, hide_totals, expires_at, closed_at, votes_count, voters_count, options`

export async function selectPolls(db: Sql, ids: Id[]): Promise<PollRow[]> {
  return db<PollRow[]>`select ${columns(db)} from polls where id = any(${ids}::bigint[])`
}

/** Locks the poll until the transaction ends, so that two votes never count over each other. */
export async function lockPoll(db: Sql, id: Id): Promise<PollRow | null> {
  const rows = await db<PollRow[]>`select ${columns(db)} from polls where id = ${id} for update`
  return rows[0] ?? null
}

/** The status that carries the poll, unless it is gone. */
export async function statusOfPoll(db: Sql, pollId: Id): Promise<Id | null> {
  const rows = await db<{ id: Id }[]>`
    select id from statuses where poll_id = ${pollId} and reblog_of_id is null and deleted_at is null limit 1`
  return rows[0]?.id ?? null
}

export interface NewPoll {
  accountId: Id
  options: string[]
  expiresAt: Date
  multiple: boolean
  hideTotals: boolean
}

const emptyOptions = (db: Sql, titles: string[]) =>
  db.json(titles.map((title) => ({ title, votes_count: 0 })))

export async function insertPoll(db: Sql, poll: NewPoll): Promise<Id> {
  const rows = await db<{ id: Id }[]>`
    insert into polls (account_id, multiple, hide_totals, expires_at, options)
    values (${poll.accountId}, ${poll.multiple}, ${poll.hideTotals}, ${poll.expiresAt}, ${emptyOptions(db, poll.options)})
    returning id`
  return rows[0]!.id
}

/** Gives a poll other options and forgets the votes cast for the old ones. */
export async function resetPoll(db: Sql, id: Id, poll: NewPoll): Promise<void> {
  await db`delete from poll_votes where poll_id = ${id}`
  await db`
    update polls set multiple = ${poll.multiple}, hide_totals = ${poll.hideTotals}, expires_at = ${poll.expiresAt},
      closed_at = null, votes_count = 0, voters_count = 0, options = ${emptyOptions(db, poll.options)}
    where id = ${id}`
}

export async function updatePollTimes(
  db: Sql,
  id: Id,
  poll: { expiresAt: Date; hideTotals: boolean },
): Promise<void> {
  await db`
    update polls set expires_at = ${poll.expiresAt}, hide_totals = ${poll.hideTotals}, closed_at = null
    where id = ${id}`
}

export async function deletePoll(db: Sql, id: Id): Promise<void> {
  await db`delete from polls where id = ${id}`
}

export async function hasVoted(db: Sql, pollId: Id, accountId: Id): Promise<boolean> {
  const rows =
    await db`select 1 from poll_votes where poll_id = ${pollId} and account_id = ${accountId} limit 1`
  return rows.length > 0
}

export async function insertVotes(db: Sql, pollId: Id, accountId: Id, choices: number[]): Promise<void> {
  await db`
    insert into poll_votes (poll_id, account_id, choice)
    select ${pollId}::bigint, ${accountId}::bigint, choice from unnest(${choices}::smallint[]) as choice`
}

/** The one place that changes the counters of a poll. */
export async function countVote(db: Sql, poll: PollRow, choices: number[]): Promise<void> {
  const options = poll.options.map((option, at) =>
    choices.includes(at) ? { ...option, votes_count: option.votes_count + 1 } : option,
  )
  await db`
    update polls set options = ${db.json(options)}, votes_count = votes_count + ${choices.length},
      voters_count = voters_count + 1
    where id = ${poll.id}`
}

export async function selectOwnVotes(
  db: Sql,
  accountId: Id,
  pollIds: Id[],
): Promise<{ poll_id: Id; choice: number }[]> {
  return db<{ poll_id: Id; choice: number }[]>`
    select poll_id, choice from poll_votes
    where poll_id = any(${pollIds}::bigint[]) and account_id = ${accountId} order by choice`
}

/** True when this call closed it: a second one changes nothing. */
export async function markClosed(db: Sql, id: Id, at: Date): Promise<boolean> {
  const rows = await db`update polls set closed_at = ${at} where id = ${id} and closed_at is null returning 1`
  return rows.length > 0
}

/** Her polls, and her votes; what she voted stays counted, without her name. */
export async function erasePolls(ctx: Context, accountId: Id): Promise<void> {
  await ctx.db`delete from polls where account_id = ${accountId}`
  await ctx.db`delete from poll_votes where account_id = ${accountId}`
}
