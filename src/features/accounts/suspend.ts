import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { getAccount } from './accounts.ts'
import { setSilenced, setSuspended } from './sql.ts'

/**
 * Hides an account and everything of it, and shuts its doors at once; nothing is deleted. `origin` says who did it:
 * 'local' a moderator, 'self' the owner who leaves. Throws 404.
 */
export async function suspendAccount(
  ctx: Context,
  id: Id,
  origin: 'local' | 'remote' | 'self' = 'local',
): Promise<void> {
  await getAccount(ctx, id)
  await setSuspended(ctx, id, ctx.clock(), origin)
  await forget(ctx)
}

/** Undoes it. Throws 404 (also for an account that was emptied: there is nothing to come back to). */
export async function unsuspendAccount(ctx: Context, id: Id): Promise<void> {
  const { domain } = await getAccount(ctx, id)
  await setSuspended(ctx, id, null, null)
  await forget(ctx)
  // What a decision on her whole server says holds on.
  if (domain) await ctx.enqueue('accounts.applyDomain', { domain, afterId: '0' })
}

/** Keeps an account off the public timelines (or lets it back); those who follow it read on. Throws 404. */
export async function silenceAccount(ctx: Context, id: Id, silenced: boolean): Promise<void> {
  const { domain } = await getAccount(ctx, id)
  await setSilenced(ctx, id, silenced ? ctx.clock() : null)
  await dropCached(ctx, 'anonymous', '*')
  if (domain) await ctx.enqueue('accounts.applyDomain', { domain, afterId: '0' })
}

async function forget(ctx: Context): Promise<void> {
  await dropCached(ctx, 'doors', '*')
  await dropCached(ctx, 'anonymous', '*')
  await dropCached(ctx, 'media-hidden', '*')
}
