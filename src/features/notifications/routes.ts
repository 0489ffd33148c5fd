import { z } from 'zod'
import { notFound, unprocessable } from '../../errors.ts'
import { requireViewer } from '../../http/auth.ts'
import { bool, check, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { linkHeader, readLimit, readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { NotificationQuery } from './api.ts'
import { dismissGroup, groupAccountIds, parseGroupKey, selectGroups } from './groups-sql.ts'
import {
  filterOf,
  getGroup,
  getNotification,
  groupedTypes,
  listGroups,
  listNotifications,
} from './notifications.ts'
import { countUnread, dismissAll, dismissOne } from './sql.ts'

const queryOf = (c: Req): NotificationQuery => check(NotificationQuery, readQuery(c))
const limitOf = (c: Req): number => readLimit(readQuery(c)['limit'], 100, 1000)
const groupOf = (c: Req) => {
  const range = parseGroupKey(c.req.param('key') ?? '')
  if (!range) throw notFound()
  return range
}

/** docs.joinmastodon.org/methods/notifications and grouped_notifications. */
export function notificationRoutes(app: App): void {
  app.get('/api/v1/notifications', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    const page = readPage(c, 40, 80)
    const { items, first, last } = await listNotifications(c.get('ctx'), viewer, filterOf(queryOf(c)), page)
    linkHeader(c, page, first, last, items.length)
    return c.json(items)
  })

  app.get('/api/v1/notifications/unread_count', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    return c.json({ count: await countUnread(c.get('ctx'), viewer.id, filterOf(queryOf(c)), limitOf(c)) })
  })

  app.post('/api/v1/notifications/clear', async (c) => {
    const viewer = requireViewer(c, 'write:notifications')
    await dismissAll(c.get('ctx'), viewer.id)
    return c.json({})
  })

  filteringRoutes(app)

  app.get('/api/v1/notifications/:id', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    const id = c.req.param('id')
    if (!isId(id)) throw notFound()
    return c.json(await getNotification(c.get('ctx'), viewer, id))
  })

  app.post('/api/v1/notifications/:id/dismiss', async (c) => {
    const viewer = requireViewer(c, 'write:notifications')
    const id = c.req.param('id')
    if (!isId(id) || !(await dismissOne(c.get('ctx'), viewer.id, id))) throw notFound()
    return c.json({})
  })

  groupRoutes(app)
}

function groupRoutes(app: App): void {
  app.get('/api/v2/notifications', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    const page = readPage(c, 40, 80)
    const query = queryOf(c)
    const { result, first, last } = await listGroups(
      c.get('ctx'),
      viewer,
      filterOf(query),
      groupedTypes(query),
      page,
    )
    linkHeader(c, page, first, last, result.notification_groups.length)
    return c.json(result)
  })

  app.get('/api/v2/notifications/unread_count', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    const ctx = c.get('ctx')
    const query = queryOf(c)
    const markers = await ctx.db<{ last_read_id: string }[]>`
      select last_read_id from markers where account_id = ${viewer.id} and timeline = 'notifications'`
    const page = { limit: limitOf(c), maxId: null, sinceId: markers[0]?.last_read_id ?? null, minId: null }
    const groups = await selectGroups(ctx, viewer.id, filterOf(query), groupedTypes(query), page)
    return c.json({ count: groups.length })
  })

  app.get('/api/v2/notifications/:key', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    return c.json(await getGroup(c.get('ctx'), viewer, c.req.param('key')))
  })

  app.get('/api/v2/notifications/:key/accounts', async (c) => {
    const viewer = requireViewer(c, 'read:notifications')
    const ctx = c.get('ctx')
    const ids = await groupAccountIds(ctx, viewer.id, groupOf(c))
    const accounts = await presentAccounts(ctx, ids)
    return c.json(ids.flatMap((id) => accounts.get(id) ?? []))
  })

  app.post('/api/v2/notifications/:key/dismiss', async (c) => {
    const viewer = requireViewer(c, 'write:notifications')
    await dismissGroup(c.get('ctx'), viewer.id, groupOf(c))
    return c.json({})
  })
}

const summary = { pending_requests_count: 0, pending_notifications_count: 0 }
const policyV1 = {
  filter_not_following: false,
  filter_not_followers: false,
  filter_new_accounts: false,
  filter_private_mentions: false,
  summary,
}
const policyV2 = {
  for_not_following: 'accept',
  for_not_followers: 'accept',
  for_new_accounts: 'accept',
  for_private_mentions: 'accept',
  for_limited_accounts: 'accept',
  summary,
}
const PolicyV1Body = z.object(
  Object.fromEntries(
    Object.keys(policyV1)
      .filter((key) => key !== 'summary')
      .map((key) => [key, bool.optional()]),
  ),
)
const PolicyV2Body = z.object(
  Object.fromEntries(
    Object.keys(policyV2)
      .filter((key) => key !== 'summary')
      .map((key) => [key, z.enum(['accept', 'filter', 'drop']).optional()]),
  ),
)

/** Notifications are not filtered here yet: the policy says so, and asking for a filter is refused, not swallowed. */
function filteringRoutes(app: App): void {
  for (const [version, policy] of [
    ['v1', policyV1],
    ['v2', policyV2],
  ] as const) {
    const path = `/api/${version}/notifications/policy`
    app.get(path, (c) => {
      requireViewer(c, 'read:notifications')
      return c.json(policy)
    })
    app.on(version === 'v1' ? 'PUT' : 'PATCH', path, async (c) => {
      requireViewer(c, 'write:notifications')
      const body = check(version === 'v1' ? PolicyV1Body : PolicyV2Body, await readBody(c))
      const filters = Object.values(body).some(
        (value) => value === true || value === 'filter' || value === 'drop',
      )
      if (filters) throw unprocessable('no_notification_filters')
      return c.json(policy)
    })
  }
  app.get('/api/v1/notifications/requests', (c) => {
    requireViewer(c, 'read:notifications')
    return c.json([])
  })
  app.get('/api/v1/notifications/requests/merged', (c) => {
    requireViewer(c, 'read:notifications')
    return c.json({ merged: true })
  })
  app.on('POST', ['/api/v1/notifications/requests/accept', '/api/v1/notifications/requests/dismiss'], (c) => {
    requireViewer(c, 'write:notifications')
    return c.json({})
  })
}
