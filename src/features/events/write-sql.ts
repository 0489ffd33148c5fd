import type { Context, Id } from '../../context.ts'
import type { Answer, EventKind, LeapRule } from './api.ts'
import type { Occurrence } from './expand.ts'
import type { ReadTime } from './when.ts'

export interface EventFields extends ReadTime {
  title: string
  description: string
  html: string
  kind: EventKind
  place: string
  place_key: string
  online_url: string
  language: string
  start_text: string
  end_text: string
  leap_rule: LeapRule
  capacity: number | null
}

export async function insertEvent(
  ctx: Context,
  row: EventFields & { account_id: Id; community_id: Id | null },
): Promise<Id> {
  const now = ctx.clock()
  const [made] = await ctx.db<{ id: Id }[]>`
    insert into events ${ctx.db({ ...row, created_at: now, updated_at: now } as never)} returning id`
  return made!.id
}

export const lockEvent = (ctx: Context, id: Id) => ctx.db<
  { id: Id; sequence: number; capacity: number | null; going: number; cancelled_at: Date | null }[]
>`
  select id, sequence, capacity, going, cancelled_at from events where id = ${id} for update`

/** A change raises the sequence, by which calendars know the newer one. */
export const updateEvent = (ctx: Context, id: Id, row: EventFields) => ctx.db`
  update events set ${ctx.db({ ...row, updated_at: ctx.clock() } as never)}, sequence = sequence + 1 where id = ${id}`

export const markCancelled = (ctx: Context, id: Id, actorId: Id, reason: string) => ctx.db`
  update events set cancelled_at = ${ctx.clock()}, cancelled_by = ${actorId}, cancel_reason = ${reason},
    updated_at = ${ctx.clock()}, sequence = sequence + 1 where id = ${id}`

export const insertChange = (ctx: Context, id: Id, actorId: Id, before: Record<string, string>) => ctx.db`
  insert into event_changes (event_id, account_id, before, created_at)
  values (${id}, ${actorId}, ${ctx.db.json(before)}, ${ctx.clock()})`

/** What something without an end counts as going on. */
const openHours = 3

/** Writes down when some events take place; `afresh` forgets what was there. */
export async function putOccurrences(
  ctx: Context,
  list: { id: Id; occurrences: Occurrence[]; expandedTo: Date | null }[],
  afresh: boolean,
): Promise<void> {
  const ids = list.map(({ id }) => id)
  if (afresh) await ctx.db`delete from event_occurrences where event_id = any(${ids}::bigint[])`
  const rows = list.flatMap(({ id, occurrences }) => occurrences.map((one) => ({ id, ...one })))
  const ends = rows.map(({ ends_at }) => ends_at?.toISOString() ?? null)
  await ctx.db`
    insert into event_occurrences (event_id, starts_at, ends_at, over_at, kind, community_id)
    select w.id, w.starts_at, w.ends_at, coalesce(w.ends_at, w.starts_at + ${openHours} * interval '1 hour'), e.kind, e.community_id
    from unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.starts_at.toISOString())}::timestamptz[],
      ${ends}::timestamptz[]) as w (id, starts_at, ends_at)
    join events e on e.id = w.id
    on conflict do nothing`
  await ctx.db`
    update events e set expanded_to = w.to_when
    from unnest(${ids}::bigint[], ${list.map(({ expandedTo }) => expandedTo?.toISOString() ?? null)}::timestamptz[]) as w (id, to_when)
    where e.id = w.id`
}

/** Those whose written-down times end before a moment, the shortest first. */
export const selectRunningOut = (ctx: Context, before: Date, limit: number) => ctx.db<{ id: Id }[]>`
  select id from events where expanded_to < ${before} order by expanded_to, id limit ${limit}`

/** Her answer; counted once. null takes it back. */
export async function putAnswer(
  ctx: Context,
  eventId: Id,
  accountId: Id,
  answer: Answer | null,
  named: boolean,
): Promise<void> {
  if (answer === null)
    await ctx.db`delete from event_rsvps where event_id = ${eventId} and account_id = ${accountId}`
  else
    await ctx.db`
      insert into event_rsvps (event_id, account_id, answer, named, created_at)
      values (${eventId}, ${accountId}, ${answer}, ${named}, ${ctx.clock()})
      on conflict (event_id, account_id) do update set answer = excluded.answer, named = excluded.named`
  await recount(ctx, [eventId])
}

/** The counts of events, from their answers. */
export const recount = (ctx: Context, ids: Id[]) => ctx.db`
  update events e set going = c.going, maybe = c.maybe
  from (select x.id, count(*) filter (where r.answer = 'going')::int as going,
      count(*) filter (where r.answer = 'maybe')::int as maybe
    from unnest(${ids}::bigint[]) as x (id) left join event_rsvps r on r.event_id = x.id group by x.id) c
  where e.id = c.id and (e.going, e.maybe) is distinct from (c.going, c.maybe)`

export const selectAnswer = (ctx: Context, eventId: Id, accountId: Id) => ctx.db<{ answer: Answer }[]>`
  select answer from event_rsvps where event_id = ${eventId} and account_id = ${accountId}`

export async function putReminder(
  ctx: Context,
  eventId: Id,
  accountId: Id,
  minutes: number | null,
  byMail: boolean,
): Promise<void> {
  if (minutes === null)
    await ctx.db`delete from event_reminders where event_id = ${eventId} and account_id = ${accountId}`
  else
    await ctx.db`
      insert into event_reminders (event_id, account_id, minutes, by_mail) values (${eventId}, ${accountId}, ${minutes}, ${byMail})
      on conflict (event_id, account_id) do update set minutes = excluded.minutes, by_mail = excluded.by_mail,
        told_for = case when event_reminders.minutes = excluded.minutes then event_reminders.told_for end`
}

/** The different times before an event at which somebody wants to be reminded. */
export const selectReminderTimes = (ctx: Context, eventId: Id) => ctx.db<{ minutes: number }[]>`
  select distinct minutes from event_reminders where event_id = ${eventId} order by minutes limit 100`

/** Marks up to `limit` people as reminded of a beginning, and says who they are. */
export const takeReminders = (ctx: Context, eventId: Id, minutes: number, at: Date, limit: number) =>
  ctx.db<{ account_id: Id; by_mail: boolean }[]>`
    update event_reminders m set told_for = ${at}
    where m.event_id = ${eventId} and m.account_id = any(array(
      select x.account_id from event_reminders x where x.event_id = ${eventId} and x.minutes = ${minutes}
        and x.told_for is distinct from ${at} order by x.account_id limit ${limit}))
    returning m.account_id, m.by_mail`

/** The next beginning at or after a moment. */
export const selectBeginning = (ctx: Context, eventId: Id, from: Date) => ctx.db<{ starts_at: Date }[]>`
  select starts_at from event_occurrences where event_id = ${eventId} and starts_at >= ${from} order by starts_at limit 1`

/** Of these people, those who may see the event: members come and go. */
export const selectAllowed = (ctx: Context, eventId: Id, ids: Id[]) => ctx.db<
  { account_id: Id; email: string; locale: 'vi' | 'en' }[]
>`
  select u.account_id, u.email, u.locale from events e
  join users u on u.account_id = any(${ids}::bigint[]) and u.disabled_at is null
  where e.id = ${eventId} and (e.community_id is null or exists (
    select from communities c where c.account_id = e.community_id and c.closed_at is null and (not c.private or exists (
      select from follows f where f.account_id = u.account_id and f.target_id = c.account_id))))`

/** Whoever said that she comes, or may; in portions by id. */
export const selectGuestIds = (ctx: Context, eventId: Id, after: Id, limit: number) => ctx.db<
  { account_id: Id }[]
>`
  select account_id from event_rsvps where event_id = ${eventId} and answer <> 'not_going' and account_id > ${after}
  order by account_id limit ${limit}`

export const putCalendar = (ctx: Context, accountId: Id, hash: Buffer) => ctx.db`
  insert into event_calendars (account_id, token_hash, created_at) values (${accountId}, ${hash}, ${ctx.clock()})
  on conflict (account_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at`

export const deleteCalendar = (ctx: Context, accountId: Id) =>
  ctx.db`delete from event_calendars where account_id = ${accountId}`

export const countMade = (ctx: Context, accountId: Id, since: Date) => ctx.db<{ count: number }[]>`
  select count(*)::int as count from events where account_id = ${accountId} and created_at > ${since}`

export async function eraseOf(ctx: Context, accountId: Id): Promise<void> {
  const left = await ctx.db<{ event_id: Id }[]>`
    delete from event_rsvps where account_id = ${accountId} returning event_id`
  await recount(
    ctx,
    left.map(({ event_id }) => event_id),
  )
  await ctx.db`delete from events where account_id = ${accountId} and community_id is null`
  await ctx.db`update events set account_id = community_id where account_id = ${accountId}`
}
