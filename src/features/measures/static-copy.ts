import type { Next } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Id } from '../../context.ts'
import type { Req } from '../../http/env.ts'
import { refusal } from './checks.ts'
import type { MeasureRow } from './sql.ts'

interface Saved {
  /** A copy of another measure is none. */
  measure: Id
  type: string
  bytes: Buffer<ArrayBuffer>
}

/**
 * While the network is read-only, everybody but the team gets each page as a stranger saw it when it was asked for
 * first: kept in this process (32 MB), so that nothing is asked of the database any more. What only its own reader may
 * see is not copied, and not shown.
 */
export async function staticCopy(c: Req, measure: MeasureRow, next: Next): Promise<Response | undefined> {
  const ctx = c.get('ctx')
  const copies = ctx.cache.lru<string, Saved>('static-copies', {
    max: 3000,
    maxSize: 32_000_000,
    sizeCalculation: ({ bytes }) => bytes.length + 1,
  })
  const url = new URL(c.req.url)
  const look = [c.get('locale'), getCookie(c, 'xom_theme') ?? '', getCookie(c, 'xom_text_only') ?? '']
  const key = [url.host, url.pathname, url.search, ...look].join(' ')
  const saved = copies.get(key)
  if (saved?.measure === measure.id) {
    return c.body(saved.bytes, 200, { 'content-type': saved.type, 'x-xom-static-copy': '1' })
  }
  const reader = c.get('viewer')
  c.set('viewer', null)
  const face = c.get('measures')
  if (face) c.set('measures', { ...face, onShift: false, savedAt: ctx.clock() })
  await next()
  const { res } = c
  // Somebody who is signed in would be sent to sign in, and from there back: she is told instead.
  if (reader && (res.status === 401 || (res.status >= 300 && res.status < 400))) {
    for (const name of ['Location', 'WWW-Authenticate']) c.header(name, undefined)
    const seconds = Math.max(1, Math.ceil((measure.ends_at.getTime() - ctx.clock().getTime()) / 1000))
    throw refusal(ctx, measure, 'unavailable', 'measure_read_only', { seconds })
  }
  const type = res.headers.get('content-type') ?? ''
  if (res.status !== 200 || !/^(text\/html|application\/(atom|rss)\+xml)/.test(type) || key.length > 400)
    return
  const bytes = Buffer.from(await res.clone().arrayBuffer())
  copies.set(key, { measure: measure.id, type, bytes })
  return
}
