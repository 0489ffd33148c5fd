import type { Context, Id } from '../../context.ts'
import { levelNames } from '../heat/index.ts'
import {
  freshLimits,
  type MeasureRow,
  selectLabels,
  selectOfPlan,
  selectShift,
  selectUpdates,
} from '../measures/index.ts'
import type { Measure, Plan, Review, WholeMeasure, WholePlan } from './api.ts'
import * as plans from './plans-sql.ts'
import { type ReviewRow, selectChain, selectReviews } from './reviews-sql.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const person = (id: Id, acct: string, name: string) => ({ id, acct, display_name: name })

const roomOf = (row: { community_id: Id | null; room: string | null; room_name: string | null }) =>
  row.community_id === null
    ? null
    : { id: row.community_id, acct: row.room ?? '', name: row.room_name ?? row.room ?? '' }

/** Where it stands at this moment, whether the job of its end has come by or not. */
export function stateOf(ctx: Context, row: MeasureRow): Measure['state'] {
  const now = ctx.clock()
  if (row.ended_at !== null || row.ends_at <= now) return 'ended'
  return row.begins_at > now ? 'planned' : 'in_force'
}

const toReview = (ctx: Context, row: ReviewRow): Review => ({
  due_at: row.due_at.toISOString(),
  overdue: row.written_at === null && row.due_at < ctx.clock(),
  what_happened: row.what_happened,
  did_it_help: row.did_it_help,
  what_next: row.what_next,
  written_by: row.writer,
  written_at: iso(row.written_at),
  numbers: row.numbers,
})

function toMeasure(ctx: Context, row: MeasureRow, review: ReviewRow | undefined): Measure {
  const state = stateOf(ctx, row)
  return {
    id: row.id,
    url: `${ctx.config.origin}/do-nong/bien-phap/${row.id}`,
    kind: row.kind,
    state,
    community: roomOf(row),
    options: row.kind === 'sign_in_to_write' ? { ...row.options, ...freshLimits } : { ...row.options },
    reason: row.reason,
    begun_by: person(row.begun_by, row.username, row.display_name),
    begins_at: row.begins_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    ended_at: iso(row.ended_at ?? (state === 'ended' ? row.ends_at : null)),
    ended_by: row.ender,
    end_reason: row.end_reason,
    renews: row.renews,
    plan_id: row.plan_id,
    refused: Number(row.refused),
    review: review && state === 'ended' ? toReview(ctx, review) : null,
  }
}

/** Rows of the log, with what there is of their reviews: one query for all. */
export async function presentMeasures(ctx: Context, rows: readonly MeasureRow[]): Promise<Measure[]> {
  if (rows.length === 0) return []
  const reviews = await selectReviews(
    ctx,
    rows.map((row) => row.id),
  )
  const byId = new Map(reviews.map((row) => [row.measure_id, row]))
  return rows.map((row) => toMeasure(ctx, row, byId.get(row.id)))
}

/** One, with everything that belongs to it. */
export async function presentMeasure(ctx: Context, row: MeasureRow): Promise<WholeMeasure> {
  const [[measure], [chain], people, updates, labels] = await Promise.all([
    presentMeasures(ctx, [row]),
    selectChain(ctx, row.id),
    selectShift(ctx, [row.id]),
    selectUpdates(ctx, [row.id]),
    selectLabels(ctx, [row.id]),
  ])
  return {
    ...measure!,
    renewals: (chain?.count ?? 1) - 1,
    people: people.map((one) => one.username),
    updates: updates.map((one) => ({
      id: one.id,
      title: one.title,
      url: one.url,
      source: one.source,
      added_by: one.username,
      created_at: one.created_at.toISOString(),
      removed_at: iso(one.removed_at),
    })),
    labels: labels.map((one) => ({
      status_id: one.status_id,
      why: one.why,
      marked_by: one.username,
      created_at: one.created_at.toISOString(),
      removed_at: iso(one.removed_at),
    })),
  }
}

export const presentPlanRow = (ctx: Context, row: plans.PlanRow): Plan => ({
  id: row.id,
  url: `${ctx.config.origin}/do-nong/ke-hoach/${row.id}`,
  title: row.title,
  summary: row.summary,
  event_id: row.event_id,
  community: roomOf(row),
  owner: person(row.owner_id, row.owner, row.owner_name),
  expected_level: row.expected_level,
  expected_level_name: levelNames[row.expected_level - 1]!,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  closed_at: iso(row.closed_at),
  updated_at: row.updated_at.toISOString(),
  tasks_done: row.tasks_done,
  tasks_total: row.tasks_total,
})

export async function presentPlan(ctx: Context, row: plans.PlanRow): Promise<WholePlan> {
  const [people, tasks, sources, thresholds, changes, measures] = await Promise.all([
    plans.selectPeople(ctx, row.id),
    plans.selectTasks(ctx, row.id),
    plans.selectSources(ctx, row.id),
    plans.selectThresholds(ctx, row.id),
    plans.selectChanges(ctx, row.id),
    selectOfPlan(ctx, row.id).then((rows) => presentMeasures(ctx, rows)),
  ])
  return {
    ...presentPlanRow(ctx, row),
    people: people.map((one) => person(one.id, one.username, one.display_name)),
    tasks: tasks.map((one) => ({
      id: one.id,
      text: one.text,
      done_at: iso(one.done_at),
      done_by: one.username,
    })),
    sources: sources.map(({ id, title, url, source }) => ({ id, title, url, source })),
    thresholds: thresholds.map((one) => ({
      id: one.id,
      kind: one.kind,
      subject: one.subject,
      level: one.level,
      level_name: levelNames[one.level - 1]!,
      reached_at: iso(one.reached_at),
    })),
    changes: changes.map((one) => ({
      what: one.what,
      detail: one.detail,
      by: one.username,
      created_at: one.created_at.toISOString(),
    })),
    measures,
  }
}
