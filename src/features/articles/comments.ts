import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { AppError, forbidden, invalid, notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { tellCommenter, tellEditors } from '../notifications/index.ts'
import { requireSiteRole } from '../sites/index.ts'
import { createStatus } from '../statuses/index.ts'
import { answerableStatus, standingIn, writingRefusal } from '../visibility/index.ts'
import * as comments from './comments-sql.ts'
import { lines } from './fields.ts'
import type { ArticleRow } from './sql.ts'

/** The thread's first post, or the comment that is answered; 404 for one of another thread. */
async function targetOf(ctx: Context, viewer: { id: Id }, row: ArticleRow, replyId: string | null) {
  if (!row.status_id) throw notFound()
  if (!replyId) return row.status_id
  const target = await answerableStatus(ctx, viewer, replyId)
  if (target.thread_id !== row.status_id) throw notFound()
  return target.id
}

/**
 * Comments below a published article. Where its site reads first, the comment waits (`held`) and nobody else sees it.
 * Throws 403 with the reason where comments are off, for members, or closed; 422 for nothing, or too much.
 */
export async function comment(
  ctx: Context,
  viewer: { id: Id },
  row: ArticleRow,
  input: { text: string; replyId: string | null },
): Promise<{ id: Id; held: boolean; number: number | null }> {
  const target = await targetOf(ctx, viewer, row, input.replyId)
  const text = lines(input.text, 'text', ctx.config.maxPostChars)
  if (text === '') throw invalid({ field: 'text', code: 'blank' })
  const standing = await standingIn(ctx, viewer.id, row.site_id, row.status_id)
  const refusal = standing && writingRefusal(standing, false)
  if (refusal === 'comments_moderated') {
    const id = await ctx.tx(async (ctx) => {
      await tellEditors(ctx, row.site_id, 'held', row.id)
      return comments.insertHeld(ctx, {
        article_id: row.id,
        account_id: viewer.id,
        in_reply_to_id: target === row.status_id ? null : target,
        text,
      })
    })
    return { id, held: true, number: null }
  }
  const id = await createStatus(ctx, viewer, { text, inReplyToId: target, language: row.language })
  await dropCached(ctx, 'anonymous', '*')
  const [place] = await comments.selectNumberOf(ctx, id)
  return { id, held: false, number: place?.number ?? null }
}

/** Why somebody may not comment, as a translation key below `errors`; `comments_moderated` is a delay and no reason. */
export async function commentRefusal(ctx: Context, viewer: { id: Id }, row: ArticleRow) {
  const standing = await standingIn(ctx, viewer.id, row.site_id, row.status_id)
  return standing && writingRefusal(standing, false)
}

/**
 * Lets a comment in that waited, or says why not. Owner and editors (403). A refusal without a reason is 422: whoever
 * wrote it reads it below the article. What somebody else decided meanwhile is 404.
 */
export async function decideHeld(
  ctx: Context,
  actor: { id: Id },
  siteId: Id,
  id: string,
  decision: { admit: true } | { admit: false; reason: string },
): Promise<void> {
  await requireSiteRole(ctx, actor, siteId, 'editor')
  if (!isId(id)) throw notFound()
  const reason = decision.admit ? '' : lines(decision.reason, 'reason', 300)
  if (!decision.admit && reason === '') throw invalid({ field: 'reason', code: 'blank' })
  await ctx.tx(async (ctx) => {
    const [held] = await comments.lockHeld(ctx, id)
    if (!held || held.site_id !== siteId || !held.thread_id) throw notFound()
    const statusId = decision.admit ? await letIn(ctx, held, held.thread_id) : null
    await comments.decideHeld(ctx, held.id, actor.id, { statusId, refusal: reason })
    const outcome = decision.admit ? 'admitted' : 'refused'
    await tellCommenter(ctx, held.account_id, siteId, outcome, held.id, statusId ?? held.thread_id)
    await dropCached(ctx, 'anonymous', '*')
  })
}

async function letIn(
  ctx: Context,
  held: { account_id: Id; in_reply_to_id: Id | null; text: string },
  threadId: Id,
): Promise<Id> {
  try {
    return await createStatus(
      ctx,
      { id: held.account_id },
      { text: held.text, inReplyToId: held.in_reply_to_id ?? threadId, admitted: true },
    )
  } catch (error) {
    // What it answered is gone: it stands below the article.
    if (error instanceof AppError && error.code === 'not_found' && held.in_reply_to_id)
      return letIn(ctx, { ...held, in_reply_to_id: null }, threadId)
    if (error instanceof AppError && error.code === 'forbidden') throw forbidden(error.reason)
    throw error
  }
}
