import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { updateNotice, updateRemoved } from './life-sql.ts'
import type { Notice } from './sql.ts'

/**
 * What a decision does to a post (features/moderation says who may and why). Both make every cached presentation stale;
 * false for a post that is gone. Unlike deleting, a removed post can come back and its author still sees it.
 */
export async function setRemoved(ctx: Context, id: Id, removed: boolean): Promise<boolean> {
  const found = await updateRemoved(ctx, id, removed ? ctx.clock() : null)
  await dropCached(ctx, 'anonymous', '*')
  return found
}

/** A warning to tap through (hidden) or a line above the post (label); null takes it away. */
export async function setNotice(ctx: Context, id: Id, notice: Notice | null): Promise<boolean> {
  const found = await updateNotice(ctx, id, notice)
  await dropCached(ctx, 'anonymous', '*')
  return found
}
