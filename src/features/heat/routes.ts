import { optionalViewer } from '../../http/auth.ts'
import type { App } from '../../http/env.ts'
import { communityGauge, linkGauge, overview, tagGauge } from './gauge.ts'

export function heatRoutes(app: App): void {
  app.get('/api/v1/heat', async (c) => {
    optionalViewer(c, 'read')
    c.header('Cache-Control', 'public, max-age=2')
    return c.json(await overview(c.get('ctx')))
  })
  app.get('/api/v1/heat/tags/:tag', async (c) => c.json(await tagGauge(c.get('ctx'), c.req.param('tag'))))
  app.get('/api/v1/heat/links/:id', async (c) => c.json(await linkGauge(c.get('ctx'), c.req.param('id'))))
  app.get('/api/v1/heat/communities/:id', async (c) =>
    c.json(await communityGauge(c.get('ctx'), optionalViewer(c, 'read'), c.req.param('id'))),
  )
}
