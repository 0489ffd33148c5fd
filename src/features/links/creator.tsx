import type { View } from '../../ui/view.ts'

/**
 * `fediverse:creator` (joinmastodon.org/blog, 2024: author bylines): says to servers elsewhere who of our people wrote what this page
 * shows. For accounts that live here only; once for each author.
 */
export function CreatorMeta({ view, acct }: { view: View; acct: string }) {
  if (acct.includes('@')) return null
  return <meta name="fediverse:creator" content={`@${acct}@${view.domain}`} />
}
