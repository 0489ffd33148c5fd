import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { vietnamDayRange } from '../../lib/time.ts'
import { logAct, publicStatements, type Statement } from '../moderation/index.ts'
import { Request } from './api.ts'
import * as sql from './sql.ts'

export interface RecordPage {
  statements: Statement[]
  /** Boundary of the next page; null at the end. */
  next: Id | null
}

export interface ReadFilter {
  filter: sql.RecordFilter
  /** What could not be a filter, with the reason's word; nothing is filtered by it. */
  problems: Partial<Record<'from' | 'to' | 'community', 'no_date' | 'no_community'>>
}

/** Reads the filters of the public record out of a query; what cannot be one is left out and named. */
export async function readFilter(ctx: Context, query: Record<string, unknown>): Promise<ReadFilter> {
  const problems: ReadFilter['problems'] = {}
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const word = (name: string) => (/^[a-z_]{1,40}$/.test(text(name)) ? text(name) : null)
  const day = (name: 'from' | 'to') => {
    const range = vietnamDayRange(text(name))
    if (!range && text(name) !== '') problems[name] = 'no_date'
    return range
  }
  const named = text('community').replace(/^@/, '')
  const communityId = named ? await sql.findCommunity(ctx, named) : null
  if (named && !communityId) problems.community = 'no_community'
  // The last day belongs to the period.
  const [from, to] = [day('from')?.from ?? null, day('to')?.to ?? null]
  return { filter: { from, to, ground: word('ground'), measure: word('measure'), communityId }, problems }
}

/** For programs: 404 for a community that does not exist, and a date that is none is passed over. */
export async function readFeedFilter(
  ctx: Context,
  query: Record<string, unknown>,
): Promise<sql.RecordFilter> {
  const { filter, problems } = await readFilter(ctx, query)
  if (problems.community) throw notFound()
  return filter
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
