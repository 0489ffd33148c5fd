import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { bounds, linkHeader, newestFirst, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { requireReader } from '../communities/index.ts'
import { allInForce, selectLog } from '../measures/index.ts'
import { beginMeasure, endMeasure, getMeasure, writeReview } from './measures.ts'
import { closePlan, createPlan, getPlan, savePlan, setTask } from './plans.ts'
import { selectPlans } from './plans-sql.ts'
import { presentMeasure, presentMeasures, presentPlan, presentPlanRow } from './present.ts'
import { addLabel, addUpdate, removeLabel, removeUpdate } from './serving.ts'

const writer = (c: Req): Viewer => requireViewer(c, 'admin:write', 'write:accounts')

async function whole(c: Req, id: string) {
  const ctx = c.get('ctx')
  return c.json(await presentMeasure(ctx, await getMeasure(ctx, c.get('viewer'), id)))
}

/** The log: of the network and of communities that everybody may read, or of one community. */
async function list(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = optionalViewer(c, 'read')
  const query = readQuery(c)
  if (query['state'] === 'in_force') {
    const rows = (await allInForce(ctx)).filter((row) => !row.private)
    return c.json(await presentMeasures(ctx, rows))
  }
  const asked = query['community_id']
  const communityId = isId(asked) ? asked : null
  if (communityId !== null) await requireReader(ctx, viewer, communityId)
  const page = readPage(c)
  const range = { communityId, ...bounds(page), limit: page.limit, upward: page.minId !== null }
  const rows = newestFirst(page, await selectLog(ctx, range))
  linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
  return c.json(await presentMeasures(ctx, rows))
}

function measureRoutes(app: App): void {
  app.get('/api/v1/measures', list)
  app.post('/api/v1/measures', async (c) => {
    const id = await beginMeasure(c.get('ctx'), writer(c), await readBody(c))
    return whole(c, id)
  })
  app.get('/api/v1/measures/:id', async (c) => {
    optionalViewer(c, 'read')
    return whole(c, c.req.param('id'))
  })
  app.post('/api/v1/measures/:id/end', async (c) => {
    await endMeasure(c.get('ctx'), writer(c), c.req.param('id'), await readBody(c))
    return whole(c, c.req.param('id'))
  })
  app.put('/api/v1/measures/:id/review', async (c) => {
    await writeReview(c.get('ctx'), writer(c), c.req.param('id'), await readBody(c))
    return whole(c, c.req.param('id'))
  })
  app.post('/api/v1/measures/:id/updates', async (c) => {
    await addUpdate(c.get('ctx'), writer(c), c.req.param('id'), await readBody(c))
    return whole(c, c.req.param('id'))
  })
  app.delete('/api/v1/measures/:id/updates/:update', async (c) => {
    await removeUpdate(c.get('ctx'), writer(c), c.req.param('id'), c.req.param('update'))
    return whole(c, c.req.param('id'))
  })
  app.post('/api/v1/measures/:id/labels', async (c) => {
    await addLabel(c.get('ctx'), writer(c), c.req.param('id'), await readBody(c))
    return whole(c, c.req.param('id'))
  })
  app.delete('/api/v1/measures/:id/labels/:status', async (c) => {
    await removeLabel(c.get('ctx'), writer(c), c.req.param('id'), c.req.param('status'))
    return whole(c, c.req.param('id'))
  })
}

function planRoutes(app: App): void {
  const whole = async (c: Req, id: string) => {
    const ctx = c.get('ctx')
    return c.json(await presentPlan(ctx, await getPlan(ctx, c.get('viewer'), id)))
  }
  app.get('/api/v1/readiness_plans', async (c) => {
    optionalViewer(c, 'read')
    const ctx = c.get('ctx')
    const page = readPage(c)
    const range = { ...bounds(page), limit: page.limit, upward: page.minId !== null }
    const rows = newestFirst(page, await selectPlans(ctx, range))
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json(rows.map((row) => presentPlanRow(ctx, row)))
  })
  app.post('/api/v1/readiness_plans', async (c) => {
    const id = await createPlan(c.get('ctx'), writer(c), await readBody(c))
    return whole(c, id)
  })
  app.get('/api/v1/readiness_plans/:id', async (c) => {
    optionalViewer(c, 'read')
    return whole(c, c.req.param('id'))
  })
  app.put('/api/v1/readiness_plans/:id', async (c) => {
    await savePlan(c.get('ctx'), writer(c), c.req.param('id'), await readBody(c))
    return whole(c, c.req.param('id'))
  })
  app.post('/api/v1/readiness_plans/:id/close', async (c) => {
    await closePlan(c.get('ctx'), writer(c), c.req.param('id'))
    return whole(c, c.req.param('id'))
  })
  app.post('/api/v1/readiness_plans/:id/tasks/:task', async (c) => {
    const { id, task } = c.req.param()
    await setTask(c.get('ctx'), writer(c), id, task, await readBody(c))
    return whole(c, id)
  })
}

export function readinessRoutes(app: App): void {
  measureRoutes(app)
  planRoutes(app)
}
