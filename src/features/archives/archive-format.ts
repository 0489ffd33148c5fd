import type { PastDecision } from '../communities/api.ts'

/**
 * The archive of a community: a .tar.gz of JSON lines and files (docs/community-archive.md). People are named by
 * `uri`, posts and threads by the ids that they had where they come from.
 */
export const archiveFormat = 'xom-community'
export const archiveVersion = 1

export interface ArchiveHead {
  format: string
  version: number
  origin: string
  exported_at: string
  community: {
    username: string
    display_name: string
    note: string
    accent: string
    place: string
    language: string
    joining: 'open' | 'request' | 'invite'
    private: boolean
    members_may: string[]
    welcome: string
    created_at: string
    avatar: string | null
    header: string | null
    sections: { tag: string; name: string; description: string }[]
    rule_versions: {
      version: number
      note: string
      created_at: string
      effective_at: string
      rules: { number: number; text: string; hint: string }[]
    }[]
  }
}

export interface ArchivePerson {
  uri: string
  url: string
  username: string
  domain: string
  display_name: string
  note: string
  avatar: string | null
  /** Absent for an author who is no member. */
  member_since?: string
  role?: 'founder' | 'moderator'
  permissions?: string[]
}

export interface ArchiveThread {
  id: string
  author: string
  title: string
  summary: string
  section: string | null
  numbers: number
  replies: number
  participants: number
  last_id: string
  score: number
  pinned_at: string | null
  locked_at: string | null
  /** The address of the thread in another community whose first post it shows. */
  crosspost_of: string | null
}

export interface ArchiveMedia {
  type: string
  file: string | null
  file_type: string | null
  file_size: number | null
  thumbnail: string | null
  description: string
  blurhash: string | null
  focus_x: number
  focus_y: number
  meta: unknown
}

export interface ArchivePost {
  id: string
  uri: string
  url: string
  author: string
  thread_id: string
  number: number | null
  in_reply_to_id: string | null
  /** Taken down: the place without the words. */
  removed: boolean
  text: string
  content: string
  spoiler_text: string
  visibility: 'public' | 'private'
  sensitive: boolean
  language: string | null
  created_at: string
  edited_at: string | null
  favourites: number
  replies: number
  mentions: string[]
  tags: { key: string; name: string }[]
  poll: {
    multiple: boolean
    hide_totals: boolean
    expires_at: string | null
    votes_count: number
    voters_count: number
    options: unknown
  } | null
  media: ArchiveMedia[]
}

/** A statement of reasons as it stands on the public record, with the outcome of its appeal. The oldest first. */
export type ArchiveDecision = PastDecision

export interface ArchiveWikiPage {
  slug: string
  title: string
  position: number
  locked: boolean
  revisions: {
    revision: number
    title: string
    text: string
    comment: string
    author: string | null
    created_at: string
  }[]
}
