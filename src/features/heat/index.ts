import type { Feature } from '../../feature.ts'
import { roll, tick } from './count.ts'
import { heatPages } from './pages.tsx'
import { heatRoutes } from './routes.ts'

/**
 * heat: how busy tags, links, communities and the network are, against what is usual for the hour (formula.ts). Counted
 * every two seconds from the ranges of the last minutes. Owns heat_minutes, heat_hours, heat_progress. Endpoints:
 * /api/v1/heat and below. Pages: /do-nong/the/:tag, /do-nong/lien-ket/:id, /xom/:handle/do-nong.
 */
export const heat: Feature = {
  name: 'heat',
  routes(app) {
    heatRoutes(app)
    heatPages(app)
  },
  jobs: { 'heat.roll': roll },
  cron: [{ at: '*/10 * * * *', job: 'heat.roll' }],
  beats: [{ every: 2000, run: tick }],
}

export { Gauge } from './api.ts'
export { countViews, tick } from './count.ts'
export { acts, type Counts, formula, levelNames, type SubjectKind, subjectKinds } from './formula.ts'
export {
  countsBetween,
  gaugeOf,
  gaugesById,
  linkGauge,
  linkIdOf,
  networkGauge,
  overview,
  tagGauge,
  tagIdOf,
} from './gauge.ts'
export { GaugeBlock, GaugeList } from './parts.tsx'
