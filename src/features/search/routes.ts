import { notFound, unauthorized } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { readLimit, readPage } from '../../http/paging.ts'
import { faceAddress } from '../../lib/faces.ts'
import { SearchQuery } from './api.ts'
import { findTag, search, searchAccounts, searchTags } from './search.ts'

/** Searching costs more than reading: 600 in five minutes for a person, 120 for an address. */
function limitSearch(c: Req, viewer: Viewer | null): void {
  if (viewer) limitRate(c, 'search', viewer.id, 600, 300)
  else limitRate(c, 'search', clientAddress(c), 120, 300)
}

export function searchRoutes(app: App): void {
  for (const version of ['v1', 'v2'] as const) {
    app.get(`/api/${version}/search`, async (c) => {
      const viewer = optionalViewer(c, 'read:search')
      const asked = check(SearchQuery, readQuery(c))
      // As Mastodon: paging and looking elsewhere are for people who are signed in.
      if (!viewer && (asked.resolve || asked.offset)) throw unauthorized()
      const { maxId, minId } = readPage(c)
      limitSearch(c, viewer)
      const results = await search(c.get('ctx'), viewer, asked.q, {
        limit: readLimit(asked.limit, 20, 40),
        ...(asked.type ? { type: asked.type } : {}),
        ...(asked.type && asked.offset ? { offset: asked.offset } : {}),
        following: viewer !== null && asked.following,
        accountId: asked.account_id,
        maxId: maxId ?? undefined,
        minId: minId ?? undefined,
      })
      if (version === 'v2') return c.json(results)
      const { events: _, ...known } = results
      return c.json({ ...known, hashtags: results.hashtags.map((tag) => tag.name) })
    })
  }

  app.get('/api/v1/accounts/search', async (c) => {
    const viewer = requireViewer(c, 'read:accounts')
    const asked = check(SearchQuery.omit({ type: true }), readQuery(c))
    limitSearch(c, viewer)
    const options = {
      limit: readLimit(asked.limit, 40, 80),
      offset: asked.offset,
      following: asked.following,
    }
    return c.json(await searchAccounts(c.get('ctx'), viewer, asked.q, options))
  })

  app.get('/api/v1/tags/:name', async (c) => {
    const viewer = optionalViewer(c, 'read')
    const tag = await findTag(c.get('ctx'), viewer, c.req.param('name'))
    if (!tag) throw notFound()
    return c.json(tag)
  })

  /**
   * For the composer's pop-up: `{items: [{value, label, detail, avatar}]}`, at most 8. `value` is what goes into
   * the text (`@lan`, `#ThờiSự`), `detail` the handle or the week's uses.
   */
  app.get('/suggest', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return c.json({ items: [] }, 401)
    limitSearch(c, viewer)
    const ctx = c.get('ctx')
    const query = (c.req.query('q') ?? '').slice(0, 100)
    if (query.startsWith('#')) {
      const tags = await searchTags(ctx, viewer, query, 8)
      const items = tags.map((tag) => ({
        value: `#${tag.name}`,
        label: `#${tag.name}`,
        detail: String(tag.history.reduce((sum, day) => sum + Number(day.uses), 0)),
        avatar: null,
      }))
      return c.json({ items })
    }
    const people = await searchAccounts(ctx, viewer, query, { limit: 8 })
    const items = people.map((account) => ({
      value: `@${account.acct}`,
      label: account.display_name || account.username,
      detail: `@${account.acct}`,
      avatar: faceAddress(ctx.config.origin, account.avatar_static),
    }))
    return c.json({ items })
  })
}
