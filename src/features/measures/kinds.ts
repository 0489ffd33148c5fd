import { z } from 'zod'
import { type AppError, unprocessable } from '../../errors.ts'
import { check, int, type Params } from '../../http/body.ts'

/** What can be done for a time. */
export const kinds = [
  'slow_mode',
  'young_accounts',
  'moderator_shift',
  'pinned_updates',
  'verifying_labels',
  'text_only',
  'read_only',
  'sign_in_to_write',
] as const
export type MeasureKind = (typeof kinds)[number]

/** Those that a community may take for itself. */
export const ofCommunities: readonly MeasureKind[] = ['slow_mode', 'young_accounts', 'pinned_updates']

/** Those that touch everybody so much that an administrator must take them. */
export const ofAdmins: readonly MeasureKind[] = [
  'moderator_shift',
  'text_only',
  'read_only',
  'sign_in_to_write',
]

/** Days from the start to the hard end, at most. */
export const longest = 7

/**
 * What is never done here, whatever the hour; each has the sentence `errors.measure_never_NAME`. Asked for as a kind, or
 * brought along as an option of another.
 */
const forbidden: Record<string, readonly string[]> = {
  viewpoint: ['viewpoint', 'viewpoints', 'opinion', 'opinions', 'account_ids', 'accounts', 'language'],
  demotion: ['demotion', 'demote', 'silent_demotion', 'downrank', 'shadow_ban', 'shadowban', 'hide'],
  pre_approval: ['pre_approval', 'preapproval', 'approval', 'hold_posts', 'hold'],
  keyword_ban: ['keyword_ban', 'keyword', 'keywords', 'word_ban', 'words', 'banned_words', 'phrases'],
}
export const forbiddenKinds = Object.keys(forbidden)

const ruleAgainst = (name: string): string | undefined =>
  forbiddenKinds.find((rule) => forbidden[rule]!.includes(name.toLowerCase().replaceAll('-', '_')))

/** 422 with the rule, when the kind or one of the options is something that is never done. */
export function requireAllowed(kind: unknown, options: Params): void {
  const named = typeof kind === 'string' ? [kind, ...Object.keys(options)] : Object.keys(options)
  const rule = named.map(ruleAgainst).find((one) => one !== undefined)
  if (rule) throw never(rule)
}

const never = (rule: string): AppError => unprocessable(`measure_never_${rule}`)

const schemas = {
  slow_mode: z.object({ seconds: int(10, 86_400) }),
  young_accounts: z.object({ days: int(1, 90), posts: int(1, 100), links: int(0, 10) }),
  verifying_labels: z.object({ topic: z.string().trim().min(1).max(200) }),
} as const

/** What a measure of each kind is told; `{}` for those that are only on or off. */
export interface MeasureOptions {
  /** slow_mode: between two posts of one person. */
  seconds?: number
  /** young_accounts: younger than so many days. */
  days?: number
  /** young_accounts: posts an hour, at most. */
  posts?: number
  /** young_accounts: links in a post, at most; 0: none. */
  links?: number
  /** verifying_labels: what is being verified. */
  topic?: string
}

/** The options of a kind, cleaned; 422 with the fields at fault. */
export function readOptions(kind: MeasureKind, input: Params): MeasureOptions {
  const schema = (schemas as Partial<Record<MeasureKind, z.ZodType<MeasureOptions>>>)[kind]
  return schema ? check(schema, input) : {}
}

/** With `sign_in_to_write`, accounts made since it began may do this much; the measure's page says so. */
export const freshLimits = { posts: 5, links: 0 } as const
