import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, unprocessable } from '../../errors.ts'
import type { Viewer } from '../../http/env.ts'
import { gather } from '../../http/gather.ts'
import { DAY_MS } from '../../lib/time.ts'
import type { BriefingState } from './api.ts'
import {
  type BriefingRow,
  type SeriesRow,
  selectAgenda,
  selectBriefing,
  selectBriefings,
  selectOverlapping,
  selectParts,
} from './read-sql.ts'
import { remind, tellPublished } from './reminders.ts'
import { countIfPossible } from './reports.ts'
import * as sql from './sql.ts'
import {
  type Actor,
  briefingById,
  getSeriesById,
  mayRun,
  optionalLine,
  paragraph,
  recordChange,
  touch,
} from './standing.ts'

/** Graphemes. */
export const sessionLimits = { title: 200, purpose: 5000, place: 300, note: 500 }
const longestPeriod = 5 * 366 * DAY_MS

/** Times are instants; both periods are half-open, so that one ends at the moment at which the next begins. */
export interface SessionInput {
  number?: number | null | undefined
  title?: string | undefined
  purpose?: string | undefined
  period_from: Date | null
  period_to: Date | null
  ahead_to: Date | null
  starts_at?: Date | null | undefined
  ends_at?: Date | null | undefined
  place?: string | undefined
  stream_url?: string | undefined
  questions_until?: Date | null | undefined
  questions_live?: boolean | undefined
}

function address(text: string): string {
  const wanted = text.trim()
  if (wanted === '') return ''
  const url = URL.canParse(wanted) ? new URL(wanted) : null
  if (!url || !/^https?:$/.test(url.protocol) || wanted.length > 2000)
    throw invalid({ field: 'stream_url', code: 'not_an_address' })
  return url.href
}

function checkPeriods(input: SessionInput): void {
  const { period_from: from, period_to: to, ahead_to: ahead } = input
  if (!from) throw invalid({ field: 'period_from', code: 'not_a_date' })
  if (!to) throw invalid({ field: 'period_to', code: 'not_a_date' })
  if (to <= from) throw invalid({ field: 'period_to', code: 'before_period' })
  if (to.getTime() - from.getTime() > longestPeriod)
    throw invalid({ field: 'period_to', code: 'period_too_long' })
  if (!ahead) throw invalid({ field: 'ahead_to', code: 'not_a_date' })
  if (ahead < to) throw invalid({ field: 'ahead_to', code: 'before_ahead' })
  if (ahead.getTime() - to.getTime() > longestPeriod)
    throw invalid({ field: 'ahead_to', code: 'period_too_long' })
}

function checkTimes({ starts_at: start, ends_at: end, questions_until: until }: SessionInput): void {
  if (end && !start) throw invalid({ field: 'starts_at', code: 'not_a_date' })
  if (start && end && end <= start) throw invalid({ field: 'ends_at', code: 'period_reversed' })
  if (start && until && until > (end ?? start))
    throw invalid({ field: 'questions_until', code: 'after_session' })
}

/** Throws one 422 that names every wrong field. `own`: the number that the session has already. */
async function check(ctx: Context, series: SeriesRow, input: SessionInput, own: number): Promise<void> {
  const number = input.number ?? own
  await gather(
    async () => {
      if (!Number.isInteger(number) || number < 1 || number > 9999)
        throw invalid({ field: 'number', code: 'out_of_range', params: { low: 1, high: 9999 } })
      if (number === own) return
      const [there] = await selectBriefing(ctx, series.id, number)
      if (there) throw invalid({ field: 'number', code: 'taken_number' })
    },
    () => optionalLine(input.title ?? '', 'title', sessionLimits.title),
    () => paragraph(input.purpose ?? '', 'purpose', sessionLimits.purpose),
    () => checkPeriods(input),
    async () => {
      const { period_from: from, period_to: to } = input
      if (!from || !to || to <= from) return
      const [there] = await selectOverlapping(ctx, series.id, own, from, to)
      if (there)
        throw invalid({ field: 'period_from', code: 'period_overlaps', params: { number: there.number } })
    },
    () => checkTimes(input),
    () => optionalLine(input.place ?? '', 'place', sessionLimits.place),
    () => address(input.stream_url ?? ''),
  )
}

const fieldsOf = (input: SessionInput, number: number): sql.BriefingFields => ({
  number,
  title: optionalLine(input.title ?? '', 'title', sessionLimits.title),
  purpose: paragraph(input.purpose ?? '', 'purpose', sessionLimits.purpose),
  period_from: input.period_from!,
  period_to: input.period_to!,
  ahead_to: input.ahead_to!,
  starts_at: input.starts_at ?? null,
  ends_at: input.ends_at ?? null,
  place: optionalLine(input.place ?? '', 'place', sessionLimits.place),
  stream_url: address(input.stream_url ?? ''),
  questions_until: input.questions_until ?? null,
  questions_live: input.questions_live ?? true,
})

const months = (at: Date, count: number): Date => {
  const moved = new Date(at)
  moved.setUTCMonth(moved.getUTCMonth() + count)
  return moved
}

/** What the next session of a series probably is: the number after the newest, the period that follows. */
export async function nextSession(
  ctx: Context,
  series: SeriesRow,
): Promise<SessionInput & { number: number }> {
  const [newest] = await selectBriefings(ctx, series.id, 10_000, 1)
  const midnight = new Date(
    Math.floor((ctx.clock().getTime() + 7 * 3_600_000) / DAY_MS) * DAY_MS - 7 * 3_600_000,
  )
  const to = newest ? months(newest.period_to, series.cadence_months) : midnight
  return {
    number: (newest?.number ?? 0) + 1,
    period_from: newest?.period_to ?? months(to, -series.cadence_months),
    period_to: to,
    ahead_to: months(to, series.cadence_months),
    place: newest?.place ?? '',
  }
}

/**
 * Opens the call for questions of a new session; answers its number. Chairs and the secretary (403). 422 names every wrong
 * field: a period that is reversed, or that shares a moment with another session's; a number that is taken.
 */
export async function createBriefing(
  ctx: Context,
  actor: Actor,
  seriesId: Id,
  input: SessionInput,
): Promise<number> {
  const series = await getSeriesById(ctx, actor, seriesId)
  if (!mayRun(series)) throw forbidden('briefing_needs_role')
  return ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, series.id)
    await check(ctx, series, input, 0)
    const number = input.number ?? (await nextSession(ctx, series)).number
    const id = await sql.insertBriefing(ctx, series.id, actor.id, fieldsOf(input, number))
    await sql.updateState(ctx, id, 'call', 'call', { accountId: actor.id, note: '' })
    await remind(ctx, id, input.starts_at ?? null)
    return number
  })
}

/** As `createBriefing`; of a published session with a note for its readers. */
export async function updateBriefing(
  ctx: Context,
  actor: Actor,
  id: Id,
  input: SessionInput & { note?: string | undefined },
): Promise<number> {
  const { series, briefing } = await briefingById(ctx, actor, id)
  if (!mayRun(series)) throw forbidden('briefing_needs_role')
  return ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, series.id)
    await check(ctx, series, input, briefing.number)
    const number = input.number ?? briefing.number
    await recordChange(ctx, actor, briefing, {
      subject: 'briefing',
      subjectId: id,
      before:
        [briefing.title, briefing.purpose, briefing.place].filter(Boolean).join('\n') ||
        `#${briefing.number}`,
      note: input.note,
    })
    await sql.updateBriefing(ctx, id, fieldsOf(input, number))
    await remind(ctx, id, input.starts_at ?? null)
    await touch(ctx, id)
    return number
  })
}

/** Where a session may go from each state. Back only before anything was published. */
const ways: Record<BriefingState, BriefingState[]> = {
  call: ['agenda'],
  agenda: ['call', 'session'],
  session: ['draft'],
  draft: ['session', 'published'],
  published: ['follow_up'],
  follow_up: [],
}

const forward: BriefingState[] = ['agenda', 'session', 'draft', 'published', 'follow_up']
const nextOf: Record<BriefingState, BriefingState | null> = {
  call: 'agenda',
  agenda: 'session',
  session: 'draft',
  draft: 'published',
  published: 'follow_up',
  follow_up: null,
}

/** Where the actor may move the session: publishing is the chairs', or the secretary's where no chair has an account here. */
export function waysFor(series: SeriesRow, state: BriefingState): { to: BriefingState; back: boolean }[] {
  if (!mayRun(series)) return []
  return ways[state]
    .filter((to) => to !== 'published' || series.role === 'chair' || !series.chaired)
    .map((to) => ({ to, back: to !== nextOf[state] || !forward.includes(to) }))
}

/** What a state demands of the session. Throws 422 with what is missing. */
async function demand(ctx: Context, briefing: BriefingRow, to: BriefingState): Promise<void> {
  if (to === 'session') {
    if ((await selectAgenda(ctx, briefing.id)).length === 0) throw unprocessable('briefing_needs_agenda')
  }
  if (to !== 'draft' && to !== 'published') return
  const parts = await selectParts(ctx, briefing.id)
  if (!parts.some(({ body }) => body.trim() !== '')) throw unprocessable('briefing_needs_minutes')
}

/**
 * Moves a session on. 403 for whoever may not, 409 for a way that the state does not have (or that somebody else went
 * meanwhile), 422 for closing or publishing without minutes and for opening without an agenda.
 */
export async function moveBriefing(
  ctx: Context,
  actor: Pick<Viewer, 'id' | 'role'>,
  id: Id,
  to: BriefingState,
  note = '',
): Promise<void> {
  const { series, briefing } = await briefingById(ctx, actor, id)
  if (!mayRun(series)) throw forbidden('briefing_needs_role')
  if (!ways[briefing.state].includes(to)) throw new AppError('conflict', 'briefing_no_such_way')
  if (!waysFor(series, briefing.state).some((way) => way.to === to)) throw forbidden('briefing_needs_chair')
  const words = optionalLine(note, 'note', sessionLimits.note)
  await demand(ctx, briefing, to)
  await ctx.tx(async (ctx) => {
    if (!(await sql.updateState(ctx, id, briefing.state, to, { accountId: actor.id, note: words })))
      throw new AppError('conflict', 'briefing_no_such_way')
    // The numbers of the period are counted while the session is prepared.
    if (to === 'agenda' && !briefing.report_id) await countIfPossible(ctx, actor, id)
    if (to === 'published') {
      await ctx.enqueue('proceedings.freeze', { briefingId: id, note: '' })
      await tellPublished(ctx, id)
    }
    await touch(ctx, id)
  })
}
