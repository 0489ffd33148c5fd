import { z } from 'zod'
import { int, list } from '../../http/body.ts'
import { CustomEmoji } from '../accounts/api.ts'

export const Poll = z.object({
  id: z.string(),
  expires_at: z.string().nullable(),
  expired: z.boolean(),
  multiple: z.boolean(),
  votes_count: z.int(),
  voters_count: z.int().nullable(),
  voted: z.boolean().optional(),
  own_votes: z.array(z.int()).optional(),
  options: z.array(
    z.object({ title: z.string(), votes_count: z.int().nullable(), emojis: z.array(CustomEmoji) }),
  ),
  emojis: z.array(CustomEmoji),
})
export type Poll = z.infer<typeof Poll>

/** POST /api/v1/polls/:id/votes: indexes of the chosen options. */
export const VoteBody = z.object({ choices: list(int(0, 1000), 100) })

/** What a new poll must keep to; characters are graphemes, durations seconds. The instance API tells the same. */
export const pollLimits = {
  minOptions: 2,
  maxOptions: 4,
  maxOptionChars: 100,
  minExpiration: 300,
  maxExpiration: 2_592_000,
} as const
