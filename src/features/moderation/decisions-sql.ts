import type { Context, Id } from '../../context.ts'
import type { Category, Ground, Outcome, RecordedMeasure, Source } from './api.ts'

export interface DecisionRow {
  id: Id
  public_id: string
  key_hash: Buffer
  case_id: Id
  community_id: Id | null
  account_id: Id | null
  status_id: Id | null
  decided_by: Id
  measure: RecordedMeasure
  ground: Ground
  cited: string
  category: Category
  content_type: string
  content_language: string | null
  content_created_at: Date | null
  facts: string
  source: Source
  automated_detection: boolean
  automated_decision: 'no' | 'partly' | 'fully'
  locale: 'vi' | 'en'
  told_at: Date | null
  created_at: Date
  ends_at: Date | null
  ended_at: Date | null
  reverses_id: Id | null
  /** The one whose place it takes, after an appeal granted in part. */
  replaces_id: Id | null
  /** The subject of the case when it is no account and no post: 'link:example.com'. */
  target: string | null
  target_public: string | null
  /** The moderator's part in it, disclosed because nobody else could decide. */
  conflict: 'party' | 'reporter' | null
  authority_request_id: Id | null
}

const columns = (ctx: Context) => ctx.db`
  d.id, d.public_id, d.key_hash, d.case_id, d.community_id, d.account_id, d.status_id, d.decided_by, d.measure, d.ground,
  d.cited, d.category, d.content_type, d.content_language, d.content_created_at, d.facts, d.source, d.automated_detection,
  d.automated_decision, d.locale, d.told_at, d.created_at, d.ends_at, d.ended_at, d.reverses_id, d.replaces_id,
  d.target, d.target_public, d.conflict, d.authority_request_id`

export type NewDecision = Omit<DecisionRow, 'id' | 'ended_at'>

export async function insertDecision(ctx: Context, row: NewDecision): Promise<DecisionRow> {
  const rows = await ctx.db<{ id: Id }[]>`insert into decisions ${ctx.db(row as never)} returning id`
  return { ...row, id: rows[0]!.id, ended_at: null }
}

export const selectDecision = (ctx: Context, id: Id) => ctx.db<DecisionRow[]>`
  select ${columns(ctx)} from decisions d where d.id = ${id}`

export const selectDecisions = (ctx: Context, ids: Id[]) => ctx.db<DecisionRow[]>`
  select ${columns(ctx)} from decisions d where d.id = any(${ids}::bigint[])`

export const selectDecisionByPublicId = (ctx: Context, publicId: string) => ctx.db<DecisionRow[]>`
  select ${columns(ctx)} from decisions d where d.public_id = ${publicId}`

export const selectDecisionsOfCase = (ctx: Context, caseId: Id) => ctx.db<
  (DecisionRow & { decider: string })[]
>`
  select ${columns(ctx)}, a.username as decider from decisions d join accounts a on a.id = d.decided_by
  where d.case_id = ${caseId} order by d.id limit 200`

/** What was decided in a community and about it, in the order of time. */
export const selectOfCommunity = (ctx: Context, communityId: Id, after: Id, limit: number) => ctx.db<
  DecisionRow[]
>`
  select ${columns(ctx)} from decisions d
  where (d.community_id = ${communityId} or d.account_id = ${communityId}) and d.id > ${after}
  order by d.id limit ${limit}`

/** The newest decision of each of these cases. */
export const selectLastDecisions = (ctx: Context, caseIds: Id[]) => ctx.db<DecisionRow[]>`
  select distinct on (d.case_id) ${columns(ctx)} from decisions d
  where d.case_id = any(${caseIds}::bigint[]) order by d.case_id, d.id desc`

/** What was decided about somebody before, newest first. */
export const selectHistory = (ctx: Context, accountId: Id, limit: number) => ctx.db<DecisionRow[]>`
  select ${columns(ctx)} from decisions d where d.account_id = ${accountId} order by d.id desc limit ${limit}`

/** Marks the effect as over; false when somebody was faster. */
export async function endDecision(ctx: Context, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update decisions set ended_at = ${ctx.clock()} where id = ${id} and ended_at is null returning 1`
  return rows.length > 0
}

/** Another decision that still asks for the same effect: ending one of two must not undo the other. */
export const selectStanding = (
  ctx: Context,
  row: Pick<DecisionRow, 'id' | 'account_id' | 'status_id' | 'community_id'>,
  measures: string[],
  on: 'status' | 'account' | 'community',
) => ctx.db<DecisionRow[]>`
  select ${columns(ctx)} from decisions d
  where d.id <> ${row.id} and d.measure = any(${measures}) and d.ended_at is null
    and (${on} <> 'status' or d.status_id = ${row.status_id}::bigint)
    and (${on} = 'status' or d.account_id = ${row.account_id}::bigint)
    and (${on} <> 'community' or d.community_id = ${row.community_id}::bigint)
  order by d.id desc limit 1`

export const selectDue = (ctx: Context, limit: number) => ctx.db<{ id: Id }[]>`
  select id from decisions where ended_at is null and ends_at <= ${ctx.clock()} order by ends_at limit ${limit}`

/** How the person stands who is to be told. */
export const selectPerson = (ctx: Context, accountId: Id) => ctx.db<
  {
    username: string
    email: string | null
    locale: 'vi' | 'en' | null
    role: 'user' | 'moderator' | 'admin' | null
    leaving: boolean
  }[]
>`
  select a.username, u.email, u.locale, u.role, u.delete_after is not null as leaving
  from accounts a left join users u on u.account_id = a.id where a.id = ${accountId}`

/** Somebody who hears of a decision and gets a letter. */
export interface Told {
  id: Id
  username: string
  email: string
  locale: 'vi' | 'en'
}

export const selectToTell = (ctx: Context, accountId: Id) => ctx.db<Told[]>`
  select a.id, a.username, u.email, case when u.locale = 'en' then 'en' else 'vi' end as locale
  from accounts a join users u on u.account_id = a.id where a.id = ${accountId}`

/** Founder and moderators of a community, the founder first. */
export const selectRunning = (ctx: Context, communityId: Id) => ctx.db<Told[]>`
  select a.id, a.username, u.email, case when u.locale = 'en' then 'en' else 'vi' end as locale
  from community_roles r join accounts a on a.id = r.account_id and a.deleted_at is null
  join users u on u.account_id = r.account_id
  where r.community_id = ${communityId} order by r.role = 'founder' desc, r.created_at, r.account_id`

// ------------------------------------------------------------------ appeals

export interface AppealRow {
  id: Id
  decision_id: Id
  case_id: Id
  account_id: Id
  created_at: Date
  judged_by: Id | null
  outcome: Outcome | null
  reasons: string
  judged_at: Date | null
}

/** Null when there is one already. */
export async function insertAppeal(ctx: Context, decision: DecisionRow): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into appeals (decision_id, case_id, account_id, created_at)
    values (${decision.id}, ${decision.case_id}, ${decision.account_id}, ${ctx.clock()})
    on conflict (decision_id) do nothing returning id`
  return rows[0]?.id ?? null
}

export const selectAppeal = (ctx: Context, decisionId: Id) => ctx.db<AppealRow[]>`
  select id, decision_id, case_id, account_id, created_at, judged_by, outcome, reasons, judged_at
  from appeals where decision_id = ${decisionId}`

export const selectAppealsOfCase = (ctx: Context, caseId: Id) => ctx.db<AppealRow[]>`
  select id, decision_id, case_id, account_id, created_at, judged_by, outcome, reasons, judged_at
  from appeals where case_id = ${caseId} order by id`

export async function judgeAppealRow(
  ctx: Context,
  id: Id,
  judgedBy: Id,
  outcome: Outcome,
  reasons: string,
): Promise<boolean> {
  const rows = await ctx.db`
    update appeals set judged_by = ${judgedBy}, outcome = ${outcome}, reasons = ${reasons}, judged_at = ${ctx.clock()}
    where id = ${id} and outcome is null returning 1`
  return rows.length > 0
}

export const insertMessage = (
  ctx: Context,
  appealId: Id,
  accountId: Id,
  team: boolean,
  text: string,
) => ctx.db`
  insert into appeal_messages (appeal_id, account_id, team, text, created_at)
  values (${appealId}, ${accountId}, ${team}, ${text}, ${ctx.clock()})`

export interface MessageRow {
  id: Id
  appeal_id: Id
  account_id: Id
  team: boolean
  text: string
  created_at: Date
}

export const selectMessages = (ctx: Context, appealIds: Id[]) => ctx.db<MessageRow[]>`
  select id, appeal_id, account_id, team, text, created_at from appeal_messages
  where appeal_id = any(${appealIds}::bigint[]) order by id limit 500`

export async function countMessages(ctx: Context, appealId: Id, accountId: Id): Promise<number> {
  const rows = await ctx.db<{ n: number }[]>`
    select count(*)::int as n from appeal_messages where appeal_id = ${appealId} and account_id = ${accountId}`
  return rows[0]!.n
}

// ------------------------------------------------------------------ the log

export interface LogEntry {
  actorId: Id | null
  act: string
  caseId?: Id | null
  decisionId?: Id | null
  targetId?: Id | null
  communityId?: Id | null
  detail?: Record<string, string | number | boolean | null>
}

/** Every act of moderation, in the transaction of the act. */
export const insertLog = (ctx: Context, entry: LogEntry) => ctx.db`
  insert into moderation_log (account_id, act, case_id, decision_id, target_id, community_id, detail, created_at)
  values (${entry.actorId}, ${entry.act}, ${entry.caseId ?? null}, ${entry.decisionId ?? null}, ${entry.targetId ?? null},
    ${entry.communityId ?? null}, ${ctx.db.json((entry.detail ?? {}) as never)}, ${ctx.clock()})`

export interface LogRow {
  id: Id
  act: string
  case_id: Id | null
  decision_id: Id | null
  community_id: Id | null
  detail: Record<string, string | number | boolean | null>
  created_at: Date
  actor: string | null
  target: string | null
  community: string | null
}

/** Newest first; of one community, of one case, or of all. */
export const selectLog = (
  ctx: Context,
  of: { communityId: Id | null; caseId: Id | null },
  before: Id,
  limit: number,
) => ctx.db<LogRow[]>`
  select l.id, l.act, l.case_id, l.decision_id, l.community_id, l.detail, l.created_at, a.username as actor,
    t.username as target, g.username as community
  from moderation_log l
  left join accounts a on a.id = l.account_id
  left join accounts t on t.id = l.target_id
  left join accounts g on g.id = l.community_id
  where l.id < ${before}
    ${of.communityId === null ? ctx.db`` : ctx.db`and l.community_id = ${of.communityId}`}
    ${of.caseId === null ? ctx.db`` : ctx.db`and l.case_id = ${of.caseId}`}
  order by l.id desc limit ${limit}`
