import { z } from 'zod'
import type { Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, id as idSchema, int, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { getSite, reaches, requireSiteRole } from '../sites/index.ts'
import { articleStates, SaveArticle, SetState } from './api.ts'
import { deleteArticle, getArticle, saveArticle } from './articles.ts'
import { presentArticle, presentArticles } from './present.ts'
import { setArticleState } from './publish.ts'
import * as sql from './sql.ts'

const List = z.object({
  section: z.string().max(200).optional(),
  tag: z.string().max(200).optional(),
  /** For the staff: everything in one state, by its last change. */
  state: z.enum(articleStates).optional(),
  max_id: idSchema.optional(),
  limit: int(1, 40).default(20),
})

/** The place in a list after which the next page begins: that of an article in it. */
async function placeOf(c: Req, id: Id | undefined, key: 'published_at' | 'updated_at') {
  const [row] = id ? await sql.selectArticles(c.get('ctx'), [id]) : []
  const at = row?.[key]
  return row && at ? { at, id: row.id } : null
}

async function list(c: Req, siteId: Id | undefined) {
  const ctx = c.get('ctx')
  const viewer = optionalViewer(c, 'read:statuses')
  const query = check(List, readQuery(c))
  const site = siteId ? await getSite(ctx, viewer, siteId) : null
  const section = query.section ? site?.sections?.find(({ slug }) => slug === query.section) : undefined
  const tag = query.tag ? tagKey(query.tag) : undefined
  if ((query.section && !section) || tag === null) return c.json([])
  const staff = query.state && query.state !== 'published' && siteId && viewer
  const rows = staff
    ? await sql.selectDesk(ctx, siteId, {
        state: query.state!,
        by: reaches((await requireSiteRole(ctx, viewer, siteId, 'contributor')).role, 'editor')
          ? null
          : viewer.id,
        before: await placeOf(c, query.max_id, 'updated_at'),
        limit: query.limit,
      })
    : await sql.selectPublished(ctx, {
        ...(siteId ? { siteId } : {}),
        ...(section ? { sectionId: section.id } : {}),
        ...(tag ? { tag } : {}),
        before: await placeOf(c, query.max_id, 'published_at'),
        limit: query.limit,
      })
  const last = rows.at(-1)
  if (last && rows.length === query.limit) {
    const url = new URL(c.req.url)
    url.searchParams.set('max_id', last.id)
    c.header('Link', `<${ctx.config.origin}${url.pathname}${url.search}>; rel="next"`)
  }
  return c.json(await presentArticles(ctx, rows))
}

async function answer(c: Req, id: string) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  return c.json(await presentArticle(ctx, viewer, await getArticle(ctx, viewer, id)))
}

/** Articles as JSON. Comments are statuses: the context of `status_id`, and answers to it. */
export function articleRoutes(app: App): void {
  app.get('/api/v1/articles', (c) => list(c, undefined))
  app.get('/api/v1/sites/:id/articles', (c) => list(c, c.req.param('id')))

  app.get('/api/v1/articles/:id', (c) => {
    optionalViewer(c, 'read:statuses')
    return answer(c, c.req.param('id'))
  })

  app.post('/api/v1/sites/:id/articles', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    limitRate(c, 'article', viewer.id, c.get('ctx').config.production ? 300 : 1_000_000, 3600)
    const input = check(SaveArticle, await readBody(c))
    const saved = await saveArticle(c.get('ctx'), viewer, c.req.param('id'), null, input)
    return answer(c, saved.id)
  })

  app.put('/api/v1/articles/:id', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'write:statuses')
    const input = check(SaveArticle, await readBody(c))
    const row = await getArticle(ctx, viewer, c.req.param('id'))
    await saveArticle(ctx, viewer, row.site_id, row.id, input)
    return answer(c, row.id)
  })

  app.post('/api/v1/articles/:id/state', async (c) => {
    const ctx = c.get('ctx')
    const viewer = requireViewer(c, 'write:statuses')
    const input = check(SetState, await readBody(c))
    const row = await getArticle(ctx, viewer, c.req.param('id'))
    await setArticleState(ctx, viewer, row.id, input)
    return answer(c, row.id)
  })

  app.delete('/api/v1/articles/:id', async (c) => {
    await deleteArticle(c.get('ctx'), requireViewer(c, 'write:statuses'), c.req.param('id'))
    return c.json({})
  })
}
