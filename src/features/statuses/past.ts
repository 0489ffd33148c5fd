import type { Context, Id } from '../../context.ts'
import { renderPost } from '../../lib/html/index.ts'
import { changeCounts } from '../accounts/index.ts'
import { openPastThreads } from '../threads/index.ts'
import { insertPast, tagPast } from './past-sql.ts'
import { withTitle } from './place.ts'

/** A first post of another time, by the community itself. */
export interface PastThread {
  text: string
  title: string
  language: string
  createdAt: Date
  /** Where it is read. */
  url: string
}

/**
 * First posts of an import, by the community that they stand in: post, thread, tags and counters in a few statements, and
 * no news of it: they reach no home timeline and tell nobody. Answers their ids in the order of `posts`. Inside the
 * caller's transaction, who has decided who may.
 */
export async function createPastThreads(
  ctx: Context,
  community: { id: Id; private: boolean },
  posts: PastThread[],
): Promise<Id[]> {
  if (posts.length === 0) return []
  const visibility = community.private ? 'private' : 'public'
  const rendered = posts.map((post) =>
    renderPost(post.text, {
      mentions: new Map(),
      tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
    }),
  )
  const ids = await insertPast(
    ctx,
    community.id,
    posts.map((post, n) => ({
      n,
      text: post.text,
      content: withTitle(post.title, rendered[n]!.html),
      visibility,
      language: post.language,
      url: post.url,
      at: post.createdAt.toISOString(),
    })),
  )
  await openPastThreads(
    ctx,
    community.id,
    posts.map((post, n) => ({ id: ids[n]!, title: post.title })),
  )
  const tags = rendered.flatMap((one, n) =>
    one.tags.map((tag) => ({
      status_id: ids[n]!,
      key: tag.key,
      name: tag.display,
      listed: !community.private,
    })),
  )
  await tagPast(ctx, tags)
  const latest = posts.reduce((at, post) => (post.createdAt > at ? post.createdAt : at), posts[0]!.createdAt)
  await changeCounts(ctx, community.id, { statuses: posts.length, lastStatusAt: latest })
  return ids
}
