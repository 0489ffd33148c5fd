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
  /** Taken down by a moderator's decision. */
  removed: boolean
  /** It stands in a community and is for its members: the community is private, or was when this was written. */
  membersOnly: boolean
  /** Of that community; the community itself counts as one. */
  member: boolean
}

/**
 * Mastodon's rules: public and unlisted for everybody (also anonymous), `private` for followers and the people
 * mentioned, `direct` for the people mentioned; a block hides everything; the author sees her own, also what was
 * taken down. And the town's own: what is written in a private community is for its members.
 */
export function maySee(sight: Sight): boolean {
  if (sight.gone) return false
  if (sight.isAuthor) return true
  if (sight.blockedBy || sight.removed) return false
  // Neither following the author nor being named opens somebody else's room.
  if (sight.membersOnly) return sight.member
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
