import { notFound } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import type { App } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { vietnamDay } from '../../lib/time.ts'
import { communityHealth, thresholds } from './health.ts'

export function healthRoutes(app: App): void {
  app.get('/api/v1/communities/:id/health', async (c) => {
    const viewer = requireViewer(c, 'read')
    const id = c.req.param('id')
    if (!isId(id)) throw notFound()
    const { months, whole, waiting, advice } = await communityHealth(c.get('ctx'), viewer, id)
    const days = ({ from, to }: { from: Date; to: Date }) => ({ from: vietnamDay(from), to: vietnamDay(to) })
    c.header('Cache-Control', 'no-store')
    return c.json({
      period: days(whole),
      metrics: whole.metrics,
      months: months.map(({ period, complete, metrics }) => ({ period: days(period), complete, metrics })),
      waiting: { cases: waiting.cases, oldest_days: waiting.oldestDays },
      advice,
      thresholds: {
        answered_share: thresholds.answered,
        first_reply_hours: thresholds.firstReplyHours,
        retained_share: thresholds.retained,
        gini: thresholds.gini,
        top_tenth_share: thresholds.topTenth,
        oldest_days: thresholds.oldestDays,
      },
    })
  })
}
