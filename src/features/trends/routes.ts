import { notFound } from '../../errors.ts'
import { optionalViewer } from '../../http/auth.ts'
import { readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { linkHeader, readLimit, readPage } from '../../http/paging.ts'
import { presentPicked } from '../statuses/index.ts'
import { formula } from './formula.ts'
import { pickLink, type Slice, selectLinkFacts } from './sql.ts'
import { linkOf, trendingLinks, trendingStatuses, trendingTags } from './trends.ts'

function sliceOf(c: Req, standard: number, most: number): Slice {
  const query = readQuery(c)
  const offset =
    typeof query['offset'] === 'string' && /^\d{1,6}$/.test(query['offset']) ? Number(query['offset']) : 0
  return { limit: readLimit(query['limit'], standard, most), offset }
}

/** Trends are paged by their place, not by ids. */
function offsetLinks(c: Req, { limit, offset }: Slice, count: number): void {
  const url = new URL(c.req.url)
  const at = (from: number) => {
    const query = new URLSearchParams(url.search)
    query.set('limit', String(limit))
    query.set('offset', String(from))
    return `<${c.get('ctx').config.origin}${url.pathname}?${query}>`
  }
  const links = [
    ...(count === limit && offset + limit < formula.most ? [`${at(offset + limit)}; rel="next"`] : []),
    ...(offset > 0 ? [`${at(Math.max(0, offset - limit))}; rel="prev"`] : []),
  ]
  if (links.length > 0) c.header('Link', links.join(', '))
}

type List = (
  ctx: Parameters<typeof trendingTags>[0],
  viewer: Viewer | null,
  slice: Slice,
) => Promise<unknown[]>

function answer(app: App, path: string, list: List, standard: number, most: number): void {
  app.get(path, async (c) => {
    const viewer = optionalViewer(c, 'read')
    const slice = sliceOf(c, standard, most)
    const found = await list(c.get('ctx'), viewer, slice)
    offsetLinks(c, slice, found.length)
    return c.json(found)
  })
}

export function trendRoutes(app: App): void {
  answer(app, '/api/v1/trends', trendingTags, 10, 20)
  answer(app, '/api/v1/trends/tags', trendingTags, 10, 20)
  answer(app, '/api/v1/trends/statuses', trendingStatuses, 20, 40)
  answer(app, '/api/v1/trends/links', trendingLinks, 10, 20)

  app.get('/api/v1/timelines/link', async (c) => {
    const ctx = c.get('ctx')
    const viewer = optionalViewer(c, 'read:statuses')
    const address = readQuery(c)['url']
    const linkId = typeof address === 'string' ? await linkOf(ctx, address) : null
    // Nor one that stands in posts for few: nobody learns of it by asking.
    if (linkId === null || (await selectLinkFacts(ctx, linkId)).length === 0) throw notFound()
    const page = readPage(c)
    const { ids, statuses } = await presentPicked(ctx, viewer, pickLink(ctx, viewer, linkId, page))
    linkHeader(c, page, ids[0], ids.at(-1), ids.length)
    return c.json(statuses)
  })
}
