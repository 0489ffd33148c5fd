import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { logAct, publicStatements, type Statement } from '../moderation/index.ts'
import { Request } from './api.ts'
import * as sql from './sql.ts'

export interface RecordPage {
  statements: Statement[]
  /** Boundary of the next page; null at the end. */
  next: Id | null
}

/** Reads the filters of the public record out of a query; what cannot be a filter is left out. 404 for no community. */
export async function readFilter(ctx: Context, query: Record<string, unknown>): Promise<sql.RecordFilter> {
  const word = (name: string) => {
    const value = query[name]
    return typeof value === 'string' && /^[a-z_]{1,40}$/.test(value) ? value : null
  }
  const day = (name: string, plus: number) => {
    const value = query[name]
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null
    const at = new Date(`${value}T00:00:00+07:00`)
    return Number.isNaN(at.getTime()) ? null : new Date(at.getTime() + plus)
  }
  const handle = query['community']
  const named = typeof handle === 'string' && handle.trim() !== '' ? handle.trim().replace(/^@/, '') : null
  const communityId = named ? await sql.findCommunity(ctx, named) : null
  if (named && !communityId) throw notFound()
  return {
    from: day('from', 0),
    // The last day belongs to the period.
    to: day('to', 86_400_000),
    ground: word('ground'),
    measure: word('measure'),
    communityId,
  }
}

/** Decisions of the public record, redacted, newest first. */
export async function listRecord(
  ctx: Context,
  filter: sql.RecordFilter,
  before: string | undefined,
  limit: number,
): Promise<RecordPage> {
  const rows = await sql.selectRecordIds(ctx, filter, isId(before) ? before : endOfIds, limit + 1)
  const ids = rows.slice(0, limit).map((row) => row.id)
  return {
    statements: await publicStatements(ctx, ids),
    next: rows.length > limit ? (ids.at(-1) ?? null) : null,
  }
}

/** A request as the public reads it: while it waits, only that it is there, why it waits and until when. */
export function publicRequest(row: sql.RequestRow, now: Date) {
  const iso = (at: Date | null) => at?.toISOString() ?? null
  if (row.delayed_until && row.delayed_until > now)
    return {
      id: row.id,
      delayed: true as const,
      delay_reason: row.delay_reason,
      delayed_until: iso(row.delayed_until),
    }
  return {
    id: row.id,
    delayed: false as const,
    authority: row.authority,
    level: row.level,
    kind: row.kind,
    legal_basis: row.legal_basis,
    form: row.form,
    received_at: iso(row.received_at),
    acknowledged_at: iso(row.acknowledged_at),
    deadline_at: iso(row.deadline_at),
    closed_at: iso(row.closed_at),
    outcome: row.outcome,
    named: row.named,
    affected: row.affected,
    told: row.told,
    told_at: iso(row.told_at),
  }
}
export type PublicRequest = ReturnType<typeof publicRequest>

export async function listRequests(ctx: Context, page: number, size: number) {
  const [total, rows] = await Promise.all([
    sql.countRequests(ctx),
    sql.selectRequests(ctx, size, (page - 1) * size),
  ])
  return { total, requests: rows.map((row) => publicRequest(row, ctx.clock())) }
}

type Actor = { id: Id; role: string }

/** Operators write the register; an entry is never deleted, so that the count stays true. */
export async function addRequest(ctx: Context, actor: Actor, input: unknown): Promise<Id> {
  if (actor.role === 'user') throw forbidden()
  const row = check(Request, input)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertRequest(ctx, row, actor.id)
    await logAct(ctx, { actorId: actor.id, act: 'request', detail: { request: id } })
    return id
  })
}

export async function changeRequest(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  if (actor.role === 'user') throw forbidden()
  const row = check(Request, input)
  await ctx.tx(async (ctx) => {
    if (!(await sql.updateRequest(ctx, id, row))) throw notFound()
    await logAct(ctx, { actorId: actor.id, act: 'request', detail: { request: id } })
  })
}
