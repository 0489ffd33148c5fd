import { z } from 'zod'
import { Account } from '../accounts/api.ts'

/** docs.joinmastodon.org/entities/PreviewCard, as of 4.5. `html` and `embed_url` are always empty: nothing foreign runs here. */
export const PreviewCard = z.object({
  url: z.string(),
  title: z.string(),
  description: z.string(),
  language: z.string().nullable(),
  type: z.enum(['link', 'photo', 'video', 'rich']),
  author_name: z.string(),
  author_url: z.string(),
  provider_name: z.string(),
  provider_url: z.string(),
  html: z.string(),
  width: z.int(),
  height: z.int(),
  image: z.string().nullable(),
  image_description: z.string(),
  embed_url: z.string(),
  blurhash: z.string().nullable(),
  published_at: z.string().nullable(),
  authors: z.array(z.object({ name: z.string(), url: z.string(), account: Account.nullable() })),
  /** Only for whom the page names as its author while her settings do not name its host. */
  missing_attribution: z.boolean().optional(),
})
export type PreviewCard = z.infer<typeof PreviewCard>
