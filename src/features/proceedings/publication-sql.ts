import type { Context, Id } from '../../context.ts'

/** Waits for whoever else freezes this session. */
export const lockBriefing = (ctx: Context, id: Id) =>
  ctx.db`select 1 from briefings where id = ${id} for update`

export interface VersionRow {
  version: number
  sha256: string
  note: string
  size: number
  created_at: Date
}

/** Newest first. */
export const selectVersions = (ctx: Context, briefingId: Id) => ctx.db<VersionRow[]>`
  select version, sha256, note, length(body) as size, created_at from briefing_publications
  where briefing_id = ${briefingId} order by version desc limit 500`

/** One version, or (null) the newest. */
export const selectBody = (ctx: Context, briefingId: Id, version: number | null) => ctx.db<
  (VersionRow & { body: Buffer })[]
>`
  select version, sha256, note, length(body) as size, created_at, body from briefing_publications
  where briefing_id = ${briefingId} and version = coalesce(${version}::int,
    (select max(v.version) from briefing_publications v where v.briefing_id = ${briefingId}))`

export const insertVersion = (
  ctx: Context,
  row: { briefing_id: Id; version: number; body: Buffer; sha256: string; note: string },
) => ctx.db`
  insert into briefing_publications (briefing_id, version, body, sha256, note, created_at)
  values (${row.briefing_id}, ${row.version}, ${row.body}, ${row.sha256}, ${row.note}, ${ctx.clock()})`

export interface QuestionRow {
  id: Id
  number: number
  kind: 'question' | 'statement'
  /** null: asked without a name, or by one who left. */
  acct: string | null
  name: string | null
  anonymous: boolean
  text: string
  addressed_to: string
  status: string
  reason: string
  grouped_into: number | null
  answer: string
  answered_at: Date | null
  agree: number
  disagree: number
  pass: number
  apart: number
  created_at: Date
}

/** Everything that was asked and not taken back, without the names of those who did not want theirs said. */
export const selectQuestions = (ctx: Context, briefingId: Id) => ctx.db<QuestionRow[]>`
  select q.id, q.number, q.kind, case when not q.anonymous then a.username || coalesce('@' || a.domain, '') end as acct,
    case when not q.anonymous then coalesce(nullif(a.display_name, ''), a.username) end as name, q.anonymous, q.text,
    q.addressed_to, q.status, q.reason, g.number as grouped_into, q.answer, q.answered_at, q.agree, q.disagree, q.pass, q.apart,
    q.created_at
  from briefing_questions q left join accounts a on a.id = q.account_id and a.deleted_at is null
  left join briefing_questions g on g.id = q.grouped_into
  where q.briefing_id = ${briefingId} and q.status <> 'withdrawn' order by q.number limit 10000`

export interface FeedRow {
  briefing_id: Id
  slug: string
  series: string
  number: number
  title: string
  purpose: string
  published_at: Date
  /** Null: the publication itself. */
  correction_id: Id | null
  note: string | null
  at: Date
}

/** Publications and corrections, newest first: of one series, or of all that everybody may read. */
export const selectNews = (ctx: Context, seriesId: Id | null, limit: number) => ctx.db<FeedRow[]>`
  with open as (
    select b.id, r.slug, r.name, b.number, b.title, b.purpose, b.published_at from briefings b
    join briefing_series r on r.id = b.series_id left join communities k on k.account_id = r.community_id
    where b.published_at is not null and b.state in ('published', 'follow_up')
      ${seriesId ? ctx.db`and b.series_id = ${seriesId}` : ctx.db``}
      and (k.account_id is null or (not k.private and k.closed_at is null))
    order by b.published_at desc limit 200)
  select o.id as briefing_id, o.slug, o.name as series, o.number, o.title, o.purpose, o.published_at, n.correction_id, n.note, n.at
  from open o cross join lateral (
    select null::bigint as correction_id, null::text as note, o.published_at as at
    union all (select k.id, k.note, k.created_at from briefing_corrections k where k.briefing_id = o.id order by k.id desc limit 40)) n
  order by n.at desc, n.correction_id desc limit ${limit}`

export interface CalendarSession {
  id: Id
  number: number
  title: string
  purpose: string
  place: string
  stream_url: string
  starts_at: Date
  ends_at: Date | null
  updated_at: Date
}

/** Sessions of a series that have a time, newest first. */
export const selectDated = (ctx: Context, seriesId: Id) => ctx.db<CalendarSession[]>`
  select id, number, title, purpose, place, stream_url, starts_at, ends_at, updated_at from briefings
  where series_id = ${seriesId} and starts_at is not null order by number desc limit 100`

export interface CalendarAction {
  id: Id
  number: number
  title: string
  owner: string
  state: string
  due_on: string
  updated_at: Date
}

/** Items with a day: those promised at one session, or the open ones of a series. */
export const selectDue = (ctx: Context, of: { briefingId: Id } | { seriesId: Id }) => ctx.db<
  CalendarAction[]
>`
  select i.id, i.number, i.title, coalesce(nullif(a.display_name, ''), a.username, i.owner_name) as owner, i.state,
    i.due_on::text as due_on, i.updated_at
  from action_items i left join accounts a on a.id = i.owner_id
  where ${'briefingId' in of ? ctx.db`i.briefing_id = ${of.briefingId}` : ctx.db`i.series_id = ${of.seriesId} and i.state = 'open'`}
    and i.due_on is not null order by i.due_on, i.id limit 500`

/** Who stands behind a series: its community, or whoever opened it. */
export const selectVoice = (ctx: Context, seriesId: Id) => ctx.db<
  { id: Id; username: string; domain: string | null; uri: string | null; actor_type: string }[]
>`
  select a.id, a.username, a.domain, a.uri, a.actor_type from briefing_series r
  join accounts a on a.id = coalesce(r.community_id, r.created_by) and a.deleted_at is null where r.id = ${seriesId}`

/** The newest version of each of these sessions. */
export const selectNewestBodies = (ctx: Context, briefingIds: Id[]) => ctx.db<
  { briefing_id: Id; body: Buffer }[]
>`
  select distinct on (v.briefing_id) v.briefing_id, v.body from briefing_publications v
  where v.briefing_id = any(${briefingIds}::bigint[]) order by v.briefing_id, v.version desc`
