import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { createBoost } from '../statuses/index.ts'
import { selectUnannounced } from './sql.ts'

/** Job: a thread that begins in a community is boosted by it. This is its feed, in every Mastodon client. */
export async function announce(ctx: Context, { statusId }: { statusId: Id }): Promise<void> {
  const [post] = await selectUnannounced(ctx, statusId)
  if (!post) return
  try {
    await ctx.tx((ctx) => createBoost(ctx, post.community_id, post.id, post.visibility, null))
  } catch (error) {
    // The job ran before: the boost is there.
    if (!isUniqueViolation(error)) throw error
  }
}
