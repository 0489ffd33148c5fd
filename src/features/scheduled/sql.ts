import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'
import type { StatusParams } from '../statuses/index.ts'

export interface ScheduledRow {
  id: Id
  account_id: Id
  params: StatusParams
  scheduled_at: Date
  published_id: Id | null
}

const columns = (ctx: Context) => ctx.db`id, account_id, params, scheduled_at, published_id`

export async function insertScheduled(
  ctx: Context,
  accountId: Id,
  params: StatusParams,
  at: Date,
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into scheduled_statuses (account_id, params, scheduled_at)
    values (${accountId}, ${ctx.db.json(params as never)}, ${at}) returning id`
  return rows[0]!.id
}

/** Those that wait, newest first. */
export async function selectWaiting(ctx: Context, accountId: Id, page: Page): Promise<ScheduledRow[]> {
  const { db } = ctx
  const { below, above } = bounds(page)
  const rows = await db<ScheduledRow[]>`
    select ${columns(ctx)} from scheduled_statuses
    where account_id = ${accountId} and published_id is null and id < ${below} and id > ${above}
    order by id ${page.minId ? db`asc` : db`desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

export async function selectWaitingOne(ctx: Context, accountId: Id, id: Id): Promise<ScheduledRow | null> {
  const rows = await ctx.db<ScheduledRow[]>`
    select ${columns(ctx)} from scheduled_statuses
    where id = ${id} and account_id = ${accountId} and published_id is null`
  return rows[0] ?? null
}

/** Locks the row, published or not, so that two runs of the job publish once. */
export async function lockScheduled(ctx: Context, id: Id): Promise<ScheduledRow | null> {
  const rows = await ctx.db<ScheduledRow[]>`
    select ${columns(ctx)} from scheduled_statuses where id = ${id} for update`
  return rows[0] ?? null
}

export async function countWaiting(ctx: Context, accountId: Id): Promise<number> {
  const rows = await ctx.db<{ n: number }[]>`
    select count(*)::int as n from scheduled_statuses where account_id = ${accountId} and published_id is null`
  return rows[0]!.n
}

export async function updateTime(ctx: Context, accountId: Id, id: Id, at: Date): Promise<boolean> {
  const rows = await ctx.db`
    update scheduled_statuses set scheduled_at = ${at}
    where id = ${id} and account_id = ${accountId} and published_id is null returning 1`
  return rows.length > 0
}

export async function deleteWaiting(ctx: Context, accountId: Id, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    delete from scheduled_statuses
    where id = ${id} and account_id = ${accountId} and published_id is null returning 1`
  return rows.length > 0
}

export async function markPublished(ctx: Context, id: Id, statusId: Id): Promise<void> {
  await ctx.db`update scheduled_statuses set published_id = ${statusId} where id = ${id}`
}

/** Rows of posts that came out long ago have nothing left to prevent. */
export async function deleteOldPublished(ctx: Context, accountId: Id, before: Date): Promise<void> {
  await ctx.db`
    delete from scheduled_statuses
    where account_id = ${accountId} and published_id is not null and scheduled_at < ${before}`
}
