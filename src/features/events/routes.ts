import { optionalViewer, requireViewer } from '../../http/auth.ts'
import { check, readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { requireReader } from '../communities/index.ts'
import { CancelEvent, EventQuery, Rsvp, SaveEvent } from './api.ts'
import {
  cancelEvent,
  createEvent,
  getEvent,
  listEvents,
  nameOfPlace,
  placeOf,
  updateEvent,
} from './events.ts'
import { presentEvents } from './present.ts'
import { setRsvp } from './rsvp.ts'

async function list(c: Req, communityId: string | undefined) {
  const ctx = c.get('ctx')
  const viewer = optionalViewer(c, 'read:statuses')
  const query = check(EventQuery, readQuery(c))
  const room = communityId ?? query.community_id
  if (room) await requireReader(ctx, viewer, room)
  const rows = await listEvents(ctx, viewer, {
    kind: query.kind,
    place: query.place ? key(query.place).trim() : undefined,
    communityId: room,
    organizerId: query.organizer_id,
    past: query.past,
    after: placeOf(query.after),
    limit: query.limit,
  })
  const last = rows.at(-1)
  if (last && rows.length === query.limit) {
    const url = new URL(c.req.url)
    url.searchParams.set('after', nameOfPlace(last))
    c.header('Link', `<${ctx.config.origin}${url.pathname}${url.search}>; rel="next"`)
  }
  return c.json(await presentEvents(ctx, viewer, rows))
}

async function answer(c: Req, id: string) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const [event] = await presentEvents(ctx, viewer, [await getEvent(ctx, viewer, id)])
  return c.json(event)
}

/** Events as JSON; a list has each event once, at its next time. */
export function eventRoutes(app: App): void {
  app.get('/api/v1/events', (c) => list(c, undefined))
  app.get('/api/v1/communities/:id/events', (c) => list(c, c.req.param('id')))

  app.post('/api/v1/events', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    limitRate(c, 'event', viewer.id, 300, 3600)
    return answer(c, await createEvent(c.get('ctx'), viewer, check(SaveEvent, await readBody(c))))
  })

  app.get('/api/v1/events/:id', (c) => {
    optionalViewer(c, 'read:statuses')
    return answer(c, c.req.param('id'))
  })

  app.put('/api/v1/events/:id', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await updateEvent(c.get('ctx'), viewer, c.req.param('id'), check(SaveEvent, await readBody(c)))
    return answer(c, c.req.param('id'))
  })

  app.post('/api/v1/events/:id/cancel', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    await cancelEvent(c.get('ctx'), viewer, c.req.param('id'), check(CancelEvent, await readBody(c)))
    return answer(c, c.req.param('id'))
  })

  app.post('/api/v1/events/:id/rsvp', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    limitRate(c, 'rsvp', viewer.id, 300, 3600)
    await setRsvp(c.get('ctx'), viewer, c.req.param('id'), check(Rsvp, await readBody(c)))
    return answer(c, c.req.param('id'))
  })
}
