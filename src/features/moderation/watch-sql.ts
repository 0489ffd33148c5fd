import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import type { Snapshot } from './cases-sql.ts'

/** A post that everybody may read, by somebody who is no moderator and whom the operator did not bring in. */
export const selectWatched = (ctx: Context, statusId: Id) => ctx.db<{ account_id: Id; text: string }[]>`
  select s.account_id, s.text from statuses s
  join users u on u.account_id = s.account_id and u.role = 'user' and not u.vouched
  where s.id = ${statusId} and s.deleted_at is null and s.visibility in ('public', 'unlisted')`

export interface MarkRow {
  /** Hexadecimal, as the queries take it. */
  mark: string
  status_id: Id
  account_id: Id
}

/** Keeps the marks of a post and answers the other posts since `since` that carry one of them, 50 for each at most. */
export const keepMarks = (ctx: Context, marks: string[], post: { id: Id; accountId: Id }, since: Date) =>
  ctx.db<MarkRow[]>`
    with wanted as (select decode(m, 'hex') as mark from unnest(${marks}::text[]) as m),
    kept as (
      insert into watch_marks (mark, status_id, account_id)
      select mark, ${post.id}, ${post.accountId} from wanted on conflict do nothing)
    select encode(w.mark, 'hex') as mark, o.status_id, o.account_id from wanted w
    cross join lateral (
      select status_id, account_id from watch_marks
      where mark = w.mark and status_id > ${idAt(since)} and status_id <> ${post.id}
      order by status_id desc limit 50) as o`

export const deleteOldMarks = (ctx: Context, before: Date) => ctx.db`
  delete from watch_marks where status_id < ${idAt(before)}`

export const selectTexts = (ctx: Context, ids: Id[]) => ctx.db<{ id: Id; username: string; text: string }[]>`
  select s.id, a.username, s.text from statuses s join accounts a on a.id = s.account_id
  where s.id = any(${ids}::bigint[]) and s.deleted_at is null order by s.id`

/**
 * The one case of a group: opened, or its evidence brought up to date while it waits. Nothing, when somebody decided
 * about the same group since `since`. Answers the id of a case that was opened now.
 */
export async function openRepeatCase(
  ctx: Context,
  row: { subject: string; accountId: Id | null; urgency: number; content: Snapshot },
  since: Date,
): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id; fresh: boolean }[]>`
    insert into cases (subject, account_id, category, urgency, source, automated, content, opened_at)
    select ${row.subject}, ${row.accountId}::bigint, 'spam', ${row.urgency}::smallint, 'own', true,
      ${ctx.db.json(row.content as never)}::jsonb, ${ctx.clock()}::timestamptz
    where not exists (select from cases c where c.automated and c.subject = ${row.subject} and c.decided_at > ${since})
    on conflict (subject) where state in ('open', 'assessing') do update set
      content = excluded.content, account_id = excluded.account_id
    returning id, xmax = 0 as fresh`
  return rows[0]?.fresh ? rows[0].id : null
}
