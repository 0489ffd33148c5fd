import type { Feature } from '../../feature.ts'
import { scheduledRoutes } from './routes.ts'
import { publishScheduled } from './scheduled.ts'

/**
 * Posts that wait for their hour. Owns `scheduled_statuses`.
 * POST /api/v1/statuses with `scheduled_at` and the composer hand their post over through `onSchedule`.
 * Endpoints: /api/v1/scheduled_statuses; page /scheduled.
 */
export const scheduled: Feature = {
  name: 'scheduled',
  routes: scheduledRoutes,
  jobs: { 'statuses.publishScheduled': publishScheduled },
}

export { scheduleStatus } from './scheduled.ts'
