import type { Feature } from '../../feature.ts'
import { scamDesk } from './desk-pages.tsx'
import { scamPages } from './pages.tsx'
import { scamRoutes } from './routes.ts'

export { eraseDisputes } from './sql.ts'

/**
 * scams (lừa đảo): whether decided cases name a phone number, a bank account or a link, and the right of reply of those
 * who are named. Owns scam_entries, scam_evidence, scam_disputes. Pages: /lua-dao and below, /moderation/lua-dao,
 * /moderation/:id/identifiers. Endpoint: GET /api/v1/scams/lookup.
 */
export const scams: Feature = {
  name: 'scams',
  routes(app) {
    scamRoutes(app)
    scamPages(app)
    scamDesk(app)
  },
}
