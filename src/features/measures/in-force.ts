import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import type { MeasureKind } from './kinds.ts'
import * as sql from './sql.ts'

export const cacheName = 'measures'

interface Kept {
  open: sql.MeasureRow[]
  /** Accounts called to a shift, by measure. */
  shifts: Map<Id, Set<Id>>
  updates: Map<Id, sql.UpdateRow[]>
  /** Labelled posts of all open measures. */
  labels: Map<Id, sql.LabelRow>
}

/** One look at the database for everybody; dropped everywhere when one begins, ends, or gets a label or an update. */
async function kept(ctx: Context): Promise<Kept> {
  const cache = ctx.cache.lru<string, Promise<Kept>>(cacheName, { max: 1, ttl: 30_000 })
  const known = cache.get('all')
  if (known) return known
  const made = read(ctx)
  cache.set('all', made)
  // Whoever could not read it must not leave the failure behind for the others.
  made.catch(() => cache.delete('all'))
  return made
}

async function read(ctx: Context): Promise<Kept> {
  const open = [...(await sql.selectOpen(ctx))]
  const of = (kind: MeasureKind) => open.filter((row) => row.kind === kind).map((row) => row.id)
  const [shift, updates, labels] = await Promise.all([
    of('moderator_shift').length > 0 ? sql.selectShift(ctx, of('moderator_shift')) : [],
    of('pinned_updates').length > 0 ? sql.selectUpdates(ctx, of('pinned_updates')) : [],
    of('verifying_labels').length > 0 ? sql.selectLabels(ctx, of('verifying_labels')) : [],
  ])
  const shifts = Map.groupBy(shift, (row) => row.measure_id)
  const standing = updates.filter((row) => row.removed_at === null)
  return {
    open,
    shifts: new Map([...shifts].map(([id, rows]) => [id, new Set(rows.map((row) => row.account_id))])),
    updates: Map.groupBy(standing, (row) => row.measure_id),
    labels: new Map(labels.filter((row) => row.removed_at === null).map((row) => [row.status_id, row])),
  }
}

/** Every process looks anew, and makes its pages anew. */
export async function dropMeasures(ctx: Context): Promise<void> {
  await dropCached(ctx, cacheName, 'all')
  await dropCached(ctx, 'anonymous', '*')
}

const holds = (row: sql.MeasureRow, now: Date): boolean => row.begins_at <= now && now < row.ends_at

/** What holds now, in the network and in every community. No query as long as nothing changes. */
export async function allInForce(ctx: Context): Promise<sql.MeasureRow[]> {
  const { open } = await kept(ctx)
  if (open.length === 0) return open
  const now = ctx.clock()
  return open.filter((row) => holds(row, now))
}

/** Those of one kind that hold in the network or in this community. */
export async function inForce(
  ctx: Context,
  kind: MeasureKind,
  communityId: Id | null = null,
): Promise<sql.MeasureRow[]> {
  const rows = await allInForce(ctx)
  return rows.filter(
    (row) => row.kind === kind && (row.community_id === null || row.community_id === communityId),
  )
}

export interface Label {
  why: string
  topic: string
  url: string
}

/** Posts that carry "being verified" now; null when no such measure holds, so that nobody looks for nothing. */
export async function labelsInForce(ctx: Context): Promise<((statusId: Id) => Label | undefined) | null> {
  const rows = await inForce(ctx, 'verifying_labels')
  if (rows.length === 0) return null
  const { labels } = await kept(ctx)
  const open = new Map(rows.map((row) => [row.id, row]))
  return (statusId) => {
    const label = labels.get(statusId)
    const measure = label && open.get(label.measure_id)
    if (!measure) return undefined
    return {
      why: label.why,
      topic: measure.options.topic ?? '',
      url: `${ctx.config.origin}/do-nong/bien-phap/${measure.id}`,
    }
  }
}

/** Whether somebody is called to an extra shift of the network's moderators now. */
export async function isOnShift(ctx: Context, accountId: Id): Promise<boolean> {
  const rows = await inForce(ctx, 'moderator_shift')
  if (rows.length === 0) return false
  const { shifts } = await kept(ctx)
  return rows.some((row) => shifts.get(row.id)?.has(accountId))
}

/** Verified updates of a measure that stand, the newest first. */
export async function updatesOf(ctx: Context, measureId: Id): Promise<sql.UpdateRow[]> {
  return (await kept(ctx)).updates.get(measureId) ?? []
}

// ------------------------------------------------------------------ refusals

/** Counted in this process and written by the beat: a wave of refusals must not become a wave of writes. */
const counters = (ctx: Context): Map<Id, number> => {
  const cache = ctx.cache.lru<string, Map<Id, number>>('measure-refusals', { max: 1 })
  const known = cache.get('all')
  if (known) return known
  const made = new Map<Id, number>()
  cache.set('all', made)
  return made
}

export function countRefusal(ctx: Context, measureId: Id): void {
  const counts = counters(ctx)
  counts.set(measureId, (counts.get(measureId) ?? 0) + 1)
}

/** The beat: writes what was counted since the last one. */
export async function flushRefusals(ctx: Context): Promise<void> {
  const counts = counters(ctx)
  if (counts.size === 0) return
  const taken = [...counts]
  counts.clear()
  try {
    await sql.addRefusals(
      ctx,
      taken.map(([id]) => id),
      taken.map(([, count]) => count),
    )
  } catch (error) {
    for (const [id, count] of taken) counts.set(id, (counts.get(id) ?? 0) + count)
    throw error
  }
}
