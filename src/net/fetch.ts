import { lookup } from 'node:dns'
import ipaddr from 'ipaddr.js'
import { Agent, fetch as undiciFetch } from 'undici'
import type { Config } from '../config.ts'

export type SafeFetch = (url: string | URL, options?: SafeFetchOptions) => Promise<Response>

export interface SafeFetchOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Milliseconds for the whole exchange; 10,000 by default. */
  timeout?: number
  signal?: AbortSignal
  /** Hears of every redirect that is followed. */
  onRedirect?: (status: number, to: URL) => void
}

/** Thrown for an address that a server must not be talked into calling. */
export class UnsafeAddress extends Error {
  constructor(where: string) {
    super(`refusing to call ${where}`)
    this.name = 'UnsafeAddress'
  }
}

/** True for addresses of the public internet only: not loopback, private, link-local, CGNAT, multicast, mapped... */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return address.range() === 'unicast'
}

/**
 * The one door for outgoing requests (SSRF guard). http and https only, no credentials in the URL, the address is
 * checked after name resolution at connect time, so that a name cannot change its mind between check and use;
 * redirects are checked one by one, at most 3.
 */
export function createSafeFetch(config: Pick<Config, 'allowPrivateAddress' | 'origin'>): SafeFetch {
  const allowed = (address: string) => config.allowPrivateAddress || isPublicAddress(address)
  const agent = new Agent({
    connect: {
      timeout: 5_000,
      lookup(hostname, options, callback) {
        lookup(hostname, { ...options, all: true }, (error, addresses) => {
          if (error) return callback(error, [])
          const bad = addresses.find((entry) => !allowed(entry.address))
          if (bad) return callback(new UnsafeAddress(hostname), [])
          callback(null, addresses)
        })
      },
    },
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    maxResponseSize: 20 * 1024 * 1024,
  })

  function check(url: URL): void {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new UnsafeAddress(url.protocol)
    if (url.username || url.password) throw new UnsafeAddress('an address with a password')
    // A literal address never reaches `lookup`.
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (ipaddr.isValid(host) && !allowed(host)) throw new UnsafeAddress(host)
  }

  return async function safeFetch(input, options = {}) {
    const timeout = AbortSignal.timeout(options.timeout ?? 10_000)
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
    let url = new URL(input)
    for (let hop = 0; hop <= 3; hop += 1) {
      check(url)
      const response = await undiciFetch(url, {
        method: options.method ?? 'GET',
        headers: { 'user-agent': `Xom (+${config.origin})`, ...options.headers },
        ...(options.body === undefined ? {} : { body: options.body }),
        redirect: 'manual',
        dispatcher: agent,
        signal,
      })
      const target = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || !target) return response as unknown as Response
      await response.body?.cancel()
      // Only a GET may be sent on: a redirected POST would repeat its effect elsewhere.
      if ((options.method ?? 'GET') !== 'GET') return response as unknown as Response
      url = new URL(target, url)
      options.onRedirect?.(response.status, url)
    }
    throw new Error('too many redirects')
  }
}

/** Reads a body as text, refusing more than `limit` bytes. */
export async function readLimited(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new Error(`more than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
