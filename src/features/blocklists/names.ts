import ipaddr from 'ipaddr.js'

/** What lists are kept of. */
export const blockKinds = ['domain', 'link', 'email', 'ip', 'media'] as const
export type BlockKind = (typeof blockKinds)[number]

/** A DNS name in lower case and as on the wire (xn--), from whatever somebody pasted; null for what is none. */
export function cleanDomain(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/^(?:[^@/]*@|\*?\.)/, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
  if (bare === '' || bare.length > 253 || !URL.canParse(`http://${bare}/`)) return null
  const { hostname } = new URL(`http://${bare}/`)
  if (ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))) return null
  return /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]{2,}$/.test(hostname) ? hostname : null
}

/** The name and every name above it that could be listed: a.b.vn, b.vn. */
export function suffixesOf(domain: string): string[] {
  const labels = domain.toLowerCase().split('.')
  // A name has at most 127 labels; whoever sends more means no good.
  return labels
    .slice(0, 127)
    .map((_, at) => labels.slice(at).join('.'))
    .slice(0, -1)
}

/** A range as PostgreSQL writes a cidr (host bits cut off); a single address is the range of itself. */
export function cleanRange(text: string): string | null {
  const [address = '', length, ...rest] = text.trim().split('/')
  if (rest.length > 0 || !ipaddr.isValid(address) || (length !== undefined && !/^\d{1,3}$/.test(length)))
    return null
  // '1.2.3' is an address to the parser, and another one than people mean.
  if (!address.includes(':') && address.split('.').length !== 4) return null
  const plain = ipaddr.process(address)
  const size = plain.toByteArray().length * 8
  const bits = length === undefined ? size : Number(length)
  if (bits > size || bits === 0) return null
  return `${masked(plain.toByteArray(), bits)}/${bits}`
}

function masked(bytes: number[], bits: number): string {
  const kept = bytes.map((byte, at) => {
    const left = Math.min(8, Math.max(0, bits - at * 8))
    return byte & ((0xff << (8 - left)) & 0xff)
  })
  return ipaddr.fromByteArray(kept).toString()
}

export function cleanHash(text: string): string | null {
  const hash = text.trim().toLowerCase()
  return /^[0-9a-f]{64}$/.test(hash) ? hash : null
}

/** The one way to write what is listed, for each kind; null for what cannot be. */
export function cleanTarget(kind: BlockKind, text: string): string | null {
  if (kind === 'ip') return cleanRange(text)
  return kind === 'media' ? cleanHash(text) : cleanDomain(text)
}

/** As Mastodon obfuscates: the middle half as stars, dots left. */
export function obfuscated(domain: string): string {
  const edge = Math.floor(domain.length / 4)
  return [...domain]
    .map((char, at) => (at > edge && at < domain.length - edge && char !== '.' ? '*' : char))
    .join('')
}
