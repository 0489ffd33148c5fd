import type { Context, Id } from '../../context.ts'

/** Briefings, told on our own page: Mastodon has no words for them. */
export type BriefingNews = 'briefing.invited' | 'briefing.soon' | 'briefing.published'

/**
 * Tells these people of a session, on behalf of whoever opened it; answers whom. Each is told a thing once, but for
 * "soon", where the newest reminder takes the place of the one before.
 */
export async function tellBriefing(
  ctx: Context,
  accountIds: Id[],
  type: BriefingNews,
  briefingId: Id,
): Promise<Set<Id>> {
  if (type === 'briefing.soon')
    await ctx.db`delete from notifications where type = ${type} and cause_id = ${briefingId} and account_id = any(${accountIds}::bigint[])`
  const rows = await ctx.db<{ account_id: Id }[]>`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, coalesce(b.created_by, u.account_id), ${type}, b.id, ${ctx.clock()}
    from users u cross join briefings b
    where u.account_id = any(${accountIds}::bigint[]) and b.id = ${briefingId}
      and (u.account_id is distinct from b.created_by or ${type} = 'briefing.soon')
    on conflict do nothing returning account_id`
  return new Set(rows.map(({ account_id }) => account_id))
}

export interface ToldBriefing {
  notification_id: Id
  path: string
  name: string
}

/** Tells whoever asked a question that it is answered, on behalf of whoever answered it. Her name stays hers. */
export const tellAnswered = (ctx: Context, questionId: Id, byId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, ${byId}, 'question.answered', q.id, ${ctx.clock()}
  from briefing_questions q join users u on u.account_id = q.account_id
  where q.id = ${questionId} and u.account_id <> ${byId} on conflict do nothing`

/** Which session, or which question of one, each is about. */
export const selectToldBriefings = (ctx: Context, ids: Id[]) => ctx.db<ToldBriefing[]>`
  select n.id as notification_id, '/giao-ban/' || s.slug || '/' || b.number as path,
    s.name || ' (' || b.number || ')' as name
  from notifications n join briefings b on b.id = n.cause_id join briefing_series s on s.id = b.series_id
  where n.id = any(${ids}::bigint[]) and n.type like 'briefing.%'
  union all
  select n.id, '/giao-ban/' || s.slug || '/' || b.number || '/cau-hoi/' || q.number, s.name || ' (' || b.number || ')'
  from notifications n join briefing_questions q on q.id = n.cause_id join briefings b on b.id = q.briefing_id
  join briefing_series s on s.id = b.series_id
  where n.id = any(${ids}::bigint[]) and n.type = 'question.answered'`
