import type { Context, Id } from '../../context.ts'
import type { Kind, QuestionStatus, Sort } from './api.ts'
import { votable, youngDays } from './rules.ts'

export interface QuestionRow {
  id: Id
  briefing_id: Id
  number: number
  kind: Kind
  /** Of the asker; null for one who is not named, or has left. */
  account_id: Id | null
  acct: string | null
  name: string | null
  anonymous: boolean
  text: string
  addressed_to: string
  status: QuestionStatus
  reason: string
  /** The number of the question that this one is grouped with. */
  grouped_with: number | null
  answer: string
  answered_by: string | null
  answered_at: Date | null
  agree: number
  disagree: number
  pass: number
  apart: number
  created_at: Date
  own: boolean
  vote: number | null
}

/** No name of who asked without one leaves the database. What an agenda item takes up is on the agenda. */
const columns = (ctx: Context, viewerId: Id | null) => ctx.db`
  q.id, q.briefing_id, q.number, q.kind, case when not q.anonymous then q.account_id end as account_id,
  case when not q.anonymous then a.username || coalesce('@' || a.domain, '') end as acct,
  case when not q.anonymous then coalesce(nullif(a.display_name, ''), a.username) end as name,
  q.anonymous, q.text, q.addressed_to, case when q.status = 'received' and exists (
    select from agenda_items i where i.question_id = q.id) then 'agenda' else q.status end as status, q.reason, g.number as grouped_with, q.answer,
  coalesce(nullif(w.display_name, ''), w.username) as answered_by, q.answered_at,
  q.agree, q.disagree, q.pass, q.apart, q.created_at,
  coalesce(q.account_id = ${viewerId}::bigint, false) as own, v.value as vote`

const joins = (ctx: Context, viewerId: Id | null) => ctx.db`
  left join accounts a on a.id = q.account_id and a.suspended_at is null and a.deleted_at is null
  left join accounts w on w.id = q.answered_by
  left join briefing_questions g on g.id = q.grouped_into
  left join briefing_votes v on v.question_id = q.id and v.account_id = ${viewerId}::bigint`

export interface ListOptions {
  sort: Sort
  limit: number
  offset: number
}

/**
 * The questions of a session. 'consensus' is the product over the opinion groups of the share that agrees, as it was
 * computed last; before that, the share of all. 'divisive': how far apart the groups stand, then how evenly all are split.
 */
export const selectQuestions = (
  ctx: Context,
  viewerId: Id | null,
  briefingId: Id,
  { sort, limit, offset }: ListOptions,
) => ctx.db<QuestionRow[]>`
  select ${columns(ctx, viewerId)}
  from briefing_questions q ${joins(ctx, viewerId)}
  left join (
    select s.statement, s.agreed, s.division from briefing_opinions o,
      jsonb_to_recordset(o.result -> 'statements') as s (statement bigint, agreed double precision, division double precision)
    where o.briefing_id = ${briefingId}) s on s.statement = q.id
  where q.briefing_id = ${briefingId}
    and (${sort}::text <> 'unanswered' or q.status in ('received', 'agenda'))
  order by
    case ${sort}::text
      when 'consensus' then coalesce(s.agreed, (q.agree + 1.0) / (q.agree + q.disagree + q.pass + 2))
      when 'divisive' then coalesce(s.division, 0)
      when 'newest' then q.number
      else q.agree + q.disagree + q.pass end desc,
    case when ${sort}::text = 'divisive' then least(q.agree, q.disagree) end desc, q.number desc
  limit ${limit} offset ${offset}`

export const selectQuestion = (ctx: Context, viewerId: Id | null, briefingId: Id, number: number) => ctx.db<
  QuestionRow[]
>`
  select ${columns(ctx, viewerId)} from briefing_questions q ${joins(ctx, viewerId)}
  where q.briefing_id = ${briefingId} and q.number = ${number}`

export const selectQuestionById = (ctx: Context, viewerId: Id | null, id: Id) => ctx.db<QuestionRow[]>`
  select ${columns(ctx, viewerId)} from briefing_questions q ${joins(ctx, viewerId)} where q.id = ${id}`

/** What was grouped with it. */
export const selectGrouped = (ctx: Context, id: Id) => ctx.db<{ number: number; text: string }[]>`
  select number, text from briefing_questions where grouped_into = ${id} and status = 'grouped' order by number limit 100`

/** Everything that was sent in, as texts, to find what says the same. */
export const selectTexts = (ctx: Context, briefingId: Id) => ctx.db<
  { id: Id; number: number; text: string; status: QuestionStatus }[]
>`
  select id, number, text, status from briefing_questions
  where briefing_id = ${briefingId} and status <> 'withdrawn' order by number desc limit 3000`

/**
 * The one to vote on next: of those that she has not voted on one with few votes, in an order that is hers and stays so.
 * Numbers of votes count by their size (1, 2-3, 4-7, ...), or everybody would be given the same.
 */
export const selectNext = (ctx: Context, viewerId: Id | null, briefingId: Id) => ctx.db<QuestionRow[]>`
  select ${columns(ctx, viewerId)} from briefing_questions q ${joins(ctx, viewerId)}
  where q.briefing_id = ${briefingId} and q.status = any(${[...votable]}::text[]) and v.question_id is null
  order by floor(ln(q.agree + q.disagree + q.pass + q.apart + 1) / ln(2)),
    hashint8extended(q.id, coalesce(${viewerId}::bigint, 0)), q.id
  limit 1`

export const selectProgress = (ctx: Context, viewerId: Id | null, briefingId: Id) => ctx.db<
  { all: number; done: number }[]
>`
  select count(*)::int as all, count(v.question_id)::int as done from briefing_questions q
  left join briefing_votes v on v.question_id = q.id and v.account_id = ${viewerId}::bigint
  where q.briefing_id = ${briefingId} and q.status = any(${[...votable]}::text[])`

/** Holds the session, so that numbers are given one after the other and its state does not change meanwhile. */
export const lockBriefing = (ctx: Context, id: Id) =>
  ctx.db`select from briefings where id = ${id} for update`

export const lockQuestion = (ctx: Context, id: Id) => ctx.db<
  { id: Id; number: number; status: QuestionStatus; answer: string; account_id: Id | null }[]
>`
  select id, number, status, answer, account_id from briefing_questions where id = ${id} for update`

export async function insertQuestion(
  ctx: Context,
  row: { briefingId: Id; accountId: Id; kind: Kind; text: string; addressedTo: string; anonymous: boolean },
): Promise<{ id: Id; number: number }> {
  const rows = await ctx.db<{ id: Id; number: number }[]>`
    insert into briefing_questions (briefing_id, number, kind, account_id, anonymous, text, addressed_to, created_at)
    select ${row.briefingId}, coalesce(max(number), 0) + 1, ${row.kind}, ${row.accountId}, ${row.anonymous}, ${row.text},
      ${row.addressedTo}, ${ctx.clock()}
    from briefing_questions where briefing_id = ${row.briefingId} returning id, number`
  return rows[0]!
}

/** How many of hers are there that she has not taken back. */
export const countOwn = (ctx: Context, briefingId: Id, accountId: Id) => ctx.db<{ count: number }[]>`
  select count(*)::int as count from briefing_questions
  where briefing_id = ${briefingId} and account_id = ${accountId} and status <> 'withdrawn'`

export const updateStatus = (
  ctx: Context,
  id: Id,
  row: { status: QuestionStatus; reason: string; groupedInto: Id | null },
) => ctx.db`
  update briefing_questions set status = ${row.status}, reason = ${row.reason}, grouped_into = ${row.groupedInto}
  where id = ${id}`

export const updateAnswer = (ctx: Context, id: Id, answer: string, by: Id) => ctx.db`
  update briefing_questions set status = 'answered', reason = '', grouped_into = null, answer = ${answer},
    answered_by = ${by}, answered_at = ${ctx.clock()}
  where id = ${id}`

// ------------------------------------------------------------------ votes

/** Why a vote is counted apart: the account is limited or suspended, or was too young when it voted. */
const apartOf = (ctx: Context) => ctx.db`
  case when a.suspended_at is not null or a.silenced_at is not null then 'suspended'
    when v.updated_at < a.created_at + make_interval(days => ${youngDays}) then 'young' end`

/** Casts or changes a vote and counts it: the one place that changes the counters of a question, with recount below. */
export async function upsertVote(ctx: Context, questionId: Id, accountId: Id, value: number): Promise<void> {
  const [old] = await ctx.db<{ value: number; apart: string | null }[]>`
    select value, apart from briefing_votes where question_id = ${questionId} and account_id = ${accountId} for update`
  const rows = await ctx.db<{ apart: 'young' | 'suspended' | null }[]>`
    insert into briefing_votes as b (question_id, account_id, value, apart, created_at, updated_at)
    select ${questionId}, a.id, ${value}, ${apartOf(ctx)}, ${ctx.clock()}, ${ctx.clock()}
    from accounts a, (values (${ctx.clock()}::timestamptz)) v (updated_at) where a.id = ${accountId}
    on conflict (question_id, account_id) do update
      set value = excluded.value, apart = excluded.apart, updated_at = excluded.updated_at
    returning b.apart`
  const change = { agree: 0, disagree: 0, pass: 0, apart: 0 }
  const place = (vote: { value: number; apart: string | null }) =>
    vote.apart ? 'apart' : vote.value === 1 ? 'agree' : vote.value === -1 ? 'disagree' : 'pass'
  if (old) change[place(old)] -= 1
  change[place({ value, apart: rows[0]!.apart })] += 1
  await ctx.db`
    update briefing_questions set agree = agree + ${change.agree}, disagree = disagree + ${change.disagree},
      pass = pass + ${change.pass}, apart = apart + ${change.apart}
    where id = ${questionId}`
}

/**
 * Sets votes apart whose account has been limited or suspended since, counts those again that are free again, and moves the
 * counters by the difference. Answers how many votes changed.
 */
export async function recount(ctx: Context, briefingId: Id): Promise<number> {
  const rows = await ctx.db<{ changed: number }[]>`
    with now as (
      select v.question_id, v.account_id, v.value, v.apart as was, ${apartOf(ctx)} as becomes
      from briefing_questions q join briefing_votes v on v.question_id = q.id join accounts a on a.id = v.account_id
      where q.briefing_id = ${briefingId}),
    moved as (
      update briefing_votes v set apart = n.becomes from now n
      where v.question_id = n.question_id and v.account_id = n.account_id and n.was is distinct from n.becomes
      returning v.question_id, v.value, n.was is null and n.becomes is not null as out, n.was is not null and n.becomes is null as back),
    sums as (
      select question_id, count(*) as all,
        count(*) filter (where back and value = 1) - count(*) filter (where out and value = 1) as agree,
        count(*) filter (where back and value = -1) - count(*) filter (where out and value = -1) as disagree,
        count(*) filter (where back and value = 0) - count(*) filter (where out and value = 0) as pass,
        count(*) filter (where out) - count(*) filter (where back) as apart
      from moved group by question_id),
    counted as (
      update briefing_questions q set agree = q.agree + s.agree, disagree = q.disagree + s.disagree, pass = q.pass + s.pass,
        apart = q.apart + s.apart
      from sums s where q.id = s.question_id returning s.all)
    select coalesce(sum("all"), 0)::int as changed from counted`
  return rows[0]!.changed
}

/** Sessions whose votes are open. */
export const selectOpen = (ctx: Context, after: Id) => ctx.db<{ id: Id }[]>`
  select id from briefings where state in ('call', 'session') and id > ${after} order by id limit 200`

/** The votes that count, with who cast them: for the opinion groups only. */
export const selectVotes = (ctx: Context, briefingId: Id) => ctx.db<
  { account_id: Id; question_id: Id; value: number }[]
>`
  select v.account_id, v.question_id, v.value from briefing_questions q join briefing_votes v on v.question_id = q.id
  where q.briefing_id = ${briefingId} and q.status <> 'withdrawn' and v.apart is null`

export const selectVoted = (ctx: Context, briefingId: Id) => ctx.db<{ id: Id }[]>`
  select id from briefing_questions where briefing_id = ${briefingId} and status <> 'withdrawn' order by id limit 5000`

/** How many votes are apart, and why. */
export const selectApart = (ctx: Context, briefingId: Id) => ctx.db<
  { young: number; suspended: number; people: number }[]
>`
  select count(*) filter (where v.apart = 'young')::int as young, count(*) filter (where v.apart = 'suspended')::int as suspended,
    count(distinct v.account_id)::int as people
  from briefing_questions q join briefing_votes v on v.question_id = q.id
  where q.briefing_id = ${briefingId} and q.status <> 'withdrawn' and v.apart is not null`

/** Of one question. */
export const selectApartOf = (ctx: Context, questionId: Id) => ctx.db<{ young: number; suspended: number }[]>`
  select count(*) filter (where apart = 'young')::int as young, count(*) filter (where apart = 'suspended')::int as suspended
  from briefing_votes where question_id = ${questionId}`

// ------------------------------------------------------------------ opinion groups

export const selectComputedAt = (ctx: Context, briefingId: Id) => ctx.db<{ computed_at: Date }[]>`
  select computed_at from briefing_opinions where briefing_id = ${briefingId}`

/** Everything but where single people stand. */
export const selectOpinions = (ctx: Context, briefingId: Id) => ctx.db<
  { computed_at: Date; votes: number; result: unknown }[]
>`
  select computed_at, votes, result - 'places' as result from briefing_opinions where briefing_id = ${briefingId}`

/** Where one person stands: x, y, letter. */
export const selectPlace = (ctx: Context, briefingId: Id, accountId: Id) => ctx.db<{ place: unknown }[]>`
  select result -> 'places' -> ${accountId}::text as place from briefing_opinions where briefing_id = ${briefingId}`

export const selectPlaces = (ctx: Context, briefingId: Id) => ctx.db<{ places: unknown }[]>`
  select result -> 'places' as places from briefing_opinions where briefing_id = ${briefingId}`

/** A run that began earlier never takes the place of one that began later. */
export const upsertOpinions = (
  ctx: Context,
  briefingId: Id,
  row: { startedAt: Date; votes: number; result: object },
) => ctx.db`
  insert into briefing_opinions as o (briefing_id, computed_at, votes, result)
  values (${briefingId}, ${row.startedAt}, ${row.votes}, ${ctx.db.json(row.result as never)})
  on conflict (briefing_id) do update
    set computed_at = excluded.computed_at, votes = excluded.votes, result = excluded.result
    where o.computed_at <= excluded.computed_at`

/** Of somebody who leaves: what she asked and how she voted stays counted, without her. */
export async function eraseQuestions(ctx: Context, accountId: Id): Promise<void> {
  await ctx.db`
    update briefing_opinions set result = result #- array['places', ${accountId}::text]
    where briefing_id in (
      select q.briefing_id from briefing_votes v join briefing_questions q on q.id = v.question_id
      where v.account_id = ${accountId})`
  await ctx.db`delete from briefing_votes where account_id = ${accountId}`
  await ctx.db`update briefing_questions set account_id = null where account_id = ${accountId}`
}

/** Numbers and texts of all that can stand in a list of opinions. */
export const selectNumbers = (ctx: Context, briefingId: Id) => ctx.db<
  { id: Id; number: number; text: string }[]
>`
  select id, number, text from briefing_questions where briefing_id = ${briefingId} and status <> 'withdrawn' limit 5000`
