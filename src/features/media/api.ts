import { z } from 'zod'

export const MediaAttachment = z.object({
  id: z.string(),
  type: z.enum(['image', 'gifv', 'video', 'audio', 'unknown']),
  /** null while a video or a sound is still being prepared. */
  url: z.string().nullable(),
  preview_url: z.string().nullable(),
  remote_url: z.string().nullable(),
  preview_remote_url: z.string().nullable(),
  text_url: z.string().nullable(),
  meta: z.record(z.string(), z.unknown()),
  description: z.string().nullable(),
  blurhash: z.string().nullable(),
})
export type MediaAttachment = z.infer<typeof MediaAttachment>
