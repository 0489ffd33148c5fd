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
        or exists (select from community_roles r where r.community_id = c.community_id and r.account_id = u.account_id
          and (r.role = 'founder' or 'cases' = any(r.permissions))))
    where c.id = ${caseId}
    on conflict do nothing`
}

/** What these notifications tell of: decisions or cases, by the notification's id. */
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
}

export const selectToldDecisions = (ctx: Context, ids: Id[]) => ctx.db<ToldDecision[]>`
  select n.id as notification_id, d.id, d.public_id, d.measure, d.facts, d.status_id, n.account_id, d.created_at,
    a.outcome, a.id is not null as appealed
  from notifications n join decisions d on d.id = n.cause_id left join appeals a on a.decision_id = d.id
  where n.id = any(${ids}::bigint[]) and n.type = 'moderation_warning'`

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
}

export const selectToldCases = (ctx: Context, ids: Id[]) => ctx.db<ToldCase[]>`
  select n.id as notification_id, c.id, c.account_id, c.category, c.state, c.decided_at, c.opened_at, r.comment, r.forward,
    r.status_ids, r.rule_ids
  from notifications n join cases c on c.id = n.cause_id and c.account_id is not null
  left join reports r on r.case_id = c.id and r.account_id = n.from_account_id
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
        text: '',
        state: row.outcome === null ? 'pending' : row.outcome === 'upheld' ? 'rejected' : 'approved',
      }
    : null,
  url: `${ctx.config.origin}/ly-do/${row.public_id}`,
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
})
