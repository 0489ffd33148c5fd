import type { Feature } from '../../feature.ts'
import { archiveRoutes } from './routes.ts'

/**
 * archives: a community as one file that another Xóm can bring in (docs/community-archive.md). Above moderation, because
 * what was decided in a community belongs to what it takes along. Owns no table. Endpoints:
 * /api/v1/communities/:id/export. Page: /xom/:handle/archive.tar.gz. The way in is `npm run xom -- community import`.
 */
export { exportCommunity } from './export.ts'

export const archives: Feature = { name: 'archives', routes: archiveRoutes }
