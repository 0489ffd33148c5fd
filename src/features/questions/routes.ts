import type { Context, Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limit } from '../../http/guard.ts'
import { readLimit } from '../../http/paging.ts'
import { briefingById } from '../briefings/index.ts'
import { type BriefingQuestion, type Sort, sorts } from './api.ts'
import { presentOpinions, presentQuestions } from './present.ts'
import { ask, getQuestion, handle, similarTo, withdraw } from './questions.ts'
import * as sql from './sql.ts'
import { nextFor, vote } from './votes.ts'

/** So many questions in an hour, and votes in five minutes: more than anybody thinks. */
export const limitAsking = (c: Req, who: Id) =>
  limit(c, { name: 'questions.ask', who, most: 20, seconds: 3600 })
export const limitVoting = (c: Req, who: Id) =>
  limit(c, { name: 'questions.vote', who, most: 300, seconds: 300 })

export const sortOf = (value: unknown): Sort => sorts.find((sort) => sort === value) ?? 'votes'

/** Where a list that is sorted by votes goes on: pages by place, not by ids. */
function nextLink(c: Req, size: number, offset: number): void {
  const url = new URL(c.req.url)
  url.searchParams.set('limit', String(size))
  url.searchParams.set('offset', String(offset + size))
  c.header('Link', `<${c.get('ctx').config.origin}${url.pathname}?${url.searchParams}>; rel="next"`)
}

async function one(ctx: Context, viewer: Viewer | null, id: Id): Promise<BriefingQuestion> {
  const { session, question } = await getQuestion(ctx, viewer, id)
  const [shown] = await presentQuestions(ctx, session, [question], viewer !== null)
  return shown!
}

export function questionRoutes(app: App): void {
  app.get('/api/v1/briefings/:id/questions', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    const session = await briefingById(ctx, viewer, c.req.param('id'))
    const query = readQuery(c)
    const size = readLimit(query['limit'], 40, 80)
    const offset = /^\d{1,5}$/.test(String(query['offset'] ?? '')) ? Number(query['offset']) : 0
    const rows = await sql.selectQuestions(ctx, viewer?.id ?? null, session.briefing.id, {
      sort: sortOf(query['sort']),
      limit: size + 1,
      offset,
    })
    if (rows.length > size) nextLink(c, size, offset)
    return c.json(await presentQuestions(ctx, session, rows.slice(0, size), viewer !== null))
  })

  app.post('/api/v1/briefings/:id/questions', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const ctx = c.get('ctx')
    limitAsking(c, viewer.id)
    const made = await ask(ctx, viewer, c.req.param('id'), await readBody(c))
    return c.json(await one(ctx, viewer, made.id))
  })

  app.get('/api/v1/briefings/:id/questions/similar', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    const session = await briefingById(ctx, viewer, c.req.param('id'))
    const near = await similarTo(ctx, session, String(readQuery(c)['text'] ?? ''))
    return c.json(near.map(({ id, number, text, status }) => ({ id, number, text, status })))
  })

  app.get('/api/v1/briefings/:id/questions/next', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    const session = await briefingById(ctx, viewer, c.req.param('id'))
    const { question, all, done } = await nextFor(ctx, viewer, session)
    const [shown = null] = await presentQuestions(ctx, session, question ? [question] : [], true)
    return c.json({ question: shown, all, done })
  })

  app.get('/api/v1/briefings/:id/opinions', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    return c.json(await presentOpinions(ctx, await briefingById(ctx, viewer, c.req.param('id'))))
  })

  app.get('/api/v1/briefing_questions/:id', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    return c.json(await one(c.get('ctx'), viewer, c.req.param('id')))
  })

  app.put('/api/v1/briefing_questions/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const id = c.req.param('id')
    await handle(c.get('ctx'), viewer, id, await readBody(c))
    return c.json(await one(c.get('ctx'), viewer, id))
  })

  app.post('/api/v1/briefing_questions/:id/vote', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    limitVoting(c, viewer.id)
    const id = c.req.param('id')
    await vote(c.get('ctx'), viewer, id, await readBody(c))
    return c.json(await one(c.get('ctx'), viewer, id))
  })

  app.post('/api/v1/briefing_questions/:id/withdraw', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const id = c.req.param('id')
    await withdraw(c.get('ctx'), viewer, id)
    return c.json(await one(c.get('ctx'), viewer, id))
  })
}
