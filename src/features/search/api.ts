import { z } from 'zod'
import { flag, id, int } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'
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
})
export type SearchResults = z.infer<typeof SearchResults>

export const SearchQuery = z.object({
  q: z.string().max(10_000).default(''),
  type: z.enum(['accounts', 'hashtags', 'statuses']).optional(),
  limit: z.unknown().optional(),
  offset: int(0, 10_000).optional(),
  resolve: flag,
  following: flag,
  /** Posts of this account only. */
  account_id: id.optional(),
  max_id: id.optional(),
  min_id: id.optional(),
  /** Taken for Mastodon's sake: no tag here waits for a review. */
  exclude_unreviewed: flag,
})
