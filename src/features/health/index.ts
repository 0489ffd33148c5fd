import type { Feature } from '../../feature.ts'
import { healthPages } from './pages.tsx'
import { healthRoutes } from './routes.ts'

/**
 * health: the numbers by which founders and members see how their community does, with plain advice. Owns no table; the
 * definitions and the SQL are transparency's. Page: /xom/:handle/suc-khoe. Endpoint: /api/v1/communities/:id/health.
 */
export const health: Feature = {
  name: 'health',
  routes(app) {
    healthRoutes(app)
    healthPages(app)
  },
}
