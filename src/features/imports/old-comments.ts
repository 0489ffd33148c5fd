import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { requireSiteRole } from '../sites/index.ts'
import * as sql from './sql.ts'

export interface OldComments {
  total: number
  comments: sql.CommentRow[]
  /** Pages of {@link perPage}, from 1. */
  page: number
  pages: number
}

export const perPage = 50

/**
 * A page of the comments that an article had where it was before, the oldest first; hidden ones for the staff alone. The
 * caller has decided who may read the article.
 */
export async function importedComments(
  ctx: Context,
  articleId: Id,
  page = 1,
  options: { hidden?: boolean; limit?: number } = {},
): Promise<OldComments> {
  const { hidden = false, limit = perPage } = options
  const total = await sql.countComments(ctx, articleId, hidden)
  const pages = Math.max(1, Math.ceil(total / limit))
  const at = Math.min(Math.max(1, page), pages)
  const comments =
    total === 0 ? [] : await sql.selectComments(ctx, articleId, { hidden, offset: (at - 1) * limit, limit })
  return { total, comments, page: at, pages }
}

/** Hides an old comment from readers, or shows it again; for owners and editors (403). 404 for none of this article. */
export async function hideOldComment(
  ctx: Context,
  actor: { id: Id },
  article: { id: Id; site_id: Id },
  id: string,
  hidden: boolean,
): Promise<void> {
  await requireSiteRole(ctx, actor, article.site_id, 'editor')
  const rows = isId(id) ? await sql.hideComment(ctx, article.id, id, hidden ? actor.id : null) : []
  if (rows.length === 0) throw notFound()
}
