import { createMiddleware } from 'hono/factory'
import ipaddr from 'ipaddr.js'
import { AppError } from '../errors.ts'
import type { Env, Req } from './env.ts'

/**
 * Pages change things only on requests that come from our own pages. SameSite=Lax is the first wall; this is the
 * second: browsers name the origin of every POST. A request with neither header comes from no browser with a cookie.
 */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.req.method !== 'OPTIONS') {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const ours = new Set([c.get('ctx').config.origin, new URL(c.req.url).origin])
    const good = origin && origin !== 'null' ? ours.has(origin) : site === 'same-origin'
    if (!good) throw new AppError('csrf')
  }
  await next()
})

/** The pages' CSP; the consent page of OAuth adds one place to `form-action`. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob: https:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Headers that every answer carries; pages get a CSP without `unsafe-inline`. Set before the handler runs, through
 * Hono's prepared headers: touching a finished response's headers makes it a slow one. A handler may set its own
 * value; one that makes a Response by hand (files) sets them all.
 */
export const secureHeaders = createMiddleware<Env>(async (c, next) => {
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'same-origin')
  if (!c.req.path.startsWith('/api/')) {
    c.header('Content-Security-Policy', pagePolicy)
    c.header('X-Frame-Options', 'DENY')
    c.header('Permissions-Policy', 'interest-cohort=()')
  }
  await next()
})

const openPaths = /^\/(api|oauth|nodeinfo|\.well-known)\//

/** CORS for client apps on any origin (the Fetch standard): tokens are headers, so no credentials are involved. */
export const openToClients = createMiddleware<Env>(async (c, next) => {
  if (!openPaths.test(c.req.path)) return next()
  c.header('Access-Control-Allow-Origin', '*')
  c.header(
    'Access-Control-Expose-Headers',
    'Link, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh',
  )
  if (c.req.method !== 'OPTIONS') return next()
  c.header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key')
  c.header('Access-Control-Max-Age', '86400')
  return c.body(null, 204)
})

/**
 * The caller's address as far as proxies are trusted; only for rate limits, never stored. A household has 2^64
 * addresses of IPv6: it counts as one, by its first 64 bits.
 */
export const clientAddress = (c: Req): string => household(remoteAddress(c))

function household(text: string): string {
  if (!ipaddr.isValid(text)) return text.slice(0, 64)
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv4') return address.toString()
  return address
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** The address itself, for the lists of ranges (features/blocklists): asked about, never stored. */
export function remoteAddress(c: Req): string {
  const trusted = c.get('ctx').config.trustedProxies
  if (trusted > 0) {
    const chain = (c.req.header('x-forwarded-for') ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
    const address = chain.at(-trusted)
    if (address) return address
  }
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return incoming?.socket?.remoteAddress ?? 'local'
}

interface Window {
  count: number
  resets: number
}

/** Windows kept in this process: about 10 MB at most; the ones unused for longest go first. */
const mostWindows = 50_000

export interface RateLimit {
  /** What is limited; one count for each name and `who`. */
  name: string
  /** A person's id or an address. */
  who: string
  most: number
  seconds: number
  /** Translation key below `errors`; it may use {seconds} and {minutes}. */
  reason?: string
}

/**
 * At most `most` calls per `seconds` and key, counted in this process (a fixed window). Throws 429 with the
 * seconds to wait, also as `Retry-After`. Answers a function that takes this call back, for what came to nothing.
 */
export function limit(c: Req, { name, who, most, seconds, reason }: RateLimit): () => void {
  const ctx = c.get('ctx')
  const windows = ctx.cache.lru<string, Window>('rates', { max: mostWindows })
  const now = ctx.clock().getTime()
  const key = `${name}:${who}`
  let window = windows.get(key)
  if (!window || window.resets <= now) {
    window = { count: 0, resets: now + seconds * 1000 }
    windows.set(key, window)
  }
  const counted = window
  counted.count += 1
  c.header('X-RateLimit-Limit', String(most))
  c.header('X-RateLimit-Remaining', String(Math.max(0, most - counted.count)))
  c.header('X-RateLimit-Reset', new Date(counted.resets).toISOString())
  if (counted.count > most) {
    const wait = Math.ceil((counted.resets - now) / 1000)
    c.header('Retry-After', String(wait))
    throw new AppError('rate_limited', reason ?? 'rate_limited', {
      params: { seconds: wait, minutes: Math.ceil(wait / 60) },
    })
  }
  return () => {
    counted.count -= 1
  }
}

/** The same with Mastodon's general words. */
export const limitRate = (c: Req, name: string, who: string, most: number, seconds: number): void => {
  limit(c, { name, who, most, seconds })
}
