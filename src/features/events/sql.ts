import type { Context, Id } from '../../context.ts'
import type { Answer, EventKind, LeapRule, Precision, Repeat } from './api.ts'
import { longestDays } from './when.ts'

/** A row of `events` with the names around it. */
export interface EventRow {
  id: Id
  uid: string
  account_id: Id
  community_id: Id | null
  title: string
  description: string
  html: string
  kind: EventKind
  place: string
  online_url: string
  language: string
  start_text: string
  end_text: string
  starts_at: Date
  ends_at: Date | null
  start_precision: Precision
  end_precision: Precision | null
  repeat: Repeat
  repeat_until: Date | null
  lunar_day: number | null
  lunar_month: number | null
  leap_rule: LeapRule
  capacity: number | null
  going: number
  maybe: number
  sequence: number
  cancelled_at: Date | null
  cancelled_by: Id | null
  cancel_reason: string
  created_at: Date
  updated_at: Date
  community_handle: string | null
  community_name: string | null
  /** Its community is for members, or closed: search engines leave it out. */
  members_only: boolean
}

/** Of one time that it takes place. */
export interface OccurrenceRow extends EventRow {
  at: Date
  until: Date | null
}

const columns = (ctx: Context) => ctx.db`
  e.id, e.uid::text as uid, e.account_id, e.community_id, e.title, e.description, e.html, e.kind, e.place, e.online_url, e.language,
  e.start_text, e.end_text, e.starts_at, e.ends_at, e.start_precision, e.end_precision, e.repeat, e.repeat_until,
  e.lunar_day, e.lunar_month, e.leap_rule, e.capacity, e.going, e.maybe, e.sequence, e.cancelled_at, e.cancelled_by,
  e.cancel_reason, e.created_at, e.updated_at,
  (select g.username from accounts g where g.id = e.community_id) as community_handle,
  (select coalesce(nullif(g.display_name, ''), g.username) from accounts g where g.id = e.community_id) as community_name,
  coalesce((select c.private or c.closed_at is not null from communities c where c.account_id = e.community_id), false) as members_only`

/**
 * Whether somebody may see event `e`, asked of each row in turn: whoever made it is neither suspended nor gone and has
 * not blocked her, and a private community is hers. What a decision has closed is for operators alone.
 */
export const visible = (ctx: Context, viewerId: Id | null) => ctx.db`
  (select a.suspended_at is null and a.deleted_at is null from accounts a where a.id = e.account_id)
  and (e.community_id is null or ${roomOpen(ctx, viewerId, ctx.db`e.community_id`)})
  and (select true from blocks b where b.account_id = e.account_id and b.target_id = ${viewerId}::bigint) is null`

const roomOpen = (ctx: Context, viewerId: Id | null, room: ReturnType<Context['db']>) => ctx.db`
  (select case
      when g.suspended_at is not null or g.deleted_at is not null then false
      when c.closed_at is not null then exists (
        select from users u where u.account_id = ${viewerId}::bigint and u.role <> 'user')
      else not c.private or exists (
        select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = c.account_id) end
    from communities c join accounts g on g.id = c.account_id where c.account_id = ${room})`

export const selectEvents = (ctx: Context, viewerId: Id | null, ids: Id[]) => ctx.db<EventRow[]>`
  select ${columns(ctx)} from events e where e.id = any(${ids}::bigint[]) and ${visible(ctx, viewerId)}`

/** Whatever may be seen of them; for the jobs. */
export const selectAnyEvent = (ctx: Context, id: Id) =>
  ctx.db<EventRow[]>`select ${columns(ctx)} from events e where e.id = ${id}`

export interface Listing {
  kind?: EventKind | undefined
  /** key() of a part of its place. */
  place?: string | undefined
  communityId?: Id | undefined
  organizerId?: Id | undefined
  /** What is over, newest first. */
  past?: boolean | undefined
  /** Beyond this one of the list. */
  after?: { at: Date; id: Id } | null | undefined
  limit: number
}

const likeable = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** What a list asks of an occurrence `o`; each has its index, and the place is looked up first. */
const asked = (ctx: Context, query: Listing) => ctx.db`
  ${query.kind ? ctx.db`and o.kind = ${query.kind}` : ctx.db``}
  ${query.communityId ? ctx.db`and o.community_id = ${query.communityId}` : ctx.db``}
  ${
    query.organizerId
      ? ctx.db`and o.event_id = any(array(select x.id from events x where x.account_id = ${query.organizerId}))`
      : ctx.db``
  }
  ${
    query.place
      ? ctx.db`and o.event_id = any(array(select x.id from events x
          where x.place_key like ${`%${likeable(query.place)}%`} limit 20000))`
      : ctx.db``
  }`

/** People who are kept off the public lists are so here, but for those who follow them. */
const listed = (ctx: Context, viewerId: Id | null) => ctx.db`
  exists (select from events e where e.id = o.event_id and ${visible(ctx, viewerId)}
    and (e.community_id is not null or e.account_id = ${viewerId}::bigint is true
      or (select a.silenced_at is null from accounts a where a.id = e.account_id)
      or exists (select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = e.account_id)))`

/**
 * What is under way or to come, the earliest first, each event once: at the time under way or its next. Short ones began
 * within a day; long ones, which are few, within the longest that there is. Paged by `after`, which is beyond both.
 */
export const selectComing = (ctx: Context, viewerId: Id | null, now: Date, query: Listing) => {
  const { after, limit } = query
  const beyond = after ? ctx.db`and (o.starts_at, o.event_id) > (${after.at}, ${after.id}::bigint)` : ctx.db``
  const first = ctx.db`
    and o.over_at > ${now} and (select true from event_occurrences p where p.event_id = o.event_id
      and p.starts_at < o.starts_at and p.starts_at > ${now}::timestamptz - ${longestDays} * interval '1 day'
      and p.over_at > ${now} limit 1) is null
    and ${listed(ctx, viewerId)}`
  return ctx.db<OccurrenceRow[]>`
    select ${columns(ctx)}, p.starts_at as at, p.ends_at as until
    from (
      (select o.event_id, o.starts_at, o.ends_at from event_occurrences o
        where o.starts_at > ${now}::timestamptz - ${longestDays} * interval '1 day'
          and o.starts_at <= ${now}::timestamptz - interval '1 day' and o.long ${asked(ctx, query)} ${beyond} ${first}
        order by o.starts_at, o.event_id limit ${limit})
      union all
      (select o.event_id, o.starts_at, o.ends_at from event_occurrences o
        where o.starts_at > ${now}::timestamptz - interval '1 day' ${asked(ctx, query)} ${beyond} ${first}
        order by o.starts_at, o.event_id limit ${limit})
      order by 2, 1 limit ${limit}) p
    join events e on e.id = p.event_id order by p.starts_at, p.event_id`
}

/** What is over, the latest first, each event once. */
export const selectPast = (ctx: Context, viewerId: Id | null, now: Date, query: Listing) => {
  const { after, limit } = query
  return ctx.db<OccurrenceRow[]>`
    select ${columns(ctx)}, p.starts_at as at, p.ends_at as until
    from (
      select o.event_id, o.starts_at, o.ends_at from event_occurrences o
      where o.starts_at < ${now} and o.over_at <= ${now} ${asked(ctx, query)}
        ${after ? ctx.db`and (o.starts_at, o.event_id) < (${after.at}, ${after.id}::bigint)` : ctx.db``}
        and (select true from event_occurrences p where p.event_id = o.event_id and p.starts_at > o.starts_at
          and p.starts_at < ${now} and p.over_at <= ${now} limit 1) is null
        and ${listed(ctx, viewerId)}
      order by o.starts_at desc, o.event_id desc limit ${limit}) p
    join events e on e.id = p.event_id order by p.starts_at desc, p.event_id desc`
}

/** Everything that touches a span, for a month; at most `limit`. */
export const selectBetween = (
  ctx: Context,
  viewerId: Id | null,
  span: { from: Date; to: Date },
  query: Listing,
) => ctx.db<OccurrenceRow[]>`
  select ${columns(ctx)}, p.starts_at as at, p.ends_at as until
  from (
    select o.event_id, o.starts_at, o.ends_at from event_occurrences o
    where o.starts_at > ${span.from}::timestamptz - ${longestDays} * interval '1 day' and o.starts_at < ${span.to}
      and o.over_at > ${span.from} ${asked(ctx, query)} and ${listed(ctx, viewerId)}
    order by o.starts_at, o.event_id limit ${query.limit}) p
  join events e on e.id = p.event_id order by p.starts_at, p.event_id`

/** The next times of some events, or the last where there is none to come. */
export const selectNext = (ctx: Context, ids: Id[], now: Date) => ctx.db<
  { event_id: Id; starts_at: Date; ends_at: Date | null }[]
>`
  select e.id as event_id, coalesce(n.starts_at, l.starts_at, e.starts_at) as starts_at,
    case when n.starts_at is not null then n.ends_at when l.starts_at is not null then l.ends_at else e.ends_at end as ends_at
  from events e
  left join lateral (select o.starts_at, o.ends_at from event_occurrences o
    where o.event_id = e.id and o.over_at > ${now} order by o.starts_at limit 1) n on true
  left join lateral (select o.starts_at, o.ends_at from event_occurrences o
    where o.event_id = e.id and n.starts_at is null order by o.starts_at desc limit 1) l on true
  where e.id = any(${ids}::bigint[])`

/** Whether all of its times are over. */
export const selectOver = (ctx: Context, id: Id, now: Date) => ctx.db<{ over: boolean }[]>`
  select not exists (select from event_occurrences o where o.event_id = ${id} and o.over_at > ${now}) as over`

/** Some times of one event from a moment on. */
export const selectOccurrences = (ctx: Context, id: Id, from: Date, limit: number) => ctx.db<
  { starts_at: Date; ends_at: Date | null }[]
>`
  select starts_at, ends_at from event_occurrences where event_id = ${id} and over_at > ${from} order by starts_at limit ${limit}`

export interface MineRow {
  event_id: Id
  answer: Answer | null
  named: boolean
  minutes: number | null
  by_mail: boolean
}

/** What somebody said to these, and when she wants to be reminded. */
export const selectMine = (ctx: Context, accountId: Id, ids: Id[]) => ctx.db<MineRow[]>`
  select e.id as event_id, r.answer, coalesce(r.named, false) as named, m.minutes, coalesce(m.by_mail, false) as by_mail
  from events e
  left join event_rsvps r on r.event_id = e.id and r.account_id = ${accountId}
  left join event_reminders m on m.event_id = e.id and m.account_id = ${accountId}
  where e.id = any(${ids}::bigint[])`

/** Those she goes to or may go to, and those she makes, by the time of their next (or last) occurrence. */
export const selectOwn = (
  ctx: Context,
  accountId: Id,
  which: { answered: boolean; past: boolean },
  now: Date,
  limit: number,
) => ctx.db<OccurrenceRow[]>`
  select ${columns(ctx)}, p.starts_at as at, p.ends_at as until
  from (
    select e.id, o.starts_at, o.ends_at from events e
    cross join lateral (select x.starts_at, x.ends_at from event_occurrences x
      where x.event_id = e.id and ${which.past ? ctx.db`x.over_at <= ${now}` : ctx.db`x.over_at > ${now}`}
      order by ${which.past ? ctx.db`x.starts_at desc` : ctx.db`x.starts_at`} limit 1) o
    where ${
      which.answered
        ? ctx.db`e.id = any(array(select r.event_id from event_rsvps r
            where r.account_id = ${accountId} and r.answer <> 'not_going' order by r.event_id desc limit 2000))`
        : ctx.db`e.account_id = ${accountId}`
    } and ${visible(ctx, accountId)}
    ${which.past ? ctx.db`order by o.starts_at desc, e.id desc` : ctx.db`order by o.starts_at, e.id`} limit ${limit}) p
  join events e on e.id = p.id
  order by ${which.past ? ctx.db`p.starts_at desc, p.id desc` : ctx.db`p.starts_at, p.id`}`

/** Whole events of a community or of a person, newest first: for calendars, archives and exports. */
export const selectAllOf = (
  ctx: Context,
  viewerId: Id | null,
  of: { communityId: Id } | { organizerId: Id } | { answeredBy: Id },
  since: Date | null,
  limit: number,
) => ctx.db<EventRow[]>`
  select ${columns(ctx)} from events e
  where e.id = any(array(
    select e.id from events e
    where ${
      'communityId' in of
        ? ctx.db`e.community_id = ${of.communityId}`
        : 'organizerId' in of
          ? ctx.db`e.account_id = ${of.organizerId}`
          : ctx.db`e.id = any(array(select r.event_id from event_rsvps r
              where r.account_id = ${of.answeredBy} and r.answer <> 'not_going'))`
    } and ${visible(ctx, viewerId)}
      ${
        since
          ? ctx.db`and exists (select from event_occurrences o where o.event_id = e.id and o.over_at > ${since})`
          : ctx.db``
      }
    order by e.id desc limit ${limit}))
  order by e.id desc`

/** Who goes, as far as the viewer may know: those who are named for all, and those whom she follows. */
export const selectGuests = (ctx: Context, viewerId: Id | null, eventId: Id, limit: number) => ctx.db<
  { account_id: Id; answer: Answer }[]
>`
  select r.account_id, r.answer from event_rsvps r
  join accounts a on a.id = r.account_id and a.suspended_at is null and a.deleted_at is null
  where r.event_id = ${eventId} and r.answer in ('going', 'maybe')
    and (r.named or r.account_id = ${viewerId}::bigint is true
      or exists (select from follows f where f.account_id = ${viewerId}::bigint and f.target_id = r.account_id))
    and (select true from blocks b where b.account_id = r.account_id and b.target_id = ${viewerId}::bigint) is null
  order by r.answer, r.created_at limit ${limit}`

export interface ChangeRow {
  id: Id
  before: Record<string, string>
  created_at: Date
}

export const selectChanges = (ctx: Context, eventId: Id, limit: number) => ctx.db<ChangeRow[]>`
  select id, before, created_at from event_changes where event_id = ${eventId} order by id desc limit ${limit}`

/** What somebody said to which events; for her export. */
export const selectAnswers = (ctx: Context, accountId: Id, limit: number) => ctx.db<
  { event_id: Id; title: string; answer: Answer; created_at: Date }[]
>`
  select r.event_id, e.title, r.answer, r.created_at from event_rsvps r join events e on e.id = r.event_id
  where r.account_id = ${accountId} and ${visible(ctx, accountId)} order by r.event_id desc limit ${limit}`

export const findCalendar = (ctx: Context, hash: Buffer) => ctx.db<{ account_id: Id }[]>`
  select k.account_id from event_calendars k join users u on u.account_id = k.account_id and u.disabled_at is null
  join accounts a on a.id = k.account_id and a.suspended_at is null and a.deleted_at is null
  where k.token_hash = ${hash}`

export const hasCalendar = (ctx: Context, accountId: Id) =>
  ctx.db<{ created_at: Date }[]>`select created_at from event_calendars where account_id = ${accountId}`

export interface RuleRow {
  id: Id
  starts_at: Date
  ends_at: Date | null
  repeat: Repeat
  repeat_until: Date | null
  lunar_day: number | null
  lunar_month: number | null
  leap_rule: LeapRule
}

/** What decides when they take place. */
export const selectRules = (ctx: Context, ids: Id[]) => ctx.db<RuleRow[]>`
  select id, starts_at, ends_at, repeat, repeat_until, lunar_day, lunar_month, leap_rule from events
  where id = any(${ids}::bigint[])`

/** Of these communities, those where somebody looks after posts. */
export const selectGoverned = (ctx: Context, accountId: Id, ids: Id[]) => ctx.db<{ id: Id }[]>`
  select r.community_id as id from community_roles r
  join communities c on c.account_id = r.community_id and c.closed_at is null
  join follows f on f.account_id = r.account_id and f.target_id = r.community_id
  where r.account_id = ${accountId} and r.community_id = any(${ids}::bigint[])
    and (r.role = 'founder' or 'posts' = any(r.permissions))`

/** The communities in which somebody may announce an event: she may begin threads there. */
export const selectRoomsToAnnounce = (ctx: Context, accountId: Id) => ctx.db<
  { id: Id; handle: string; name: string }[]
>`
  select g.id, g.username as handle, coalesce(nullif(g.display_name, ''), g.username) as name
  from follows f
  join communities c on c.account_id = f.target_id and c.kind = 'community' and c.closed_at is null and c.archived_at is null
    and coalesce(c.frozen_until <= ${ctx.clock()}, true)
  join accounts g on g.id = c.account_id and g.suspended_at is null and g.deleted_at is null
  where f.account_id = ${accountId}
    and ('post' = any(c.members_may) or exists (
      select from community_roles r where r.community_id = c.account_id and r.account_id = f.account_id))
    and not exists (select from community_mutes m where m.community_id = c.account_id and m.account_id = f.account_id
      and (m.until is null or m.until > ${ctx.clock()}))
  order by name limit 100`
