import type { Context, Id } from '../../context.ts'
import { invalid, notFound, unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { listedLinks } from '../blocklists/index.ts'
import { requirePermission } from '../communities/index.ts'
import { cleanAddress } from '../links/index.ts'
import { requireSiteRole } from '../sites/index.ts'
import * as sql from './sql.ts'

/** Feeds that one community or site may carry. */
export const FEEDS_LIMIT = 20

/** Who looks after a community (`look`), or owns or edits a site. Throws 404, or 403 for everybody else. */
export async function requireGoverning(ctx: Context, actor: { id: Id }, ownerId: Id): Promise<void> {
  const [owner] = await sql.selectKind(ctx, ownerId)
  if (owner?.kind === 'site') await requireSiteRole(ctx, actor, ownerId, 'editor')
  else await requirePermission(ctx, actor, ownerId, 'look')
}

/** The feed, for those who govern its owner; 404 for one of somebody else's. */
async function governed(ctx: Context, actor: { id: Id }, ownerId: Id, id: string): Promise<sql.FeedRow> {
  await requireGoverning(ctx, actor, ownerId)
  const [feed] = isId(id) ? await sql.selectFeed(ctx, id) : []
  if (!feed || feed.owner_id !== ownerId) throw notFound()
  return feed
}

const readSoon = (ctx: Context, feedId: Id) =>
  ctx.enqueue('feeds.fetch', { feedId }, { key: `feed:${feedId}` })

/**
 * Adds a feed by its own address or that of a page that names it; it is read by a job, and what goes wrong is told on the
 * settings page. Throws 422 for no address, a listed one, one that is there already, or one too many.
 */
export async function addFeed(ctx: Context, actor: { id: Id }, ownerId: Id, address: string): Promise<Id> {
  await requireGoverning(ctx, actor, ownerId)
  const typed = address.trim()
  const url =
    typed === '' ? null : cleanAddress(/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`)
  if (!url) throw invalid({ field: 'url', code: typed === '' ? 'blank' : 'no_address' })
  const { host, hostname } = new URL(url)
  // A name of one's own network, or half a word: nothing on the internet is called so.
  if (!/[.:]/.test(hostname) && !ctx.config.allowPrivateAddress)
    throw invalid({ field: 'url', code: 'no_address' })
  if ((await listedLinks(ctx, [host])).has(host)) throw invalid({ field: 'url', code: 'listed_host' })
  if ((await sql.selectFeeds(ctx, ownerId)).length >= FEEDS_LIMIT)
    throw unprocessable('too_many_feeds', { limit: String(FEEDS_LIMIT) })
  return ctx.tx(async (ctx) => {
    const [made] = await sql.insertFeed(ctx, { ownerId, url })
    if (!made) throw invalid({ field: 'url', code: 'feed_there' })
    await readSoon(ctx, made.id)
    return made.id
  })
}

/** Not asked any more until it is resumed; what it brought stays. */
export async function pauseFeed(ctx: Context, actor: { id: Id }, ownerId: Id, id: string): Promise<void> {
  const feed = await governed(ctx, actor, ownerId, id)
  if (feed.state === 'active') await sql.setState(ctx, feed.id, 'paused')
}

/** Asked again, now; also one that had ended. */
export async function resumeFeed(ctx: Context, actor: { id: Id }, ownerId: Id, id: string): Promise<void> {
  const feed = await governed(ctx, actor, ownerId, id)
  if (feed.state === 'active') return
  await ctx.tx(async (ctx) => {
    await sql.setState(ctx, feed.id, 'active')
    await readSoon(ctx, feed.id)
  })
}

/** Gone, with all that it brought. */
export async function removeFeed(ctx: Context, actor: { id: Id }, ownerId: Id, id: string): Promise<void> {
  const feed = await governed(ctx, actor, ownerId, id)
  await sql.deleteFeed(ctx, feed.id)
}

/** A page of what an owner's feeds brought; links to listed domains left out. Who may read is up to the caller. */
export async function itemsOf(
  ctx: Context,
  ownerId: Id,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: sql.ItemRow[]; more: boolean }> {
  const rows = await sql.selectItems(ctx, ownerId, { limit: limit + 1, offset })
  const hostOf = (row: sql.ItemRow) => new URL(row.url).host
  const listed = await listedLinks(ctx, [...new Set(rows.map(hostOf))])
  return { items: rows.slice(0, limit).filter((row) => !listed.has(hostOf(row))), more: rows.length > limit }
}
