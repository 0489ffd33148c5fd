import type { Feature } from '../../feature.ts'
import { onHome } from '../timelines/index.ts'
import { adminPages } from './admin-pages.tsx'
import { announcementPages, strip } from './pages.tsx'
import { announcementRoutes } from './routes.ts'

/**
 * announcements (thông báo chung): what the operators tell everybody. Owns announcements, announcement_reads,
 * announcement_reactions. Endpoints: /api/v1/announcements and below. Pages: /thong-bao-chung, /admin/announcements, and
 * a strip on top of home. One that is planned needs no job: it is shown from its time on.
 */
export const announcements: Feature = {
  name: 'announcements',
  routes(app) {
    announcementRoutes(app)
    announcementPages(app)
    adminPages(app)
  },
}

onHome(strip)
