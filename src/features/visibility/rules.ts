import type { Visibility } from '../statuses/api.ts'

/** What decides whether one person may see one post. */
export interface Sight {
  visibility: Visibility
  /** Removed post, or an author who is suspended or erased. */
  gone: boolean
  isAuthor: boolean
  follows: boolean
  mentioned: boolean
  /** The author has blocked the viewer. */
  blockedBy: boolean
}

/**
 * Mastodon's rules: public and unlisted for everybody (also anonymous), `private` for followers and the people
 * mentioned, `direct` for the people mentioned; a block hides everything; the author sees her own.
 */
export function maySee(sight: Sight): boolean {
  if (sight.gone) return false
  if (sight.isAuthor) return true
  if (sight.blockedBy) return false
  switch (sight.visibility) {
    case 'public':
    case 'unlisted':
      return true
    case 'private':
      return sight.follows || sight.mentioned
    case 'direct':
      return sight.mentioned
  }
}
