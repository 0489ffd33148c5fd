import type { Context, Id } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'
import { decode, readPart } from '../../net/decode.ts'
import { UnsafeAddress } from '../../net/fetch.ts'
import { agentOf, inTurn, jittered, retryAfter } from '../../net/polite.ts'
import { listedLinks } from '../blocklists/index.ts'
import { feedsOf } from '../links/index.ts'
import { FeedProblem, type Problem, type ReadFeed, readFeed } from './read.ts'
import * as sql from './sql.ts'

/** Minutes. Nobody is asked more often than half-hourly, nor less often than daily. */
const usual = 60
const often = 30
const seldom = 24 * 60
/** Bytes of a feed. */
const largest = 5 * 1024 * 1024
/** Milliseconds for a whole answer. */
const patience = 20_000
/** What is kept of each feed: so many items, so many days after it stopped naming them. */
export const keep = { items: 500, days: 90 } as const

const minutes = (ctx: Context, n: number): Date => new Date(ctx.clock().getTime() + n * 60_000)

/** Up to a tenth more, so that what was added together does not stay together. */
const spread = (n: number): number => n * (1 + Math.random() / 10)

/** Cron job: sends a job for each feed that is due, over the next two minutes. */
export async function poll(ctx: Context): Promise<void> {
  await ctx.tx(async (ctx) => {
    for (const { id } of await sql.claimDue(ctx, minutes(ctx, 60), 200)) {
      const delayed = ctx.config.linkDelay > 0 ? { runAt: jittered(ctx, 120) } : {}
      await ctx.enqueue('feeds.fetch', { feedId: id }, { key: `feed:${id}`, ...delayed })
    }
  })
}

/** Job: reads a feed, when its host's turn comes. What goes wrong is kept in the feed's row; the job does not fail. */
export async function fetchFeed(
  ctx: Context,
  { feedId, turn }: { feedId: Id; turn?: string },
): Promise<void> {
  const [feed] = await sql.selectFeed(ctx, feedId)
  if (feed?.state !== 'active') return
  const { host } = new URL(feed.url)
  if ((await listedLinks(ctx, [host])).has(host)) return failed(ctx, feed, 'listed', null)
  const runAt = await inTurn(ctx, host, turn, () => ask(ctx, feed))
  if (runAt)
    await ctx.enqueue('feeds.fetch', { feedId, turn: runAt.toISOString() }, { key: `feed:${feedId}`, runAt })
}

/** The next look after `failures`: twice as long each time, up to three days; later when the host says so. */
async function failed(ctx: Context, feed: sql.FeedRow, error: Problem, holdOff: Date | null): Promise<void> {
  const failures = feed.failures + 1
  const wait = minutes(ctx, spread(Math.min(feed.every * 2 ** Math.min(failures, 12), 3 * seldom)))
  const next = holdOff && holdOff > wait ? holdOff : wait
  await sql.saveAsked(ctx, feed.id, { error, failures, next_at: next })
}

/** Answers until when the host asked to be left alone. */
async function ask(ctx: Context, feed: sql.FeedRow): Promise<Date | null> {
  const hops: number[] = []
  let response: Response | null = null
  let holdOff: Date | null = null
  try {
    response = await ctx.fetch(feed.url, {
      headers: {
        'user-agent': agentOf(ctx, 'feed reader'),
        accept:
          'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
        ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
        ...(feed.last_modified ? { 'if-modified-since': feed.last_modified } : {}),
      },
      timeout: patience,
      onRedirect: (status) => hops.push(status),
    })
    holdOff = retryAfter(response, ctx.clock())
    await take(
      ctx,
      feed,
      response,
      hops.length > 0 && hops.every((status) => status === 301 || status === 308),
    )
  } catch (error) {
    const code = problemOf(error)
    if (code === 'gone') await sql.setState(ctx, feed.id, 'gone')
    else await failed(ctx, feed, code, holdOff)
  } finally {
    if (response && !response.bodyUsed) await response.body?.cancel().catch(() => {})
  }
  return response?.status === 429 || response?.status === 503 ? holdOff : null
}

function problemOf(error: unknown): Problem {
  if (error instanceof FeedProblem) return error.code
  if (error instanceof UnsafeAddress || (error as Error)?.cause instanceof UnsafeAddress) return 'unsafe'
  const { name } = (error ?? {}) as { name?: string }
  return name === 'TimeoutError' || name === 'AbortError' ? 'slow' : 'unreachable'
}

function problemOfStatus(status: number): Problem {
  if (status === 410) return 'gone'
  if (status === 404) return 'not_found'
  if (status === 401 || status === 403) return 'refused'
  return status === 429 || status === 503 ? 'busy' : 'server'
}

async function take(ctx: Context, feed: sql.FeedRow, response: Response, moved: boolean): Promise<void> {
  if (response.status === 304) {
    const next = minutes(ctx, spread(feed.every))
    return void (await sql.saveAsked(ctx, feed.id, { error: '', failures: 0, next_at: next }))
  }
  if (!response.ok) throw new FeedProblem(problemOfStatus(response.status))
  const type = response.headers.get('content-type')
  const { bytes, cut } = await readPart(response, largest)
  if (cut) throw new FeedProblem('too_big')
  const address = response.url || feed.url
  if (
    /html/i.test(type ?? '') ||
    /^\s*<(!doctype\s+html|html)\b/i.test(bytes.subarray(0, 300).toString('latin1'))
  ) {
    return discover(ctx, feed, decode(bytes, type, 'html'), address)
  }
  const read = readFeed(decode(bytes, type, 'xml'), address, ctx.clock())
  await ctx.tx(async (ctx) => {
    // Where it lives for good from now on; only after something could be read there.
    if (moved) await sql.moveFeed(ctx, feed, address)
    await keepRead(ctx, feed, read, response)
  })
}

async function keepRead(ctx: Context, feed: sql.FeedRow, read: ReadFeed, response: Response): Promise<void> {
  const fresh = read.items.filter(
    ({ publishedAt }) => !publishedAt || publishedAt.getTime() > ctx.clock().getTime() - keep.days * DAY_MS,
  )
  await sql.putItems(ctx, feed.id, fresh)
  await sql.trimItems(ctx, feed.id, keep.items)
  const short = (name: string) => {
    const value = response.headers.get(name)
    return value && value.length <= 300 ? value : null
  }
  const every = everyOf(read.ttl, response.headers.get('cache-control'))
  await sql.saveRead(ctx, feed.id, {
    title: read.title || feed.title || new URL(feed.url).host,
    site_url: read.siteUrl || feed.site_url,
    every,
    etag: short('etag'),
    last_modified: short('last-modified'),
    error: '',
    failures: 0,
    next_at: minutes(ctx, spread(every)),
  })
}

/** The longest of what the feed (`ttl`) and the server (`max-age`) ask for, within our own bounds. */
function everyOf(ttl: number | null, cacheControl: string | null): number {
  const age = Number(/max-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1] ?? 0) / 60
  const wanted = ttl || age ? Math.max(ttl ?? 0, age) : usual
  return Math.round(Math.min(Math.max(wanted, often), seldom))
}

/** A page instead of a feed: takes the first feed that it names, once, and reads that. */
async function discover(ctx: Context, feed: sql.FeedRow, html: string, address: string): Promise<void> {
  const [found] = feed.read_at || feed.site_url ? [] : feedsOf(html, address)
  if (!found || found === feed.url) throw new FeedProblem('no_feed')
  await ctx.tx(async (ctx) => {
    if (!(await sql.moveFeed(ctx, feed, found))) throw new FeedProblem('duplicate')
    await sql.setSite(ctx, feed.id, address)
    await ctx.enqueue('feeds.fetch', { feedId: feed.id })
  })
}

/** Cron job: forgets what feeds have not named for long. */
export async function sweep(ctx: Context): Promise<void> {
  await sql.deleteOld(ctx, new Date(ctx.clock().getTime() - keep.days * DAY_MS))
}
