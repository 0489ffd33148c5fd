import type { Context, Id } from '../../context.ts'
import type { DataRequest, Incident } from './registers-api.ts'

export interface IncidentRow extends Incident {
  id: Id
  source: 'operator' | 'noticed'
}

const incident = (ctx: Context) => ctx.db`id, kind, source, began_at, ended_at, summary, affected, told_at`

/** Newest first, a page at a time. */
export const selectIncidentPage = (ctx: Context, limit: number, offset: number) => ctx.db<IncidentRow[]>`
  select ${incident(ctx)} from incidents order by began_at desc, id desc limit ${limit} offset ${offset}`

export const selectIncident = (ctx: Context, id: Id) => ctx.db<IncidentRow[]>`
  select ${incident(ctx)} from incidents where id = ${id}`

export async function insertIncident(
  ctx: Context,
  row: Incident & { source: IncidentRow['source']; created_by: Id | null },
): Promise<Id> {
  const now = ctx.clock()
  const rows = await ctx.db<{ id: Id }[]>`
    insert into incidents ${ctx.db({ ...row, created_at: now, updated_at: now } as never)} returning id`
  return rows[0]!.id
}

export async function updateIncident(ctx: Context, id: Id, row: Incident): Promise<boolean> {
  const rows = await ctx.db`
    update incidents set ${ctx.db({ ...row, updated_at: ctx.clock() } as never)} where id = ${id} returning 1`
  return rows.length > 0
}

/** When the server last beat, locked for the transaction; nothing before the first time. */
export const lockBeat = (ctx: Context) =>
  ctx.db<{ seen_at: Date }[]>`select seen_at from heartbeat for update`

export const saveBeat = (ctx: Context, now: Date) => ctx.db`
  insert into heartbeat (since, seen_at) values (${now}, ${now})
  on conflict (one) do update set seen_at = greatest(heartbeat.seen_at, excluded.seen_at)`

export interface DataRequestRow extends DataRequest {
  id: Id
}

const request = (ctx: Context) => ctx.db`id, kind, received_at, deadline_at, done_at, outcome, note`

export const selectDataRequestPage = (ctx: Context, limit: number, offset: number) => ctx.db<
  DataRequestRow[]
>`
  select ${request(ctx)} from data_requests order by received_at desc, id desc limit ${limit} offset ${offset}`

export const selectDataRequest = (ctx: Context, id: Id) => ctx.db<DataRequestRow[]>`
  select ${request(ctx)} from data_requests where id = ${id}`

export async function insertDataRequest(ctx: Context, row: DataRequest, createdBy: Id): Promise<Id> {
  const now = ctx.clock()
  const rows = await ctx.db<{ id: Id }[]>`
    insert into data_requests ${ctx.db({ ...row, created_by: createdBy, created_at: now, updated_at: now } as never)}
    returning id`
  return rows[0]!.id
}

export async function updateDataRequest(ctx: Context, id: Id, row: DataRequest): Promise<boolean> {
  const rows = await ctx.db`
    update data_requests set ${ctx.db({ ...row, updated_at: ctx.clock() } as never)} where id = ${id} returning 1`
  return rows.length > 0
}
