import { requireViewer } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { current, dismiss, present, react, unreact } from './announcements.ts'

/** https://docs.joinmastodon.org/methods/announcements/ */
export function announcementRoutes(app: App): void {
  app.get('/api/v1/announcements', async (c) => {
    const viewer = requireViewer(c, 'read')
    const ctx = c.get('ctx')
    return c.json(await present(ctx, viewer, await current(ctx)))
  })

  app.post('/api/v1/announcements/:id/dismiss', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    await readBody(c)
    await dismiss(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({})
  })

  app.put('/api/v1/announcements/:id/reactions/:name', async (c) => {
    const viewer = requireViewer(c, 'write:favourites')
    await readBody(c)
    await react(c.get('ctx'), viewer, c.req.param('id'), c.req.param('name'))
    return c.json({})
  })

  app.delete('/api/v1/announcements/:id/reactions/:name', async (c) => {
    const viewer = requireViewer(c, 'write:favourites')
    await unreact(c.get('ctx'), viewer, c.req.param('id'), c.req.param('name'))
    return c.json({})
  })
}
