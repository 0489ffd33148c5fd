import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, id as idSchema, int, list, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { presentAccounts } from '../accounts/index.ts'
import { CreateSite, siteRoles, UpdateSite } from './api.ts'
import { presentSites } from './present.ts'
import {
  addSeries,
  createSite,
  listSeries,
  removeSeries,
  removeStaff,
  saveSiteSections,
  setStaff,
  updateSite,
} from './sites.ts'
import { selectDirectory, selectMine, selectStaff } from './sql.ts'
import { getSite } from './standing.ts'

const List = z.object({
  mine: z.string().optional(),
  limit: int(1, 40).default(20),
  offset: int(0, 10_000).default(0),
})
const Sections = z.object({
  sections: list(
    z.object({
      id: idSchema.nullish(),
      name: z.string().max(2000),
      description: z.string().max(5000).optional(),
    }),
    100,
  ),
})
const Staff = z.object({
  acct: z.string().max(200),
  role: z.enum(siteRoles).exclude(['owner']),
  title: z.string().max(2000).optional(),
})
const Series = z.object({ title: z.string().max(3000), description: z.string().max(20_000).optional() })

async function answer(c: Req, id: string) {
  const [site] = await presentSites(c.get('ctx'), c.get('viewer'), [id])
  if (!site) throw notFound()
  return c.json(site)
}

/** Sites as JSON. */
export function siteRoutes(app: App): void {
  app.get('/api/v1/sites', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:accounts')
    const { mine, limit, offset } = check(List, readQuery(c))
    const rows = mine && viewer ? await selectMine(ctx, viewer.id) : await selectDirectory(ctx, limit, offset)
    return c.json(
      await presentSites(
        ctx,
        viewer,
        rows.map(({ id }) => id),
      ),
    )
  })

  app.post('/api/v1/sites', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'write:accounts')
    limitRate(c, 'new_community', viewer.id, ctx.config.production ? 10 : 1_000_000, 24 * 3600)
    return answer(c, await createSite(ctx, viewer, check(CreateSite, await readBody(c))))
  })

  app.get('/api/v1/sites/:id', async (c) => {
    optionalViewer(c, 'read:accounts')
    await getSite(c.get('ctx'), null, c.req.param('id'))
    return answer(c, c.req.param('id'))
  })

  app.patch('/api/v1/sites/:id', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const id = c.req.param('id')
    await updateSite(c.get('ctx'), viewer, id, check(UpdateSite, await readBody(c)))
    return answer(c, id)
  })

  app.put('/api/v1/sites/:id/sections', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const id = c.req.param('id')
    const { sections } = check(Sections, await readBody(c))
    const given = sections.map((one) => ({
      id: one.id ?? null,
      name: one.name,
      description: one.description ?? '',
    }))
    await saveSiteSections(c.get('ctx'), viewer, id, given)
    return answer(c, id)
  })

  app.get('/api/v1/sites/:id/staff', async (c) => {
    const ctx = c.get('ctx')
    optionalViewer(c, 'read:accounts')
    await getSite(ctx, null, c.req.param('id'))
    const rows = await selectStaff(ctx, c.req.param('id'))
    const accounts = await presentAccounts(
      ctx,
      rows.map((row) => row.account_id),
    )
    return c.json(
      rows.flatMap(({ account_id, role, title }) => {
        const account = accounts.get(account_id)
        return account ? [{ account, role, title }] : []
      }),
    )
  })

  app.post('/api/v1/sites/:id/staff', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const { acct, role, title } = check(Staff, await readBody(c))
    await setStaff(c.get('ctx'), viewer, c.req.param('id'), acct, role, title)
    return c.json({})
  })

  app.delete('/api/v1/sites/:id/staff/:account', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    await removeStaff(c.get('ctx'), viewer, c.req.param('id'), c.req.param('account'))
    return c.json({})
  })

  app.get('/api/v1/sites/:id/series', async (c) => {
    optionalViewer(c, 'read:accounts')
    return c.json(await listSeries(c.get('ctx'), c.req.param('id')))
  })

  app.post('/api/v1/sites/:id/series', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const { title, description } = check(Series, await readBody(c))
    const id = await addSeries(c.get('ctx'), viewer, c.req.param('id'), {
      title,
      ...(description ? { description } : {}),
    })
    return c.json({ id })
  })

  app.delete('/api/v1/sites/:id/series/:series', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    await removeSeries(c.get('ctx'), viewer, c.req.param('id'), c.req.param('series'))
    return c.json({})
  })
}
