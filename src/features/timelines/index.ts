import type { Feature } from '../../feature.ts'
import { onCreated } from '../statuses/index.ts'
import { insertOwnEntry } from './entries-sql.ts'
import { fanOut, fanOutPart, merge, rebuild, remove, trim, unmerge } from './fanout.ts'
import { timelinePages } from './pages.tsx'
import { timelineRoutes } from './routes.ts'

/**
 * timelines: what each person reads. Owns home_entries (one row per reader and post, written by jobs). Endpoints:
 * /api/v1/timelines/*, /api/v1/accounts/:id/statuses. Hears statusCreated, statusDeleted, followed, unfollowed.
 */
export { eraseHome, rebuild } from './fanout.ts'
export { onHome } from './notices.ts'
export { keepAwake } from './presence.ts'
export { type AccountFilter, pickAccount, pickedIds, pinnedIds } from './sql.ts'
export { tagForms } from './tag-forms.ts'

onCreated(async (ctx, statusId) => {
  await insertOwnEntry(ctx, statusId)
})

export const timelines: Feature = {
  name: 'timelines',
  routes(app) {
    timelineRoutes(app)
    timelinePages(app)
  },
  jobs: {
    'timelines.fanOut': fanOut,
    'timelines.fanOutPart': fanOutPart,
    'timelines.remove': remove,
    'timelines.merge': merge,
    'timelines.unmerge': unmerge,
    'timelines.rebuild': rebuild,
    'timelines.trim': trim,
  },
  cron: [{ at: '41 19 * * *', job: 'timelines.trim' }],
}
