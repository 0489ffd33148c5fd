import type { Context, Id } from '../../context.ts'
import type { AccountWarning, NotifiedReport } from './api.ts'

/** Tells the person concerned of a decision, in its transaction. From herself, as Mastodon does: nobody is named. */
export const tellDecision = (ctx: Context, accountId: Id, decisionId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select account_id, account_id, 'moderation_warning', ${decisionId}, ${ctx.clock()} from users where account_id = ${accountId}
  on conflict do nothing`

/** Job: a new case. A community's moderators hear of theirs; the network's of everything else and of what cannot wait. */
export async function onReport(ctx: Context, { caseId, fromId }: { caseId: Id; fromId: Id }): Promise<void> {
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, ${fromId}, 'admin.report', c.id, ${ctx.clock()}
    from cases c join users u on u.account_id <> ${fromId} and u.disabled_at is null
      and u.account_id is distinct from c.account_id
      and not exists (select from community_roles o
        where o.community_id = c.account_id and o.account_id = u.account_id)
      and ((u.role <> 'user' and (c.community_id is null or c.urgency = 0))
        or (c.community_id is null and exists (select from measure_shifts h
          join measures m on m.id = h.measure_id and m.ended_at is null
            and m.begins_at <= ${ctx.clock()} and m.ends_at > ${ctx.clock()}
          where h.account_id = u.account_id))
        or exists (select from community_roles r where r.community_id = c.community_id and r.account_id = u.account_id
          and (r.role = 'founder' or 'cases' = any(r.permissions))))
    where c.id = ${caseId}
    on conflict do nothing`
}

/** Tells the person that a moderator wrote in the dialogue about her appeal: of the newest thing that was written. */
export const tellAnswer = (ctx: Context, appealId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, u.account_id, 'moderation_warning',
    (select max(m.id) from appeal_messages m where m.appeal_id = a.id and m.team), ${ctx.clock()}
  from appeals a join users u on u.account_id = a.account_id where a.id = ${appealId}
  on conflict do nothing`

/** Tells the person what became of her appeal. */
export const tellOutcome = (ctx: Context, appealId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, u.account_id, 'moderation_warning', a.id, ${ctx.clock()}
  from appeals a join users u on u.account_id = a.account_id where a.id = ${appealId}
  on conflict do nothing`

/**
 * Tells moderators what the person wrote in her appeal: those who have a part in it, and of a new one everybody who could
 * judge it, for that is somebody else. Operators hear of one in a community when it cannot wait, or when `operators` says
 * that nobody there could judge it. From themselves: her account may be suspended, which hides what comes from it.
 */
export const tellAppeal = (
  ctx: Context,
  appealId: Id,
  { isNew, operators }: { isNew: boolean; operators: boolean },
) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, u.account_id, 'admin.report',
    (select max(m.id) from appeal_messages m where m.appeal_id = a.id and not m.team), ${ctx.clock()}
  from appeals a join cases c on c.id = a.case_id
  join users u on u.disabled_at is null and u.account_id <> a.account_id
  cross join lateral (select exists (
    select from community_roles r where r.community_id = c.community_id and r.account_id = u.account_id
      and (r.role = 'founder' or 'cases' = any(r.permissions))) as here) room
  where a.id = ${appealId} and (u.role <> 'user' or room.here)
    and ((${isNew} and (room.here or c.community_id is null or c.urgency = 0 or ${operators}))
      or u.account_id = c.assignee_id
      or exists (select from decisions d where d.case_id = c.id and d.decided_by = u.account_id)
      or exists (select from appeal_messages m where m.appeal_id = a.id and m.team and m.account_id = u.account_id))
  on conflict do nothing`

/** Tells everybody who reported in a case that it was decided, but not who did: from themselves. On our page alone. */
export const tellReporters = (ctx: Context, caseId: Id, decisionId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select r.account_id, r.account_id, 'report_decided', ${decisionId}, ${ctx.clock()}
  from reports r join users u on u.account_id = r.account_id
  join decisions d on d.id = ${decisionId} and d.decided_by <> r.account_id
  where r.case_id = ${caseId}
  on conflict do nothing`

/** Whether these decisions did anything about what was reported. */
export const selectHandled = (ctx: Context, ids: Id[]) => ctx.db<{ notification_id: Id; handled: boolean }[]>`
  select n.id as notification_id, d.measure <> 'none' as handled from notifications n join decisions d on d.id = n.cause_id
  where n.id = any(${ids}::bigint[]) and n.type = 'report_decided'`

/**
 * What these notifications tell of, by the notification's id. The cause is a decision, an appeal (its outcome) or a
 * message in its dialogue; ids are unique among all tables.
 */
export interface ToldDecision {
  notification_id: Id
  id: Id
  public_id: string
  measure: string
  facts: string
  status_id: Id | null
  account_id: Id
  created_at: Date
  outcome: string | null
  appealed: boolean
  /** What she wrote first. */
  appeal_text: string | null
  about: AccountWarning['about']
}

export const selectToldDecisions = (ctx: Context, ids: Id[]) => ctx.db<ToldDecision[]>`
  with causes as (
    select n.id, n.account_id, m.id as message, coalesce(ma.id, oa.id) as appeal,
      coalesce(ma.decision_id, oa.decision_id, n.cause_id) as decision_id
    from notifications n
    left join appeal_messages m on m.id = n.cause_id left join appeals ma on ma.id = m.appeal_id
    left join appeals oa on oa.id = n.cause_id
    where n.id = any(${ids}::bigint[]) and n.type = 'moderation_warning')
  select n.id as notification_id, d.id, d.public_id, d.measure, d.facts, d.status_id, n.account_id, d.created_at,
    a.outcome, a.id is not null as appealed,
    (select m.text from appeal_messages m where m.appeal_id = a.id and not m.team order by m.id limit 1) as appeal_text,
    case when n.message is not null then 'answer' when n.appeal is not null then 'outcome'
      when exists (select from appeals r where r.decision_id = d.reverses_id and r.outcome is not null) then 'outcome'
      else 'decision' end as about
  from causes n join decisions d on d.id = n.decision_id left join appeals a on a.decision_id = d.id`

export interface ToldCase {
  notification_id: Id
  id: Id
  account_id: Id
  category: string
  state: string
  decided_at: Date | null
  opened_at: Date
  comment: string | null
  forward: boolean | null
  status_ids: Id[] | null
  rule_ids: Id[] | null
  about: NotifiedReport['about']
}

export const selectToldCases = (ctx: Context, ids: Id[]) => ctx.db<ToldCase[]>`
  select n.id as notification_id, c.id, c.account_id, c.category, c.state, c.decided_at, c.opened_at, r.comment, r.forward,
    coalesce(r.status_ids, case when c.status_id is not null then array[c.status_id] end) as status_ids, r.rule_ids, case when m.id is null then 'report' else 'appeal' end as about
  from notifications n
  left join appeal_messages m on m.id = n.cause_id left join appeals a on a.id = m.appeal_id
  join cases c on c.id = coalesce(a.case_id, n.cause_id) and c.account_id is not null
  left join lateral (select r.comment, r.forward, r.status_ids, r.rule_ids from reports r where r.case_id = c.id
    order by r.account_id = n.from_account_id desc, r.id limit 1) r on true
  where n.id = any(${ids}::bigint[]) and n.type = 'admin.report'`

const actions: Record<string, AccountWarning['action']> = {
  freeze: 'disable',
  limit: 'silence',
  suspend: 'suspend',
  remove: 'delete_statuses',
  hide: 'mark_statuses_as_sensitive',
}

export const toWarning = (
  ctx: Context,
  row: ToldDecision,
  account: AccountWarning['target_account'],
): AccountWarning => ({
  id: row.id,
  action: actions[row.measure] ?? 'none',
  text: row.facts,
  status_ids: row.status_id ? [row.status_id] : null,
  created_at: row.created_at.toISOString(),
  target_account: account,
  appeal: row.appealed
    ? {
        text: row.appeal_text ?? '',
        state: row.outcome === null ? 'pending' : row.outcome === 'upheld' ? 'rejected' : 'approved',
      }
    : null,
  url: `${ctx.config.origin}/ly-do/${row.public_id}`,
  about: row.about,
})

const mastodon: Record<string, NotifiedReport['category']> = {
  spam: 'spam',
  illegal: 'legal',
  rule: 'violation',
}

export const toReport = (row: ToldCase, account: NotifiedReport['target_account']): NotifiedReport => ({
  id: row.id,
  action_taken: row.state === 'decided' || row.state === 'closed',
  action_taken_at: row.decided_at?.toISOString() ?? null,
  category: mastodon[row.category] ?? 'other',
  comment: row.comment ?? '',
  forwarded: row.forward ?? false,
  created_at: row.opened_at.toISOString(),
  status_ids: row.status_ids,
  rule_ids: row.rule_ids,
  target_account: account,
  about: row.about,
})
