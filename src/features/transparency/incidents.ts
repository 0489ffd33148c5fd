import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { logAct } from '../moderation/index.ts'
import { DataRequest, Incident } from './registers-api.ts'
import * as sql from './registers-sql.ts'

type Actor = { id: Id; role: string }

/** Minutes without a beat that are an outage: one may be late when the server is busy. */
const SILENCE = 3

/**
 * Job, every minute: where the beat was missing for more than three minutes, the server did not run, and that is written
 * down as an outage of that time.
 */
export async function beat(ctx: Context): Promise<void> {
  const now = ctx.clock()
  await ctx.tx(async (ctx) => {
    const [last] = await sql.lockBeat(ctx)
    await sql.saveBeat(ctx, now)
    const before = last?.seen_at
    if (!before || now.getTime() - before.getTime() <= SILENCE * 60_000) return
    await sql.insertIncident(ctx, {
      kind: 'outage',
      source: 'noticed',
      began_at: before,
      ended_at: now,
      summary: '',
      affected: 0,
      told_at: null,
      created_by: null,
    })
  })
}

const requireOperator = (actor: Actor): void => {
  if (actor.role === 'user') throw forbidden()
}

/** An operator writes down an incident, or (with its id) what came of it. None is ever deleted. 403, 404, 422. */
export async function saveIncident(ctx: Context, actor: Actor, id: Id | null, input: unknown): Promise<void> {
  requireOperator(actor)
  const row = check(Incident, input) as Incident
  await ctx.tx(async (ctx) => {
    if (id && !(await sql.updateIncident(ctx, id, row))) throw notFound()
    const saved = id ?? (await sql.insertIncident(ctx, { ...row, source: 'operator', created_by: actor.id }))
    await logAct(ctx, { actorId: actor.id, act: 'incident', detail: { incident: saved } })
  })
}

/** An operator writes down what somebody asked about her data, without who. 403, 404, 422. */
export async function saveDataRequest(
  ctx: Context,
  actor: Actor,
  id: Id | null,
  input: unknown,
): Promise<void> {
  requireOperator(actor)
  const row = check(DataRequest, input) as DataRequest
  await ctx.tx(async (ctx) => {
    if (id && !(await sql.updateDataRequest(ctx, id, row))) throw notFound()
    const saved = id ?? (await sql.insertDataRequest(ctx, row, actor.id))
    await logAct(ctx, { actorId: actor.id, act: 'data_request', detail: { request: saved } })
  })
}
