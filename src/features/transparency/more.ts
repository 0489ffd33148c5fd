import type { Context } from '../../context.ts'
import { wilson } from '../../lib/statistics.ts'
import { scams } from '../moderation/api.ts'
import type { Span } from './life-sql.ts'
import * as more from './more-sql.ts'
import { hideSmall, type Metrics, ofSome, round, share } from './small.ts'

async function audits(ctx: Context, span: Span): Promise<Metrics> {
  const row = await more.selectAudits(ctx, span)
  const between = wilson(row.disagreed, row.judged)
  const digits = (value: number) => Math.round(value * 10_000) / 10_000
  return {
    'audit.judged': row.judged,
    'audit.error_share': share(row.disagreed, row.judged),
    'audit.error_low_share': between ? digits(between.low) : null,
    'audit.error_high_share': between ? digits(between.high) : null,
    'audit.other_measure_share': share(row.other_measure, row.judged),
  }
}

async function incidents(ctx: Context, span: Span, at: Date): Promise<Metrics> {
  const row = await more.selectIncidents(ctx, span, at)
  // Before the beat there is only what somebody wrote down: none of it is not zero.
  const noticed = row.outages > 0 || (row.since !== null && row.since < span.to)
  return {
    'incidents.outages': noticed ? row.outages : null,
    'incidents.outage_minutes': noticed ? Math.round(row.minutes) : null,
    'incidents.breaches': row.breaches,
    'incidents.told.count': row.told,
    'incidents.told.median_hours': round(row.median),
    'incidents.told.p90_hours': round(row.p90),
    'incidents.untold': row.untold,
  }
}

async function follow(ctx: Context, span: Span, at: Date): Promise<Metrics> {
  const row = await more.selectFollowThrough(ctx, span, at)
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [`follow.${name}`, value]))
}

async function heat(ctx: Context, span: Span, at: Date): Promise<Metrics> {
  const rows = await more.selectHeatMeasures(ctx, span, at)
  const all = rows.find((row) => row.kind === '')
  return {
    'heat.measures': all?.begun ?? 0,
    'heat.ended_early': all?.early ?? 0,
    'heat.reviewed': all?.reviewed ?? 0,
    'heat.reviews_late': all?.late ?? 0,
    ...Object.fromEntries(
      rows.filter((row) => row.kind !== '').map((row) => [`heat.kind.${row.kind}`, row.begun]),
    ),
  }
}

async function warnings(ctx: Context, span: Span): Promise<Metrics> {
  const row = await more.selectScams(ctx, span, scams)
  return {
    'scams.reports': hideSmall(row.reports),
    'scams.confirmed': row.confirmed,
    'scams.warning.count': row.confirmed,
    'scams.warning.median_hours': round(row.median),
    'scams.warning.p90_hours': round(row.p90),
    'scams.repeated': row.repeated,
  }
}

async function asked(ctx: Context, span: Span, at: Date): Promise<Metrics> {
  const rows = await more.selectDataRequests(ctx, span, at)
  const found: Metrics = {}
  for (const kind of ['access', 'correction', 'export', 'deletion']) {
    const row = rows.find((one) => one.kind === kind)
    found[`rights.asked.${kind}`] = hideSmall(row?.received ?? 0)
    found[`rights.done.${kind}`] = hideSmall(row?.done ?? 0)
  }
  const all = rows.find((one) => one.kind === '')
  return {
    ...found,
    'rights.asked.count': hideSmall(all?.done ?? 0),
    'rights.asked.median_days': round(ofSome(all?.median ?? null, all?.done ?? 0)),
    'rights.asked.p90_days': round(ofSome(all?.p90 ?? null, all?.done ?? 0)),
    'rights.asked.waiting': hideSmall(all?.waiting ?? 0),
    'rights.asked.overdue': hideSmall(all?.overdue ?? 0),
  }
}

/** What came with the second format of the figures. */
export async function rest(ctx: Context, span: Span, at: Date): Promise<Metrics> {
  const [joined, ...parts] = await Promise.all([
    more.selectJoined(ctx, span),
    audits(ctx, span),
    incidents(ctx, span, at),
    follow(ctx, span, at),
    heat(ctx, span, at),
    warnings(ctx, span),
    asked(ctx, span, at),
  ])
  return Object.assign(
    {
      'outcomes.duplicate': hideSmall(joined.duplicate),
      'reports.withdrawn': hideSmall(joined.withdrawn),
    },
    ...parts,
  )
}
