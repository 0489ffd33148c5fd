import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { check, type Params } from '../../http/body.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { getStanding, may, requireReader } from '../communities/index.ts'
import { getEvent } from '../events/index.ts'
import { formula, gaugesById, linkIdOf, type SubjectKind, tagIdOf } from '../heat/index.ts'
import { tellHeat } from '../notifications/index.ts'
import { ensureTag } from '../statuses/index.ts'
import { SavePlan, TickTask } from './api.ts'
import { type Actor, isTeam } from './measures.ts'
import { readMoment } from './moment.ts'
import { peopleOf } from './people.ts'
import * as sql from './plans-sql.ts'

/** Who plans: the team for the network, in a community who is trusted with its posts. */
async function requirePlanner(ctx: Context, actor: Actor, communityId: Id | null): Promise<void> {
  if (communityId === null) {
    if (!isTeam(actor)) throw forbidden('measure_needs_team')
    return
  }
  if (!may(await getStanding(ctx, actor, communityId), 'posts')) throw forbidden('community_needs_role')
}

export async function mayPlan(ctx: Context, actor: Actor | null, row: sql.PlanRow): Promise<boolean> {
  if (!actor) return false
  if (actor.id === row.owner_id) return true
  return requirePlanner(ctx, actor, row.community_id).then(
    () => true,
    () => false,
  )
}

/** The plan, for somebody who may see it: 404 for one of a community that she cannot read. */
export async function getPlan(ctx: Context, viewer: { id: Id } | null, id: string): Promise<sql.PlanRow> {
  const [row] = isId(id) ? await sql.selectPlan(ctx, id) : []
  if (!row) throw notFound()
  if (row.community_id !== null) {
    await requireReader(ctx, viewer, row.community_id).catch((error) => {
      throw error instanceof AppError && error.code === 'forbidden' ? notFound() : error
    })
  }
  return row
}

async function ownPlan(ctx: Context, actor: Actor, id: string): Promise<sql.PlanRow> {
  const row = await getPlan(ctx, actor, id)
  if (!(await mayPlan(ctx, actor, row)))
    throw forbidden(row.community_id === null ? 'measure_needs_team' : 'community_needs_role')
  if (row.closed_at !== null) throw unprocessable('plan_closed')
  return row
}

type Threshold = { kind: SubjectKind; subject_id: Id; level: number }

/** "network", "#tag", "@community" or an address -> what is watched; 422 for what is not known here. */
async function thresholdsOf(ctx: Context, plan: SavePlan, communityId: Id | null): Promise<Threshold[]> {
  const found: Threshold[] = []
  for (const { subject, level } of plan.thresholds) {
    const one = await subjectOf(ctx, subject, communityId)
    if (!one) throw unprocessable('plan_unknown_subject', { name: subject.slice(0, 80) })
    const known = found.find((other) => other.kind === one.kind && other.subject_id === one.subject_id)
    if (!known) found.push({ ...one, level })
  }
  return found
}

async function subjectOf(
  ctx: Context,
  text: string,
  communityId: Id | null,
): Promise<Omit<Threshold, 'level'> | null> {
  if (/^(network|mạng|cả mạng)$/i.test(text.normalize('NFC'))) return { kind: 'network', subject_id: '0' }
  if (text.startsWith('@')) {
    const [room] = await sql.selectOpenRoom(ctx, text.slice(1), communityId)
    return room ? { kind: 'community', subject_id: room.id } : null
  }
  if (/^https?:\/\//i.test(text)) {
    const id = await linkIdOf(ctx, text)
    return id === null ? null : { kind: 'link', subject_id: id }
  }
  const id = (await tagIdOf(ctx, text)) ?? (await newTag(ctx, text))
  return id === null ? null : { kind: 'tag', subject_id: id }
}

/** A plan is made before anybody writes of what it watches. */
async function newTag(ctx: Context, text: string): Promise<Id | null> {
  const key = text.startsWith('#') ? tagKey(text) : null
  return key === null ? null : ensureTag(ctx, { key, name: text.slice(1).normalize('NFC') })
}

/** The event that a plan is for; 422 for one that is not there or that whoever plans cannot see. */
async function eventOf(ctx: Context, actor: Actor, id: string | undefined, before: Id | null) {
  if (!id || id === before) return id ?? null
  if (!isId(id)) throw invalid({ field: 'event_id', code: 'no_such_event' })
  const event = await getEvent(ctx, actor, id).catch((error) => {
    throw error instanceof AppError && error.status < 500
      ? invalid({ field: 'event_id', code: 'no_such_event' })
      : error
  })
  return event.id
}

interface Read {
  plan: SavePlan
  row: sql.NewPlan
  people: Id[]
  thresholds: Threshold[]
}

async function read(
  ctx: Context,
  actor: Actor,
  input: Params,
  communityId: Id | null,
  eventBefore: Id | null = null,
): Promise<Read> {
  const plan = check(SavePlan, input)
  const startsAt = readMoment(plan.starts_at, 'starts_at')
  const endsAt = readMoment(plan.ends_at, 'ends_at')
  if (endsAt <= startsAt) throw unprocessable('plan_reversed')
  const eventId = await eventOf(ctx, actor, plan.event_id, eventBefore)
  const [owner] = plan.owner?.trim() ? await peopleOf(ctx, [plan.owner]) : [{ id: actor.id }]
  const [people, thresholds] = await Promise.all([
    peopleOf(ctx, plan.people),
    thresholdsOf(ctx, plan, communityId),
  ])
  return {
    plan,
    row: {
      event_id: eventId,
      title: cleanText(plan.title).replace(/\s+/g, ' ').trim(),
      summary: cleanText(plan.summary).trim(),
      owner_id: owner?.id ?? actor.id,
      expected_level: plan.expected_level,
      starts_at: startsAt,
      ends_at: endsAt,
    },
    people: people.map((person) => person.id),
    thresholds,
  }
}

async function storeParts(ctx: Context, id: Id, { plan, people, thresholds }: Read): Promise<void> {
  await sql.replacePeople(ctx, id, people)
  await sql.replaceTasks(ctx, id, [...new Set(plan.tasks)])
  await sql.replaceSources(ctx, id, plan.sources)
  await sql.replaceThresholds(ctx, id, thresholds)
}

/** Makes a plan. 403 for who may not plan here; 422 for reversed days, unknown people or subjects. */
export async function createPlan(ctx: Context, actor: Actor, input: Params): Promise<Id> {
  const { community_id } = check(SavePlan, input)
  const communityId = community_id ?? null
  await requirePlanner(ctx, actor, communityId)
  const found = await read(ctx, actor, input, communityId)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertPlan(ctx, { ...found.row, community_id: communityId, created_by: actor.id })
    await storeParts(ctx, id, found)
    await sql.insertChange(ctx, id, { by: actor.id, what: 'created' })
    return id
  })
}

/** Writes a plan anew; tasks whose words stay keep their ticks. The history says what was changed. */
export async function savePlan(ctx: Context, actor: Actor, id: string, input: Params): Promise<void> {
  const before = await ownPlan(ctx, actor, id)
  const found = await read(ctx, actor, input, before.community_id, before.event_id)
  const names = ['title', 'summary', 'expected_level', 'owner_id', 'event_id'] as const
  const changed: string[] = names.filter((name) => before[name] !== found.row[name])
  if (+before.starts_at !== +found.row.starts_at || +before.ends_at !== +found.row.ends_at)
    changed.push('days')
  await ctx.tx(async (ctx) => {
    const tasks = await sql.selectTasks(ctx, before.id)
    if (tasks.map((task) => task.text).join('\n') !== found.plan.tasks.join('\n')) changed.push('tasks')
    await sql.updatePlan(ctx, before.id, found.row)
    await storeParts(ctx, before.id, found)
    await sql.insertChange(ctx, before.id, { by: actor.id, what: 'changed', detail: changed.join(', ') })
  })
}

/** Ticks a task off, or takes the tick back: also people on call. */
export async function setTask(
  ctx: Context,
  actor: Actor,
  id: string,
  taskId: string,
  input: Params,
): Promise<void> {
  const row = await getPlan(ctx, actor, id)
  const { done } = check(TickTask, input)
  const onCall = (await sql.selectPeople(ctx, row.id)).some((person) => person.id === actor.id)
  if (!onCall) await ownPlan(ctx, actor, id)
  if (row.closed_at !== null) throw unprocessable('plan_closed')
  if (!isId(taskId)) throw notFound()
  await ctx.tx(async (ctx) => {
    const text = await sql.tickTask(ctx, row.id, taskId, actor.id, done)
    if (text !== null)
      await sql.insertChange(ctx, row.id, { by: actor.id, what: done ? 'ticked' : 'unticked', detail: text })
  })
}

/** Closes a plan: it stays readable and is watched no more. */
export async function closePlan(ctx: Context, actor: Actor, id: string): Promise<void> {
  const row = await ownPlan(ctx, actor, id)
  await ctx.tx(async (ctx) => {
    await sql.closePlanRow(ctx, row.id)
    await sql.insertChange(ctx, row.id, { by: actor.id, what: 'closed' })
  })
}

/** The beat: holds the gauges of plans whose days have come against their thresholds; who is on call hears of each rise once. */
export async function watch(ctx: Context): Promise<void> {
  await ctx.tx(async (ctx) => {
    if (!(await sql.tryWatch(ctx))) return
    const watched = await sql.selectWatched(ctx)
    const gauges = new Map(
      await Promise.all(
        [...Map.groupBy(watched, (row) => row.kind)].map(
          async ([kind, rows]) =>
            [
              kind,
              await gaugesById(
                ctx,
                kind,
                rows.map((row) => row.subject_id),
              ),
            ] as const,
        ),
      ),
    )
    for (const row of watched) {
      const gauge = gauges.get(row.kind)?.get(row.subject_id)
      if (!gauge) continue
      if (gauge.level >= row.level && row.told_at === null) await tellReached(ctx, row, gauge.heat)
      // A rise that goes to and fro across the line is one rise.
      else if (row.told_at !== null && gauge.heat < 0.8 * formula.levels[row.level - 2]!)
        await sql.markCooled(ctx, row.id)
    }
  })
}

async function tellReached(ctx: Context, row: sql.ThresholdRow, heat: number): Promise<void> {
  const [plan] = await sql.selectPlan(ctx, row.plan_id)
  if (!plan) return
  await sql.markReached(ctx, row.id)
  const people = await sql.selectPeople(ctx, row.plan_id)
  const all = new Set([plan.owner_id, ...people.map((person) => person.id)])
  for (const id of all) await tellHeat(ctx, id, plan.owner_id, 'threshold', row.plan_id)
  await sql.insertChange(ctx, row.plan_id, {
    by: null,
    what: 'threshold',
    detail: `${row.subject || row.kind} ${heat}`,
  })
}
