import { z } from 'zod'
import type { Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, int, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { SaveWikiPage } from './api.ts'
import * as wiki from './wiki.ts'
import { selectWikiRevisions, selectWikiTexts } from './wiki-sql.ts'

const EditWikiPage = SaveWikiPage.extend({ revision: int(1, 2_000_000_000) })
const Restore = z.object({
  revision: int(1, 2_000_000_000),
  from: int(1, 2_000_000_000),
  comment: z.string().max(5000).default(''),
})
const Revisions = z.object({
  before: int(1, 2_000_000_000).default(2_000_000_000),
  limit: int(1, 80).default(40),
})

async function answer(c: Req, viewer: { id: Id } | null, name: string) {
  return c.json(await wiki.getWikiPage(c.get('ctx'), viewer, c.req.param('id')!, name))
}

function revisions(app: App): void {
  app.get('/api/v1/communities/:id/wiki/:slug/revisions', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:statuses')
    const { before, limit } = check(Revisions, readQuery(c))
    const page = await wiki.getWikiPage(ctx, viewer, c.req.param('id'), c.req.param('slug'))
    return c.json(await selectWikiRevisions(ctx, page.id, before, limit))
  })

  app.get('/api/v1/communities/:id/wiki/:slug/revisions/:revision{[0-9]+}', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:statuses')
    const revision = check(int(1, 2_000_000_000), c.req.param('revision'))
    const page = await wiki.getWikiPage(ctx, viewer, c.req.param('id'), c.req.param('slug'))
    const [row] = await selectWikiTexts(ctx, page.id, [revision])
    return row ? c.json(row) : c.json({ error: 'Record not found' }, 404)
  })
}

/** The handbook of a community, page by page. */
export function wikiRoutes(app: App): void {
  app.get('/api/v1/communities/:id/wiki', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    return c.json(await wiki.listWiki(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.post('/api/v1/communities/:id/wiki', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(SaveWikiPage, await readBody(c))
    limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
    return answer(c, viewer, await wiki.createWikiPage(c.get('ctx'), viewer, c.req.param('id'), body))
  })

  app.get('/api/v1/communities/:id/wiki/:slug', (c) =>
    answer(c, optionalViewer(c, 'read:statuses'), c.req.param('slug')),
  )

  app.put('/api/v1/communities/:id/wiki/:slug', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(EditWikiPage, await readBody(c))
    limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
    await wiki.editWikiPage(c.get('ctx'), viewer, c.req.param('id'), c.req.param('slug'), body)
    return answer(c, viewer, c.req.param('slug'))
  })

  app.delete('/api/v1/communities/:id/wiki/:slug', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await wiki.deleteWikiPage(c.get('ctx'), viewer, c.req.param('id'), c.req.param('slug'))
    return c.json({})
  })

  app.post('/api/v1/communities/:id/wiki/:slug/restore', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(Restore, await readBody(c))
    limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
    await wiki.restoreWikiPage(c.get('ctx'), viewer, c.req.param('id'), c.req.param('slug'), body)
    return answer(c, viewer, c.req.param('slug'))
  })

  for (const [word, by] of [
    ['up', -1],
    ['down', 1],
  ] as const) {
    app.post(`/api/v1/communities/:id/wiki/:slug/${word}`, async (c) => {
      const viewer = requireViewer(c, 'write:statuses')
      await wiki.moveWikiPage(c.get('ctx'), viewer, c.req.param('id'), c.req.param('slug'), by)
      return c.json(await wiki.listWiki(c.get('ctx'), viewer, c.req.param('id')))
    })
  }

  for (const locked of [true, false]) {
    app.post(`/api/v1/communities/:id/wiki/:slug/${locked ? 'lock' : 'unlock'}`, async (c) => {
      const viewer = requireViewer(c, 'write:statuses')
      await wiki.setWikiLocked(c.get('ctx'), viewer, c.req.param('id'), c.req.param('slug'), locked)
      return answer(c, viewer, c.req.param('slug'))
    })
  }

  revisions(app)
}
