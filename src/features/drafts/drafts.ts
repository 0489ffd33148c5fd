import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import { type DraftRow, insertDraft, removeDraft, selectDrafts, updateDraft } from './sql.ts'

const mostDrafts = 100
const mostBytes = 200_000
const fields = [
  'status',
  'spoiler_text',
  'sensitive',
  'visibility',
  'language',
  'in_reply_to_id',
  'media_ids',
  'alt',
  'poll',
  'scheduled_at',
  'community_id',
  'title',
  'section',
  'reply_policy',
  'back',
]

/** Only the fields of the composer. Pure. */
export const draftParams = (body: Params): Params =>
  Object.fromEntries(fields.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]))

export async function listDrafts(ctx: Context, viewer: { id: Id }): Promise<DraftRow[]> {
  return selectDrafts(ctx, viewer.id, mostDrafts)
}

/**
 * Keeps what the composer holds: as a new draft, or over the one it came from (`draft_id`). 422 when a person has
 * 100 already or the draft is larger than 200 kB.
 */
export async function saveDraft(ctx: Context, viewer: { id: Id }, body: Params): Promise<Id> {
  const params = draftParams(body)
  if (JSON.stringify(params).length > mostBytes) throw unprocessable('draft_too_large')
  const draftId = body['draft_id']
  if (isId(draftId) && (await updateDraft(ctx, viewer.id, draftId, params))) return draftId
  const id = await insertDraft(ctx, viewer.id, params, mostDrafts)
  if (!id) throw unprocessable('too_many_drafts', { limit: mostDrafts })
  return id
}

/** Throws away one's own draft; else 404. */
export async function deleteDraft(ctx: Context, viewer: { id: Id }, id: Id): Promise<void> {
  if (!(await removeDraft(ctx, viewer.id, id))) throw notFound()
}
