import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Feature } from '../../feature.ts'
import { requireViewer } from '../../http/auth.ts'
import { check, id, int, list, readBody, readQuery } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'

/**
 * How far a person has read: one place in home and one in notifications. Owns `markers`.
 * Endpoints: GET and POST /api/v1/markers (docs.joinmastodon.org/methods/markers).
 */
export const markers: Feature = { name: 'markers', routes: markerRoutes }

export const markerTimelines = ['home', 'notifications'] as const
export type MarkerTimeline = (typeof markerTimelines)[number]

export const Marker = z.object({ last_read_id: z.string(), version: z.int(), updated_at: z.string() })
export type Marker = z.infer<typeof Marker>

interface MarkerRow {
  timeline: MarkerTimeline
  last_read_id: Id
  version: number
  updated_at: Date
}

const present = (rows: MarkerRow[]): Partial<Record<MarkerTimeline, Marker>> =>
  Object.fromEntries(
    rows.map((row) => [
      row.timeline,
      {
        last_read_id: row.last_read_id,
        version: row.version,
        updated_at: row.updated_at.toISOString(),
      },
    ]),
  )

/** The markers of a person; timelines never marked are left out. */
export async function getMarkers(ctx: Context, accountId: Id, timelines: readonly MarkerTimeline[]) {
  return present(
    await ctx.db<MarkerRow[]>`
      select timeline, last_read_id, version, updated_at from markers
      where account_id = ${accountId} and timeline = any(${timelines as MarkerTimeline[]})`,
  )
}

/**
 * Sets a marker, also backwards. With `version` (the one that the client knows) it is refused with 409
 * when somebody else moved it meanwhile.
 */
export async function setMarker(
  ctx: Context,
  accountId: Id,
  timeline: MarkerTimeline,
  lastReadId: Id,
  version?: number,
): Promise<void> {
  const rows = await ctx.db`
    insert into markers as m (account_id, timeline, last_read_id, updated_at)
    values (${accountId}, ${timeline}, ${lastReadId}, ${ctx.clock()})
    on conflict (account_id, timeline) do update
      set last_read_id = excluded.last_read_id, version = m.version + 1, updated_at = excluded.updated_at
      where ${version ?? null}::int is null or m.version = ${version ?? null}::int
    returning 1`
  if (rows.length === 0) throw new AppError('conflict', 'marker_conflict')
}

/** Moves a marker forward; does nothing where it is already that far. */
export async function advanceMarker(
  ctx: Context,
  accountId: Id,
  timeline: MarkerTimeline,
  lastReadId: Id,
): Promise<void> {
  await ctx.db`
    insert into markers as m (account_id, timeline, last_read_id, updated_at)
    values (${accountId}, ${timeline}, ${lastReadId}, ${ctx.clock()})
    on conflict (account_id, timeline) do update
      set last_read_id = excluded.last_read_id, version = m.version + 1, updated_at = excluded.updated_at
      where m.last_read_id < excluded.last_read_id`
}

const storedId = id.refine(isId, { params: { code: 'invalid' } })
const place = z.object({ last_read_id: storedId, version: int(0, 2_147_483_647).optional() }).optional()
const MarkersQuery = z.object({ timeline: list(z.string(), 20).optional() })
const MarkersBody = z.object({ home: place, notifications: place })

function markerRoutes(app: App): void {
  app.get('/api/v1/markers', async (c) => {
    const viewer = requireViewer(c, 'read:statuses')
    const { timeline: asked = [] } = check(MarkersQuery, readQuery(c))
    const known = markerTimelines.filter((name) => asked.includes(name))
    return c.json(await getMarkers(c.get('ctx'), viewer.id, known))
  })

  app.post('/api/v1/markers', async (c) => {
    const viewer = requireViewer(c, 'write:statuses')
    const body = check(MarkersBody, await readBody(c))
    const changed = markerTimelines.filter((name) => body[name] !== undefined)
    const answer = await c.get('ctx').tx(async (ctx) => {
      for (const name of changed) {
        const { last_read_id, version } = body[name]!
        await setMarker(ctx, viewer.id, name, last_read_id, version)
      }
      return getMarkers(ctx, viewer.id, changed)
    })
    return c.json(answer)
  })
}
