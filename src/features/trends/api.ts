import { z } from 'zod'
import { PreviewCard } from '../links/api.ts'

/** docs.joinmastodon.org/entities/PreviewCard/#trends-link */
export const TrendLink = PreviewCard.extend({
  history: z.array(z.object({ day: z.string(), uses: z.string(), accounts: z.string() })),
})
export type TrendLink = z.infer<typeof TrendLink>
