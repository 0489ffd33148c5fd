import type { Context, Id } from '../../context.ts'
import { dropMeasures } from './in-force.ts'
import * as sql from './sql.ts'

/**
 * Stores a measure and lets every process know at commit. Whether it may be taken is decided above (features/readiness):
 * this is only the place where it is kept.
 */
export async function putMeasure(ctx: Context, row: sql.NewMeasure, shift: Id[] = []): Promise<Id> {
  const id = await sql.insertMeasure(ctx, row)
  if (shift.length > 0) await sql.insertShift(ctx, id, shift)
  await dropMeasures(ctx)
  return id
}

/** Writes the end of a measure; false when it had ended before. */
export async function closeMeasure(
  ctx: Context,
  id: Id,
  end: { at: Date; by: Id | null; reason: string },
): Promise<boolean> {
  const done = await sql.endMeasure(ctx, id, end)
  if (done) await dropMeasures(ctx)
  return done
}

/** Puts a verified update on top of pages. */
export async function pinUpdate(
  ctx: Context,
  row: { measureId: Id; title: string; url: string; source: string; addedBy: Id },
): Promise<Id> {
  const id = await sql.insertUpdate(ctx, row)
  await dropMeasures(ctx)
  return id
}

export async function unpinUpdate(ctx: Context, measureId: Id, id: Id, by: Id): Promise<void> {
  await sql.removeUpdate(ctx, measureId, id, by)
  await dropMeasures(ctx)
}

/** Labels one post, chosen by somebody, as being verified. */
export async function putLabel(
  ctx: Context,
  row: { measureId: Id; statusId: Id; why: string; markedBy: Id },
): Promise<void> {
  await sql.putLabel(ctx, row)
  await dropMeasures(ctx)
}

export async function takeLabel(ctx: Context, measureId: Id, statusId: Id, by: Id): Promise<void> {
  await sql.removeLabel(ctx, measureId, statusId, by)
  await dropMeasures(ctx)
}
