import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { t } from '../../ui/i18n/index.ts'
import { findLocalByUsername, getAccount } from '../accounts/index.ts'
import { nameOf, requireReader, roomOf } from '../communities/index.ts'
import { getEvent } from './events.ts'
import { toCalendar } from './ical.ts'
import { calendarOwner } from './rsvp.ts'
import type { EventRow } from './sql.ts'
import * as sql from './sql.ts'

/** What a calendar holds: everything to come, and what was over within a year. */
const yearBack = 366 * 86_400_000
const most = 500

function send(c: Req, name: string, rows: EventRow[], file: string, shared: boolean): Response {
  const ctx = c.get('ctx')
  const body = toCalendar(name, rows, ctx.config.origin, ctx.clock(), c.get('locale') ?? 'vi')
  return c.body(body, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${file}.ics"`,
    'cache-control': shared ? 'public, max-age=300' : 'private, no-store',
    vary: 'Cookie, Accept-Language',
  })
}

const since = (c: Req): Date => new Date(c.get('ctx').clock().getTime() - yearBack)

async function ofRoom(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const room = await roomOf(c)
  await requireReader(ctx, viewer, room.id)
  const rows = await sql.selectAllOf(ctx, viewer?.id ?? null, { communityId: room.id }, since(c), most)
  const open = !room.private && !room.closed_at
  return send(c, nameOf(room), rows, room.account.username, open && !viewer)
}

/** What somebody makes, as far as everybody may read it: calendars have no session. */
async function ofPerson(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const account = await findLocalByUsername(ctx, c.req.param('at')!.slice(1))
  if (!account || account.suspended_at || account.deleted_at) throw notFound()
  const rows = await sql.selectAllOf(ctx, null, { organizerId: account.id }, since(c), most)
  const name = t(c.get('locale') ?? 'vi', 'events.ics.of_person', {
    name: account.display_name || account.username,
  })
  return send(c, name, rows, account.username, true)
}

/** Where the owner of a secret goes; nobody is signed in here. */
async function ofSecret(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  limitRate(c, 'calendar', clientAddress(c), 300, 3600)
  const owner = await calendarOwner(ctx, c.req.param('token')!.replace(/\.ics$/, ''))
  const [rows, account] = await Promise.all([
    sql.selectAllOf(ctx, owner.id, { answeredBy: owner.id }, since(c), most),
    getAccount(ctx, owner.id),
  ])
  return send(c, t(c.get('locale') ?? 'vi', 'events.ics.of_me'), rows, account.username, false)
}

export function icalRoutes(app: App): void {
  app.get('/su-kien/:file{[0-9]+\\.ics}', async (c) => {
    const viewer = c.get('viewer')
    const row = await getEvent(c.get('ctx'), viewer, c.req.param('file').replace(/\.ics$/, ''))
    return send(c, row.title, [row], `su-kien-${row.id}`, !viewer)
  })
  app.get('/xom/:handle/su-kien.ics', ofRoom)
  app.get('/:at{@[^/]+}/su-kien.ics', ofPerson)
  app.get('/su-kien/lich/:token{[\\w-]+\\.ics}', (c) => ofSecret(c))
}
