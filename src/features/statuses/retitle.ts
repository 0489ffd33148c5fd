import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { renameThread } from '../threads/index.ts'
import { withTitle } from './place.ts'
import { selectContent, updateContent } from './rooms-sql.ts'

/**
 * Gives a thread another title, which stands first in the words of its first post as well. No edit of the post: its
 * author's words stay as they are. Who may is decided by the caller.
 */
export async function retitle(ctx: Context, threadId: Id, from: string, to: string): Promise<void> {
  await ctx.tx(async (ctx) => {
    await renameThread(ctx, threadId, to)
    const [first] = await selectContent(ctx, threadId)
    if (!first) return
    const head = withTitle(from, '')
    const words = first.content.startsWith(head) ? first.content.slice(head.length) : first.content
    await updateContent(ctx, threadId, withTitle(to, words))
    await dropCached(ctx, 'anonymous', '*')
    await ctx.enqueue('statusEdited', { statusId: threadId })
  })
}
