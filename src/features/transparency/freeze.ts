import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { DAY_MS } from '../../lib/time.ts'
import { logAct } from '../moderation/index.ts'
import { countFigures, type Figures, liveFigures } from './figures.ts'
import { selectBeginnings } from './figures-sql.ts'
import { type Period, parsePeriod, periodKinds, periodsBetween } from './periods.ts'
import * as sql from './sql.ts'

/**
 * A period's numbers are frozen eight days after its end: every case that was opened in it is then old enough for the
 * longest band (seven days), and the register of requests had a week to be brought up to date.
 */
export const FREEZE_AFTER_DAYS = 8
/** A network that was there long before its numbers were frozen catches up night by night. */
const mostAtOnce = 40

/** JSON with sorted keys and without spaces (RFC 8785 for the values that occur here): the same numbers, the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

async function freezeOne(ctx: Context, period: Period, version: number, note: string, by: Id | null) {
  const figures = { ...(await countFigures(ctx, period)), version, note }
  const body = Buffer.from(canonical(figures), 'utf8')
  const sha256 = createHash('sha256').update(body).digest('hex')
  return sql.insertFrozen(ctx, { period: period.id, version, body, sha256, note, created_by: by })
}

/** Job: freezes every period that ended at least eight days ago. Safe to run twice. */
export async function freeze(ctx: Context): Promise<void> {
  const end = new Date(ctx.clock().getTime() - FREEZE_AFTER_DAYS * DAY_MS)
  const { network } = await selectBeginnings(ctx)
  const due = periodKinds.flatMap((kind) => periodsBetween(kind, network, end))
  const done = await sql.selectFrozenNames(
    ctx,
    due.map((period) => period.id),
  )
  for (const period of due.filter(({ id }) => !done.has(id)).slice(0, mostAtOnce))
    await freezeOne(ctx, period, 1, '', null)
}

export interface Published {
  period: Period
  figures: Figures
  /** Newest first; empty while the numbers still move. */
  versions: Omit<sql.FrozenRow, 'body'>[]
}

/** A period from the network's first day until now, by its name; else 404. */
export async function getPeriod(ctx: Context, id: string): Promise<Period> {
  const period = parsePeriod(id)
  const { network } = await selectBeginnings(ctx)
  if (!period || period.from > ctx.clock() || period.to <= network) throw notFound()
  return period
}

/** What is published of a period: the newest frozen version, or the numbers as they stand. */
export async function publishedFigures(ctx: Context, period: Period): Promise<Published> {
  const versions = await sql.selectFrozen(ctx, period.id)
  const [newest] = versions
  const figures = newest
    ? (JSON.parse(newest.body.toString('utf8')) as Figures)
    : await liveFigures(ctx, period)
  return { period, figures, versions: versions.map(({ body: _, ...row }) => row) }
}

/** The very bytes of a frozen version (the newest without a number); 404 when there is none. */
export async function frozenBody(ctx: Context, id: string, version: number | null): Promise<sql.FrozenRow> {
  const versions = await sql.selectFrozen(ctx, id)
  const found = version === null ? versions[0] : versions.find((row) => row.version === version)
  if (!found) throw notFound()
  return found
}

const Correction = z.object({
  note: z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1).max(500)),
})

/** An operator publishes frozen numbers anew and says why; the versions before stay. 404 for what is not frozen. */
export async function correct(
  ctx: Context,
  actor: { id: Id; role: string },
  id: string,
  input: unknown,
): Promise<void> {
  if (actor.role === 'user') throw forbidden()
  const { note } = check(Correction, input)
  const period = await getPeriod(ctx, id)
  const newest = await frozenBody(ctx, id, null)
  await ctx.tx(async (ctx) => {
    const version = newest.version + 1
    if (!(await freezeOne(ctx, period, version, note, actor.id))) throw new AppError('conflict')
    await logAct(ctx, { actorId: actor.id, act: 'figures', detail: { period: id, version } })
  })
}
