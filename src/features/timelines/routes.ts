import type { Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { flag as flagSchema, readQuery } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { linkHeader, type Page, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { getAccount } from '../accounts/index.ts'
import { type Picked, presentPicked, presentStatuses } from '../statuses/index.ts'
import { keepAwake } from './presence.ts'
import { pickAccount, pickHome, pickPublic, pickTag, pinnedIds } from './sql.ts'

const flag = (c: Req, name: string): boolean => flagSchema.parse(readQuery(c)[name])

async function answer(c: Req, viewer: Viewer | null, page: Page, pick: Picked) {
  const { ids, statuses } = await presentPicked(c.get('ctx'), viewer, pick)
  linkHeader(c, page, ids[0], ids.at(-1), ids.length)
  return c.json(statuses)
}

/** `pinned=true`: few, in the owner's order. */
async function answerPinned(c: Req, viewer: Viewer | null, page: Page, accountId: Id) {
  const ids = await pinnedIds(c.get('ctx'), accountId, page)
  linkHeader(c, page, ids[0], ids.at(-1), ids.length)
  return c.json(await presentStatuses(c.get('ctx'), viewer, ids))
}

export function timelineRoutes(app: App): void {
  app.get('/api/v1/timelines/home', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const page = readPage(c)
    await keepAwake(c.get('ctx'), viewer)
    return answer(c, viewer, page, pickHome(c.get('ctx'), viewer, page))
  })

  app.get('/api/v1/timelines/public', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const page = readPage(c)
    const options = { local: flag(c, 'local'), remote: flag(c, 'remote'), onlyMedia: flag(c, 'only_media') }
    return answer(c, viewer, page, pickPublic(c.get('ctx'), viewer, page, options))
  })

  app.get('/api/v1/timelines/tag/:tag', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const page = readPage(c)
    const key = tagKey(`#${c.req.param('tag')}`)
    const options = { local: flag(c, 'local'), onlyMedia: flag(c, 'only_media') }
    return key ? answer(c, viewer, page, pickTag(c.get('ctx'), viewer, key, page, options)) : c.json([])
  })

  app.get('/api/v1/timelines/list/:id', (c) => {
    requireViewer(c, 'read:lists')
    return c.json([])
  })

  app.get('/api/v1/accounts/:id/statuses', async (c) => {
    const viewer = optionalViewer(c, 'read:statuses')
    const ctx = c.get('ctx')
    const accountId = c.req.param('id')
    if (!isId(accountId)) throw notFound()
    const page = readPage(c)
    if (flag(c, 'pinned')) {
      await getAccount(ctx, accountId)
      return answerPinned(c, viewer, page, accountId)
    }
    const tagged = readQuery(c)['tagged']
    const key = typeof tagged === 'string' ? tagKey(`#${tagged}`) : null
    const pick = pickAccount(ctx, viewer, accountId, page, {
      excludeReplies: flag(c, 'exclude_replies'),
      excludeReblogs: flag(c, 'exclude_reblogs'),
      onlyMedia: flag(c, 'only_media'),
      ...(key ? { tagged: key } : {}),
    })
    const { ids, statuses } = await presentPicked(ctx, viewer, pick)
    // Who has posts exists (presenting drops those of suspended people): nobody needs to be asked then.
    if (ids.length === 0) await getAccount(ctx, accountId)
    linkHeader(c, page, ids[0], ids.at(-1), ids.length)
    return c.json(statuses)
  })
}
