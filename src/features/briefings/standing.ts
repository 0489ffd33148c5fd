import type { Context, Id } from '../../context.ts'
import { type FieldError, forbidden, invalid, notFound } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { requireReader } from '../communities/index.ts'
import type { CorrectedSubject } from './api.ts'
import {
  type BriefingRow,
  type SeriesRow,
  selectBriefing,
  selectBriefingById,
  selectSeries,
} from './read-sql.ts'
import { insertCorrection } from './sql.ts'

export interface Actor {
  id: Id
}

/** A session with the series that it is of, as one reader stands to it. */
export interface Session {
  series: SeriesRow
  briefing: BriefingRow
}

/** Whether she leads or writes up the series' sessions. */
export const mayRun = (series: SeriesRow): boolean => series.role !== null && series.archived_at === null

/** Whether she names chairs and secretaries: chairs, operators for the network's, the founder for a community's. */
export const mayGovern = (series: SeriesRow): boolean => series.governs || series.role === 'chair'

/** Once published, nothing is changed without a note for its readers. */
export const isPublished = ({ state }: Pick<BriefingRow, 'state'>): boolean =>
  state === 'published' || state === 'follow_up'

/** The series at `/giao-ban/SLUG` for whoever may read it: 404 for none, 403 for what belongs to a private community. */
export async function getSeries(ctx: Context, viewer: Actor | null, slug: string): Promise<SeriesRow> {
  const [series] = await selectSeries(ctx, viewer?.id ?? null, { slug })
  return readable(ctx, viewer, series)
}

export async function getSeriesById(ctx: Context, viewer: Actor | null, id: Id): Promise<SeriesRow> {
  if (!isId(id)) throw notFound()
  const [series] = await selectSeries(ctx, viewer?.id ?? null, { id })
  return readable(ctx, viewer, series)
}

async function readable(
  ctx: Context,
  viewer: Actor | null,
  series: SeriesRow | undefined,
): Promise<SeriesRow> {
  if (!series) throw notFound()
  if (series.community_id) await requireReader(ctx, viewer, series.community_id)
  return series
}

/** The session at `/giao-ban/SLUG/NUMBER` for whoever may read it; else 404 or 403. */
export async function briefingBy(
  ctx: Context,
  viewer: Actor | null,
  slug: string,
  number: string,
): Promise<Session> {
  const series = await getSeries(ctx, viewer, slug)
  if (!/^[1-9]\d{0,3}$/.test(number)) throw notFound()
  const [briefing] = await selectBriefing(ctx, series.id, Number(number))
  if (!briefing) throw notFound()
  return { series, briefing }
}

/** The same by its id, for the API and for what belongs to it. */
export async function briefingById(ctx: Context, viewer: Actor | null, id: Id): Promise<Session> {
  if (!isId(id)) throw notFound()
  const [briefing] = await selectBriefingById(ctx, id)
  if (!briefing) throw notFound()
  return { series: await getSeriesById(ctx, viewer, briefing.series_id), briefing }
}

/** The session for its chairs and secretary. 403 for everybody else. */
export async function requireRunner(ctx: Context, actor: Actor, briefingId: Id): Promise<Session> {
  const session = await briefingById(ctx, actor, briefingId)
  if (!mayRun(session.series)) throw forbidden('briefing_needs_role')
  return session
}

const noteLimit = 500

/**
 * What a change of something published demands: a note that its readers see beside how it read before. Before it is
 * published nothing is kept. Throws 422 on `correction` when one is missing. Call it in the transaction of the change.
 */
export async function recordChange(
  ctx: Context,
  actor: Actor,
  briefing: Pick<BriefingRow, 'id' | 'state'>,
  change: { subject: CorrectedSubject; subjectId: Id; before: string; note: string | undefined },
): Promise<void> {
  if (!isPublished(briefing)) return
  const note = line(change.note ?? '', 'correction', noteLimit)
  await insertCorrection(ctx, {
    briefing_id: briefing.id,
    subject: change.subject,
    subject_id: change.subjectId,
    before: change.before.slice(0, 20_000),
    note,
    account_id: actor.id,
  })
  await ctx.enqueue('proceedings.freeze', { briefingId: briefing.id, note })
}

/** Says that something of a session changed, for whoever has it open (features/proceedings). Call it in the transaction. */
export const touch = async (ctx: Context, briefingId: Id): Promise<void> => {
  await ctx.db`select pg_notify('xom_briefing', ${briefingId})`
}

const tooLong = (field: string, limit: number): FieldError => ({ field, code: 'too_big', params: { limit } })

/** One line that must not be empty. Throws 422 on `field`. */
export function line(text: string, field: string, limit: number): string {
  const cleaned = optionalLine(text, field, limit)
  if (cleaned === '') throw invalid({ field, code: 'blank' })
  return cleaned
}

export function optionalLine(text: string, field: string, limit: number): string {
  const cleaned = cleanText(text).replace(/\s+/g, ' ').trim()
  if (countGraphemes(cleaned, limit) > limit) throw invalid(tooLong(field, limit))
  return cleaned
}

/** Several lines, that may be empty. */
export function paragraph(text: string, field: string, limit: number): string {
  const cleaned = cleanText(text).replaceAll('\r\n', '\n').trim()
  if (countGraphemes(cleaned, limit) > limit) throw invalid(tooLong(field, limit))
  return cleaned
}
