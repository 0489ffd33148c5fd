import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, id as idSchema, int, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { selectLastNumber } from '../statuses/index.ts'
import { SaveSections, type Thread } from './api.ts'
import { getCommunity, saveSections } from './communities.ts'
import { crosspost } from './crosspost.ts'
import { spanOf, threadPosts } from './posts.ts'
import { listPinned, listThreads, presentThreads, type ThreadView } from './present.ts'
import { threadOrders } from './sql.ts'
import { requireReader } from './standing.ts'
import * as verbs from './threads.ts'

const List = z.object({
  sort: z.enum(threadOrders).default('active'),
  section: z.string().max(200).optional(),
  pinned: z.string().optional(),
  /** From the `next` link: the key of the last thread of the page before. */
  before: idSchema.optional(),
  score: z.coerce.number().optional(),
  limit: int(1, 40).default(20),
})
const Posts = z.object({ page: int(1, 100_000).default(1) })
const Read = z.object({ number: int(0, 2_000_000_000).nullish() })
const Summary = z.object({ summary: z.string().max(20_000) })
const Edit = z.object({ title: z.string().max(3000).optional(), section: z.string().max(200).nullish() })
const Move = z.object({ community_id: idSchema })
const Split = z.object({ number: int(1, 2_000_000_000), title: z.string().max(3000) })
const Crosspost = z.object({
  community_id: idSchema,
  title: z.string().max(3000).optional(),
  text: z.string().max(200_000).optional(),
  section: z.string().max(200).optional(),
})
const Merge = z.object({ into: idSchema })

const toJson = (thread: ThreadView): z.infer<typeof Thread> => ({
  id: thread.id,
  community_id: thread.communityId,
  title: thread.title,
  summary: thread.summary,
  section: thread.section,
  replies_count: thread.replies,
  participants_count: thread.participants,
  last_id: thread.lastId,
  pinned: thread.pinned,
  locked: thread.locked,
  following: thread.follows,
  merged_into: thread.mergedInto,
  crosspost_of: thread.crosspostOf,
  unread: thread.unread,
  status: thread.first,
})

async function answer(c: Req, viewer: { id: Id } | null, id: string) {
  const ctx = c.get('ctx')
  const [thread] = await presentThreads(ctx, viewer, [await verbs.getThread(ctx, viewer, id)])
  return c.json(toJson(thread!))
}

/** The way to the next page; its boundary is the key of the order, not always the id. */
function nextLink(c: Req, sort: string, threads: ThreadView[], limit: number): void {
  const last = threads.at(-1)
  if (!last || threads.length < limit) return
  const url = new URL(c.req.url)
  url.searchParams.set('before', sort === 'active' ? last.lastId : last.id)
  if (sort === 'best') url.searchParams.set('score', String(last.score))
  c.header('Link', `<${c.get('ctx').config.origin}${url.pathname}${url.search}>; rel="next"`)
}

function reading(app: App): void {
  app.get('/api/v1/communities/:id/threads', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:statuses')
    const id = c.req.param('id')
    await requireReader(ctx, viewer, id)
    const query = check(List, readQuery(c))
    if (query.pinned) return c.json((await listPinned(ctx, viewer, id)).map(toJson))
    const page = {
      order: query.sort,
      section: query.section || null,
      before: query.before ?? null,
      score: query.score ?? null,
      limit: query.limit,
    }
    const threads = (await listThreads(ctx, viewer, id, page, false)).page
    nextLink(c, query.sort, threads, query.limit)
    return c.json(threads.map(toJson))
  })

  app.get('/api/v1/threads/:id', (c) => answer(c, optionalViewer(c, 'read:statuses'), c.req.param('id')))

  app.get('/api/v1/threads/:id/posts', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:statuses')
    const { page } = check(Posts, readQuery(c))
    const row = await verbs.getThread(ctx, viewer, c.req.param('id'))
    const span = spanOf(await selectLastNumber(ctx, row.id), page)
    const posts = await threadPosts(ctx, viewer, row.id, span, 'time')
    return c.json({
      page: posts.page,
      pages: posts.pages,
      statuses: posts.entries.flatMap((entry) => (entry.kind === 'post' ? [entry.status] : [])),
      gaps: posts.entries.flatMap((entry) =>
        entry.kind === 'gap' ? [{ from: entry.number, to: entry.to, reason: entry.reason }] : [],
      ),
      notes: posts.notes.map(({ other_title: _, ...note }) => note),
    })
  })

  app.get('/api/v1/communities/:id/sections', async (c) => {
    optionalViewer(c, 'read:accounts')
    return c.json((await getCommunity(c.get('ctx'), c.req.param('id'))).sections ?? [])
  })

  app.put('/api/v1/communities/:id/sections', async (c) => {
    const viewer = requireViewer(c, 'write:accounts')
    const { sections } = check(SaveSections, await readBody(c))
    await saveSections(c.get('ctx'), viewer, c.req.param('id'), sections)
    return c.json((await getCommunity(c.get('ctx'), c.req.param('id'))).sections ?? [])
  })
}

/** Threads of communities; the posts in them are statuses like all others. */
export function threadRoutes(app: App): void {
  reading(app)

  const switches: [string, (ctx: Context, actor: { id: Id }, id: string) => Promise<void>][] = [
    ['lock', (ctx, actor, id) => verbs.setLocked(ctx, actor, id, true)],
    ['unlock', (ctx, actor, id) => verbs.setLocked(ctx, actor, id, false)],
    ['pin', (ctx, actor, id) => verbs.setPinned(ctx, actor, id, true)],
    ['unpin', (ctx, actor, id) => verbs.setPinned(ctx, actor, id, false)],
    ['follow', (ctx, actor, id) => verbs.setThreadFollow(ctx, actor, id, true)],
    ['unfollow', (ctx, actor, id) => verbs.setThreadFollow(ctx, actor, id, false)],
  ]
  for (const [name, verb] of switches) {
    app.post(`/api/v1/threads/:id/${name}`, async (c) => {
      const viewer = requireViewer(c, 'write:statuses')
      await verb(c.get('ctx'), viewer, c.req.param('id'))
      return answer(c, viewer, c.req.param('id'))
    })
  }

  app.post('/api/v1/threads/:id/read', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const { number } = check(Read, await readBody(c))
    await verbs.markRead(c.get('ctx'), viewer, c.req.param('id'), number ?? null)
    return answer(c, viewer, c.req.param('id'))
  })

  app.post('/api/v1/threads/:id/summary', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const { summary } = check(Summary, await readBody(c))
    await verbs.setSummary(c.get('ctx'), viewer, c.req.param('id'), summary)
    return answer(c, viewer, c.req.param('id'))
  })

  app.patch('/api/v1/threads/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await verbs.editThread(c.get('ctx'), viewer, c.req.param('id'), check(Edit, await readBody(c)))
    return answer(c, viewer, c.req.param('id'))
  })

  app.post('/api/v1/threads/:id/move', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(Move, await readBody(c))
    await verbs.moveThread(c.get('ctx'), viewer, c.req.param('id'), body.community_id)
    return answer(c, viewer, c.req.param('id'))
  })

  app.post('/api/v1/threads/:id/split', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const { number, title } = check(Split, await readBody(c))
    return answer(c, viewer, await verbs.splitThread(c.get('ctx'), viewer, c.req.param('id'), number, title))
  })

  app.post('/api/v1/threads/:id/crosspost', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const { community_id: communityId, ...body } = check(Crosspost, await readBody(c))
    const ctx = c.get('ctx')
    limitRate(c, 'post', viewer.id, ctx.config.production ? 300 : 1_000_000, 3 * 3600)
    return answer(c, viewer, await crosspost(ctx, viewer, c.req.param('id'), { communityId, ...body }))
  })

  app.post('/api/v1/threads/:id/merge', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const { into } = check(Merge, await readBody(c))
    await verbs.mergeThread(c.get('ctx'), viewer, c.req.param('id'), into)
    return answer(c, viewer, into)
  })
}
