import type { Context, Id } from '../../context.ts'
import { emptyAccount, findAnyAccount, suspendAccount } from '../accounts/index.ts'
import { deleteUser, revokeAll } from '../auth/index.ts'
import { eraseBlocks, sweepMutes } from '../blocks/index.ts'
import { eraseFollows } from '../follows/index.ts'
import { eraseFavourites, eraseMarks } from '../interactions/index.ts'
import { eraseMedia } from '../media/index.ts'
import { eraseNotifications } from '../notifications/index.ts'
import { erasePolls } from '../polls/index.ts'
import { eraseQuestions } from '../questions/index.ts'
import { eraseDisputes } from '../scams/index.ts'
import { eraseMentions, removeStatus } from '../statuses/index.ts'
import { eraseHome } from '../timelines/index.ts'
import * as sql from './sql.ts'

const BATCH = 100

/**
 * Job: empties an account for good. It is hidden and its doors are shut first, then everything goes in batches, each a
 * transaction with its counters, so that a crash anywhere is made good by running again. Only the handle stays, taken:
 * nobody can become her. Votes that she cast stay counted, without her name.
 */
export async function erase(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  const account = await findAnyAccount(ctx, accountId)
  if (!account || account.deleted_at) return
  if (!account.suspended_at) await suspendAccount(ctx, accountId, 'self')
  await revokeAll(ctx, accountId)

  await repeat(() => erasePosts(ctx, accountId))
  await repeat(() => eraseFavourites(ctx, accountId, BATCH))
  await repeat(() => eraseMedia(ctx, accountId, BATCH))
  await eraseFollows(ctx, accountId)
  await eraseBlocks(ctx, accountId)

  const pictures = [account.avatar_media, account.header_media].filter((key): key is string => key !== null)
  await ctx.tx(async (ctx) => {
    if (pictures.length > 0) await ctx.enqueue('media.removeFiles', { keys: pictures })
    await eraseTraces(ctx, accountId)
    await emptyAccount(ctx, accountId)
  })
}

async function repeat(step: () => Promise<number>): Promise<void> {
  while ((await step()) > 0);
}

async function erasePosts(ctx: Context, accountId: Id): Promise<number> {
  const posts = await sql.selectStatuses(ctx, accountId, BATCH)
  for (const { id } of posts) await ctx.tx((ctx) => removeStatus(ctx, { id, account_id: accountId }))
  return posts.length
}

/** Rows that only she ever saw, or that mean nothing without her. Everything of `users` goes with the user's row. */
async function eraseTraces(ctx: Context, accountId: Id): Promise<void> {
  await eraseMarks(ctx, accountId)
  await erasePolls(ctx, accountId)
  await eraseMentions(ctx, accountId)
  await eraseNotifications(ctx, accountId)
  await eraseHome(ctx, accountId)
  await eraseDisputes(ctx, accountId)
  await eraseQuestions(ctx, accountId)
  await deleteUser(ctx, accountId)
}

/** Job: mutes whose time is over. (Who asked to be deleted is passed on by auth.sweep.) */
export const sweep = (ctx: Context): Promise<void> => sweepMutes(ctx)
