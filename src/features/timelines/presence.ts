import type { Context, Id } from '../../context.ts'
import { setActive } from '../auth/index.ts'
import { rebuild } from './fanout.ts'

const day = 24 * 3600 * 1000

/**
 * Notes, once a day, that a reader was here (it decides whose home is kept), and fills her home at once if it was
 * not kept while she was away. Day precision: nothing finer is stored.
 */
export async function keepAwake(ctx: Context, viewer: { id: Id }): Promise<void> {
  const seen = ctx.cache.lru<Id, number>('awake', { max: 20_000 })
  const now = ctx.clock().getTime()
  if (now - (seen.get(viewer.id) ?? 0) < day / 4) return
  seen.set(viewer.id, now)
  if ((await setActive(ctx, viewer.id)) === false) await rebuild(ctx, { accountId: viewer.id })
}
