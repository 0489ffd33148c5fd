import type { Feature } from '../../feature.ts'
import { draftPages } from './pages.tsx'

/**
 * What was written and not posted, kept on the server so that it is there on the other device too. Table: drafts.
 * Pages: /drafts, POST /drafts (from the composer), POST /drafts/:id/delete; the composer opens /compose?draft=ID.
 */
export const drafts: Feature = { name: 'drafts', routes: draftPages }

export { deleteDraft, saveDraft } from './drafts.ts'
