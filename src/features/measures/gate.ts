import { createMiddleware } from 'hono/factory'
import type { Context } from '../../context.ts'
import type { Env, Req } from '../../http/env.ts'
import type { MeasureFace, MeasureNotice } from '../../ui/view.ts'
import { refusal } from './checks.ts'
import { allInForce, isOnShift, updatesOf } from './in-force.ts'
import { type MeasureRow, selectMembership } from './sql.ts'
import { staticCopy } from './static-copy.ts'

const isTeam = (c: Req): boolean => (c.get('viewer')?.role ?? 'user') !== 'user'

/**
 * What changes nothing for others and stays open whatever holds: signing in and out, how pages look, looking something
 * up, and the rights: the statement of reasons with its appeal, and the way to end a measure.
 */
const alwaysOpen =
  /^\/(login|logout|look|lua-dao$|reset|confirm|ly-do|do-nong|setup)(\/|$)|^\/api\/v1\/(apps|statements|measures)(\/|$)|^\/oauth\/(?!authorize)/

/** With `sign_in_to_write`: what somebody does who has no session yet, or gets a new one. */
const opensSession = /^\/(signup|invite|lua-dao)(\/|$)|^\/api\/v1\/accounts$/

const reads = /^(GET|HEAD|OPTIONS)$/

/** Refuses writing where a measure of the whole network says so: in one place, for every form and every endpoint. */
function requireWriting(c: Req, rows: MeasureRow[]): void {
  if (reads.test(c.req.method) || alwaysOpen.test(c.req.path)) return
  const ctx = c.get('ctx')
  const closed = rows.find((row) => row.kind === 'read_only')
  if (closed && !isTeam(c)) {
    const seconds = Math.max(1, Math.ceil((closed.ends_at.getTime() - ctx.clock().getTime()) / 1000))
    // The OAuth page must stay open to the team, whom nobody knows before.
    if (!c.req.path.startsWith('/oauth/'))
      throw refusal(ctx, closed, 'unavailable', 'measure_read_only', { seconds })
  }
  const anew = rows.find((row) => row.kind === 'sign_in_to_write')
  const viewer = c.get('viewer')
  if (anew && viewer && viewer.signedInAt < anew.begins_at.getTime() && !opensSession.test(c.req.path))
    throw refusal(ctx, anew, 'forbidden', 'measure_sign_in')
}

/** The handle of the community whose page is asked for. */
const roomIn = (path: string): string | null => {
  const found = /^\/(?:xom|trang)\/([^/]+)/.exec(path)
  return found ? found[1]!.toLowerCase() : null
}

async function noticeOf(ctx: Context, row: MeasureRow): Promise<MeasureNotice> {
  const updates = row.kind === 'pinned_updates' ? await updatesOf(ctx, row.id) : []
  return {
    id: row.id,
    kind: row.kind,
    room: row.room_name,
    by: row.username,
    reason: row.reason,
    until: row.ends_at,
    options: { ...row.options },
    updates: updates.slice(0, 3).map(({ title, url, source }) => ({ title, url, source })),
    more: Math.max(0, updates.length - 3),
  }
}

/** What pages have to say of the measures that hold here; null when there is nothing, which is nearly always. */
async function faceFor(c: Req, rows: MeasureRow[]): Promise<MeasureFace | null> {
  const ctx = c.get('ctx')
  const room = roomIn(c.req.path)
  const viewer = c.get('viewer')
  const near = rows.filter((row) => row.room === null || row.room.toLowerCase() === room)
  // What holds in a private community is said to its members.
  const hidden = near.find((row) => row.private)
  const member =
    hidden && viewer ? (await selectMembership(ctx, viewer.id, hidden.community_id!)).length > 0 : false
  const here = near.filter((row) => !row.private || member)
  if (here.length === 0) return null
  const notices = await Promise.all(here.map((row) => noticeOf(ctx, row)))
  return {
    // Nothing pinned is nothing to read.
    notices: notices.filter((one) => one.kind !== 'pinned_updates' || one.updates.length > 0),
    textOnly: here.some((row) => row.kind === 'text_only'),
    onShift: viewer !== null && (await isOnShift(ctx, viewer.id)),
    savedAt: null,
  }
}

const isMachine = /^\/(api|oauth|assets|media|avatars|headers|nodeinfo|\.well-known)\/|^\/health$/

/** For every request, behind `sameOrigin`: refuses writing, gives pages their banner, and serves the static copy. */
export const holdMeasures = createMiddleware<Env>(async (c, next) => {
  const rows = await allInForce(c.get('ctx')).catch(() => [])
  if (rows.length === 0) return next()
  requireWriting(c, rows)
  if (isMachine.test(c.req.path)) return next()
  const face = await faceFor(c, rows)
  if (face) c.set('measures', face)
  const closed = rows.find((row) => row.kind === 'read_only')
  if (!closed || isTeam(c) || !reads.test(c.req.method) || alwaysOpen.test(c.req.path)) return next()
  return staticCopy(c, closed, next)
})
