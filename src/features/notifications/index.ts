import type { Feature } from '../../feature.ts'
import { onReport } from './moderation-sql.ts'
import { notificationPages } from './pages.tsx'
import { onAdmitted } from './rooms-sql.ts'
import { notificationRoutes } from './routes.ts'
import * as write from './write-sql.ts'

/**
 * What happened to a person's posts and to her. Owns `notifications` (reads markers). Jobs write, each safe to run
 * twice; reading leaves out what was taken back since. Endpoints: /api/v1/notifications, /api/v2/notifications
 * (grouped by post and Vietnamese day); page /notifications.
 */
export const notifications: Feature = {
  name: 'notifications',
  routes(app) {
    notificationRoutes(app)
    notificationPages(app)
  },
  jobs: {
    'notifications.onStatus': write.onStatus,
    'notifications.onEdit': write.onEdit,
    'notifications.onInteraction': write.onInteraction,
    'notifications.onFollow': write.onFollow,
    'notifications.onAdmitted': onAdmitted,
    'notifications.onTakenBack': write.onTakenBack,
    'notifications.onPollClosed': write.onPollClosed,
    'notifications.onSignUp': write.onSignUp,
    'notifications.onReport': onReport,
    'notifications.prune': write.prune,
  },
  cron: [{ at: '41 20 * * *', job: 'notifications.prune' }],
}

export { tellOverdue } from './actions-sql.ts'
export { Notification, NotificationGroup, notificationTypes } from './api.ts'
export { tellAnswered, tellBriefing } from './briefings-sql.ts'
export { tellOfEvent } from './events-sql.ts'
export { tellHeat } from './heat-sql.ts'
export { tellAnswer, tellAppeal, tellDecision, tellOutcome, tellReporters } from './moderation-sql.ts'
export { unreadCount } from './notifications.ts'
export { tellRole } from './rooms-sql.ts'
export { tellCommenter, tellEditors } from './sites-sql.ts'
export { eraseNotifications } from './sql.ts'
