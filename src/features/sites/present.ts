import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import { type Community, presentCommunities, type Room, roomOf } from '../communities/index.ts'
import type { Site } from './api.ts'
import { hostedAt } from './hosts.ts'
import { type SiteRow, selectSites } from './sql.ts'

export const sitePathOf = (community: Pick<Community, 'account'>): string =>
  `/trang/${community.account.username}`

/** The picture that stands for a site; none, where it has none of its own. */
export const pictureOf = (account: Community['account']): string | undefined =>
  account.avatar_static.endsWith('/missing.png') ? undefined : account.avatar_static

/** What every page of a site needs: the room that it is, and its own row with the reader's role. */
export interface SiteView {
  id: Id
  path: string
  name: string
  room: Room
  site: SiteRow
}

/** The site of an address such as `/trang/thoisu`, with how the reader stands to it; 404 for none. */
export async function siteOf(c: Req): Promise<SiteView> {
  const room = await roomOf(c)
  if (room.kind !== 'site') throw notFound()
  const [site] = await selectSites(c.get('ctx'), c.get('viewer')?.id ?? null, [room.id])
  if (!site) throw notFound()
  const name = room.account.display_name || room.account.username
  return { id: room.id, path: hostedAt(c) ? '' : sitePathOf(room), name, room, site }
}

/** Where a site is read by strangers: its own host name, or its pages here. Absolute, without a slash at the end. */
export const siteUrl = (origin: string, handle: string, host: string | null): string =>
  host ? `https://${host}` : `${origin}/trang/${handle}`

const presentRow = (ctx: Context, community: Community, row: SiteRow): Site => ({
  id: community.id,
  url: siteUrl(ctx.config.origin, community.account.username, row.served_host),
  community,
  owner_kind: row.owner_kind,
  owner: {
    name: row.owner_kind === 'organisation' ? row.organisation : (row.owner_name ?? ''),
    url:
      row.owner_kind === 'organisation' || !row.owner_handle
        ? null
        : `${ctx.config.origin}/${row.owner_kind === 'community' ? 'xom/' : '@'}${row.owner_handle}`,
  },
  host: row.served_host,
  wanted_host:
    row.role === 'owner' && row.host && !row.served_host
      ? { name: row.host, problem: row.host_problem }
      : null,
  about: row.about_html,
  contact: row.contact,
  masthead: row.masthead,
  look: row.look,
  comments: row.comments,
  source_required: row.source_required,
  sources: row.sources,
  reprint_delay: row.reprint_delay,
  licence: row.licence,
  sections: (row.sections ?? []).map(({ slug, name, description }) => ({ slug, name, description })),
  role: row.role,
})

/** In the order of `ids`. */
export async function presentSites(ctx: Context, viewer: { id: Id } | null, ids: Id[]): Promise<Site[]> {
  if (ids.length === 0) return []
  const [rows, rooms] = await Promise.all([
    selectSites(ctx, viewer?.id ?? null, ids),
    presentCommunities(ctx, ids),
  ])
  const byId = new Map(rows.map((row) => [row.account_id, row]))
  return rooms.flatMap((room) => {
    const row = byId.get(room.id)
    return row ? [presentRow(ctx, room, row)] : []
  })
}
