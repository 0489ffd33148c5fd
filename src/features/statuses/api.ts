import { z } from 'zod'
import { Account, CustomEmoji } from '../accounts/api.ts'
import { FilterResult } from '../filters/api.ts'
import { PreviewCard } from '../links/api.ts'
import { MediaAttachment } from '../media/api.ts'
import { Poll } from '../polls/api.ts'

export const visibilities = ['public', 'unlisted', 'private', 'direct'] as const
export type Visibility = (typeof visibilities)[number]

export const Mention = z.object({ id: z.string(), username: z.string(), url: z.string(), acct: z.string() })
export const StatusTag = z.object({ id: z.string(), name: z.string(), url: z.string() })

const base = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullable(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  account: Account,
  content: z.string(),
  visibility: z.enum(visibilities),
  sensitive: z.boolean(),
  spoiler_text: z.string(),
  media_attachments: z.array(MediaAttachment),
  application: z.object({ name: z.string(), website: z.string().nullable() }).nullable().optional(),
  mentions: z.array(Mention),
  tags: z.array(StatusTag),
  emojis: z.array(CustomEmoji),
  reblogs_count: z.int(),
  favourites_count: z.int(),
  replies_count: z.int(),
  quotes_count: z.int(),
  in_reply_to_id: z.string().nullable(),
  in_reply_to_account_id: z.string().nullable(),
  poll: Poll.nullable(),
  card: PreviewCard.nullable(),
  quote: z.null(),
  quote_approval: z.object({
    automatic: z.array(z.string()),
    manual: z.array(z.string()),
    current_user: z.string(),
  }),
  language: z.string().nullable(),
  favourited: z.boolean().optional(),
  reblogged: z.boolean().optional(),
  muted: z.boolean().optional(),
  bookmarked: z.boolean().optional(),
  pinned: z.boolean().optional(),
  filtered: z.array(FilterResult).optional(),
  /** Ours (docs/api.md): where a post stands in a community, and what a decision changed about it. */
  xom: z
    .object({
      community: z.object({ id: z.string(), acct: z.string(), name: z.string() }).nullable(),
      thread_id: z.string().nullable(),
      title: z.string().nullable(),
      number: z.int().nullable(),
      notice: z
        .object({ kind: z.enum(['hidden', 'label']), text: z.string(), decision: z.string() })
        .nullable(),
      removed: z.boolean(),
      reply_policy: z.enum(['everyone', 'followers', 'followed', 'mentioned']).nullable(),
      /** Being verified, by a measure that holds now: why, of which topic, and where that is said. */
      verifying: z.object({ why: z.string(), topic: z.string(), url: z.string() }).optional(),
    })
    .optional(),
})

export const Status = base.extend({ reblog: base.extend({ reblog: z.null() }).nullable() })
export type Status = z.infer<typeof Status>

export const Context = z.object({ ancestors: z.array(Status), descendants: z.array(Status) })
export type ThreadContext = z.infer<typeof Context>

export const StatusEdit = z.object({
  content: z.string(),
  spoiler_text: z.string(),
  sensitive: z.boolean(),
  created_at: z.string(),
  account: Account,
  media_attachments: z.array(MediaAttachment),
  emojis: z.array(CustomEmoji),
  poll: z.object({ options: z.array(z.object({ title: z.string() })) }).optional(),
})
export type StatusEdit = z.infer<typeof StatusEdit>

export const StatusSource = z.object({ id: z.string(), text: z.string(), spoiler_text: z.string() })

export const ScheduledStatus = z.object({
  id: z.string(),
  scheduled_at: z.string(),
  params: z.record(z.string(), z.unknown()),
  media_attachments: z.array(MediaAttachment),
})
export type ScheduledStatus = z.infer<typeof ScheduledStatus>
