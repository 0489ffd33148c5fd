import { createMiddleware } from 'hono/factory'
import type { Context } from '../../context.ts'
import type { Env, Req } from '../../http/env.ts'
import { proofPath } from './own-host.ts'
import { selectHosts, selectWaitingTokens } from './sql.ts'

/** Host names of sites, by name; renewed each minute and when one is changed (`dropCached('site-hosts')`). */
async function hosts(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const cache = ctx.cache.lru<string, ReadonlyMap<string, string>>('site-hosts', { max: 1, ttl: 60_000 })
  let known = cache.get('all')
  if (!known) {
    known = new Map((await selectHosts(ctx)).map((row) => [row.host, row.handle]))
    cache.set('all', known)
  }
  return known
}

const inside = Symbol('hosted')

/** The site's host name, for a request that came to it; null on the network's own. */
export const hostedAt = (c: Req): string | null =>
  ((c.req.raw as unknown as { [inside]?: string })[inside] ?? null) as string | null

/** What every host name serves from the same place. */
const shared = /^\/(assets|media|avatars|headers|favicon\.ico|icon|manifest\.webmanifest|health)/

/** The host that was asked for: as the proxy says it, where proxies are trusted. */
function hostOf(c: Req): string {
  const forwarded = c.get('ctx').config.trustedProxies > 0 ? c.req.header('x-forwarded-host') : undefined
  return (forwarded ?? c.req.header('host') ?? '').toLowerCase().replace(/:\d+$/, '')
}

/**
 * A site's own host name: its addresses are those of `/trang/NAME` without that beginning. Only for reading; whoever
 * wants to write goes to the network's own address, where she is signed in.
 */
export const siteHosts = (fetch: (request: Request, env: unknown) => Response | Promise<Response>) =>
  createMiddleware<Env>(async (c, next) => {
    const host = hostOf(c)
    const ctx = c.get('ctx')
    if (host === '' || host === new URL(ctx.config.origin).hostname || hostedAt(c)) return next()
    if (shared.test(c.req.path)) return next()
    if (c.req.path === proofPath) {
      const waiting = await selectWaitingTokens(ctx, host)
      return c.text(waiting.map(({ host_token }) => host_token).join('\n'))
    }
    const handle = (await hosts(ctx)).get(host)
    if (!handle) return next()
    if (c.req.path === '/robots.txt') {
      c.header('Cache-Control', 'public, max-age=86400')
      return c.text(`User-agent: *\nDisallow:\nSitemap: https://${host}/sitemap.xml\n`)
    }
    const url = new URL(c.req.url)
    const prefix = `/trang/${handle}`
    if (url.pathname === prefix || url.pathname.startsWith(`${prefix}/`)) {
      return c.redirect(`${url.pathname.slice(prefix.length) || '/'}${url.search}`, 301)
    }
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return c.redirect(`${ctx.config.origin}${prefix}${url.pathname}`, 303)
    url.pathname = url.pathname === '/' ? prefix : `${prefix}${url.pathname}`
    const headers = new Headers(c.req.raw.headers)
    // Cookies of this host are nobody's here.
    headers.delete('cookie')
    const request = new Request(url, { method: c.req.method, headers })
    Object.assign(request, { [inside]: host })
    return fetch(request, c.env)
  })
