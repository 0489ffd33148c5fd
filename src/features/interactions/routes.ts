import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { linkHeader, readPage } from '../../http/paging.ts'
import { presentAccounts } from '../accounts/index.ts'
import { presentStatus, presentStatuses } from '../statuses/index.ts'
import { visibleStatus } from '../visibility/index.ts'
import * as verbs from './interactions.ts'
import { bookmarkIds, favouritedBy, favouriteIds, rebloggedBy } from './sql.ts'

type Verb = (ctx: Context, viewer: { id: Id }, statusId: string) => Promise<Id>

const simple: [path: string, scope: string, verb: Verb][] = [
  ['favourite', 'write:favourites', verbs.favourite],
  ['unfavourite', 'write:favourites', verbs.unfavourite],
  ['unreblog', 'write:statuses', verbs.unboost],
  ['bookmark', 'write:bookmarks', verbs.bookmark],
  ['unbookmark', 'write:bookmarks', verbs.unbookmark],
  ['pin', 'write:accounts', verbs.pin],
  ['unpin', 'write:accounts', verbs.unpin],
  ['mute', 'write:mutes', verbs.muteThread],
  ['unmute', 'write:mutes', verbs.unmuteThread],
]

const Reblog = z.object({ visibility: z.enum(['public', 'unlisted', 'private']).nullish() })

export function interactionRoutes(app: App): void {
  for (const [path, scope, verb] of simple) {
    app.post(`/api/v1/statuses/:id/${path}`, async (c) => {
      const viewer = requireViewer(c, scope)
      const id = await verb(c.get('ctx'), viewer, c.req.param('id')!)
      return c.json(await presentStatus(c.get('ctx'), viewer, id))
    })
  }

  app.post('/api/v1/statuses/:id/reblog', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(Reblog, await readBody(c))
    const id = await verbs.boost(c.get('ctx'), viewer, c.req.param('id'), body.visibility ?? 'public')
    return c.json(await presentStatus(c.get('ctx'), viewer, id))
  })

  for (const [path, select] of [
    ['favourited_by', favouritedBy],
    ['reblogged_by', rebloggedBy],
  ] as const) {
    app.get(`/api/v1/statuses/:id/${path}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = optionalViewer(c, 'read:accounts', 'read:statuses')
      const page = readPage(c, 40, 80)
      const status = await visibleStatus(ctx, viewer, c.req.param('id')!)
      const rows = await select(ctx, viewer?.id ?? null, status.id, page)
      const people = await presentAccounts(
        ctx,
        rows.map((row) => row.account_id),
      )
      linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
      return c.json(rows.flatMap((row) => people.get(row.account_id) ?? []))
    })
  }

  for (const [path, scope, select] of [
    ['favourites', 'read:favourites', favouriteIds],
    ['bookmarks', 'read:bookmarks', bookmarkIds],
  ] as const) {
    app.get(`/api/v1/${path}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = requireViewer(c, scope)
      const page = readPage(c)
      const rows = await select(ctx, viewer.id, page)
      linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
      return c.json(
        await presentStatuses(
          ctx,
          viewer,
          rows.map((row) => row.status_id),
        ),
      )
    })
  }
}
