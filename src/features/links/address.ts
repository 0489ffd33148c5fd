import { createHash } from 'node:crypto'

/** Parameters that count clicks and change nothing on the page. */
const counting =
  /^(utm_\w+|fbclid|gclid|dclid|yclid|msclkid|twclid|igshid|igsh|mc_cid|mc_eid|zarsrc|zalo_src|gidzl|_ga|ref_src|ref_url|vero_id|wickedid|spm)$/i

/** Characters of an address that is looked at. */
const longest = 2000

/** An address as it is kept: http(s), without fragment, credentials and what counts clicks; null for what cannot be looked at. */
export function cleanAddress(href: string, base?: string): string | null {
  if (href.length > longest || !URL.canParse(href, base)) return null
  const url = new URL(href, base)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  if (url.username || url.password) return null
  url.hash = ''
  for (const name of [...url.searchParams.keys()]) if (counting.test(name)) url.searchParams.delete(name)
  return url.href.length > longest ? null : url.href
}

export const hashOf = (url: string): Buffer => createHash('sha256').update(url).digest()

export const hostOf = (url: string): string => new URL(url).host

/** The same site by its name: with and without `www.`, `m.` and `amp.`. */
export function sameSite(a: string, b: string): boolean {
  const bare = (host: string) => host.toLowerCase().replace(/^(www|m|amp)\./, '')
  return bare(hostOf(a)) === bare(hostOf(b))
}

export type OwnKind = 'article' | 'status' | 'account'

/** What a path of ours names, to be looked up. */
export type OwnPath =
  | { kind: 'article'; site: string; slug: string }
  | { kind: 'status'; id: string }
  | { kind: 'account'; username: string }

/** The thing that a path of this server shows; null for pages that are nobody's (lists, settings ...). */
export function ownPath(pathname: string): OwnPath | null {
  const path = pathname.replace(/\/+$/, '')
  const status = /^\/(?:@[^/]+|users\/[^/]+\/statuses|statuses|xom\/[^/]+)\/(\d{1,19})$/.exec(path)
  if (status) return { kind: 'status', id: status[1]! }
  const article = /^\/trang\/(\w+)\/([^/]+)$/.exec(path)
  if (article) {
    try {
      return { kind: 'article', site: article[1]!, slug: decodeURIComponent(article[2]!) }
    } catch {
      return null
    }
  }
  const account = /^\/(?:@|users\/|xom\/|trang\/)(\w+)$/.exec(path)
  return account ? { kind: 'account', username: account[1]! } : null
}
