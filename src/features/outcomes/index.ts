import type { Feature } from '../../feature.ts'
import { actionPages } from './action-pages.tsx'
import { concernPages } from './concern-pages.tsx'
import { conclusionPages } from './conclusions-page.tsx'
import { editPages } from './edit-page.tsx'
import { remindOwners } from './remind.ts'
import { outcomeRoutes } from './routes.ts'

export { ActionItem, Commitment, Concern, Dissent, Finding, Solution } from './api.ts'
export { type Conclusions, conclusionsOf } from './conclusions-read.ts'
export { linksOf } from './links.ts'
export { dayText, TrendLine } from './parts.tsx'
export { eventWhen, planState } from './present.ts'
export type { ActionRow } from './read-sql.ts'

/**
 * outcomes (kết luận): findings, solutions, action items with their updates, concerns, dissent and commitments of briefings.
 * Owns findings, solutions, dissents, action_items, action_updates, concerns, concern_notes, commitments. Pages:
 * /giao-ban/:series/:number/ket-luan, /giao-ban/:series/viec, /giao-ban/:series/tran-tro, /viec-cua-toi. Endpoints:
 * /api/v1/briefings/:id/findings and so on, /api/v1/action_items.
 */
export const outcomes: Feature = {
  name: 'outcomes',
  routes(app) {
    outcomeRoutes(app)
    conclusionPages(app)
    editPages(app)
    actionPages(app)
    concernPages(app)
  },
  jobs: { 'outcomes.remind': remindOwners },
  cron: [{ at: '11 1 * * *', job: 'outcomes.remind' }],
}
