import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { insertKey, selectKey, updateKey } from './life-sql.ts'

/**
 * Runs `write` once per person and key (header `Idempotency-Key`, kept for a day): the row is made in the write's
 * own transaction, so that two requests at the same moment wait for each other and the second gets the first's id.
 */
export async function once(
  ctx: Context,
  accountId: Id,
  key: string | undefined,
  write: (ctx: Context) => Promise<{ id: Id; scheduled: boolean }>,
): Promise<{ id: Id; scheduled: boolean }> {
  if (!key) return write(ctx)
  const hash = createHash('sha256').update(key).digest()
  return ctx.tx(async (ctx) => {
    if (!(await insertKey(ctx, accountId, hash))) {
      const [before] = await selectKey(ctx, accountId, hash)
      if (before?.status_id) return { id: before.status_id, scheduled: before.scheduled }
    }
    const result = await write(ctx)
    await updateKey(ctx, accountId, hash, result)
    return result
  })
}
