import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { DAY_MS } from '../../lib/time.ts'
import { decode, readPart } from '../../net/decode.ts'
import { UnsafeAddress } from '../../net/fetch.ts'
import { agentOf, inTurn, retryAfter } from '../../net/polite.ts'
import { findByAcct } from '../accounts/index.ts'
import { listedLinks } from '../blocklists/index.ts'
import { storePreview } from '../media/index.ts'
import { cleanAddress, hashOf, hostOf, sameSite } from './address.ts'
import { type Found, oneLine, parsePage, withOembed } from './parse.ts'
import * as sql from './sql.ts'

const hour = 3_600_000
/** How long what was found is good: a page with a preview, one without, and one that did not answer (doubled each time). */
const keep = { ready: 14 * DAY_MS, plain: 30 * DAY_MS, failed: hour, longest: 14 * DAY_MS }

/** Milliseconds for a page with what it sends on to, and for a picture: who is slower goes without. */
const patience = { page: 5000, picture: 8000 }

const pageLimit = 1024 * 1024
const oembedLimit = 128 * 1024
const imageLimit = 8 * 1024 * 1024

const isListed = async (ctx: Context, host: string): Promise<boolean> =>
  (await listedLinks(ctx, [host])).has(host)

const later = (ctx: Context, ms: number): Date => new Date(ctx.clock().getTime() + ms)

/** The head is all that is read: what comes after it is not even waited for. */
const headIsOver = (bytes: Buffer): boolean => /<\/head|<body[\s>]/i.test(bytes.toString('latin1'))

interface Asked {
  linkId: Id
  /** The moment at which the host may be asked, when one was given before. */
  turn?: string
}

/** Job: looks at a page once, when its host's turn comes. What goes wrong is remembered; the job itself does not fail. */
export async function look(ctx: Context, { linkId, turn }: Asked): Promise<void> {
  const [row] = await sql.selectLink(ctx, linkId)
  if (!row || row.state === 'own' || row.canonical_id || !ctx.config.linkPreviews) return
  if (await isListed(ctx, row.host)) return nothing(ctx, row, 'plain', 'listed')
  const runAt = await inTurn(ctx, row.host, turn, () => lookNow(ctx, row))
  if (runAt)
    await ctx.enqueue('links.look', { linkId, turn: runAt.toISOString() }, { key: `link:${linkId}`, runAt })
}

async function nothing(
  ctx: Context,
  row: sql.LinkRow,
  state: 'plain' | 'failed',
  error: string,
): Promise<void> {
  const wait = state === 'plain' ? keep.plain : Math.min(keep.failed * 2 ** row.failures, keep.longest)
  await sql.saveNothing(ctx, row.id, state, error.slice(0, 200), later(ctx, wait))
}

/** Answers until when the host asked to be left alone. */
async function lookNow(ctx: Context, row: sql.LinkRow): Promise<Date | null> {
  const hops: number[] = []
  const signal = AbortSignal.timeout(patience.page)
  let response: Response
  try {
    response = await ctx.fetch(row.url, {
      headers: {
        'user-agent': agentOf(ctx, 'link preview'),
        accept: 'text/html, application/xhtml+xml;q=0.9',
        ...(row.etag && row.state === 'ready' ? { 'if-none-match': row.etag } : {}),
      },
      onRedirect: (status) => hops.push(status),
      signal,
    })
  } catch (error) {
    await nothing(ctx, row, error instanceof UnsafeAddress ? 'plain' : 'failed', messageOf(error))
    return null
  }
  try {
    await take(ctx, row, response, { hops, signal })
  } catch (error) {
    await nothing(ctx, row, 'failed', messageOf(error))
  } finally {
    if (!response.bodyUsed) await response.body?.cancel().catch(() => {})
  }
  return response.status === 429 || response.status === 503 ? retryAfter(response, ctx.clock()) : null
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

interface Way {
  /** Redirects that were followed. */
  hops: number[]
  signal: AbortSignal
}

async function take(
  ctx: Context,
  row: sql.LinkRow,
  response: Response,
  { hops, signal }: Way,
): Promise<void> {
  if (response.status === 304) return void (await sql.saveSame(ctx, row.id, later(ctx, keep.ready)))
  if (!response.ok) return nothing(ctx, row, 'failed', `HTTP ${response.status}`)
  const type = response.headers.get('content-type')
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type ?? ''))
    return nothing(ctx, row, 'plain', 'no page')
  const { bytes } = await readPart(response, pageLimit, headIsOver)
  const address = cleanAddress(response.url) ?? row.url
  if (await isListed(ctx, hostOf(address))) return nothing(ctx, row, 'plain', 'listed')
  const said = await completed(ctx, parsePage(decode(bytes, type, 'html'), address), address, signal)
  const found = { ...said, title: said.title || placeName(address) }
  const moved = hops.length > 0 && hops.every((status) => status === 301 || status === 308)
  await keepFound(ctx, row, found, moved ? address : row.url, response.headers.get('etag'))
}

/** What a page that has no title is called: its host and path, as people read them. */
function placeName(address: string): string {
  const { host, pathname } = new URL(address)
  let path = pathname
  try {
    path = decodeURIComponent(pathname)
  } catch {
    // Not UTF-8: as it stands.
  }
  return oneLine(`${host.replace(/^www\./, '')}${path.replace(/\/$/, '')}`, 150)
}

/** Asks for oEmbed where the page itself says too little; of the page's own site only, whose turn it is. */
async function completed(ctx: Context, found: Found, address: string, signal: AbortSignal): Promise<Found> {
  if (!found.oembed || (found.title && found.image) || !sameSite(found.oembed, address)) return found
  try {
    const response = await ctx.fetch(found.oembed, {
      headers: { 'user-agent': agentOf(ctx, 'link preview'), accept: 'application/json' },
      signal,
    })
    const json = response.ok && response.headers.get('content-type')?.includes('json')
    const { bytes, cut } = json
      ? await readPart(response, oembedLimit)
      : { bytes: Buffer.alloc(0), cut: true }
    if (!json) await response.body?.cancel()
    return cut ? found : withOembed(found, bytes.toString('utf8'), address)
  } catch {
    return found
  }
}

/** Where the page says it belongs, as far as it may say so: its own site, and not its front page for an article. */
function canonicalOf(found: Found, base: string): string {
  const said = found.canonical ? cleanAddress(found.canonical) : null
  if (!said || !sameSite(said, base)) return base
  return new URL(said).pathname === '/' && new URL(base).pathname !== '/' ? base : said
}

async function keepFound(
  ctx: Context,
  row: sql.LinkRow,
  found: Found,
  base: string,
  etag: string | null,
): Promise<void> {
  const author = found.creator ? await findByAcct(ctx, found.creator) : null
  const seen: sql.Seen = {
    type: found.type,
    title: found.title,
    description: found.description,
    provider_name: found.provider,
    author_name: found.author,
    author_url: found.authorUrl,
    author_id: author && !author.deleted_at ? author.id : null,
    image_url: found.image,
    image_description: found.imageDescription,
    language: found.language,
    published_at: found.publishedAt,
    etag: etag && etag.length < 300 ? etag : null,
  }
  const url = canonicalOf(found, base)
  await ctx.tx(async (ctx) => {
    let target = row
    if (url !== row.url) {
      const id = await sql.putLink(ctx, { url, hash: hashOf(url), host: hostOf(url), own: null })
      if (await sql.joinCanonical(ctx, row.id, id)) target = (await sql.selectLink(ctx, id))[0] ?? row
    }
    await sql.saveSeen(ctx, target.id, seen, later(ctx, keep.ready))
    if (target.id !== row.id) await sql.saveSame(ctx, row.id, later(ctx, keep.ready))
    const sameImage = target.image !== null && target.image_url === seen.image_url
    if (!sameImage && target.image) {
      await sql.clearImage(ctx, target.id)
      await ctx.enqueue('media.removeFiles', { keys: [target.image] }, { runAt: later(ctx, hour) })
    }
    if (!sameImage && seen.image_url) await ctx.enqueue('links.picture', { linkId: target.id })
    await dropCached(ctx, 'cards', '*')
  })
}

/** Job: fetches the picture of a page, when its host's turn comes, and keeps a small one of our own. */
export async function picture(ctx: Context, { linkId, turn }: Asked): Promise<void> {
  const [row] = await sql.selectLink(ctx, linkId)
  if (!row?.image_url || row.image || row.state !== 'ready') return
  const { image_url: url } = row
  if (await isListed(ctx, hostOf(url))) return
  const runAt = await inTurn(ctx, hostOf(url), turn, () => fetchPicture(ctx, row.id, url))
  if (runAt) {
    const again = { linkId, turn: runAt.toISOString() }
    await ctx.enqueue('links.picture', again, { key: `picture:${linkId}`, runAt })
  }
}

/** A picture that cannot be had is none: the card stands without. */
async function fetchPicture(ctx: Context, linkId: Id, url: string): Promise<Date | null> {
  try {
    const headers = { 'user-agent': agentOf(ctx, 'link preview'), accept: 'image/*' }
    const response = await ctx.fetch(url, { headers, timeout: patience.picture })
    if (!response.ok) {
      await response.body?.cancel()
      return retryAfter(response, ctx.clock())
    }
    const { bytes, cut } = await readPart(response, imageLimit)
    if (cut || bytes.byteLength === 0) return null
    const { key, ...size } = await storePreview(ctx, bytes)
    await ctx.tx(async (ctx) => {
      await sql.saveImage(ctx, linkId, { image: key, ...size })
      await dropCached(ctx, 'cards', '*')
    })
    return null
  } catch {
    return null
  }
}
