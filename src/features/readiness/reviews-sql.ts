import type { Context, Id } from '../../context.ts'

/** What the system fills in; see numbers.ts. */
export type ReviewNumbers = Record<string, unknown>

export interface ReviewRow {
  measure_id: Id
  due_at: Date
  numbers: ReviewNumbers
  what_happened: string
  did_it_help: string
  what_next: string
  writer: string | null
  written_at: Date | null
}

export const selectReviews = (ctx: Context, measureIds: Id[]) => ctx.db<ReviewRow[]>`
  select r.measure_id, r.due_at, r.numbers, r.what_happened, r.did_it_help, r.what_next, a.username as writer, r.written_at
  from measure_reviews r left join accounts a on a.id = r.written_by
  where r.measure_id = any(${measureIds}::bigint[])`

/** Made with the measure: what was the case when it began is known only then. */
export const insertReview = (ctx: Context, measureId: Id, dueAt: Date, numbers: ReviewNumbers) => ctx.db`
  insert into measure_reviews (measure_id, due_at, numbers)
  values (${measureId}, ${dueAt}, ${ctx.db.json(numbers as never)})`

/** Adds numbers to those there are; the day by which it is due moves with an early end. */
export const addNumbers = (ctx: Context, measureId: Id, numbers: ReviewNumbers, dueAt: Date | null) => ctx.db`
  update measure_reviews set numbers = numbers || ${ctx.db.json(numbers as never)}::jsonb,
    due_at = coalesce(${dueAt}::timestamptz, due_at)
  where measure_id = ${measureId}`

export interface WrittenReview {
  what_happened: string
  did_it_help: string
  what_next: string
}

/** False when somebody has written it before. */
export async function writeReviewRow(
  ctx: Context,
  measureId: Id,
  by: Id,
  review: WrittenReview,
): Promise<boolean> {
  const rows = await ctx.db<{ measure_id: Id }[]>`
    update measure_reviews set what_happened = ${review.what_happened}, did_it_help = ${review.did_it_help},
      what_next = ${review.what_next}, written_by = ${by}, written_at = ${ctx.clock()}
    where measure_id = ${measureId} and written_at is null returning measure_id`
  return rows.length > 0
}

/** Ended measures without a review, not reminded lately: who took them. */
export const takeUnreviewed = (ctx: Context, reminded: Date) => ctx.db<{ measure_id: Id; begun_by: Id }[]>`
  update measure_reviews r set reminded_at = ${ctx.clock()}
  from measures m
  where m.id = r.measure_id and r.written_at is null and m.ended_at is not null
    and (r.reminded_at is null or r.reminded_at < ${reminded})
  returning r.measure_id, m.begun_by`

/** Those whose hard end has passed while no job came by; also in the past of a moved clock. */
export const selectLate = (ctx: Context) => ctx.db<{ id: Id }[]>`
  select id from measures where ended_at is null and ends_at <= ${ctx.clock()} order by ends_at limit 50`

/** The entries that a measure renews, one after another, itself included. */
export const selectChain = (ctx: Context, id: Id) => ctx.db<{ count: number; hours: number }[]>`
  with recursive chain as (
    select m.id, m.renews, m.begins_at, coalesce(m.ended_at, m.ends_at) as until from measures m where m.id = ${id}
    union all
    select m.id, m.renews, m.begins_at, coalesce(m.ended_at, m.ends_at) from measures m join chain c on c.renews = m.id)
  select count(*)::int as count, coalesce(sum(extract(epoch from until - begins_at)) / 3600, 0)::float8 as hours from chain`

/** Overdue reviews of what everybody may read, the oldest first. */
export const selectOverdue = (ctx: Context) => ctx.db<
  { measure_id: Id; kind: string; due_at: Date; username: string }[]
>`
  select r.measure_id, m.kind, r.due_at, a.username from measure_reviews r
  join measures m on m.id = r.measure_id and m.ended_at is not null join accounts a on a.id = m.begun_by
  left join communities c on c.account_id = m.community_id
  where r.written_at is null and r.due_at < ${ctx.clock()} and (m.community_id is null or (not c.private and c.closed_at is null))
  order by r.due_at limit 20`
