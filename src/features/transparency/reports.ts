import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound, unauthorized } from '../../errors.ts'
import { hashToken } from '../../lib/crypto.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { vietnamDay, vietnamDayRange } from '../../lib/time.ts'
import { getSettings } from '../instance/index.ts'
import { logAct } from '../moderation/index.ts'
import { countFigures, type Figures } from './figures.ts'
import { selectBeginnings } from './figures-sql.ts'
import { canonical } from './freeze.ts'
import { longest, type Period, partsOf, periodBefore, periodOf } from './periods.ts'
import { FORMAT, type Report, readJson, readReport, wordsOf } from './report-format.ts'
import * as sql from './reports-sql.ts'
import { type PartRow, selectParts } from './series-sql.ts'
import { type Cell, hideSmall, round } from './small.ts'

export type { ReportRow } from './reports-sql.ts'

/** One part of a period, as the plots draw it. */
export interface Part {
  from: string
  to: string
  items: number
  reports: Cell
  opened: number
  decided: number
  open: number
  median_hours: number | null
  p90_hours: number | null
}

/** What only our own reports have: all figures, those of the period before, and the parts for the plots. */
export interface OwnReport extends Report {
  figures: Figures
  figures_before: Figures | null
  unit: 'half' | 'quarter' | 'month' | 'week' | 'day'
  parts: Part[]
}

export interface Shown {
  row: sql.ReportRow
  /** Null until it is ready. */
  report: Report | OwnReport | null
}

type Actor = { id: Id; role: string }

const mayAsk = async (ctx: Context, actor: Actor): Promise<void> => {
  if (actor.role === 'user' && !(await sql.runsBriefings(ctx, actor.id))) throw forbidden()
}

function readDay(value: unknown, field: string): Date {
  if (value instanceof Date && value.getTime() === midnight(value).getTime()) return value
  const range = typeof value === 'string' ? vietnamDayRange(value.trim()) : null
  if (!range) throw invalid({ field, code: value === '' || value == null ? 'blank' : 'report_no_day' })
  return range.from
}

const midnight = (at: Date): Date => vietnamDayRange(vietnamDay(at))!.from

/** A half-open period between two midnights of Vietnam. 422 for one that is reversed, yet to come, or before the network. */
async function readSpan(ctx: Context, input: { from?: unknown; to?: unknown }): Promise<Period> {
  const [from, to] = [readDay(input.from, 'from'), readDay(input.to, 'to')]
  if (from >= to) throw invalid({ field: 'to', code: 'period_reversed' })
  if (from >= ctx.clock()) throw invalid({ field: 'from', code: 'period_future' })
  if (to.getTime() - from.getTime() > longest) throw invalid({ field: 'to', code: 'period_too_long' })
  const { network } = await selectBeginnings(ctx)
  if (to <= network)
    throw invalid({ field: 'to', code: 'period_too_early', params: { day: vietnamDay(network) } })
  return periodOf(from, to)
}

/** Neither a part of the other, as a month is of a year, nor apart: their numbers would be counted twice. */
function crosses(a: Pick<Period, 'from' | 'to'>, b: Pick<Period, 'from' | 'to'>): boolean {
  const length = ({ from, to }: Pick<Period, 'from' | 'to'>) => to.getTime() - from.getTime()
  const [short, long] = length(a) < length(b) ? [a, b] : [b, a]
  const inside = short.from >= long.from && short.to <= long.to
  return !inside || length(short) > (length(long) * 2) / 3
}

/**
 * Has a period counted and frozen in the background; operators, and those who run a giao ban. Answers the report's id: the
 * one that is there when the same period was counted already. `from` and `to` are days of Vietnam (text, or their
 * midnights), `to` is left out. 409 when it crosses another report of ours, unless `overlap` says that this is known.
 */
export async function requestReport(
  ctx: Context,
  actor: Actor,
  input: { from?: unknown; to?: unknown; overlap?: boolean },
): Promise<Id> {
  await mayAsk(ctx, actor)
  const period = await readSpan(ctx, input)
  const meeting = await sql.selectMeeting(ctx, period.from, period.to)
  const same = meeting.find(
    (row) => row.from_at.getTime() === period.from.getTime() && row.to_at.getTime() === period.to.getTime(),
  )
  if (same && (same.complete || period.to > ctx.clock())) return same.id
  const crossed = meeting.find((row) => row !== same && crosses({ from: row.from_at, to: row.to_at }, period))
  if (crossed && !input.overlap)
    throw new AppError('conflict', 'report_overlaps', {
      params: { id: crossed.id, from: vietnamDay(crossed.from_at), to: vietnamDay(crossed.to_at) },
    })
  const { name } = await getSettings(ctx)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertReport(ctx, {
      source: 'own',
      network: ctx.config.domain,
      title: name,
      from_at: period.from,
      to_at: period.to,
      state: 'waiting',
      complete: period.to <= ctx.clock(),
      body: null,
      sha256: null,
      source_url: null,
      overlaps_id: crossed?.id ?? null,
      created_by: actor.id,
      invite_id: null,
      ready_at: null,
    })
    if (!id) {
      const made = await sql.selectMeeting(ctx, period.from, period.to)
      return made.find((row) => row.state !== 'ready')!.id
    }
    await ctx.enqueue('transparency.report', { reportId: id })
    await logAct(ctx, { actorId: actor.id, act: 'report_period', detail: { report: id, period: period.id } })
    return id
  })
}

const days = ({ from, to }: Pick<Period, 'from' | 'to'>) => ({ from: vietnamDay(from), to: vietnamDay(to) })

const partOf = (span: Pick<Period, 'from' | 'to'>, row: PartRow | undefined): Part => ({
  ...days(span),
  items: row?.items ?? 0,
  reports: hideSmall(row?.reports ?? 0),
  opened: row?.opened ?? 0,
  decided: row?.decided ?? 0,
  open: row?.open ?? 0,
  median_hours: round(row?.median ?? null),
  p90_hours: round(row?.p90 ?? null),
})

/** Counts a period and the one before it. `onPart` hears the share that is done. */
export async function countReport(
  ctx: Context,
  period: Period,
  onPart: (done: number) => Promise<unknown> = async () => {},
): Promise<OwnReport> {
  const { network: began } = await selectBeginnings(ctx)
  const earlier = periodBefore(period)
  const figures = await countFigures(ctx, period, (done) => onPart(done * 0.5))
  const before =
    earlier.to > began ? await countFigures(ctx, earlier, (done) => onPart(0.5 + done * 0.4)) : null
  const { unit, parts } = partsOf(period)
  const rows = await selectParts(ctx, parts)
  const { name } = await getSettings(ctx)
  return {
    format: FORMAT,
    network: { name, url: `${ctx.config.origin}/`, software: 'Xóm' },
    period: days(period),
    complete: figures.complete,
    computed_at: figures.computed_at,
    method: `${ctx.config.origin}/minh-bach/bao-cao/cach-tinh`,
    note: '',
    metrics: wordsOf(figures),
    before: before && { period: days(earlier), metrics: wordsOf(before) },
    figures,
    figures_before: before,
    unit,
    parts: parts.map((span, number) =>
      partOf(
        span,
        rows.find((row) => row.part === number + 1),
      ),
    ),
  }
}

const frozen = (report: Report) => {
  const body = Buffer.from(canonical(report), 'utf8')
  return { body, sha256: createHash('sha256').update(body).digest('hex') }
}

/** Job: counts, and freezes what it counted. Run twice it changes nothing. */
export async function makeReport(ctx: Context, { reportId }: { reportId: Id }): Promise<void> {
  const [row] = await sql.selectReportsById(ctx, [reportId])
  if (row?.source !== 'own' || row.state === 'ready' || row.state === 'failed') return
  try {
    await sql.saveProgress(ctx, reportId, 1)
    const report = await countReport(ctx, periodOf(row.from_at, row.to_at), (done) =>
      sql.saveProgress(ctx, reportId, Math.min(99, Math.round(done * 100))),
    )
    await sql.saveReady(ctx, reportId, { ...frozen(report), complete: report.complete })
  } catch (error) {
    // The job comes again; until then the page says so.
    await sql.saveProblem(ctx, reportId, 'stopped').catch(() => {})
    throw error
  }
}

// ------------------------------------------------------------------ reading

const readBack = (body: Buffer): Report | OwnReport => JSON.parse(body.toString('utf8')) as Report | OwnReport

/** Whether it is one of our own, with all figures. */
export const isOwn = (report: Report | OwnReport): report is OwnReport => 'figures' in report

/** Reports by their ids, in that order; those that are not there are left out. Anybody may read them. */
export async function reportsFor(ctx: Context, ids: readonly Id[]): Promise<Shown[]> {
  const wanted = [...new Set(ids.filter(isId))].slice(0, 100)
  if (wanted.length === 0) return []
  const [rows, bodies] = await Promise.all([
    sql.selectReportsById(ctx, wanted),
    sql.selectBodies(ctx, wanted),
  ])
  const texts = new Map(bodies.map(({ id, body }) => [id, body]))
  return wanted.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    const body = texts.get(id)
    return row ? [{ row, report: body ? readBack(body) : null }] : []
  })
}

/** A report that anybody may read; 404 for none. */
export async function getReport(ctx: Context, id: Id): Promise<Shown> {
  const [found] = await reportsFor(ctx, [id])
  if (!found) throw notFound()
  return found
}

/** The very bytes that were frozen or sent; 404 until they are there. */
export async function reportBody(ctx: Context, id: Id): Promise<{ row: sql.ReportRow; body: Buffer }> {
  const { row } = await getReport(ctx, id)
  const [found] = await sql.selectBodies(ctx, [id])
  if (!found) throw notFound()
  return { row, body: found.body }
}

/** What other networks sent about a time that this period shares. */
export async function besides(ctx: Context, row: sql.ReportRow): Promise<Shown[]> {
  const rows = await sql.selectOthers(ctx, row.from_at, row.to_at, 20)
  return reportsFor(
    ctx,
    rows.map(({ id }) => id),
  )
}

export const listReports = (ctx: Context, below: Id = endOfIds, above: Id = '0', limit = 20) =>
  sql.selectReports(ctx, below, above, limit)

// ------------------------------------------------------------------ other networks

/** Who sends: an operator, or whoever holds a token. */
export interface Sender {
  actor: Actor | null
  token: string | null
}

const hostOf = (url: string | null): string | null => (url ? new URL(url).host : null)

interface Arrival {
  source: 'submitted' | 'fetched'
  createdBy: Id | null
  inviteId: Id | null
  sourceUrl: string | null
}

/** Keeps somebody else's report in our own canonical form, without what the format does not know. */
export async function keepReport(ctx: Context, report: Report, arrival: Arrival): Promise<Id> {
  const { from, to } = report.period
  const host = hostOf(arrival.sourceUrl) ?? hostOf(report.network.url)
  if (host === ctx.config.domain) throw invalid({ field: 'network.url', code: 'report_ours' })
  const id = await sql.insertReport(ctx, {
    source: arrival.source,
    network: host ?? report.network.name,
    title: report.network.name,
    from_at: vietnamDayRange(from)!.from,
    to_at: vietnamDayRange(to)!.from,
    state: 'ready',
    complete: report.complete,
    ...frozen(report),
    source_url: arrival.sourceUrl,
    overlaps_id: null,
    created_by: arrival.createdBy,
    invite_id: arrival.inviteId,
    ready_at: ctx.clock(),
  })
  return id!
}

/**
 * Takes a report in the open format: from an operator, or with a token that an operator gave away. What its sender says of
 * itself is shown as that. 401 for neither, 413 and 422 (each with the place) for what cannot be true.
 */
export async function submitReport(ctx: Context, sender: Sender, document: Uint8Array): Promise<Id> {
  const { actor, token } = sender
  const operator = actor !== null && actor.role !== 'user'
  if (!operator && !token) throw actor ? forbidden() : unauthorized()
  const known = operator ? null : await sql.findInvite(ctx, hashToken(token!))
  if (!operator && !known) throw new AppError('forbidden', 'report_token')
  const report = readReport(readJson(document), ctx.clock())
  return ctx.tx(async (ctx) => {
    const inviteId = known ? await sql.useInvite(ctx, hashToken(token!)) : null
    const id = await keepReport(ctx, report, {
      source: 'submitted',
      createdBy: operator ? actor.id : null,
      inviteId,
      sourceUrl: null,
    })
    if (operator) await logAct(ctx, { actorId: actor.id, act: 'report_taken', detail: { report: id } })
    return id
  })
}
