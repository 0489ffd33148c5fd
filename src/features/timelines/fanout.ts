import type { Context, Id } from '../../context.ts'
import { clearHomes, setHomeBuilt } from '../auth/index.ts'
import {
  cutHomes,
  deleteEntries,
  emptyHomes,
  fillHome,
  insertEntries,
  mergeEntries,
  unmergeEntries,
} from './entries-sql.ts'

/** Followers served by one job: about 100 ms of inserting, so that nobody's post blocks anybody's. */
const part = 5000
/** A home keeps this many entries; older ones are read from the authors (`rebuild` fills again after an absence). */
export const homeSize = 800
/** People who were away longer get no entries until they come back; then `rebuild` runs. */
const awayDays = 30

/**
 * Job: puts a new post into the homes of its author and of the active followers. More than 5,000 followers are
 * served in parts, each a job of its own that starts where the last one ended.
 */
export const fanOut = (ctx: Context, { statusId }: { statusId: Id }): Promise<void> =>
  deliver(ctx, statusId, '0')

export const fanOutPart = (
  ctx: Context,
  { statusId, afterId }: { statusId: Id; afterId: Id },
): Promise<void> => deliver(ctx, statusId, afterId)

async function deliver(ctx: Context, statusId: Id, afterId: Id): Promise<void> {
  const { last, n } = await insertEntries(ctx, statusId, afterId, { part, awayDays })
  if (n === part && last) await ctx.enqueue('timelines.fanOutPart', { statusId, afterId: last })
}

/**
 * Job: a deleted post leaves the homes of its author and of the followers; then what is left of it is purged. An
 * entry of somebody who follows no more may stay behind: reading skips it, `trim` takes it. (An index by post would
 * find those too, at the price of a third more work for every entry written.) Where a share is taken back that stood for
 * its post, the post itself takes its own place.
 */
export async function remove(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    await deleteEntries(ctx, statusId)
    await ctx.enqueue('statuses.purge', { statusId })
  })
}

interface Pair {
  accountId: Id
  targetId: Id
}

/** Job: after a follow, the recent posts of the new neighbour join the home. */
export async function merge(ctx: Context, { accountId, targetId }: Pair): Promise<void> {
  await mergeEntries(ctx, accountId, targetId)
}

/** Job: after an unfollow, a block or a removal. Does nothing if she follows again by now. */
export async function unmerge(ctx: Context, { accountId, targetId }: Pair): Promise<void> {
  await unmergeEntries(ctx, accountId, targetId)
}

/** Job: fills a home from scratch, newest posts of everybody followed; for people who come back. */
export async function rebuild(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    await fillHome(ctx, accountId, homeSize)
    await setHomeBuilt(ctx, accountId)
  })
}

/** Job: cuts homes that grew past their size, and empties those of people long away. */
export async function trim(ctx: Context): Promise<void> {
  await cutHomes(ctx, homeSize)
  const away = await clearHomes(ctx, awayDays)
  await emptyHomes(
    ctx,
    away.map((row) => row.account_id),
  )
}

/** Empties the home of somebody who leaves. */
export const eraseHome = (ctx: Context, accountId: Id): Promise<void> => emptyHomes(ctx, [accountId])
