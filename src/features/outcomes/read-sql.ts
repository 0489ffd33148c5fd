import type { Context, Id } from '../../context.ts'
import type { Precision } from '../events/index.ts'
import type { ActionState, FindingKind, Trend } from './api.ts'

export interface FindingRow {
  id: Id
  briefing_id: Id
  kind: FindingKind
  text: string
  metric: string | null
  statement_id: string | null
  status_id: Id | null
  /** What the post says, while everybody who reads the session may read it. */
  status_text: string | null
  question_number: number | null
  question_text: string | null
  speech_number: number | null
  speaker: string | null
}

/** A post that whoever reads the series may read: everybody's, or one of the series' own community. */
const readablePost = (ctx: Context) => ctx.db`
  p.deleted_at is null and p.removed_at is null and (p.visibility in ('public', 'unlisted')
    and not exists (select from communities k where k.account_id = p.community_id and (k.private or k.closed_at is not null))
    or (p.visibility <> 'direct' and p.community_id = r.community_id))`

export const selectFindings = (ctx: Context, briefingId: Id) => ctx.db<FindingRow[]>`
  select f.id, f.briefing_id, f.kind, f.text, f.metric, f.statement_id, p.id as status_id, p.text as status_text,
    q.number as question_number, q.text as question_text, s.number as speech_number,
    coalesce(nullif(s.speaker, ''), nullif(m.name, ''), nullif(a.display_name, ''), a.username) as speaker
  from findings f
  join briefings b on b.id = f.briefing_id join briefing_series r on r.id = b.series_id
  left join statuses p on p.id = f.status_id and (${readablePost(ctx)})
  left join briefing_questions q on q.id = f.question_id
  left join speeches s on s.id = f.speech_id
  left join briefing_participants m on m.id = s.participant_id left join accounts a on a.id = m.account_id
  where f.briefing_id = ${briefingId} order by f.kind desc, f.position, f.id limit 400`

/** The post that an address names, if whoever reads the series may read it. */
export const selectPost = (ctx: Context, seriesId: Id, by: { id: Id } | { uri: string }) => ctx.db<
  { id: Id }[]
>`
  select p.id from statuses p join briefing_series r on r.id = ${seriesId}
  where ${'id' in by ? ctx.db`p.id = ${by.id}` : ctx.db`p.uri = ${by.uri}`} and p.reblog_of_id is null and (${readablePost(ctx)})`

export const selectStatement = (ctx: Context, publicId: string) => ctx.db<{ public_id: string }[]>`
  select public_id from decisions where public_id = ${publicId}`

export const selectQuestionId = (ctx: Context, briefingId: Id, number: number) => ctx.db<{ id: Id }[]>`
  select id from briefing_questions where briefing_id = ${briefingId} and number = ${number} and status <> 'withdrawn'`

export const selectSpeechId = (ctx: Context, briefingId: Id, number: number) => ctx.db<{ id: Id }[]>`
  select id from speeches where briefing_id = ${briefingId} and number = ${number}`

export interface SolutionRow {
  id: Id
  briefing_id: Id
  finding_id: Id | null
  text: string
}

export const selectSolutions = (ctx: Context, briefingId: Id) => ctx.db<SolutionRow[]>`
  select id, briefing_id, finding_id, text from solutions where briefing_id = ${briefingId} order by position, id limit 400`

export interface DissentRow {
  id: Id
  briefing_id: Id
  finding_id: Id | null
  solution_id: Id | null
  account_id: Id | null
  acct: string | null
  name: string
  text: string
  created_at: Date
}

export const selectDissents = (ctx: Context, briefingId: Id) => ctx.db<DissentRow[]>`
  select d.id, d.briefing_id, d.finding_id, d.solution_id, d.account_id, a.username || coalesce('@' || a.domain, '') as acct,
    coalesce(nullif(d.name, ''), nullif(a.display_name, ''), a.username, '') as name, d.text, d.created_at
  from dissents d left join accounts a on a.id = d.account_id
  where d.briefing_id = ${briefingId} order by d.id limit 400`

export interface ActionRow {
  id: Id
  series_id: Id
  series_slug: string
  briefing_id: Id
  from_number: number
  number: number
  solution_id: Id | null
  title: string
  body: string
  owner_id: Id | null
  owner_acct: string | null
  owner: string
  due_on: string | null
  review_on: string | null
  progress: number
  state: ActionState
  overdue: 'due' | 'review' | 'silent' | null
  evidence: string
  evidence_url: string
  closed_at: Date | null
  carried_from: number | null
  carried_on: number | null
  /** Sessions that it has gone through since it was promised. */
  sessions: number
  updated_at: Date
  created_at: Date
}

/** Why an open item is overdue: its due day, its review day, or 90 days without an update (docs/briefings.md). */
const overdue = (ctx: Context) => ctx.db`
  case when i.state <> 'open' then null
    when i.due_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date then 'due'
    when i.review_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date then 'review'
    when i.updated_at < ${ctx.clock()}::timestamptz - interval '90 days' then 'silent' end`

const actionColumns = (ctx: Context) => ctx.db`
  i.id, i.series_id, r.slug as series_slug, i.briefing_id, b.number as from_number, i.number, i.solution_id, i.title, i.body,
  i.owner_id, a.username || coalesce('@' || a.domain, '') as owner_acct,
  coalesce(nullif(a.display_name, ''), a.username, i.owner_name) as owner, i.due_on::text, i.review_on::text, i.progress,
  i.state, ${overdue(ctx)} as overdue, i.evidence, i.evidence_url, i.closed_at,
  (select c.number from action_items c where c.id = i.carried_from) as carried_from,
  (select min(c.number) from action_items c where c.carried_from = i.id) as carried_on,
  (select count(*)::int from briefings n where n.series_id = i.series_id and n.number > b.number
    and (i.closed_at is null or n.created_at < i.closed_at)) as sessions, i.updated_at, i.created_at`

const actionJoins = (ctx: Context) => ctx.db`
  join briefing_series r on r.id = i.series_id join briefings b on b.id = i.briefing_id
  left join accounts a on a.id = i.owner_id`

export const selectActionsOf = (ctx: Context, briefingId: Id) => ctx.db<ActionRow[]>`
  select ${actionColumns(ctx)} from action_items i ${actionJoins(ctx)}
  where i.briefing_id = ${briefingId} order by i.number limit 400`

export const selectAction = (ctx: Context, seriesId: Id, number: number) => ctx.db<ActionRow[]>`
  select ${actionColumns(ctx)} from action_items i ${actionJoins(ctx)}
  where i.series_id = ${seriesId} and i.number = ${number}`

export const selectActionById = (ctx: Context, id: Id) => ctx.db<ActionRow[]>`
  select ${actionColumns(ctx)} from action_items i ${actionJoins(ctx)} where i.id = ${id}`

export const actionFilters = ['open', 'overdue', 'done', 'dropped', 'all'] as const
export type ActionFilter = (typeof actionFilters)[number]

const filtered = (ctx: Context, filter: ActionFilter) => {
  if (filter === 'all') return ctx.db``
  if (filter === 'overdue') return ctx.db`and i.state = 'open' and ${overdue(ctx)} is not null`
  return ctx.db`and i.state = ${filter}`
}

/** Overdue first, then what is open by its day, then what is closed, newest first. */
export const selectActions = (
  ctx: Context,
  of: { seriesId: Id } | { ownerId: Id },
  filter: ActionFilter,
  offset: number,
  limit: number,
) => ctx.db<ActionRow[]>`
  select ${actionColumns(ctx)} from action_items i ${actionJoins(ctx)}
  left join communities k on k.account_id = r.community_id
  where ${
    'seriesId' in of
      ? ctx.db`i.series_id = ${of.seriesId}`
      : ctx.db`i.owner_id = ${of.ownerId} and (k.account_id is null or not k.private or exists (
          select from follows f where f.account_id = ${of.ownerId} and f.target_id = k.account_id))`
  } ${filtered(ctx, filter)}
  order by i.state <> 'open', ${overdue(ctx)} is null, i.closed_at desc nulls first, i.due_on nulls last, i.id
  limit ${limit} offset ${offset}`

export const countActions = (ctx: Context, seriesId: Id) => ctx.db<
  { open: number; overdue: number; done: number; dropped: number }[]
>`
  select count(*) filter (where i.state = 'open')::int as open,
    count(*) filter (where ${overdue(ctx)} is not null)::int as overdue,
    count(*) filter (where i.state = 'done')::int as done,
    count(*) filter (where i.state = 'dropped')::int as dropped
  from action_items i where i.series_id = ${seriesId}`

export interface UpdateRow {
  id: Id
  account_id: Id | null
  acct: string | null
  name: string | null
  text: string
  progress: number
  created_at: Date
}

/** Newest first. */
export const selectUpdates = (ctx: Context, actionId: Id, below: Id, limit: number) => ctx.db<UpdateRow[]>`
  select u.id, u.account_id, a.username || coalesce('@' || a.domain, '') as acct,
    coalesce(nullif(a.display_name, ''), a.username) as name, u.text, u.progress, u.created_at
  from action_updates u left join accounts a on a.id = u.account_id
  where u.action_id = ${actionId} and u.id < ${below} order by u.id desc limit ${limit}`

export interface ConcernRow {
  id: Id
  series_id: Id
  briefing_id: Id
  from_number: number
  title: string
  body: string
  raised_by: string
  closed_at: Date | null
  closed_note: string
  created_at: Date
}

const concernColumns = (ctx: Context) => ctx.db`
  c.id, c.series_id, c.briefing_id, b.number as from_number, c.title, c.body, c.raised_by, c.closed_at, c.closed_note,
  c.created_at`

/** Those that were open when session `number` was held: raised at it or before, and open, closed since, or spoken of at it. */
export const selectConcernsAt = (
  ctx: Context,
  seriesId: Id,
  briefing: { id: Id; created_at: Date },
) => ctx.db<ConcernRow[]>`
  select ${concernColumns(ctx)} from concerns c join briefings b on b.id = c.briefing_id
  where c.series_id = ${seriesId} and b.number <= (select number from briefings where id = ${briefing.id})
    and (c.closed_at is null or c.closed_at >= ${briefing.created_at}
      or exists (select from concern_notes n where n.concern_id = c.id and n.briefing_id = ${briefing.id}))
  order by c.id limit 200`

/** Open ones first. */
export const selectConcerns = (ctx: Context, seriesId: Id, offset: number, limit: number) => ctx.db<
  ConcernRow[]
>`
  select ${concernColumns(ctx)} from concerns c join briefings b on b.id = c.briefing_id
  where c.series_id = ${seriesId} order by c.closed_at desc nulls first, c.id limit ${limit} offset ${offset}`

export const selectConcern = (ctx: Context, id: Id) => ctx.db<ConcernRow[]>`
  select ${concernColumns(ctx)} from concerns c join briefings b on b.id = c.briefing_id where c.id = ${id}`

export interface ConcernNoteRow {
  concern_id: Id
  briefing_id: Id
  number: number
  trend: Trend
  text: string
  created_at: Date
}

export const selectConcernNotes = (ctx: Context, ids: Id[]) => ctx.db<ConcernNoteRow[]>`
  select n.concern_id, n.briefing_id, b.number, n.trend, n.text, n.created_at
  from concern_notes n join briefings b on b.id = n.briefing_id
  where n.concern_id = any(${ids}::bigint[]) order by n.concern_id, b.number limit 4000`

export interface CommitmentRow {
  id: Id
  briefing_id: Id
  text: string
  event_id: Id | null
  /** Of an event that whoever reads the session may read. */
  event_title: string | null
  /** When it takes place, as exactly as it is known: the first time after the period looked back on, where it repeats. */
  starts_at: Date | null
  ends_at: Date | null
  start_precision: Precision | null
  end_precision: Precision | null
  event_cancelled: boolean
  plan_id: Id | null
  plan_title: string | null
  plan_closed: boolean
}

/** An event of the series' own community, or one that everybody may read. */
const readableEvent = (ctx: Context) => ctx.db`
  (e.community_id is null or e.community_id = r.community_id
    or exists (select from communities k where k.account_id = e.community_id and not k.private and k.closed_at is null))`

export const selectCommitments = (ctx: Context, briefingId: Id) => ctx.db<CommitmentRow[]>`
  select c.id, c.briefing_id, c.text, c.event_id, e.title as event_title,
    coalesce(o.starts_at, e.starts_at) as starts_at, case when o.starts_at is null then e.ends_at else o.ends_at end as ends_at,
    e.start_precision, e.end_precision, e.cancelled_at is not null as event_cancelled, c.plan_id, p.title as plan_title,
    p.closed_at is not null as plan_closed
  from commitments c join briefings b on b.id = c.briefing_id join briefing_series r on r.id = b.series_id
  left join events e on e.id = c.event_id and ${readableEvent(ctx)}
  left join lateral (select n.starts_at, n.ends_at from event_occurrences n
    where n.event_id = e.id and e.repeat <> 'none' and n.starts_at >= b.period_to order by n.starts_at limit 1) o on true
  left join readiness_plans p on p.id = c.plan_id and (p.community_id is null or p.community_id = r.community_id
    or exists (select from communities k where k.account_id = p.community_id and not k.private and k.closed_at is null))
  where c.briefing_id = ${briefingId} order by c.position, c.id limit 400`

/** Whether there is an event that readers of the series may read. */
export const selectEvent = (ctx: Context, seriesId: Id, id: Id) => ctx.db<{ id: Id }[]>`
  select e.id from events e join briefing_series r on r.id = ${seriesId}
  where e.id = ${id} and ${readableEvent(ctx)}`

export interface ComingEventRow {
  id: Id
  title: string
  starts_at: Date
  ends_at: Date | null
  start_precision: Precision
  end_precision: Precision | null
}

/** What readers of the series may know to come in a time, each event once, by its first time in it. */
export const selectComing = (ctx: Context, seriesId: Id, from: Date, to: Date) => ctx.db<ComingEventRow[]>`
  select * from (
    select distinct on (e.id) e.id, e.title, o.starts_at, o.ends_at, e.start_precision, e.end_precision
    from event_occurrences o join events e on e.id = o.event_id join briefing_series r on r.id = ${seriesId}
    where o.starts_at >= ${from} and o.starts_at < ${to} and e.cancelled_at is null and ${readableEvent(ctx)}
    order by e.id, o.starts_at) coming
  order by starts_at, id limit 100`

/** The session before one, if it promised anything: its number and id. */
export const selectBefore = (ctx: Context, seriesId: Id, number: number) => ctx.db<
  { id: Id; number: number }[]
>`
  select id, number from briefings where series_id = ${seriesId} and number < ${number} order by number desc limit 1`

/** Whether there is a plan that readers of the series may read. */
export const selectPlan = (ctx: Context, seriesId: Id, id: Id) => ctx.db<{ id: Id }[]>`
  select p.id from readiness_plans p join briefing_series r on r.id = ${seriesId}
  where p.id = ${id} and (p.community_id is null or p.community_id = r.community_id
    or exists (select from communities k where k.account_id = p.community_id and not k.private and k.closed_at is null))`

export interface HeldMeasureRow {
  id: Id
  kind: string
  reason: string
  by: string
  begins_at: Date
  ends_at: Date
  ended_at: Date | null
  end_reason: string
  due_at: Date
  numbers: Record<string, unknown>
  what_happened: string
  did_it_help: string
  what_next: string
  written_at: Date | null
}

/**
 * Measures of the same scope (the network, or the series' community) that ended in the period that a session looks back on,
 * with their after-reviews: they come here by themselves.
 */
export const selectHeldMeasures = (ctx: Context, communityId: Id | null, from: Date, to: Date) => ctx.db<
  HeldMeasureRow[]
>`
  select m.id, m.kind, m.reason, coalesce(nullif(a.display_name, ''), a.username) as by, m.begins_at, m.ends_at, m.ended_at,
    m.end_reason, v.due_at, v.numbers, v.what_happened, v.did_it_help, v.what_next, v.written_at
  from measures m join measure_reviews v on v.measure_id = m.id join accounts a on a.id = m.begun_by
  where m.ended_at >= ${from} and m.ended_at < ${to} and m.community_id is not distinct from ${communityId}::bigint
  order by m.id limit 200`

export type Table = 'findings' | 'solutions' | 'dissents' | 'action_items' | 'concerns' | 'commitments'

/** How many of each part a session has. */
export const countParts = (ctx: Context, briefingId: Id) => ctx.db<Record<Table, number>[]>`
  select (select count(*)::int from findings where briefing_id = ${briefingId}) as findings,
    (select count(*)::int from solutions where briefing_id = ${briefingId}) as solutions,
    (select count(*)::int from dissents where briefing_id = ${briefingId}) as dissents,
    (select count(*)::int from action_items where briefing_id = ${briefingId}) as action_items,
    (select count(*)::int from concerns where briefing_id = ${briefingId}) as concerns,
    (select count(*)::int from commitments where briefing_id = ${briefingId}) as commitments`

/** The letters to the owners of these items. */
export const selectOwners = (ctx: Context, ids: Id[]) => ctx.db<
  { email: string; locale: string; number: number; title: string; slug: string; name: string }[]
>`
  select u.email, u.locale, i.number, i.title, r.slug, r.name from action_items i
  join users u on u.account_id = i.owner_id and u.disabled_at is null join briefing_series r on r.id = i.series_id
  where i.id = any(${ids}::bigint[]) order by i.id`

/** Whether somebody may read what stands in the series: its community is open to all, or hers. */
export const selectMayRead = (ctx: Context, communityId: Id, accountId: Id) => ctx.db<{ may: boolean }[]>`
  select not c.private or exists (
    select from follows f where f.account_id = ${accountId} and f.target_id = c.account_id) as may
  from communities c where c.account_id = ${communityId}`
