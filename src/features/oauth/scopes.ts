/** Mastodon's scopes (docs.joinmastodon.org/api/oauth-scopes), granular ones included. */

const readable =
  'accounts blocks bookmarks favourites filters follows lists mutes notifications search statuses'
const writable =
  'accounts blocks bookmarks conversations favourites filters follows lists media mutes notifications reports statuses'
const adminReadable =
  'accounts reports domain_allows domain_blocks ip_blocks email_domain_blocks canonical_email_blocks'

const each = (prefix: string, names: string): string[] => names.split(' ').map((name) => `${prefix}:${name}`)

export const allScopes: readonly string[] = [
  'read',
  ...each('read', readable),
  'write',
  ...each('write', writable),
  'follow',
  'push',
  'profile',
  'admin:read',
  ...each('admin:read', adminReadable),
  'admin:write',
  ...each('admin:write', adminReadable),
]

const known = new Set(allScopes)

/**
 * Splits `read write:statuses` (spaces, commas or plus signs, or a list) and drops repetitions. null when one is
 * unknown; [] when nothing was asked. `offline_access` is OpenID's way to ask for a refresh token and is kept.
 */
export function parseScopes(input: unknown): string[] | null {
  const parts = Array.isArray(input) ? input : typeof input === 'string' ? input.split(/[\s,+]+/) : []
  const scopes: string[] = []
  for (const part of parts) {
    if (part === '') continue
    if (typeof part !== 'string' || !(known.has(part) || part === 'offline_access')) return null
    if (!scopes.includes(part)) scopes.push(part)
  }
  return scopes
}
