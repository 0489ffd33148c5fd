import { z } from 'zod'
import { bool, list } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'

/** What a moderator may be trusted with, one switch each; a founder may do all of it. */
export const permissions = ['posts', 'members', 'cases', 'rules', 'wiki', 'look', 'invite'] as const
export type Permission = (typeof permissions)[number]

/** What may be open to every member. */
export const memberPermissions = ['post', 'invite', 'wiki'] as const
export const joinings = ['open', 'request', 'invite'] as const
export type Joining = (typeof joinings)[number]

export const Rule = z.object({ number: z.int(), text: z.string(), hint: z.string() })

/** Our entity (docs/api.md). `account` is what Mastodon clients see: `group: true`; following it is joining. */
export const Community = z.object({
  id: z.string(),
  /** A site (trang tin) is a community whose threads are articles. */
  kind: z.enum(['community', 'site']),
  account: Account,
  url: z.string(),
  description: z.string(),
  accent: z.string(),
  place: z.string(),
  language: z.string(),
  joining: z.enum(joinings),
  private: z.boolean(),
  members_may: z.array(z.enum(memberPermissions)),
  archived_at: z.string().nullable(),
  /** Writing rests until then, by a decision. */
  frozen_until: z.string().nullable(),
  /** Closed by a decision. */
  closed_at: z.string().nullable(),
  /** That decision: what it cites, and where its reasons are. */
  decision: z.object({ measure: z.string(), cited: z.string(), url: z.string() }).nullable(),
  members_count: z.int(),
  created_at: z.string(),
  rules_version: z.int(),
  rules: z.array(Rule),
  sections: z.array(z.object({ tag: z.string(), name: z.string(), description: z.string() })),
  /** How the signed-in person stands to it; absent for others. */
  me: z
    .object({
      member: z.boolean(),
      requested: z.boolean(),
      role: z.enum(['founder', 'moderator']).nullable(),
      permissions: z.array(z.enum(permissions)),
      banned: z.boolean(),
      muted: z.boolean(),
      reads: z.boolean(),
      may_post: z.boolean(),
    })
    .optional(),
})
export type Community = z.infer<typeof Community>

const text = (most: number) => z.string().max(most * 20)

/** POST /api/v1/communities. */
export const CreateCommunity = z.object({
  username: z.string(),
  display_name: text(50).default(''),
  note: text(500).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  place: text(80).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  joining: z.enum(joinings).optional(),
  private: bool.optional(),
  members_may: list(z.enum(memberPermissions), 10).optional(),
  welcome: text(2000).optional(),
  rules: list(z.string(), 30).optional(),
})
export type CreateCommunity = z.infer<typeof CreateCommunity>

/** PATCH /api/v1/communities/:id. What is not given stays. */
export const UpdateCommunity = CreateCommunity.omit({
  username: true,
  rules: true,
  display_name: true,
}).extend({
  display_name: text(50).optional(),
})
export type UpdateCommunity = z.infer<typeof UpdateCommunity>

export const SaveRules = z.object({
  rules: list(z.union([z.string(), z.object({ text: z.string(), hint: z.string().optional() })]), 30),
  note: text(500).optional(),
  /** ISO 8601; now when left out. */
  effective_at: z.string().max(60).optional(),
})

export const SetRole = z.object({
  role: z.enum(['founder', 'moderator', 'member']),
  permissions: list(z.enum(permissions), 10).optional(),
})

export const Thread = z.object({
  id: z.string(),
  community_id: z.string(),
  title: z.string(),
  summary: z.string(),
  section: z.string().nullable(),
  replies_count: z.int(),
  participants_count: z.int(),
  last_id: z.string(),
  pinned: z.boolean(),
  locked: z.boolean(),
  /** Whether she hears of new posts. */
  following: z.boolean(),
  /** The thread that it became part of. */
  merged_into: z.string().nullable(),
  /** The thread of another community whose first post it shows. */
  crosspost_of: z.string().nullable(),
  /** Posts not read yet, for somebody who has opened it before. */
  unread: z.int().nullable(),
  /** Its first post; null when that is gone or not for the reader. */
  status: z.unknown(),
})

export const SaveSections = z.object({
  sections: list(z.object({ name: z.string(), description: z.string().optional() }), 100),
})

export const SaveWikiPage = z.object({
  title: z.string().max(5000),
  text: z.string().max(1_000_000),
  comment: z.string().max(5000).optional(),
})

const code = z.string().regex(/^[a-z_]{1,40}$/)
const day = z
  .string()
  .max(40)
  .refine((at) => !Number.isNaN(Date.parse(at)))

/**
 * A decision that a community brought along: a statement of reasons as the public record of that place has it, with the
 * outcome of its appeal. Codes are words of that place, which may be newer than we are.
 */
export const PastDecision = z.object({
  id: z.string().max(100),
  /** The statement, where it was made. */
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/\S+$/),
  measure: code,
  decision_visibility: code.nullable(),
  decision_account: code.nullable(),
  decision_community: code.nullable(),
  decision_other: code.nullable(),
  /** The `id` of the decision that it takes back. */
  reverses: z.string().max(100).nullable(),
  /** The other way round, and what an appeal put in its place. */
  reversed_by: z.string().max(100).nullable().default(null),
  replaces: z.string().max(100).nullable().default(null),
  replaced_by: z.string().max(100).nullable().default(null),
  decider_role: code.nullable().default(null),
  ground: code,
  cited: z.string().max(10_000),
  category: code,
  content_type: code,
  content_language: z.string().max(40).nullable(),
  content_date: day.nullable(),
  application_date: day,
  end_date: day.nullable(),
  ended_at: day.nullable(),
  source: code,
  automated_detection: z.boolean(),
  automated_decision: code,
  facts: z.string().max(10_000),
  /** Its handle there; null for a private one. */
  community: z.string().max(100).nullable(),
  target: z.string().max(2000).nullable(),
  conflict: code.nullable(),
  /** In the register of that place. */
  authority_request_id: z.string().max(40).nullable(),
  appeal: z
    .object({
      opened_at: day,
      outcome: code.nullable(),
      reasons: z.string().max(10_000),
      judged_at: day.nullable(),
    })
    .nullable(),
})
export type PastDecision = z.infer<typeof PastDecision>
