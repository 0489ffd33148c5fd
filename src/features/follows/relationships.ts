import type { Context, Id } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import type { Relationship } from '../accounts/api.ts'
import { getPublicAccount } from '../accounts/index.ts'
import { selectRelations, upsertNote } from './sql.ts'

/** How the viewer stands to each of `ids`, in their order; unknown ids are left out. One query. */
export async function presentRelationships(
  ctx: Context,
  viewer: { id: Id },
  ids: Id[],
  options: { withSuspended?: boolean } = {},
): Promise<Relationship[]> {
  const wanted = [...new Set(ids.filter(isId))]
  if (wanted.length === 0) return []
  const rows = await selectRelations(ctx, viewer.id, wanted, options.withSuspended ?? false)
  const found = new Map(rows.map((row) => [row.id, row]))
  return wanted.flatMap((id): Relationship[] => {
    const row = found.get(id)
    if (!row) return []
    return [
      {
        id,
        following: row.following,
        showing_reblogs: row.showing_reblogs,
        notifying: row.notifying,
        languages: row.languages ?? [],
        followed_by: row.followed_by,
        blocking: row.blocking,
        blocked_by: row.blocked_by,
        muting: row.muting,
        muting_notifications: row.muting_notifications,
        muting_expires_at: row.muting_expires_at?.toISOString() ?? null,
        requested: row.requested,
        requested_by: row.requested_by,
        domain_blocking: row.domain_blocking,
        endorsed: false,
        note: row.note,
      },
    ]
  })
}

/** One of them; throws 404. */
export async function presentRelationship(ctx: Context, viewer: { id: Id }, id: Id): Promise<Relationship> {
  const [relationship] = await presentRelationships(ctx, viewer, [id], { withSuspended: true })
  if (!relationship) throw notFound()
  return relationship
}

export const NOTE_MAX = 2000

/** Keeps a private note about somebody (at most 2,000 graphemes); empty text removes it. Only its author ever sees it. */
export async function setNote(ctx: Context, viewer: { id: Id }, targetId: Id, text: string): Promise<void> {
  const comment = cleanText(text).trim()
  if (comment.length > NOTE_MAX * 20 || countGraphemes(comment, NOTE_MAX) > NOTE_MAX) {
    throw new AppError('unprocessable', 'validation_failed', {
      fields: [{ field: 'comment', code: 'too_big', params: { limit: NOTE_MAX } }],
    })
  }
  const target = await getPublicAccount(ctx, targetId)
  await upsertNote(ctx, viewer.id, target.id, comment)
}
