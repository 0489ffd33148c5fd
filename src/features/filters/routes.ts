import { requireViewer } from '../../http/auth.ts'
import { check, readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { CreateFilter, type Filter, SaveKeyword, SaveStatus, SaveV1, UpdateFilter } from './api.ts'
import * as verbs from './filters.ts'

/** A word as filters v1 show it. */
const toV1 = (filter: Filter, word: Filter['keywords'][number]) => ({
  id: word.id,
  phrase: word.keyword,
  context: filter.context,
  whole_word: word.whole_word,
  expires_at: filter.expires_at,
  irreversible: filter.filter_action === 'hide',
})

/** Filters v1, for older clients: each word of each filter is one of theirs. */
function older(app: App): void {
  app.get('/api/v1/filters', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    const filters = await verbs.listFilters(c.get('ctx'), viewer)
    return c.json(filters.flatMap((filter) => filter.keywords.map((word) => toV1(filter, word))))
  })

  app.get('/api/v1/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    const { filter, keyword } = await verbs.getKeyword(c.get('ctx'), viewer, c.req.param('id'))
    return c.json(toV1(filter, keyword))
  })

  app.post('/api/v1/filters', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(SaveV1, await readBody(c))
    const filter = await verbs.createFilter(c.get('ctx'), viewer, {
      title: body.phrase,
      context: body.context,
      filter_action: body.irreversible ? 'hide' : 'warn',
      expires_in: body.expires_in,
      keywords_attributes: [{ keyword: body.phrase, whole_word: body.whole_word ?? false }],
    })
    return c.json(toV1(filter, filter.keywords[0]!))
  })

  app.put('/api/v1/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const ctx = c.get('ctx')
    const body = check(SaveV1, await readBody(c))
    const { filter, keyword } = await verbs.getKeyword(ctx, viewer, c.req.param('id'))
    const changed = await verbs.updateFilter(ctx, viewer, filter.id, {
      context: body.context,
      filter_action: body.irreversible ? 'hide' : 'warn',
      expires_in: body.expires_in,
      keywords_attributes: [{ id: keyword.id, keyword: body.phrase, whole_word: body.whole_word ?? false }],
    })
    return c.json(toV1(changed, changed.keywords.find(({ id }) => id === keyword.id)!))
  })

  app.delete('/api/v1/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const ctx = c.get('ctx')
    const { filter, keyword } = await verbs.getKeyword(ctx, viewer, c.req.param('id'))
    if (filter.keywords.length === 1) await verbs.deleteFilter(ctx, viewer, filter.id)
    else await verbs.removeKeyword(ctx, viewer, keyword.id)
    return c.json({})
  })
}

function words(app: App): void {
  app.get('/api/v2/filters/:id/keywords', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json((await verbs.getFilter(c.get('ctx'), viewer, c.req.param('id'))).keywords)
  })
  app.post('/api/v2/filters/:id/keywords', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(SaveKeyword, await readBody(c))
    return c.json(await verbs.addKeyword(c.get('ctx'), viewer, c.req.param('id'), body))
  })
  app.get('/api/v2/filters/keywords/:id', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json((await verbs.getKeyword(c.get('ctx'), viewer, c.req.param('id'))).keyword)
  })
  app.put('/api/v2/filters/keywords/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(SaveKeyword, await readBody(c))
    return c.json(await verbs.changeKeyword(c.get('ctx'), viewer, c.req.param('id'), body))
  })
  app.delete('/api/v2/filters/keywords/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    await verbs.removeKeyword(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({})
  })
}

function posts(app: App): void {
  app.get('/api/v2/filters/:id/statuses', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json((await verbs.getFilter(c.get('ctx'), viewer, c.req.param('id'))).statuses)
  })
  app.post('/api/v2/filters/:id/statuses', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(SaveStatus, await readBody(c))
    return c.json(await verbs.addStatus(c.get('ctx'), viewer, c.req.param('id'), body.status_id))
  })
  app.get('/api/v2/filters/statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json(await verbs.getFilterStatus(c.get('ctx'), viewer, c.req.param('id')))
  })
  app.delete('/api/v2/filters/statuses/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    await verbs.removeStatus(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({})
  })
}

export function filterRoutes(app: App): void {
  app.get('/api/v2/filters', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json(await verbs.listFilters(c.get('ctx'), viewer))
  })
  app.post('/api/v2/filters', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(CreateFilter, await readBody(c))
    return c.json(await verbs.createFilter(c.get('ctx'), viewer, body))
  })
  words(app)
  posts(app)
  app.get('/api/v2/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'read:filters')
    return c.json(await verbs.getFilter(c.get('ctx'), viewer, c.req.param('id')))
  })
  app.put('/api/v2/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    const body = check(UpdateFilter, await readBody(c))
    return c.json(await verbs.updateFilter(c.get('ctx'), viewer, c.req.param('id'), body))
  })
  app.delete('/api/v2/filters/:id', async (c) => {
    const viewer = requireViewer(c, 'write:filters')
    await verbs.deleteFilter(c.get('ctx'), viewer, c.req.param('id'))
    return c.json({})
  })
  older(app)
}
