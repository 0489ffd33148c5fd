import type { Context, Id } from '../../context.ts'
import type {
  BriefingState,
  CorrectedSubject,
  ParticipantKind,
  ParticipantStatus,
  RunningRole,
  Seat,
} from './api.ts'

export interface SeriesRow {
  id: Id
  slug: string
  name: string
  description: string
  cadence_months: number
  community_id: Id | null
  /** The community's handle. */
  home: string | null
  home_name: string | null
  private: boolean
  archived_at: Date | null
  created_at: Date
  /** Of the reader. */
  role: RunningRole | null
  governs: boolean
  /** Whether a chair has an account here: else the secretary publishes. */
  chaired: boolean
}

const seriesColumns = (ctx: Context, viewerId: Id | null) => ctx.db`
  s.id, s.slug, s.name, s.description, s.cadence_months, s.community_id, a.username as home, a.display_name as home_name,
  coalesce(c.private, false) as private, s.archived_at, s.created_at,
  (select r.role from briefing_roles r where r.series_id = s.id and r.account_id = ${viewerId}::bigint) as role,
  case when s.community_id is null
    then exists (select from users u where u.account_id = ${viewerId}::bigint and u.role <> 'user')
    else exists (select from community_roles r where r.community_id = s.community_id
      and r.account_id = ${viewerId}::bigint and r.role = 'founder') end as governs,
  exists (select from briefing_roles r join users u on u.account_id = r.account_id
    where r.series_id = s.id and r.role = 'chair') as chaired`

const seriesJoins = (ctx: Context) => ctx.db`
  left join communities c on c.account_id = s.community_id
  left join accounts a on a.id = s.community_id`

export const selectSeries = (ctx: Context, viewerId: Id | null, by: { slug?: string; id?: Id }) => ctx.db<
  SeriesRow[]
>`
  select ${seriesColumns(ctx, viewerId)} from briefing_series s ${seriesJoins(ctx)}
  where ${by.id === undefined ? ctx.db`s.slug = ${by.slug ?? ''}` : ctx.db`s.id = ${by.id}`}`

/** What everybody may read, and what private communities of the reader hold; the network's own first. */
export const selectSeriesList = (ctx: Context, viewerId: Id | null, limit: number) => ctx.db<SeriesRow[]>`
  select ${seriesColumns(ctx, viewerId)} from briefing_series s ${seriesJoins(ctx)}
  where (c.account_id is null or (c.closed_at is null and (not c.private or exists (
    select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = s.community_id))))
  order by s.archived_at is not null, s.community_id is not null, s.id desc limit ${limit}`

/** Addresses that begin alike. */
export const selectSlugs = (ctx: Context, start: string) => ctx.db<{ slug: string }[]>`
  select slug from briefing_series where slug = ${start} or slug like ${start} || '-%'`

export interface RoleRow {
  series_id: Id
  account_id: Id
  role: RunningRole
  username: string
  display_name: string
  acct: string
}

/** Chairs first. */
export const selectRolesOf = (ctx: Context, seriesIds: Id[]) => ctx.db<RoleRow[]>`
  select r.series_id, r.account_id, r.role, a.username, a.display_name,
    a.username || coalesce('@' || a.domain, '') as acct
  from briefing_roles r join accounts a on a.id = r.account_id
  where r.series_id = any(${seriesIds}::bigint[]) order by r.role, r.created_at, r.account_id limit 4000`

export const selectRoles = (ctx: Context, seriesId: Id) => selectRolesOf(ctx, [seriesId])

export interface BriefingRow {
  id: Id
  series_id: Id
  number: number
  title: string
  purpose: string
  period_from: Date
  period_to: Date
  ahead_to: Date
  starts_at: Date | null
  ends_at: Date | null
  place: string
  stream_url: string
  state: BriefingState
  questions_until: Date | null
  questions_live: boolean
  current_item_id: Id | null
  report_id: Id | null
  created_at: Date
  updated_at: Date
  published_at: Date | null
  corrections: number
  previous: number | null
  next: number | null
}

const briefingColumns = (ctx: Context) => ctx.db`
  b.id, b.series_id, b.number, b.title, b.purpose, b.period_from, b.period_to, b.ahead_to, b.starts_at, b.ends_at, b.place,
  b.stream_url, b.state, b.questions_until, b.questions_live, b.current_item_id, b.report_id, b.created_at, b.updated_at,
  b.published_at, (select count(*)::int from briefing_corrections k where k.briefing_id = b.id) as corrections,
  (select max(p.number) from briefings p where p.series_id = b.series_id and p.number < b.number) as previous,
  (select min(p.number) from briefings p where p.series_id = b.series_id and p.number > b.number) as next`

export const selectBriefing = (ctx: Context, seriesId: Id, number: number) => ctx.db<BriefingRow[]>`
  select ${briefingColumns(ctx)} from briefings b where b.series_id = ${seriesId} and b.number = ${number}`

export const selectBriefingById = (ctx: Context, id: Id) => ctx.db<BriefingRow[]>`
  select ${briefingColumns(ctx)} from briefings b where b.id = ${id}`

/** Newest first. */
export const selectBriefings = (ctx: Context, seriesId: Id, below: number, limit: number) => ctx.db<
  BriefingRow[]
>`
  select ${briefingColumns(ctx)} from briefings b
  where b.series_id = ${seriesId} and b.number < ${below} order by b.number desc limit ${limit}`

/** The newest session of each of these series. */
export const selectNewest = (ctx: Context, seriesIds: Id[]) => ctx.db<BriefingRow[]>`
  select ${briefingColumns(ctx)} from briefings b
  where b.id = any(array(
    select distinct on (n.series_id) n.id from briefings n where n.series_id = any(${seriesIds}::bigint[])
    order by n.series_id, n.number desc))`

/** Another session of the series whose period shares a moment with this one. */
export const selectOverlapping = (ctx: Context, seriesId: Id, number: number, from: Date, to: Date) => ctx.db<
  { number: number }[]
>`
  select number from briefings
  where series_id = ${seriesId} and number <> ${number} and period_from < ${to} and period_to > ${from} limit 1`

export const selectSteps = (ctx: Context, briefingId: Id) => ctx.db<
  { id: Id; state: BriefingState; acct: string | null; name: string | null; note: string; created_at: Date }[]
>`
  select t.id, t.state, a.username || coalesce('@' || a.domain, '') as acct,
    coalesce(nullif(a.display_name, ''), a.username) as name, t.note, t.created_at
  from briefing_steps t left join accounts a on a.id = t.account_id
  where t.briefing_id = ${briefingId} order by t.id limit 100`

export interface ParticipantRow {
  id: Id
  kind: ParticipantKind
  account_id: Id | null
  acct: string | null
  address: string
  name: string
  seat: Seat
  role: string
  affiliation: string
  affiliated_from: string | null
  affiliated_to: string | null
  headcount: number | null
  status: ParticipantStatus
  position: number
}

const participantColumns = (ctx: Context) => ctx.db`
  p.id, p.kind, p.account_id, a.username || coalesce('@' || a.domain, '') as acct, p.address,
  coalesce(nullif(p.name, ''), nullif(a.display_name, ''), a.username, p.address) as name, p.seat, p.role, p.affiliation,
  p.affiliated_from::text, p.affiliated_to::text, p.headcount, p.status, p.position`

export const selectParticipants = (ctx: Context, briefingId: Id, limit = 1000) => ctx.db<ParticipantRow[]>`
  select ${participantColumns(ctx)} from briefing_participants p left join accounts a on a.id = p.account_id
  where p.briefing_id = ${briefingId} order by p.position, p.id limit ${limit}`

export const selectParticipant = (ctx: Context, briefingId: Id, id: Id) => ctx.db<ParticipantRow[]>`
  select ${participantColumns(ctx)} from briefing_participants p left join accounts a on a.id = p.account_id
  where p.briefing_id = ${briefingId} and p.id = ${id}`

/** Her own seat at a session. */
export const selectSeatOf = (ctx: Context, briefingId: Id, accountId: Id) => ctx.db<ParticipantRow[]>`
  select ${participantColumns(ctx)} from briefing_participants p left join accounts a on a.id = p.account_id
  where p.briefing_id = ${briefingId} and p.account_id = ${accountId}`

export interface AgendaRow {
  id: Id
  position: number
  title: string
  body: string
  presenter_id: Id | null
  presenter: string
  minutes_planned: number | null
  documents: { title: string; url: string }[]
  question_id: Id | null
  question_number: number | null
  started_at: Date | null
  done_at: Date | null
}

const agendaColumns = (ctx: Context) => ctx.db`
  i.id, i.position, i.title, i.body, i.presenter_id,
  coalesce(nullif(i.presenter, ''), nullif(p.name, ''), nullif(a.display_name, ''), a.username, '') as presenter,
  i.minutes_planned, i.documents, i.question_id, q.number as question_number, i.started_at, i.done_at`

const agendaJoins = (ctx: Context) => ctx.db`
  left join briefing_participants p on p.id = i.presenter_id
  left join accounts a on a.id = p.account_id
  left join briefing_questions q on q.id = i.question_id`

export const selectAgenda = (ctx: Context, briefingId: Id) => ctx.db<AgendaRow[]>`
  select ${agendaColumns(ctx)} from agenda_items i ${agendaJoins(ctx)}
  where i.briefing_id = ${briefingId} order by i.position, i.id limit 200`

export const selectAgendaItem = (ctx: Context, briefingId: Id, id: Id) => ctx.db<AgendaRow[]>`
  select ${agendaColumns(ctx)} from agenda_items i ${agendaJoins(ctx)}
  where i.briefing_id = ${briefingId} and i.id = ${id}`

export interface OpenActionRow {
  id: Id
  number: number
  title: string
  owner: string
  due_on: string | null
  progress: number
  overdue: boolean
  from_number: number
}

/**
 * What earlier sessions of the series promised and is not yet done, overdue first: it stands at the head of every agenda
 * without anybody copying it. Overdue: past its due or review day, or 90 days without an update (docs/briefings.md).
 */
export const selectPromised = (ctx: Context, seriesId: Id, number: number, limit: number) => ctx.db<
  OpenActionRow[]
>`
  select i.id, i.number, i.title, coalesce(nullif(a.display_name, ''), a.username, i.owner_name) as owner,
    i.due_on::text, i.progress, b.number as from_number,
    (coalesce(i.due_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date, false)
      or coalesce(i.review_on < (${ctx.clock()}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date, false)
      or i.updated_at < ${ctx.clock()}::timestamptz - interval '90 days') as overdue
  from action_items i join briefings b on b.id = i.briefing_id left join accounts a on a.id = i.owner_id
  where i.series_id = ${seriesId} and i.state = 'open' and b.number < ${number}
  order by overdue desc, i.due_on nulls last, i.id limit ${limit}`

export interface SpeechRow {
  id: Id
  number: number
  item_id: Id | null
  participant_id: Id | null
  speaker: string
  text: string
  said_at: Date | null
}

export const selectSpeeches = (ctx: Context, briefingId: Id, after: number, limit: number) => ctx.db<
  SpeechRow[]
>`
  select s.id, s.number, s.item_id, s.participant_id,
    coalesce(nullif(s.speaker, ''), nullif(p.name, ''), nullif(a.display_name, ''), a.username, '') as speaker, s.text, s.said_at
  from speeches s left join briefing_participants p on p.id = s.participant_id left join accounts a on a.id = p.account_id
  where s.briefing_id = ${briefingId} and s.number > ${after} order by s.number limit ${limit}`

export const selectSpeech = (ctx: Context, briefingId: Id, number: number) => ctx.db<SpeechRow[]>`
  select s.id, s.number, s.item_id, s.participant_id,
    coalesce(nullif(s.speaker, ''), nullif(p.name, ''), nullif(a.display_name, ''), a.username, '') as speaker, s.text, s.said_at
  from speeches s left join briefing_participants p on p.id = s.participant_id left join accounts a on a.id = p.account_id
  where s.briefing_id = ${briefingId} and s.number = ${number}`

export interface PartRow {
  id: Id
  item_id: Id | null
  title: string
  revision: number
  body: string
  html: string
  updated_at: Date
}

export const selectParts = (ctx: Context, briefingId: Id) => ctx.db<PartRow[]>`
  select m.id, m.item_id, coalesce(i.title, m.title) as title, m.revision, m.body, m.html, m.updated_at
  from minutes_parts m left join agenda_items i on i.id = m.item_id
  where m.briefing_id = ${briefingId} order by i.position nulls first, m.id limit 200`

export const selectPart = (ctx: Context, briefingId: Id, id: Id) => ctx.db<PartRow[]>`
  select m.id, m.item_id, coalesce(i.title, m.title) as title, m.revision, m.body, m.html, m.updated_at
  from minutes_parts m left join agenda_items i on i.id = m.item_id
  where m.briefing_id = ${briefingId} and m.id = ${id}`

export interface RevisionRow {
  revision: number
  body: string
  base: number
  acct: string | null
  name: string | null
  note: string
  created_at: Date
}

export const selectRevisions = (ctx: Context, partId: Id, limit: number) => ctx.db<
  Omit<RevisionRow, 'body'>[]
>`
  select r.revision, r.base, a.username || coalesce('@' || a.domain, '') as acct,
    coalesce(nullif(a.display_name, ''), a.username) as name, r.note, r.created_at
  from minutes_revisions r left join accounts a on a.id = r.account_id
  where r.part_id = ${partId} order by r.revision desc limit ${limit}`

export const selectRevisionBodies = (ctx: Context, partId: Id, revisions: number[]) => ctx.db<
  { revision: number; body: string }[]
>`
  select revision, body from minutes_revisions
  where part_id = ${partId} and revision = any(${revisions}::int[]) order by revision`

export interface CorrectionRow {
  id: Id
  subject: CorrectedSubject
  subject_id: Id
  before: string
  note: string
  name: string | null
  created_at: Date
}

export const selectCorrections = (ctx: Context, briefingId: Id, limit: number) => ctx.db<CorrectionRow[]>`
  select k.id, k.subject, k.subject_id, k.before, k.note, coalesce(nullif(a.display_name, ''), a.username) as name,
    k.created_at
  from briefing_corrections k left join accounts a on a.id = k.account_id
  where k.briefing_id = ${briefingId} order by k.id desc limit ${limit}`

export interface CountsRow {
  questions: number
  voters: number
  findings: number
  actions: number
  /** Named people and organisations who have not said no; once attendance was noted, who came. */
  people: number
  organisations: number
  unnamed: number
  /** Groups that nobody counted. */
  uncounted: number
}

/** What the front page of a session says in numbers. */
export const selectCounts = (ctx: Context, briefingId: Id) => ctx.db<CountsRow[]>`
  with seats as (
    select kind, headcount, status from briefing_participants where briefing_id = ${briefingId}),
  here as (
    select kind, headcount from seats
    where status = 'attended' or (status in ('invited', 'accepted')
      and (kind = 'unnamed' or not exists (select from seats where status = 'attended'))))
  select (select count(*)::int from briefing_questions where briefing_id = ${briefingId} and status <> 'withdrawn') as questions,
    (select count(distinct v.account_id)::int from briefing_votes v join briefing_questions q on q.id = v.question_id
      where q.briefing_id = ${briefingId}) as voters,
    (select count(*)::int from findings where briefing_id = ${briefingId}) as findings,
    (select count(*)::int from action_items where briefing_id = ${briefingId}) as actions,
    (select count(*)::int from here where kind = 'person') as people,
    (select count(*)::int from here where kind = 'organisation') as organisations,
    (select coalesce(sum(headcount), 0)::int from here where kind = 'unnamed') as unnamed,
    (select count(*)::int from here where kind = 'unnamed' and headcount is null) as uncounted`

/** Sessions that begin between two moments and are not held yet. */
export const selectComing = (ctx: Context, from: Date, to: Date) => ctx.db<{ id: Id }[]>`
  select id from briefings where starts_at >= ${from} and starts_at < ${to} and state in ('call', 'agenda') order by starts_at limit 200`

/** A session with the address of its series, for those who have it open. */
export const selectLive = (ctx: Context, id: Id) => ctx.db<(BriefingRow & { slug: string })[]>`
  select ${briefingColumns(ctx)}, s.slug from briefings b join briefing_series s on s.id = b.series_id where b.id = ${id}`

/** Reports of other networks that stand beside a session's own. */
export const selectReportIds = (ctx: Context, briefingId: Id) => ctx.db<{ report_id: Id }[]>`
  select report_id from briefing_reports where briefing_id = ${briefingId} order by created_at, report_id limit 30`
