import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, int, readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { bounds, linkHeader, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { type Actor, briefingById, getSeriesById, type Session } from '../briefings/index.ts'
import * as actions from './actions.ts'
import * as concerns from './concerns.ts'
import * as conclusions from './conclusions.ts'
import * as present from './present.ts'
import * as read from './read-sql.ts'

const reading = 'read:statuses'
const writing = 'write:statuses'

/** What a part of the conclusions is called in an address, and what can be done with it. */
interface Collection {
  list(ctx: Context, session: Session): Promise<{ id: Id }[]>
  save(ctx: Context, actor: Actor, briefingId: Id, id: Id | null, input: unknown): Promise<Id>
  remove(ctx: Context, actor: Actor, briefingId: Id, id: Id): Promise<void>
}

const collections: Record<string, Collection> = {
  findings: {
    list: async (ctx, session) =>
      present.presentFindings(ctx, session, await read.selectFindings(ctx, session.briefing.id)),
    save: conclusions.saveFinding,
    remove: (ctx, actor, briefingId, id) =>
      conclusions.removeConclusion(ctx, actor, briefingId, 'finding', id),
  },
  solutions: {
    list: async (ctx, { briefing }) => present.presentSolutions(await read.selectSolutions(ctx, briefing.id)),
    save: conclusions.saveSolution,
    remove: (ctx, actor, briefingId, id) =>
      conclusions.removeConclusion(ctx, actor, briefingId, 'solution', id),
  },
  dissents: {
    list: async (ctx, { briefing }) =>
      present.presentDissents(ctx, await read.selectDissents(ctx, briefing.id)),
    save: conclusions.saveDissent,
    remove: (ctx, actor, briefingId, id) =>
      conclusions.removeConclusion(ctx, actor, briefingId, 'dissent', id),
  },
  action_items: {
    list: async (ctx, { briefing }) =>
      present.presentActions(ctx, await read.selectActionsOf(ctx, briefing.id)),
    save: actions.saveAction,
    remove: actions.removeAction,
  },
  concerns: {
    list: async (ctx, { series, briefing }) =>
      present.presentConcerns(ctx, await read.selectConcernsAt(ctx, series.id, briefing)),
    save: concerns.saveConcern,
    remove: concerns.removeConcern,
  },
  commitments: {
    list: async (ctx, { briefing }) =>
      present.presentCommitments(ctx, await read.selectCommitments(ctx, briefing.id)),
    save: conclusions.saveCommitment,
    remove: (ctx, actor, briefingId, id) =>
      conclusions.removeConclusion(ctx, actor, briefingId, 'commitment', id),
  },
}

/** Writes of one person in an hour. */
export function limitWrites(c: Req, viewer: Viewer): void {
  limitRate(c, 'outcomes', viewer.id, c.get('ctx').config.production ? 600 : 1_000_000, 3600)
}

const writer = (c: Req): Viewer => {
  const viewer = requireViewer(c, writing)
  limitWrites(c, viewer)
  return viewer
}

const idOf = (c: Req, name: string): Id => {
  const id = c.req.param(name)
  if (!isId(id)) throw notFound()
  return id
}

/** Each part holds at most 200: it is answered whole. */
function collectionRoutes(app: App, name: string, collection: Collection): void {
  const base = `/api/v1/briefings/:id/${name}`
  const answer = async (c: Req, viewer: Viewer, id: Id) => {
    const session = await briefingById(c.get('ctx'), viewer, c.req.param('id')!)
    const found = (await collection.list(c.get('ctx'), session)).find((row) => row.id === id)
    if (!found) throw notFound()
    return c.json(found)
  }
  app.get(base, async (c) => {
    const session = await briefingById(c.get('ctx'), optionalViewer(c, reading), c.req.param('id')!)
    return c.json(await collection.list(c.get('ctx'), session))
  })
  app.post(base, async (c) => {
    const viewer = writer(c)
    const id = await collection.save(c.get('ctx'), viewer, c.req.param('id')!, null, await readBody(c))
    return answer(c, viewer, id)
  })
  app.put(`${base}/:item`, async (c) => {
    const viewer = writer(c)
    const item = idOf(c, 'item')
    await collection.save(c.get('ctx'), viewer, c.req.param('id')!, item, await readBody(c))
    return answer(c, viewer, item)
  })
  app.delete(`${base}/:item`, async (c) => {
    await collection.remove(c.get('ctx'), writer(c), c.req.param('id')!, idOf(c, 'item'))
    return c.json({})
  })
}

const ListQuery = z.object({
  state: z.enum(read.actionFilters).default('open'),
  offset: int(0, 100_000).default(0),
  limit: int(1, 80).default(40),
})

/** A page by offset, for the order (overdue first) is none of the ids. */
async function listed(c: Req, of: { seriesId: Id } | { ownerId: Id }) {
  const ctx = c.get('ctx')
  const { state, offset, limit } = check(ListQuery, readQuery(c))
  const rows = await read.selectActions(ctx, of, state, offset, limit)
  if (rows.length === limit) {
    const url = new URL(c.req.url)
    url.searchParams.set('offset', String(offset + limit))
    c.header('Link', `<${ctx.config.origin}${url.pathname}${url.search}>; rel="next"`)
  }
  return c.json(await present.presentActions(ctx, rows))
}

async function actionAnswer(c: Req, viewer: Viewer | null) {
  const { action } = await actions.getActionById(c.get('ctx'), viewer, c.req.param('id')!)
  const [item] = await present.presentActions(c.get('ctx'), [action])
  return c.json(item)
}

function actionRoutes(app: App): void {
  app.get('/api/v1/action_items', (c) => listed(c, { ownerId: requireViewer(c, reading).id }))
  app.get('/api/v1/briefing_series/:id/action_items', async (c) => {
    const series = await getSeriesById(c.get('ctx'), optionalViewer(c, reading), c.req.param('id'))
    return listed(c, { seriesId: series.id })
  })
  app.get('/api/v1/action_items/:id', (c) => actionAnswer(c, optionalViewer(c, reading)))

  app.get('/api/v1/action_items/:id/updates', async (c) => {
    const ctx = c.get('ctx')
    const { action } = await actions.getActionById(ctx, optionalViewer(c, reading), c.req.param('id'))
    const page = readPage(c)
    const rows = await read.selectUpdates(ctx, action.id, bounds(page).below, page.limit)
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json(await present.presentUpdates(ctx, rows))
  })
  app.post('/api/v1/action_items/:id/updates', async (c) => {
    const viewer = writer(c)
    await actions.updateProgress(c.get('ctx'), viewer, idOf(c, 'id'), await readBody(c))
    return actionAnswer(c, viewer)
  })
  const verbs = { close: actions.closeAction, drop: actions.dropAction, reopen: actions.reopenAction }
  for (const [name, verb] of Object.entries(verbs))
    app.post(`/api/v1/action_items/:id/${name}`, async (c) => {
      const viewer = writer(c)
      await verb(c.get('ctx'), viewer, idOf(c, 'id'), await readBody(c))
      return actionAnswer(c, viewer)
    })
}

function concernRoutes(app: App): void {
  app.get('/api/v1/briefing_series/:id/concerns', async (c) => {
    const ctx = c.get('ctx')
    const series = await getSeriesById(ctx, optionalViewer(c, reading), c.req.param('id'))
    const { offset, limit } = check(ListQuery, readQuery(c))
    return c.json(
      await present.presentConcerns(ctx, await read.selectConcerns(ctx, series.id, offset, limit)),
    )
  })
  const verbs = {
    note: concerns.noteConcern,
    close: concerns.closeConcern,
    reopen: concerns.reopenConcern,
  }
  for (const [name, verb] of Object.entries(verbs))
    app.post(`/api/v1/briefings/:id/concerns/:item/${name}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = writer(c)
      await verb(ctx, viewer, c.req.param('id'), idOf(c, 'item'), await readBody(c))
      const [concern] = await present.presentConcerns(ctx, await read.selectConcern(ctx, idOf(c, 'item')))
      return c.json(concern)
    })
}

/** The conclusions of briefings as JSON (docs/api.md). */
export function outcomeRoutes(app: App): void {
  for (const [name, collection] of Object.entries(collections)) collectionRoutes(app, name, collection)
  actionRoutes(app)
  concernRoutes(app)
}
