import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { check, type Params } from '../../http/body.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { getStanding, may, requireReader } from '../communities/index.ts'
import {
  closeMeasure,
  kinds,
  lockScope,
  longest,
  type MeasureKind,
  type MeasureRow,
  ofAdmins,
  ofCommunities,
  putMeasure,
  readOptions,
  requireAllowed,
  selectLast,
  selectMeasure,
} from '../measures/index.ts'
import { tellHeat } from '../notifications/index.ts'
import { BeginMeasure, EndMeasure, WriteReview } from './api.ts'
import { readMoment } from './moment.ts'
import { afterUntil, gaugeNow, numbersAtEnd } from './numbers.ts'
import { peopleOf } from './people.ts'
import { selectPlanScope } from './plans-sql.ts'
import * as sql from './reviews-sql.ts'

export interface Actor {
  id: Id
  role: 'user' | 'moderator' | 'admin'
}

export const isTeam = (actor: { role: string } | null): boolean => (actor?.role ?? 'user') !== 'user'

/** Days after its end until the review of a measure is overdue. */
export const reviewDays = 7

/** Graphemes: a reason is a sentence. */
const shortestReason = 10

/** Who may take this measure here: the team, administrators for what touches everybody, in a community who is trusted with its posts. */
async function requireRight(
  ctx: Context,
  actor: Actor,
  kind: MeasureKind,
  communityId: Id | null,
): Promise<void> {
  if (communityId !== null) {
    const standing = await getStanding(ctx, actor, communityId)
    if (!may(standing, 'posts')) throw forbidden('community_needs_role')
    if (!ofCommunities.includes(kind)) throw unprocessable('measure_not_for_rooms')
    return
  }
  if (!isTeam(actor)) throw forbidden('measure_needs_team')
  if (ofAdmins.includes(kind) && actor.role !== 'admin') throw forbidden('measure_needs_admin')
}

function readKind(input: Params): MeasureKind {
  const { kind } = input
  const found = kinds.find((one) => one === kind)
  if (!found) throw unprocessable('measure_unknown_kind')
  return found
}

/** From when to when; 422 `measure_reversed`, `measure_too_long` or `measure_too_early` for what no measure may be. */
function readSpan(ctx: Context, body: ReturnType<typeof readBegin>): { beginsAt: Date; endsAt: Date } {
  const now = ctx.clock()
  const beginsAt = body.begins_at ? readMoment(body.begins_at, 'begins_at') : now
  const begins = beginsAt < now && now.getTime() - beginsAt.getTime() < 60_000 ? now : beginsAt
  if (begins < now || begins.getTime() > now.getTime() + longest * DAY_MS)
    throw unprocessable('measure_too_early', { days: longest })
  const endsAt = body.ends_at
    ? readMoment(body.ends_at, 'ends_at')
    : body.ends_in
      ? new Date(begins.getTime() + body.ends_in * 1000)
      : null
  if (!endsAt) throw invalid({ field: 'ends_at', code: 'blank' })
  if (endsAt <= begins) throw unprocessable('measure_reversed')
  if (endsAt.getTime() - begins.getTime() > longest * DAY_MS)
    throw unprocessable('measure_too_long', { days: longest })
  return { beginsAt: begins, endsAt }
}

const readBegin = (input: Params) => check(BeginMeasure, input)

/**
 * Takes a measure: stored with its end, as a job in the same transaction. 403 for who may not; 422 with the rule for what
 * is never done (`measure_never_*`), without a reason, longer than seven days, while the same holds already, or begun
 * again before the last one was reviewed, unless it says that it renews that one.
 */
export async function beginMeasure(ctx: Context, actor: Actor, input: Params): Promise<Id> {
  requireAllowed(input['kind'], input)
  const kind = readKind(input)
  const body = readBegin(input)
  const communityId = body.community_id ?? null
  await requireRight(ctx, actor, kind, communityId)
  const reason = cleanText(body.reason)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.。]+$/, '')
  if (countGraphemes(reason) < shortestReason) throw unprocessable('measure_no_reason')
  const { beginsAt, endsAt } = readSpan(ctx, body)
  const options = readOptions(kind, input)
  const shift = kind === 'moderator_shift' ? await peopleOf(ctx, body.people ?? []) : []
  if (kind === 'moderator_shift' && shift.length === 0) throw unprocessable('measure_shift_nobody')
  if (body.plan_id) await requirePlan(ctx, body.plan_id, communityId)

  return ctx.tx(async (ctx) => {
    await lockScope(ctx, kind, communityId)
    await endBefore(ctx, actor, kind, communityId, body.renews ?? null)
    const gauge = await gaugeNow(ctx, { community_id: communityId })
    const row = {
      kind,
      communityId,
      options,
      reason,
      begunBy: actor.id,
      beginsAt,
      endsAt,
      renews: body.renews ?? null,
      planId: body.plan_id ?? null,
    }
    const id = await putMeasure(
      ctx,
      row,
      shift.map((person) => person.id),
    )
    await sql.insertReview(ctx, id, new Date(endsAt.getTime() + reviewDays * DAY_MS), {
      gauge_at_begin: gauge,
    })
    await ctx.enqueue('readiness.end', { measureId: id }, { runAt: endsAt, key: `measure-end:${id}` })
    for (const person of shift) await tellHeat(ctx, person.id, actor.id, 'shift', id)
    return id
  })
}

async function requirePlan(ctx: Context, planId: Id, communityId: Id | null): Promise<void> {
  const [plan] = await selectPlanScope(ctx, planId)
  if (!plan || plan.community_id !== communityId) throw invalid({ field: 'plan_id', code: 'invalid' })
}

/** The last one of the same kind and place: over and reviewed, or named as the one that is renewed. */
async function endBefore(
  ctx: Context,
  actor: Actor,
  kind: MeasureKind,
  communityId: Id | null,
  renews: Id | null,
): Promise<void> {
  const [last] = await selectLast(ctx, kind, communityId)
  if (renews !== null && renews !== last?.id) throw unprocessable('measure_renews_other')
  if (!last) return
  const open = last.ended_at === null && last.ends_at > ctx.clock()
  if (open) {
    if (renews !== last.id) throw new AppError('conflict', 'measure_in_force')
    await finish(ctx, last, { at: ctx.clock(), by: actor.id, reason: '' })
    return
  }
  if (last.ended_at === null) await finish(ctx, last, { at: last.ends_at, by: null, reason: '' })
  const [review] = await sql.selectReviews(ctx, [last.id])
  if (review?.written_at == null && renews !== last.id)
    throw unprocessable('measure_needs_renewal', { id: last.id })
}

/** Writes the end, the numbers of the review, and what follows. Quiet about what has ended. */
async function finish(
  ctx: Context,
  row: MeasureRow,
  end: { at: Date; by: Id | null; reason: string },
): Promise<void> {
  // One that was planned and never began ends where it would have begun.
  const at = end.at < row.begins_at ? row.begins_at : end.at
  if (!(await closeMeasure(ctx, row.id, { ...end, at }))) return
  const due = new Date(at.getTime() + reviewDays * DAY_MS)
  await sql.addNumbers(ctx, row.id, await numbersAtEnd(ctx, row, at), due)
  await ctx.enqueue('readiness.count', { measureId: row.id }, { runAt: afterUntil(row, at) })
  await tellHeat(ctx, row.begun_by, row.begun_by, 'review', row.id)
}

/** The measure, for somebody who may see it: what holds in a private community is for its members. 404 for others. */
export async function getMeasure(ctx: Context, viewer: { id: Id } | null, id: string): Promise<MeasureRow> {
  const [row] = isId(id) ? await selectMeasure(ctx, id) : []
  if (!row) throw notFound()
  if (row.community_id !== null) await requireSeen(ctx, viewer, row.community_id)
  return row
}

async function requireSeen(ctx: Context, viewer: { id: Id } | null, communityId: Id): Promise<void> {
  await requireReader(ctx, viewer, communityId).catch((error) => {
    throw error instanceof AppError && error.code === 'forbidden' ? notFound() : error
  })
}

/** Whether somebody may end a measure, pin to it or label: the team, and in a community who could have taken it. */
export async function mayServe(ctx: Context, actor: Actor | null, row: MeasureRow): Promise<boolean> {
  if (!actor) return false
  if (row.community_id === null) return isTeam(actor)
  const standing = await getStanding(ctx, actor, row.community_id).catch(() => null)
  return standing !== null && (may(standing, 'posts') || (isTeam(actor) && !standing.private))
}

export async function requireServing(ctx: Context, actor: Actor, id: string): Promise<MeasureRow> {
  const row = await getMeasure(ctx, actor, id)
  if (!(await mayServe(ctx, actor, row)))
    throw forbidden(row.community_id === null ? 'measure_needs_team' : 'community_needs_role')
  return row
}

export const isOver = (ctx: Context, row: MeasureRow): boolean =>
  row.ended_at !== null || row.ends_at <= ctx.clock()

/** Ends a measure early; 422 `measure_ended` when it has ended. */
export async function endMeasure(ctx: Context, actor: Actor, id: string, input: Params): Promise<void> {
  const row = await requireServing(ctx, actor, id)
  const { reason } = check(EndMeasure, input)
  if (isOver(ctx, row)) throw unprocessable('measure_ended')
  await ctx.tx((ctx) => finish(ctx, row, { at: ctx.clock(), by: actor.id, reason: cleanText(reason).trim() }))
}

/** Job: the hard end. Too early (the job's clock is ahead) it comes again. */
export async function endByItself(ctx: Context, { measureId }: { measureId: Id }): Promise<void> {
  const [row] = await selectMeasure(ctx, measureId)
  if (!row || row.ended_at !== null) return
  if (row.ends_at > ctx.clock()) {
    await ctx.enqueue('readiness.end', { measureId }, { runAt: row.ends_at, key: `measure-end:${measureId}` })
    return
  }
  await ctx.tx((ctx) => finish(ctx, row, { at: row.ends_at, by: null, reason: '' }))
}

/** Part of the beat: ends what no job ended. */
export async function endLate(ctx: Context): Promise<void> {
  for (const { id } of await sql.selectLate(ctx)) await endByItself(ctx, { measureId: id })
}

/** The after-review, written once: by whoever took the measure, or by who could have. 422 before the end, 409 twice. */
export async function writeReview(ctx: Context, actor: Actor, id: string, input: Params): Promise<void> {
  const row = await getMeasure(ctx, actor, id)
  if (row.begun_by !== actor.id && !(await mayServe(ctx, actor, row))) throw forbidden('review_not_yours')
  const review = check(WriteReview, input)
  if (!isOver(ctx, row)) throw unprocessable('review_not_due')
  if (row.ended_at === null) await endByItself(ctx, { measureId: row.id })
  const clean = {
    what_happened: cleanText(review.what_happened),
    did_it_help: cleanText(review.did_it_help),
    what_next: cleanText(review.what_next),
  }
  if (!(await sql.writeReviewRow(ctx, row.id, actor.id, clean)))
    throw new AppError('conflict', 'review_written')
}

/** Job of every day: whoever owes a review hears of it. */
export async function remind(ctx: Context): Promise<void> {
  await ctx.tx(async (ctx) => {
    const owed = await sql.takeUnreviewed(ctx, new Date(ctx.clock().getTime() - 20 * 3_600_000))
    for (const { measure_id, begun_by } of owed) await tellHeat(ctx, begun_by, begun_by, 'review', measure_id)
  })
}
