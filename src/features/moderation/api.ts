import { z } from 'zod'
import { bool, id, list } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'
import { Status } from '../statuses/api.ts'

/** What people report, scams first: they cost neighbours money. The number is the urgency (0 goes first on the desk). */
export const urgencies = {
  fake_goods: 1,
  impersonation: 1,
  investment: 1,
  prize: 1,
  takeover: 1,
  phishing: 1,
  self_harm: 0,
  violence: 0,
  harassment: 1,
  privacy: 1,
  illegal: 1,
  rumour: 2,
  rule: 2,
  spam: 3,
  other: 3,
} as const
export type Category = keyof typeof urgencies
export const categories = Object.keys(urgencies) as [Category, ...Category[]]
export const scams: readonly Category[] = categories.slice(0, 6)

/** Mastodon knows four; ours are finer. */
export const fromMastodon = { spam: 'spam', legal: 'illegal', violation: 'rule', other: 'other' } as const
export const toMastodon = (category: Category): keyof typeof fromMastodon =>
  category === 'spam'
    ? 'spam'
    : category === 'illegal'
      ? 'legal'
      : category === 'rule'
        ? 'violation'
        : 'other'

export const statusMeasures = ['remove', 'hide', 'label', 'lock'] as const
export const accountMeasures = ['warn', 'limit', 'freeze', 'suspend'] as const
export const communityMeasures = ['mute', 'ban'] as const
/** On a whole community: closed for writing until a date, or closed for everybody but operators. */
export const roomMeasures = ['room_freeze', 'room_close'] as const
/** On what comes in (features/blocklists), by the kind of thing, the mildest first. */
export const gateMeasures = {
  domain: ['domain_reject', 'domain_limit', 'domain_suspend'],
  link: ['link_block'],
  email: ['email_approval', 'email_block'],
  ip: ['ip_approval', 'ip_signup', 'ip_access'],
  media: ['media_block'],
} as const
export type GateMeasure = (typeof gateMeasures)[keyof typeof gateMeasures][number]
export const allGateMeasures = Object.values(gateMeasures).flat() as GateMeasure[]
export const measures = [
  'none',
  ...statusMeasures,
  ...accountMeasures,
  ...communityMeasures,
  ...roomMeasures,
  ...gateMeasures.domain,
  ...gateMeasures.link,
  ...gateMeasures.email,
  ...gateMeasures.ip,
  ...gateMeasures.media,
] as const
/** What a moderator can choose. */
export type Measure = (typeof measures)[number]
/** What stands on record: also the taking back of an earlier decision. */
export type RecordedMeasure = Measure | 'reversal'

export const grounds = ['rules', 'law', 'none'] as const
export type Ground = (typeof grounds)[number]
export const states = ['open', 'assessing', 'decided', 'appealed', 'closed'] as const
export type State = (typeof states)[number]
export const outcomes = ['upheld', 'reversed', 'partly'] as const
export type Outcome = (typeof outcomes)[number]
export const sources = ['report', 'flagger', 'authority', 'own'] as const
export type Source = (typeof sources)[number]

/** How long somebody may object (Art. 20 DSA: at least six months). */
export const APPEAL_MONTHS = 6
export const FACTS_LIMIT = 5000

const text = (most: number) =>
  z
    .string()
    .max(most * 4)
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .pipe(z.string().max(most))

/** POST /api/v1/reports, as docs.joinmastodon.org/methods/reports. */
export const CreateReport = z.object({
  account_id: id,
  status_ids: list(id, 100).nullish(),
  comment: text(1000).nullish(),
  forward: bool.nullish(),
  category: z.enum([...Object.keys(fromMastodon), ...categories] as [string, ...string[]]).nullish(),
  rule_ids: list(id, 50).nullish(),
  /** Ours: somebody is reported to the moderators of this community, as a member of it. */
  community_id: id.nullish(),
})

const days = z.preprocess(
  (value) => (value === '' || value == null ? null : Number(value)),
  z.int().min(1).max(3650).nullable(),
)

/** Where a case comes from when a moderator opens it. */
export const ownSources = ['own', 'flagger', 'authority'] as const

/** A decision as the desk and our API take it. */
export const CreateDecision = z.object({
  measure: z.enum(measures),
  ground: z.enum(grounds).default('rules'),
  cited: text(1000).default(''),
  facts: text(FACTS_LIMIT).default(''),
  category: z.enum(categories).optional(),
  /** The words shown with a hidden or labelled post. */
  notice: text(300).default(''),
  /** Days until the effect ends; none: until it is taken back. */
  days,
  automated_detection: bool.default(false),
})
export type CreateDecision = z.infer<typeof CreateDecision>

/** POST /api/v1/cases/blocks: something is kept out, by a case of its own that is decided at once. */
export const CreateBlock = CreateDecision.omit({ automated_detection: true, notice: true }).extend({
  kind: z.enum(['domain', 'link', 'email', 'ip', 'media']),
  target: z.string().max(2000),
  source: z.enum(ownSources).default('own'),
  /** Of the register, when an authority asked. */
  request_id: id.nullish(),
  /** The case from which the moderator came. */
  from_case_id: id.nullish(),
  reject_media: bool.default(false),
  reject_reports: bool.default(false),
  obfuscate: bool.default(false),
  private_comment: text(2000).default(''),
  public_comment: text(2000).default(''),
})
export type CreateBlock = z.infer<typeof CreateBlock>

export const Note = z.object({ text: text(5000).pipe(z.string().min(1)) })

export const JudgeAppeal = z.object({
  outcome: z.enum(outcomes),
  reasons: text(FACTS_LIMIT).pipe(z.string().min(1)),
  /** With "partly": what takes the place of the measure. */
  measure: z.enum(measures).default('none'),
  days,
})

export const Report = z.object({
  id: z.string(),
  action_taken: z.boolean(),
  action_taken_at: z.string().nullable(),
  category: z.string(),
  comment: z.string(),
  forwarded: z.boolean(),
  created_at: z.string(),
  status_ids: z.array(z.string()).nullable(),
  rule_ids: z.array(z.string()).nullable(),
  target_account: Account,
})

/** docs.joinmastodon.org/entities/Admin_Account */
export const AdminAccount = z.object({
  id: z.string(),
  username: z.string(),
  domain: z.string().nullable(),
  created_at: z.string(),
  email: z.string(),
  ip: z.string().nullable(),
  ips: z.array(z.unknown()),
  locale: z.string(),
  invite_request: z.string().nullable(),
  role: z.object({
    id: z.string(),
    name: z.string(),
    color: z.string(),
    permissions: z.string(),
    highlighted: z.boolean(),
  }),
  confirmed: z.boolean(),
  approved: z.boolean(),
  disabled: z.boolean(),
  sensitized: z.boolean(),
  silenced: z.boolean(),
  suspended: z.boolean(),
  account: Account,
  invited_by_account_id: z.string().optional(),
})
export type AdminAccount = z.infer<typeof AdminAccount>

/** docs.joinmastodon.org/entities/Admin_Report: one of our cases. */
export const AdminReport = z.object({
  id: z.string(),
  action_taken: z.boolean(),
  action_taken_at: z.string().nullable(),
  category: z.string(),
  comment: z.string(),
  forwarded: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  account: AdminAccount,
  target_account: AdminAccount,
  assigned_account: AdminAccount.nullable(),
  action_taken_by_account: AdminAccount.nullable(),
  statuses: z.array(Status),
  rules: z.array(z.object({ id: z.string(), text: z.string(), hint: z.string() })),
})
export type AdminReport = z.infer<typeof AdminReport>
