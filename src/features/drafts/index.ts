import { AppError } from '../../errors.ts'
import type { Feature } from '../../feature.ts'
import { onPublished } from '../statuses/index.ts'
import { deleteDraft } from './drafts.ts'
import { draftPages } from './pages.tsx'

/**
 * What was written and not posted, kept on the server so that it is there on the other device too. Owns `drafts`.
 * Pages: /drafts, POST /drafts (from the composer), POST /drafts/:id/delete; the composer opens /compose?draft=ID.
 */
export const drafts: Feature = { name: 'drafts', routes: draftPages }

export { deleteDraft, saveDraft } from './drafts.ts'

// A draft that became a post has done its work; one already gone is no reason not to post.
onPublished(async (ctx, viewer, { draftId }) => {
  if (draftId) await deleteDraft(ctx, viewer, draftId).catch(ignoreGone)
})

function ignoreGone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'not_found')) throw error
}
