import { z } from 'zod'
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
  options: z.array(z.object({ title: z.string(), votes_count: z.int().nullable() })),
  emojis: z.array(CustomEmoji),
})
export type Poll = z.infer<typeof Poll>
