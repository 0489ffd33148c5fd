import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'

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
    const made = await ctx.db<{ key_hash: Buffer }[]>`
      insert into idempotency_keys (account_id, key_hash) values (${accountId}, ${hash})
      on conflict (account_id, key_hash) do nothing returning key_hash`
    if (made.length === 0) {
      const rows = await ctx.db<{ status_id: Id | null; scheduled: boolean }[]>`
        select status_id, scheduled from idempotency_keys where account_id = ${accountId} and key_hash = ${hash}`
      const before = rows[0]
      if (before?.status_id) return { id: before.status_id, scheduled: before.scheduled }
    }
    const result = await write(ctx)
    await ctx.db`
      update idempotency_keys set status_id = ${result.id}, scheduled = ${result.scheduled}
      where account_id = ${accountId} and key_hash = ${hash}`
    return result
  })
}
