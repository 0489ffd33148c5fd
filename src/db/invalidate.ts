import type { Context } from '../context.ts'

const channel = 'xom_drop'

/**
 * Drops one entry of a named cache here and, at commit, in every other process. For the few caches that are not
 * keyed by a version: tokens, settings, whole anonymous answers.
 */
export async function dropCached(ctx: Context, cache: string, key: string): Promise<void> {
  forget(ctx, cache, key)
  await ctx.db`select pg_notify(${channel}, ${JSON.stringify([cache, key])})`
}

/** Hears what others (and we, after commit) dropped. Key '*' empties the cache. */
export async function listenForDrops(ctx: Context): Promise<() => Promise<void>> {
  const { unlisten } = await ctx.db.listen(channel, (payload) => {
    const [cache, key] = JSON.parse(payload) as [string, string]
    forget(ctx, cache, key)
  })
  return unlisten
}

function forget(ctx: Context, cache: string, key: string): void {
  const entries = ctx.cache.find(cache)
  if (key === '*') entries?.clear()
  else entries?.delete(key)
}
