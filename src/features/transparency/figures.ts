import type { Context } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'
import * as counts from './figures-sql.ts'
import { concentration, newcomers } from './life.ts'
import { rest } from './more.ts'
import type { Period } from './periods.ts'
import { breakdown, hideSmall, type Metrics, privateShare, round, share } from './small.ts'

export type { Metrics } from './small.ts'

/** What is published of a period. The canonical form of this is what is frozen. */
export interface Figures {
  /** '/1' knew fewer names; what was frozen under it stays as it is. */
  format: 'xom-figures/1' | 'xom-figures/2'
  network: string
  period: string
  kind: Period['kind']
  from: string
  to: string
  /** False while the period lasts. */
  complete: boolean
  computed_at: string
  /** Of the frozen versions; null: counted just now. */
  version: number | null
  note: string
  metrics: Metrics
}

type Part = Metrics

async function activity(ctx: Context, period: Period, counted: Date): Promise<Part> {
  const [months, items] = await Promise.all([
    counts.selectActive(ctx, period),
    counts.selectItems(ctx, period),
  ])
  const mean = months.reduce((sum, row) => sum + row.people, 0) / (months.length || 1)
  const found: Part = {
    'active.accounts': months.length === 0 ? null : hideSmall(Math.round(mean)),
    'active.months': months.length,
  }
  for (const kind of ['post', 'thread', 'answer']) {
    const row = items.find((one) => one.kind === kind)
    found[`items.${kind}`] = row?.items ?? 0
    found[`items.${kind}.removed`] = row?.removed ?? 0
    // Before they were counted, what authors deleted left no trace.
    found[`items.${kind}.deleted`] = period.to <= counted ? null : (row?.deleted ?? 0)
  }
  return found
}

async function reports(ctx: Context, period: Period, at: Date): Promise<Part> {
  const [rows, opened] = await Promise.all([
    counts.selectReports(ctx, period),
    counts.selectOpened(ctx, period, at),
  ])
  const all = rows.find((row) => row.category === '')
  const kinds = breakdown(
    Object.fromEntries(rows.filter((row) => row.category !== '').map((row) => [row.category, row.reports])),
  )
  return {
    'reports.received': hideSmall(all?.reports ?? 0),
    'reports.items': hideSmall(all?.items ?? 0),
    'reports.reporters': hideSmall(all?.reporters ?? 0),
    ...Object.fromEntries(Object.entries(kinds).map(([name, value]) => [`reports.category.${name}`, value])),
    'outcomes.cases': opened.cases,
    'outcomes.rules': opened.rules,
    'outcomes.law': opened.law,
    'outcomes.no_action': opened.no_action,
    'outcomes.withdrawn': opened.withdrawn,
    'outcomes.open': opened.open,
    'time.opened.count': opened.decided,
    'time.opened.median_hours': round(opened.median),
    'time.opened.p90_hours': round(opened.p90),
    'bands.24h_share': share(opened.in_24, opened.old_24),
    'bands.24h.count': opened.old_24,
    'bands.48h_share': share(opened.in_48, opened.old_48),
    'bands.48h.count': opened.old_48,
    'bands.7d_share': share(opened.in_168, opened.old_168),
    'bands.7d.count': opened.old_168,
  }
}

async function decisions(ctx: Context, period: Period, at: Date): Promise<Part> {
  const [made, first, rows, room] = await Promise.all([
    counts.selectDecisions(ctx, period),
    counts.selectDecided(ctx, period),
    counts.selectMeasures(ctx, period),
    counts.selectCapacity(ctx, at),
  ])
  const weeks = (Math.min(at.getTime(), period.to.getTime()) - period.from.getTime()) / (7 * DAY_MS)
  const found: Part = {
    'time.decided.count': first.reported,
    'time.decided.median_hours': round(first.median),
    'time.decided.p90_hours': round(first.p90),
    'proactive.decisions': made.restrictive,
    'proactive.human_share': share(made.own_human, made.restrictive),
    'proactive.machine_share': share(made.own_machine, made.restrictive),
    'automated.decisions': made.fully,
    automated_share: share(made.fully, made.restrictive),
    'automated.reversed_share': share(made.fully_reversed, made.fully),
  }
  for (const row of rows) {
    found[`measures.${row.measure}`] = row.decisions
    if (row.measure === 'none' || row.measure === 'warn') continue
    found[`measures.${row.measure}.lasting`] = row.lasting
    found[`measures.${row.measure}.median_hours`] = round(row.median)
    found[`measures.${row.measure}.p90_hours`] = round(row.p90)
  }
  return {
    ...found,
    'reasons.told': made.told,
    'reasons.decisions': made.addressed,
    reasons_share: share(made.told, made.addressed),
    corrections: made.corrections,
    'capacity.staff': room.staff,
    'capacity.volunteers': room.volunteers,
    'capacity.deciders': first.deciders,
    'capacity.cases_each_week':
      first.deciders === 0 || weeks <= 0 ? null : round(first.cases / first.deciders / weeks),
    'open.cases': room.open,
    ...(room.oldest === null
      ? {}
      : { 'open.oldest_days': Math.floor((at.getTime() - room.oldest.getTime()) / DAY_MS) }),
  }
}

async function appeals(ctx: Context, period: Period, at: Date): Promise<Part> {
  const [row, deciders] = await Promise.all([
    counts.selectAppeals(ctx, period, at),
    counts.selectDeciders(ctx, period),
  ])
  const overturned = row.reversed + row.partly
  const found: Part = {
    'appeals.filed': hideSmall(row.filed),
    'appeals.decided': hideSmall(row.decided),
    'appeals.overturned': hideSmall(overturned),
    'appeals.overturned_share': privateShare(overturned, row.decided),
    'appeals.median_hours': round(row.median),
    'appeals.p90_hours': round(row.p90),
    'appeals.other_judge_share': share(row.other_judge, row.decided),
    'appeals.open': row.open,
  }
  for (const [name, operator] of [
    ['operator', true],
    ['community', false],
  ] as const) {
    const one = deciders.find((each) => each.operator === operator)
    found[`deciders.${name}`] = one?.decisions ?? 0
    found[`deciders.${name}.reversed_share`] = share(one?.reversed ?? 0, one?.decisions ?? 0)
  }
  return found
}

async function requests(ctx: Context, period: Period, at: Date): Promise<Part> {
  const [rows, closed] = await Promise.all([
    counts.selectRequestCounts(ctx, period, at),
    counts.selectClosedRequests(ctx, period),
  ])
  const found: Part = {}
  for (const { by, value, requests } of rows) {
    if (by === 'all') found['authority.received'] = requests
    else if (by === 'delayed') found['authority.delayed'] = requests
    else found[`authority.${by}.${value}`] = requests
  }
  return {
    ...found,
    'authority.closed': closed.closed,
    'authority.complied_share': share(closed.complied, closed.closed),
    'authority.median_days': round(closed.median),
    'authority.p90_days': round(closed.p90),
  }
}

async function rights(ctx: Context, period: Period, at: Date, counted: Date): Promise<Part> {
  const row = await counts.selectRights(ctx, period, at)
  return {
    'rights.exports': period.to <= counted ? null : hideSmall(row.exports),
    'rights.deleted': hideSmall(row.deleted),
    'rights.waiting': hideSmall(row.waiting),
    'rights.overdue': hideSmall(row.overdue),
  }
}

/**
 * Counts a period. `computed_at` and what is open are the server's clock's, at the latest the period's end. Part by part,
 * so that readers keep the database; `onPart` hears the share that is done.
 */
export async function countFigures(
  ctx: Context,
  period: Period,
  onPart: (done: number) => Promise<unknown> = async () => {},
): Promise<Figures> {
  const now = ctx.clock()
  const at = now < period.to ? now : period.to
  const { counted } = await counts.selectBeginnings(ctx)
  const parts = [
    () => activity(ctx, period, counted),
    () => reports(ctx, period, at),
    () => decisions(ctx, period, at),
    () => appeals(ctx, period, at),
    () => requests(ctx, period, at),
    () => rights(ctx, period, at, counted),
    () => newcomers(ctx, period, at, null),
    () => concentration(ctx, period),
    () => rest(ctx, period, at),
  ]
  const metrics: Metrics = {}
  for (const [number, part] of parts.entries()) {
    Object.assign(metrics, await part())
    await onPart((number + 1) / parts.length)
  }
  return {
    format: 'xom-figures/2',
    network: ctx.config.domain,
    period: period.id,
    kind: period.kind,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    complete: now >= period.to,
    computed_at: now.toISOString(),
    version: null,
    note: '',
    metrics,
  }
}

interface Kept {
  figures: Promise<Figures>
}

const minute = 60_000

/** The numbers as they stand, kept some minutes while a period lasts and for hours when it is over. */
export function liveFigures(ctx: Context, period: Period): Promise<Figures> {
  const kept = ctx.cache.lru<string, Kept>('figures', { max: 60 })
  const complete = ctx.clock() >= period.to
  const key = `${period.id}:${complete}`
  const known = kept.get(key)
  if (known) return known.figures
  const figures = countFigures(ctx, period)
  kept.set(key, { figures }, { ttl: complete ? 360 * minute : 5 * minute })
  figures.catch(() => kept.delete(key))
  return figures
}
