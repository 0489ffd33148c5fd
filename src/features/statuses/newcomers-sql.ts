import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'

/** Whether the limits of the first days hold for her: not for the team, nor for whom the operator made an account. */
export async function isLimited(ctx: Context, accountId: Id, lock: boolean): Promise<boolean> {
  const rows = await ctx.db`
    select 1 from users where account_id = ${accountId} and role = 'user' and not vouched
    ${lock ? ctx.db`for update` : ctx.db``}`
  return rows.length > 0
}

export interface NewcomerCounts {
  /** Posts in the last hour, and the first of them. */
  posts: number
  first_post: Id | null
  /** Links in the last 24 hours, and the first post with one. */
  links: number
  first_link: Id | null
  /** People she wrote to for the first time in the last 24 hours. */
  recipients: Id[] | null
  first_message: Id | null
  /** Of `asked`, those to whom she had written before, at any time. */
  known: Id[] | null
}

/** What a newcomer did lately: one range of `newcomer_posts_account`, at most her first days. */
export async function countNewcomer(ctx: Context, accountId: Id, asked: Id[]): Promise<NewcomerCounts> {
  const now = ctx.clock().getTime()
  const hour = idAt(new Date(now - 3_600_000))
  const day = idAt(new Date(now - DAY_MS))
  const rows = await ctx.db<NewcomerCounts[]>`
    with mine as (select status_id, links, recipients from newcomer_posts where account_id = ${accountId}),
    met as (select r as id, min(m.status_id) as first from mine m cross join unnest(m.recipients) as r group by r)
    select count(*) filter (where status_id > ${hour})::int as posts,
      min(status_id) filter (where status_id > ${hour}) as first_post,
      coalesce(sum(links) filter (where status_id > ${day}), 0)::int as links,
      min(status_id) filter (where status_id > ${day} and links > 0) as first_link,
      (select array_agg(id) from met where first > ${day}) as recipients,
      (select min(first) from met where first > ${day}) as first_message,
      (select array_agg(id) from met where id = any(${asked}::bigint[])) as known
    from mine`
  return rows[0]!
}

export const insertNewcomerPost = (
  ctx: Context,
  row: { statusId: Id; accountId: Id; links: number; recipients: Id[] },
) => ctx.db`
  insert into newcomer_posts (status_id, account_id, links, recipients)
  values (${row.statusId}, ${row.accountId}, ${row.links}, ${row.recipients}::bigint[])`

/** Of accounts that are no newcomers any more, whatever the operator chose (a year at most). */
export const deleteOldNewcomerPosts = (ctx: Context, days: number) => ctx.db`
  delete from newcomer_posts where status_id < ${idAt(new Date(ctx.clock().getTime() - Math.max(days, 1) * DAY_MS))}`
