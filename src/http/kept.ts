import { localPath } from '../ui/flash.ts'
import type { Params } from './body.ts'
import type { Req } from './env.ts'
import { clientAddress, limit } from './guard.ts'
import { readUpload } from './upload.ts'

/** A form that came without a valid session, to be given back with the answer: nothing typed is lost. */
export interface KeptForm {
  /** Path and query that it was sent to. */
  action: string
  /** Names as they were sent; nothing secret among them. */
  pairs: [string, string][]
  /** Whether files were sent. They cannot be put back into a form. */
  files: boolean
  /** Whether something secret was left out. */
  secrets: boolean
}

/** Fields that hold a password, a code or a key: never written into a page. */
const secret = /password|secret|^(code|token|otp|response|credential)$/i

/** Where a form leads back to: nobody typed it, and alone it is not worth keeping. */
const plumbing = new Set(['back', 'do', 'next'])

/**
 * Reads the form of a request that was refused for want of a session; null when nothing was typed, the handler has
 * read it already, or it came from a script. Call only behind `sameOrigin`: what another site sends must not be shown.
 */
export async function keepForm(c: Req): Promise<KeptForm | null> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (c.req.method !== 'POST' || c.req.raw.bodyUsed) return null
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') return null
  if (c.req.header('accept')?.startsWith('application/json')) return null
  try {
    // Whoever has no session makes this process read a form to its end: not without measure.
    limit(c, { name: 'kept', who: clientAddress(c), most: 60, seconds: 300 })
    const { params, dropped } = await readUpload(c, { keepFields: true, dropFiles: true })
    const all = pairsOf(params)
    const pairs = all.filter(([name, value]) => value !== '' && !secret.test(name))
    if (!dropped && pairs.every(([name]) => plumbing.has(name))) return null
    const url = new URL(c.req.url)
    return {
      action: url.pathname + url.search,
      pairs,
      files: dropped,
      secrets: all.some(([name, value]) => value !== '' && secret.test(name)),
    }
  } catch {
    return null
  }
}

/** The way back from `fromPairs`: `poll[options][]`, `fields_attributes[0][name]`. */
function pairsOf(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  if (Array.isArray(value)) return value.flatMap((one) => pairsOf(one, `${name}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Params).flatMap(([part, inner]) =>
    pairsOf(inner, name === '' ? part : `${name}[${part}]`),
  )
}

/** The page that a person is on: this one, or for a form the one that it stood on. A path of ours. */
export function pageBefore(c: Req): string {
  const url = new URL(c.req.url)
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return url.pathname + url.search
  const referrer = c.req.header('referer') ?? ''
  const from = URL.canParse(referrer) ? new URL(referrer) : null
  const ours = from && [c.get('ctx').config.origin, url.origin].includes(from.origin)
  return ours ? localPath(from.pathname + from.search) : '/'
}
