import type { Context, Id } from '../../context.ts'
import type { JobHandlers } from '../../feature.ts'
import { index, putAll } from './documents.ts'
import * as sql from './index-sql.ts'
import type { Kind } from './terms.ts'

/** Raised whenever the same text would give other terms: every index is then made anew, behind the running server. */
export const indexVersion = 1

const batch = 300
const kinds: Kind[] = ['article', 'event', 'post']

const nextIds = (ctx: Context, kind: Kind, after: Id) =>
  kind === 'post'
    ? sql.selectPostIds(ctx, after, batch)
    : kind === 'event'
      ? sql.selectEventIds(ctx, after, batch)
      : sql.selectArticleIds(ctx, after, batch)

/**
 * One batch of what was there before the index (or before its present rules): oldest first, from where the last one
 * ended. Answers how many posts or articles it looked at; 0 when everything is indexed.
 */
export async function catchUp(ctx: Context): Promise<number> {
  for (const kind of kinds) {
    const kept = await sql.selectProgress(ctx, kind)
    const progress =
      kept?.version === indexVersion ? kept : { version: indexVersion, after_id: '0', done: false }
    if (progress.done) continue
    const rows = await nextIds(ctx, kind, progress.after_id)
    const ids = rows.map(({ id }) => id)
    await ctx.tx(async (ctx) => {
      await putAll(ctx, kind, ids)
      await sql.saveProgress(ctx, kind, {
        version: indexVersion,
        after_id: ids.at(-1) ?? progress.after_id,
        done: ids.length === 0,
      })
    })
    if (ids.length > 0) return ids.length
  }
  return 0
}

/** Begins again from the first post: everything is looked at once more, and is found all the while. */
export async function startOver(ctx: Context): Promise<void> {
  for (const kind of kinds)
    await sql.saveProgress(ctx, kind, { version: indexVersion, after_id: '0', done: false })
}

/** Everything that somebody wrote, newest first: she agreed to be searched, or no longer does. */
async function author(ctx: Context, { accountId, afterId }: { accountId: Id; afterId: Id }): Promise<void> {
  const ids = (await sql.selectPostIdsBy(ctx, accountId, afterId, batch)).map(({ id }) => id)
  await ctx.tx(async (ctx) => {
    await putAll(ctx, 'post', ids)
    if (ids.length === batch)
      await ctx.enqueue(
        'search.author',
        { accountId, afterId: ids.at(-1)! },
        { key: `search.author:${accountId}` },
      )
  })
}

export const searchJobs: JobHandlers = {
  'search.putPost': (ctx, { statusId }) => putAll(ctx, 'post', [statusId]),
  'search.removePost': (ctx, { statusId }) => index.remove(ctx, 'post', [statusId]),
  'search.putArticle': (ctx, { articleId }) => putAll(ctx, 'article', [articleId]),
  'search.putArticles': (ctx, { articleIds }) => putAll(ctx, 'article', articleIds),
  'search.putEvent': (ctx, { eventId }) => putAll(ctx, 'event', [eventId]),
  'search.author': author,
  // Batch by batch, each a job of its own, so that other work gets its turn.
  'search.catchUp': async (ctx) => {
    if ((await catchUp(ctx)) > 0) await ctx.enqueue('search.catchUp', {}, { key: 'search.catchUp' })
  },
  'search.sweep': async (ctx) => {
    let after: Id | null = '0'
    while (after !== null) after = await sql.deleteLost(ctx, after, 2000)
  },
}
