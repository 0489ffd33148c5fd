import type { Feature } from '../../feature.ts'
import { frontPage } from './front-page.tsx'
import { measurePages } from './measure-pages.tsx'
import { endByItself, endLate, remind } from './measures.ts'
import { countAfter } from './numbers.ts'
import { planPages } from './plan-pages.tsx'
import { watch } from './plans.ts'
import { readinessRoutes } from './routes.ts'

/**
 * readiness: plans for coming events, beginning and ending measures, reviews after them. Owns readiness_plans,
 * readiness_thresholds, readiness_tasks, readiness_people, readiness_sources, readiness_changes, measure_reviews.
 * Endpoints: /api/v1/measures, /api/v1/readiness_plans and below. Pages: /do-nong, /do-nong/bien-phap,
 * /do-nong/ke-hoach and below, /xom/:handle/do-nong/bien-phap.
 */
export const readiness: Feature = {
  name: 'readiness',
  routes(app) {
    readinessRoutes(app)
    frontPage(app)
    measurePages(app)
    planPages(app)
  },
  jobs: {
    'readiness.end': endByItself,
    'readiness.count': countAfter,
    'readiness.remind': remind,
  },
  cron: [{ at: '5 2 * * *', job: 'readiness.remind' }],
  beats: [
    {
      every: 5000,
      run: async (ctx) => {
        await endLate(ctx)
        await watch(ctx)
      },
    },
  ],
}

export { NumbersTable } from './measure-parts.tsx'
