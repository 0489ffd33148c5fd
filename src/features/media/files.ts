import { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { avatarOf } from '../../lib/faces.ts'
import { standingIn } from '../visibility/index.ts'
import { sizeOf } from './faces.ts'
import { isIncoming, typeOfKey } from './keys.ts'
import { readerOf } from './sign.ts'
import { type FileAccess, selectAccess } from './sql.ts'

/** Inclusive positions, or what is wrong with the header (RFC 9110, section 14). */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'whole' | 'unsatisfiable' {
  // Several ranges at once may be answered with the whole.
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return 'whole'
  if (found[1] === '') {
    const last = Number(found[2])
    return last === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - last), end: size - 1 }
  }
  const start = Number(found[1])
  const end = found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  if (found[2] !== '' && Number(found[2]) < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end }
}

/**
 * Whether the file's owner is suspended or asked to be deleted (it is kept, and nobody is given it until she is back),
 * and whether it is for the members of a community.
 * Remembered for some seconds, so that the pictures of a page cost the database next to nothing; `suspendAccount` drops
 * what is remembered. A key that no row names is its sender's own affair (a picture just replaced).
 */
async function accessTo(ctx: Context, key: string): Promise<FileAccess> {
  const known = ctx.cache.lru<string, FileAccess>('media-hidden', { max: 10_000, ttl: 10_000 })
  const named = avatarOf(key) ?? key
  let access = known.get(named)
  if (access === undefined) {
    access = await selectAccess(ctx, named)
    known.set(named, access)
  }
  return access
}

/**
 * A file of a private community is for its members as they are now: by their session, or by an address that was made
 * for one of them (clients load pictures without a token). Throws 404 for everybody else. Answers whether it is one.
 */
async function checkAccess(c: Req, key: string): Promise<boolean> {
  const ctx = c.get('ctx')
  const { hidden, community_id: communityId, account_id: sender } = await accessTo(ctx, key)
  if (hidden) throw notFound()
  if (communityId === null) return false
  const reader = c.get('viewer')?.id ?? readerOf(ctx, key, c.req.query('r'))
  if (reader === null) throw notFound()
  if (reader === sender) return true
  const standing = await standingIn(ctx, reader, communityId)
  if (!(standing?.closed ? standing.operator : standing?.member)) throw notFound()
  return true
}

/** A stored file: never changes under its address, is nothing but data to a browser, and can be read in parts. */
async function serveFile(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const key = c.req.path.slice('/media/'.length)
  const type = typeOfKey(key)
  if (!type || isIncoming(key) || !/^[a-z0-9/]+\.[a-z0-9]{1,8}$/.test(key) || key.includes('//'))
    throw notFound()
  const forMembers = await checkAccess(c, key)
  const size = await sizeOf(ctx, key)
  if (size === null) throw notFound()
  const etag = `"${key.slice(key.lastIndexOf('/') + 1)}"`
  const headers = new Headers({
    'Content-Type': type,
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    'Cache-Control': forMembers ? 'private, no-cache' : 'public, max-age=31536000, immutable',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Access-Control-Allow-Origin': '*',
    ETag: etag,
  })
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const condition = c.req.header('if-range')
  const range = condition && condition !== etag ? 'whole' : parseRange(c.req.header('range'), size)
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${size}`)
    headers.delete('Cache-Control')
    return new Response(null, { status: 416, headers })
  }
  const part = range === 'whole' ? null : range
  headers.set('Content-Length', String(part ? part.end - part.start + 1 : size))
  if (part) headers.set('Content-Range', `bytes ${part.start}-${part.end}/${size}`)
  const status = part ? 206 : 200
  if (c.req.method === 'HEAD') return new Response(null, { status, headers })
  const stream = await ctx.storage.read(key, part ?? undefined)
  if (!stream) throw notFound()
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, { status, headers })
}

export function fileRoutes(app: App): void {
  app.get('/media/*', serveFile)
}
