import { requireViewer } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { linkHeader, readPage } from '../../http/paging.ts'
import { once, onSchedule } from '../statuses/index.ts'
import { scheduledPages } from './pages.tsx'
import { idOf, timeOf } from './requests.ts'
import { cancelScheduled, getScheduled, listScheduled, reschedule, scheduleStatus } from './scheduled.ts'

export function scheduledRoutes(app: App): void {
  onSchedule(async (c, viewer, params, at) => {
    const ctx = c.get('ctx')
    const time = timeOf(at)
    const key = c.req.header('idempotency-key')
    const made = await once(ctx, viewer.id, key && `scheduled:${key}`, async (ctx) => {
      const { id } = await scheduleStatus(ctx, viewer, params, time)
      return { id, scheduled: true }
    })
    return { id: made.id, body: await getScheduled(ctx, viewer, made.id) }
  })

  app.get('/api/v1/scheduled_statuses', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const page = readPage(c)
    const items = await listScheduled(c.get('ctx'), viewer, page)
    linkHeader(c, page, items[0]?.id, items.at(-1)?.id, items.length)
    return c.json(items)
  })

  app.get('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    return c.json(await getScheduled(c.get('ctx'), viewer, idOf(c)))
  })

  app.put('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = await readBody(c)
    return c.json(await reschedule(c.get('ctx'), viewer, idOf(c), timeOf(body['scheduled_at'])))
  })

  app.delete('/api/v1/scheduled_statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await cancelScheduled(c.get('ctx'), viewer, idOf(c))
    return c.json({})
  })

  scheduledPages(app)
}
