import { z } from 'zod'
import { flag, id } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'
import { Event } from '../events/api.ts'
import { Status } from '../statuses/api.ts'

export const Tag = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /** The last seven days, newest first; numbers as text, days as Unix seconds (Mastodon's Tag::History). */
  history: z.array(z.object({ day: z.string(), uses: z.string(), accounts: z.string() })),
  following: z.boolean().optional(),
  featuring: z.boolean().optional(),
})
export type Tag = z.infer<typeof Tag>

export const SearchResults = z.object({
  accounts: z.array(Account),
  statuses: z.array(Status),
  hashtags: z.array(Tag),
  /** Ours, in version 2 alone. */
  events: z.array(Event).optional(),
})
export type SearchResults = z.infer<typeof SearchResults>

export const SearchQuery = z.object({
  q: z.string().max(10_000).default(''),
  /** Another one is as none. */
  type: z.enum(['accounts', 'hashtags', 'statuses', 'events']).optional().catch(undefined),
  limit: z.unknown().optional(),
  /** What is no number is none, a negative one the beginning; a huge one is behind the end. */
  offset: z
    .unknown()
    .optional()
    .transform((value) => (/^\d+$/.test(String(value)) ? Math.min(Number(value), 10_000) : 0)),
  resolve: flag,
  following: flag,
  /** Posts of this account only. */
  account_id: id.optional(),
  /** Taken for Mastodon's sake: no tag here waits for a review. */
  exclude_unreviewed: flag,
})
