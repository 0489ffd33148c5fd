import type { Context, Id } from '../../context.ts'
import { isId } from '../../lib/ids.ts'
import { jittered } from '../../net/polite.ts'
import { findLocalByUsername } from '../accounts/index.ts'
import { cleanAddress, hashOf, hostOf, type OwnKind, type OwnPath, ownPath } from './address.ts'
import * as sql from './sql.ts'

interface Own {
  kind: OwnKind
  id: Id
}

/** A job on its way holds the claim on its link for so long; lost, the next post with the link sends another. */
const claimed = 3_600_000

async function findOwn(ctx: Context, path: OwnPath): Promise<Own | null> {
  if (path.kind === 'account') {
    const row = await findLocalByUsername(ctx, path.username)
    return row && !row.pending ? { kind: 'account', id: row.id } : null
  }
  const [row] =
    path.kind === 'article'
      ? await sql.selectArticleId(ctx, path.site, path.slug)
      : isId(path.id)
        ? await sql.selectStatusId(ctx, path.id)
        : []
  return row ? { kind: path.kind, id: row.id } : null
}

/** 'foreign', one of our things, or null for an address of ours that shows nobody's thing. */
async function placeOf(ctx: Context, url: string): Promise<Own | 'foreign' | null> {
  const { origin, host, pathname } = new URL(url)
  if (origin === ctx.config.origin || host === ctx.config.domain) {
    const path = ownPath(pathname)
    return path && findOwn(ctx, path)
  }
  const [site] = await sql.selectSiteByHost(ctx, host.toLowerCase())
  if (!site) return 'foreign'
  const path = ownPath(`/trang/${site.username}${pathname}`)
  return path && findOwn(ctx, path)
}

/** Of so many addresses of a post the first suitable one is looked for. */
const mostAddresses = 10

/** The first address of a post that has something to show: another site's, or one of our articles, posts, people. */
async function firstSuitable(ctx: Context, hrefs: string[]) {
  for (const href of hrefs.slice(0, mostAddresses)) {
    const url = cleanAddress(href)
    const place = url && (await placeOf(ctx, url))
    if (url && place) return { url, own: place === 'foreign' ? null : place }
  }
  return null
}

/** Sends a job to look at a link, unless one is on its way or it was looked at not long ago. */
export async function askFor(ctx: Context, linkId: Id): Promise<void> {
  const { linkPreviews, linkDelay } = ctx.config
  if (!linkPreviews) return
  if (!(await sql.claimLook(ctx, linkId, new Date(ctx.clock().getTime() + claimed)))) return
  await ctx.enqueue(
    'links.look',
    { linkId },
    { key: `link:${linkId}`, ...(linkDelay > 0 ? { runAt: jittered(ctx, linkDelay) } : {}) },
  )
}

/**
 * Notes the link that is shown with a post, and asks for its preview. Inside the post's transaction. `quiet` asks for
 * nothing: posts of another time (imports), and direct ones, whose addresses may be for one reader and for once.
 */
export async function attachLink(
  ctx: Context,
  statusId: Id,
  { hrefs, listed, quiet }: { hrefs: string[]; listed: boolean; quiet: boolean },
): Promise<void> {
  const found = hrefs.length > 0 ? await firstSuitable(ctx, hrefs) : null
  if (!found) return
  const { url, own } = found
  const linkId = await sql.putLink(ctx, { url, hash: hashOf(url), host: hostOf(url), own })
  await sql.putStatusLink(ctx, statusId, linkId, listed)
  if (!own && !quiet) await askFor(ctx, linkId)
}

/** The same for a post that was edited, which may have no link any more. */
export async function reattachLink(
  ctx: Context,
  statusId: Id,
  options: { hrefs: string[]; listed: boolean; quiet: boolean },
): Promise<void> {
  await sql.deleteStatusLink(ctx, statusId)
  await attachLink(ctx, statusId, options)
}
