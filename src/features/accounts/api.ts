import { z } from 'zod'

/** Mastodon entities (docs.joinmastodon.org/entities); dates are ISO 8601 in UTC with milliseconds. */

export const CustomEmoji = z.object({
  shortcode: z.string(),
  url: z.string(),
  static_url: z.string(),
  visible_in_picker: z.boolean(),
  category: z.string().nullable().optional(),
})

export const AccountField = z.object({
  name: z.string(),
  value: z.string(),
  verified_at: z.string().nullable(),
})

export const Role = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  permissions: z.string(),
  highlighted: z.boolean(),
})

const Circle = z.enum(['everyone', 'followers', 'followed', 'nobody'])

export const Account = z.object({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  display_name: z.string(),
  locked: z.boolean(),
  bot: z.boolean(),
  group: z.boolean(),
  discoverable: z.boolean().nullable(),
  indexable: z.boolean(),
  noindex: z.boolean().optional(),
  created_at: z.string(),
  note: z.string(),
  url: z.string(),
  uri: z.string(),
  avatar: z.string(),
  avatar_static: z.string(),
  header: z.string(),
  header_static: z.string(),
  followers_count: z.int(),
  following_count: z.int(),
  statuses_count: z.int(),
  last_status_at: z.string().nullable(),
  hide_collections: z.boolean().nullable(),
  /** Collections are not served yet: nobody is featured. */
  feature_approval: z.object({
    automatic: z.array(z.string()),
    manual: z.array(z.string()),
    current_user: z.string(),
  }),
  emojis: z.array(CustomEmoji),
  fields: z.array(AccountField),
  roles: z.array(z.object({ id: z.string(), name: z.string(), color: z.string() })),
  suspended: z.boolean().optional(),
  limited: z.boolean().optional(),
  memorial: z.boolean().optional(),
  /** Ours (docs/api.md): who may answer, name and write to this person, where it is not everybody. */
  xom: z.object({ replies_from: Circle, mentions_from: Circle, messages_from: Circle }).optional(),
})
export type Account = z.infer<typeof Account>

export const CredentialAccount = Account.extend({
  source: z.object({
    note: z.string(),
    fields: z.array(AccountField),
    privacy: z.enum(['public', 'unlisted', 'private', 'direct']),
    sensitive: z.boolean(),
    language: z.string(),
    follow_requests_count: z.int(),
    hide_collections: z.boolean().nullable(),
    discoverable: z.boolean().nullable(),
    indexable: z.boolean(),
    attribution_domains: z.array(z.string()),
    quote_policy: z.string(),
    xom: z.object({ replies_from: Circle, mentions_from: Circle, messages_from: Circle }),
  }),
  role: Role,
})
export type CredentialAccount = z.infer<typeof CredentialAccount>

export const Relationship = z.object({
  id: z.string(),
  following: z.boolean(),
  showing_reblogs: z.boolean(),
  notifying: z.boolean(),
  languages: z.array(z.string()).nullable(),
  followed_by: z.boolean(),
  blocking: z.boolean(),
  blocked_by: z.boolean(),
  muting: z.boolean(),
  muting_notifications: z.boolean(),
  muting_expires_at: z.string().nullable(),
  requested: z.boolean(),
  requested_by: z.boolean(),
  domain_blocking: z.boolean(),
  endorsed: z.boolean(),
  note: z.string(),
})
export type Relationship = z.infer<typeof Relationship>
