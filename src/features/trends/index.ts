import type { Feature } from '../../feature.ts'
import { newsPages } from './pages.tsx'
import { rankingPage } from './ranking-page.tsx'
import { trendRoutes } from './routes.ts'
import { refresh } from './trends.ts'

/**
 * trends: what many people here link to, tag, like and talk about, by a published formula (formula.ts). Owns trend_tags,
 * trend_statuses, trend_links, made anew by the job trends.refresh. Endpoints: /api/v1/trends and below,
 * /api/v1/timelines/link. Pages: /tin, /tin/link/:id, /tin/cach-xep.
 */
export const trends: Feature = {
  name: 'trends',
  routes(app) {
    trendRoutes(app)
    rankingPage(app)
    newsPages(app)
  },
  jobs: { 'trends.refresh': refresh },
  cron: [{ at: '*/10 * * * *', job: 'trends.refresh' }],
}

export { TrendLink } from './api.ts'
export { formula } from './formula.ts'
