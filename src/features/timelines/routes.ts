import type { Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { flag as flagSchema, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { linkHeader, type Page, readPage } from '../../http/paging.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { getAccount } from '../accounts/index.ts'
import { presentStatuses } from '../statuses/index.ts'
import { keepAwake } from './presence.ts'
import { accountStatusIds, homeIds, publicIds, tagIds } from './sql.ts'

const flag = (c: Req, name: string): boolean => flagSchema.parse(readQuery(c)[name])

async function answer(c: Req, viewer: Viewer | null, page: Page, ids: Id[]) {
  linkHeader(c, page, ids[0], ids.at(-1), ids.length)
  return c.json(await presentStatuses(c.get('ctx'), viewer, ids))
}

export function timelineRoutes(app: App): void {
  app.get('/api/v1/timelines/home', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const page = readPage(c)
    await keepAwake(c.get('ctx'), viewer)
    return answer(c, viewer, page, await homeIds(c.get('ctx'), viewer, page))
  })

  app.get('/api/v1/timelines/public', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const page = readPage(c)
    const options = { local: flag(c, 'local'), remote: flag(c, 'remote'), onlyMedia: flag(c, 'only_media') }
    return answer(c, viewer, page, await publicIds(c.get('ctx'), viewer, page, options))
  })

  app.get('/api/v1/timelines/tag/:tag', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const page = readPage(c)
    const key = tagKey(`#${c.req.param('tag')}`)
    const options = { local: flag(c, 'local'), onlyMedia: flag(c, 'only_media') }
    return answer(c, viewer, page, key ? await tagIds(c.get('ctx'), viewer, key, page, options) : [])
  })

  app.get('/api/v1/timelines/list/:id', (c) => {
    requireViewer(c, 'read:lists')
    return c.json([])
  })

  app.get('/api/v1/accounts/:id/statuses', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    const account = await getAccount(ctx, c.req.param('id'))
    if (account.suspended_at || account.deleted_at) return c.json([])
    const page = readPage(c)
    const tagged = readQuery(c)['tagged']
    const key = typeof tagged === 'string' ? tagKey(`#${tagged}`) : null
    const ids = await accountStatusIds(ctx, viewer, account.id, page, {
      excludeReplies: flag(c, 'exclude_replies'),
      excludeReblogs: flag(c, 'exclude_reblogs'),
      onlyMedia: flag(c, 'only_media'),
      pinned: flag(c, 'pinned'),
      ...(key ? { tagged: key } : {}),
    })
    return answer(c, viewer, page, ids)
  })
}
