import type { Context, Id } from '../../context.ts'
import { isId } from '../../lib/ids.ts'
import type { Category, Source, State } from './api.ts'

/** What was reported, as it read at the first report. */
export interface Snapshot {
  text?: string
  spoiler_text?: string
  title?: string | null
  display_name?: string
  note?: string
  media?: { type: string; description: string }[]
  status_ids?: Id[]
  visibility?: string
  at?: string
}

export interface CaseRow {
  id: Id
  subject: string
  community_id: Id | null
  account_id: Id | null
  status_id: Id | null
  category: Category
  urgency: number
  state: State
  source: Source
  authority_request_id: Id | null
  /** A trusted flagger reported it: first among those of the same harm. */
  flagged: boolean
  automated: boolean
  assignee_id: Id | null
  answers_id: Id | null
  content: Snapshot
  reports: number
  reporters: number
  young_reporters: number
  opened_at: Date
  decided_at: Date | null
  closed_at: Date | null
  /** It is about a whole community. */
  of_community: boolean
}

const columns = (ctx: Context) => ctx.db`
  c.id, c.subject, c.community_id, c.account_id, c.status_id, c.category, c.urgency, c.state, c.source, c.automated,
  c.assignee_id, c.answers_id, c.content, c.reports, c.reporters, c.young_reporters, c.opened_at, c.decided_at, c.closed_at, c.authority_request_id, c.flagged,
  (select true from communities k where k.account_id = c.account_id) is not null as of_community`

export interface NewCase {
  subject: string
  communityId: Id | null
  accountId: Id | null
  statusId: Id | null
  category: Category
  urgency: number
  source: Source
  requestId?: Id | null
  flagged?: boolean
  answersId: Id | null
  content: Snapshot
}

/** The one open case on a subject, opened when there is none; locks its row for the transaction. */
export async function openCase(ctx: Context, row: NewCase): Promise<{ id: Id; fresh: boolean }> {
  const rows = await ctx.db<{ id: Id; fresh: boolean }[]>`
    insert into cases (subject, community_id, account_id, status_id, category, urgency, source, answers_id, content, opened_at,
      authority_request_id, flagged)
    values (${row.subject}, ${row.communityId}, ${row.accountId}, ${row.statusId}, ${row.category}, ${row.urgency},
      ${row.source}, ${row.answersId}, ${ctx.db.json(row.content as never)}, ${ctx.clock()},
      ${row.requestId ?? null}, ${row.flagged ?? false})
    on conflict (subject) where state in ('open', 'assessing') do update set
      category = case when excluded.urgency < cases.urgency then excluded.category else cases.category end,
      urgency = least(cases.urgency, excluded.urgency), flagged = cases.flagged or excluded.flagged
    returning id, xmax = 0 as fresh`
  return rows[0]!
}

export interface NewReport {
  caseId: Id
  accountId: Id
  category: Category
  ruleIds: Id[]
  statusIds: Id[]
  comment: string
  forward: boolean
}

/** True for a person's first report in this case; saying it again keeps the newest words. */
export async function insertReport(ctx: Context, row: NewReport): Promise<boolean> {
  const rows = await ctx.db<{ fresh: boolean }[]>`
    insert into reports (case_id, account_id, category, rule_ids, status_ids, comment, forward, created_at)
    values (${row.caseId}, ${row.accountId}, ${row.category}, ${row.ruleIds}::bigint[], ${row.statusIds}::bigint[],
      ${row.comment}, ${row.forward}, ${ctx.clock()})
    on conflict (case_id, account_id) do update set times = reports.times + 1, withdrawn_at = null,
      comment = case when excluded.comment = '' then reports.comment else excluded.comment end
    returning xmax = 0 as fresh`
  return rows[0]!.fresh
}

export const countReport = (ctx: Context, caseId: Id, change: { reporters: number; young: number }) => ctx.db`
  update cases set reports = reports + 1, reporters = reporters + ${change.reporters}::int,
    young_reporters = young_reporters + ${change.young}::int
  where id = ${caseId}`

export const selectCase = (ctx: Context, id: Id) => ctx.db<CaseRow[]>`
  select ${columns(ctx)} from cases c where c.id = ${id}`

export const selectCases = (ctx: Context, ids: Id[]) => ctx.db<CaseRow[]>`
  select ${columns(ctx)} from cases c where c.id = any(${ids}::bigint[])`

export const lockCase = (ctx: Context, id: Id) => ctx.db`select 1 from cases where id = ${id} for update`

export interface QueueRow extends CaseRow {
  username: string | null
  display_name: string | null
  community: string | null
  assignee: string | null
}

/** Names for a line of the desk. Looked up one by one: a join is planned for a tenth of all cases and reads all accounts. */
const named = (ctx: Context) => ctx.db`
  (select a.username from accounts a where a.id = c.account_id) as username,
  (select a.display_name from accounts a where a.id = c.account_id) as display_name,
  (select a.username from accounts a where a.id = c.community_id) as community,
  (select a.username from accounts a where a.id = c.assignee_id) as assignee`

/** Stands for the network's own cases, without those of communities: the desk of an extra shift. */
export const ofNetwork: Id = '0'

export interface QueuePage {
  /** Null: all (operators). */
  communityId: Id | null
  /** Only those taken by this person. */
  assigneeId: Id | null
  /** Only what nobody has taken, or what is appealed. */
  show?: 'free' | 'appeals' | null
  category?: Category | null
  after: { urgency: number; flagged: boolean; id: Id } | null
  limit: number
}

/** Where the next page of the queue begins: '1f-123' after a flagged case of urgency 1. */
export const cursorOf = (row: { urgency: number; flagged: boolean; id: Id }): string =>
  `${row.urgency}${row.flagged ? 'f' : ''}-${row.id}`

export function readCursor(text: string | undefined): QueuePage['after'] {
  const at = /^([0-3])(f?)-(\d{1,19})$/.exec(text ?? '')
  return at && isId(at[3]) ? { urgency: Number(at[1]), flagged: at[2] === 'f', id: at[3] } : null
}

/**
 * What waits, the most harmful and then (after what trusted flaggers report) the oldest first. One range of one of the
 * `cases_queue` indexes: each choice on the desk has its own, in this order.
 */
export const selectQueue = (ctx: Context, page: QueuePage) => ctx.db<QueueRow[]>`
  select ${columns(ctx)}, ${named(ctx)} from (
    select * from cases c where c.state in ('open', 'assessing', 'appealed')
      ${page.show === 'appeals' ? ctx.db`and c.state = 'appealed'` : ctx.db``}
      ${page.show === 'free' ? ctx.db`and c.assignee_id is null` : ctx.db``}
      ${page.communityId === null ? ctx.db`` : page.communityId === ofNetwork ? ctx.db`and c.community_id is null` : ctx.db`and c.community_id = ${page.communityId}`}
      ${page.category ? ctx.db`and c.category = ${page.category}` : ctx.db``}
      ${page.assigneeId === null ? ctx.db`` : ctx.db`and c.assignee_id = ${page.assigneeId}`}
      ${page.after === null ? ctx.db`` : ctx.db`and (c.urgency, not c.flagged, c.id) > (${page.after.urgency}::smallint, ${!page.after.flagged}, ${page.after.id}::bigint)`}
    order by c.urgency, not c.flagged, c.id limit ${page.limit}) c
  order by c.urgency, not c.flagged, c.id`

/** What was decided, newest first. */
export const selectDone = (ctx: Context, communityId: Id | null, before: Id, limit: number) => ctx.db<
  QueueRow[]
>`
  select ${columns(ctx)}, ${named(ctx)} from (
    select * from cases c where c.state in ('decided', 'closed') and c.id < ${before}
      ${communityId === null ? ctx.db`` : communityId === ofNetwork ? ctx.db`and c.community_id is null` : ctx.db`and c.community_id = ${communityId}`}
    order by c.id desc limit ${limit}) c
  order by c.id desc`

/** Cases in the order of their numbers, for the Mastodon API. */
export const selectByState = (
  ctx: Context,
  query: { resolved: boolean; accountId: Id | null; targetId: Id | null },
  page: { below: Id; above: Id; limit: number; upward: boolean },
) => ctx.db<CaseRow[]>`
  select ${columns(ctx)} from cases c
  where c.id < ${page.below} and c.id > ${page.above} and (c.state in ('decided', 'closed')) = ${query.resolved}
    ${query.targetId === null ? ctx.db`` : ctx.db`and c.account_id = ${query.targetId}`}
    ${query.accountId === null ? ctx.db`` : ctx.db`and exists (select from reports r where r.case_id = c.id and r.account_id = ${query.accountId})`}
  order by c.id ${page.upward ? ctx.db`asc` : ctx.db`desc`} limit ${page.limit}`

export const updateState = (ctx: Context, id: Id, state: State) => ctx.db`
  update cases set state = ${state},
    decided_at = case when ${state} = 'decided' then coalesce(decided_at, ${ctx.clock()}) else decided_at end,
    closed_at = case when ${state} = 'closed' then ${ctx.clock()}::timestamptz end, withdrawn_at = null
  where id = ${id}`

/** Taken by somebody, or given back; what is open is being assessed once somebody holds it. */
export const updateAssignee = (ctx: Context, id: Id, accountId: Id | null) => ctx.db`
  update cases set assignee_id = ${accountId},
    state = case when state in ('open', 'assessing') then ${accountId === null ? 'open' : 'assessing'} else state end
  where id = ${id}`

export const closeOld = (ctx: Context, before: Date, limit: number) => ctx.db`
  update cases set state = 'closed', closed_at = ${ctx.clock()} where id = any(array(
    select id from cases where state = 'decided' and decided_at < ${before} order by decided_at limit ${limit}))`

/** What was reported and what reporters said of it goes once nobody can object any more; the decision stays. */
export async function forgetContent(ctx: Context, before: Date, limit: number): Promise<void> {
  const rows = await ctx.db<{ id: Id }[]>`
    update cases set content = '{}' where id = any(array(
      select id from cases where state = 'closed' and content <> '{}' and closed_at < ${before}
      order by closed_at limit ${limit})) returning id`
  await ctx.db`
    update reports set comment = '' where comment <> '' and case_id = any(${rows.map((row) => row.id)}::bigint[])`
}

export interface ReportRow {
  id: Id
  case_id: Id
  account_id: Id
  category: Category
  rule_ids: Id[]
  status_ids: Id[]
  comment: string
  forward: boolean
  times: number
  created_at: Date
  username: string
  joined_at: Date
}

/** The first reports of a case; how many more there are is counted on the case. */
export const selectReports = (ctx: Context, caseId: Id, limit: number) => ctx.db<ReportRow[]>`
  select r.id, r.case_id, r.account_id, r.category, r.rule_ids, r.status_ids, r.comment, r.forward, r.times, r.created_at,
    a.username, a.created_at as joined_at
  from reports r join accounts a on a.id = r.account_id where r.case_id = ${caseId} order by r.id limit ${limit}`

/** The first report of each of these cases. */
export const selectFirstReports = (ctx: Context, caseIds: Id[]) => ctx.db<ReportRow[]>`
  select distinct on (r.case_id) r.id, r.case_id, r.account_id, r.category, r.rule_ids, r.status_ids, r.comment, r.forward,
    r.times, r.created_at, a.username, a.created_at as joined_at
  from reports r join accounts a on a.id = r.account_id
  where r.case_id = any(${caseIds}::bigint[]) order by r.case_id, r.id`

export async function hasReported(ctx: Context, caseId: Id, accountId: Id): Promise<boolean> {
  const rows = await ctx.db`select 1 from reports where case_id = ${caseId} and account_id = ${accountId}`
  return rows.length > 0
}

export const insertNote = (ctx: Context, caseId: Id, accountId: Id, text: string) => ctx.db`
  insert into case_notes (case_id, account_id, text, created_at) values (${caseId}, ${accountId}, ${text}, ${ctx.clock()})`

export const selectNotes = (ctx: Context, caseId: Id) => ctx.db<
  { id: Id; text: string; created_at: Date; username: string }[]
>`
  select n.id, n.text, n.created_at, a.username from case_notes n join accounts a on a.id = n.account_id
  where n.case_id = ${caseId} order by n.id limit 200`

export interface ReportedStatus {
  id: Id
  account_id: Id
  community_id: Id | null
  /** Whom it answers. Everybody answers the first post of a community's thread: that makes its author no party. */
  answers_id: Id | null
  text: string
  content: string
  spoiler_text: string
  visibility: string
  language: string | null
  created_at: Date
  title: string | null
  media: { type: string; description: string }[] | null
}

export const selectReported = (ctx: Context, ids: Id[]) => ctx.db<ReportedStatus[]>`
  select s.id, s.account_id, s.community_id,
    case when s.community_id is null or s.in_reply_to_id <> s.thread_id then s.in_reply_to_account_id end as answers_id, s.text, s.content, s.spoiler_text, s.visibility,
    s.language, s.created_at, (select t.title from threads t where t.id = s.id) as title,
    (select json_agg(json_build_object('type', m.type, 'description', m.description) order by m.position, m.id)
      from media m where m.status_id = s.id) as media
  from statuses s where s.id = any(${ids}::bigint[]) and s.deleted_at is null and s.reblog_of_id is null order by s.id`

export interface ContextRow {
  title: string | null
  thread_id: Id | null
  room: string | null
  before: { id: Id; username: string; text: string }[] | null
}

/**
 * The thread that a reported answer stands in, and the two posts before it that moderators of the case may read: those of
 * the case's own community, else only what anybody can. Of direct messages nothing.
 */
export const selectContext = (ctx: Context, statusId: Id, communityId: Id | null) => ctx.db<ContextRow[]>`
  select t.title, t.id::text as thread_id, room.username as room,
    (select json_agg(json_build_object('id', b.id::text, 'username', b.username, 'text', b.text) order by b.id) from (
      select p.id, a.username, left(p.text, 1000) as text from statuses p join accounts a on a.id = p.account_id
      where p.thread_id = s.thread_id and p.id < s.id and p.reblog_of_id is null and p.deleted_at is null
        and (p.community_id = ${communityId}::bigint or p.community_id is null and p.visibility in ('public', 'unlisted'))
        and p.visibility <> 'direct'
      order by p.id desc limit 2) b) as before
  from statuses s left join threads t on t.id = s.thread_id and t.community_id = ${communityId}::bigint and t.deleted_at is null
  left join accounts room on room.id = t.community_id
  where s.id = ${statusId} and s.visibility <> 'direct'`
