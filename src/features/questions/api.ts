import { z } from 'zod'
import { bool } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'

export const kinds = ['question', 'statement'] as const
export type Kind = (typeof kinds)[number]

export const statuses = ['received', 'grouped', 'agenda', 'answered', 'declined', 'withdrawn'] as const
export type QuestionStatus = (typeof statuses)[number]

export const voteNames = ['agree', 'disagree', 'pass'] as const
export type VoteName = (typeof voteNames)[number]
export const voteValues: Record<VoteName, 1 | 0 | -1> = { agree: 1, disagree: -1, pass: 0 }
export const nameOfVote = (value: number): VoteName =>
  value === 1 ? 'agree' : value === -1 ? 'disagree' : 'pass'

export const sorts = ['votes', 'consensus', 'divisive', 'newest', 'unanswered'] as const
export type Sort = (typeof sorts)[number]

const text = z.string().max(40_000)

/** A question or statement that somebody sends in. Lengths are checked by grapheme in the verb. */
export const Ask = z.object({
  kind: z.enum(kinds).default('question'),
  text,
  addressed_to: text.default(''),
  anonymous: bool.default(false),
})

/** What chairs and secretary do with it. Absent: stays. */
export const Handle = z.object({
  status: z.enum(['received', 'grouped', 'agenda', 'declined']).optional(),
  reason: text.optional(),
  /** The number of the one that it is grouped with. */
  grouped_with: z.coerce.number().int().min(1).max(1_000_000).optional(),
  answer: text.optional(),
  /** Why an answer that was there is changed. */
  correction: text.optional(),
})

export type Handle = z.infer<typeof Handle>

export const Cast = z.object({ vote: z.enum(voteNames) })

/** Our entity (docs/api.md). Dates are ISO 8601. */
export const BriefingQuestion = z.object({
  id: z.string(),
  url: z.string(),
  briefing_id: z.string(),
  number: z.int(),
  kind: z.enum(kinds),
  text: z.string(),
  addressed_to: z.string(),
  /** null: asked without a name, or by somebody who has left. */
  account: Account.nullable(),
  anonymous: z.boolean(),
  status: z.enum(statuses),
  reason: z.string(),
  grouped_with: z.int().nullable(),
  answer: z.string(),
  answered_at: z.string().nullable(),
  votes: z.object({ agree: z.int(), disagree: z.int(), pass: z.int(), apart: z.int() }),
  created_at: z.string(),
  /** Of the reader; null without one. */
  own: z.boolean().nullable(),
  vote: z.enum(voteNames).nullable(),
})
export type BriefingQuestion = z.infer<typeof BriefingQuestion>

const Distinction = z.object({
  question: z.int(),
  side: z.enum(['agree', 'disagree']),
  share: z.number(),
  others: z.number(),
})

const Shared = z.object({ question: z.int(), share: z.number(), score: z.number() })

/** GET /api/v1/briefings/:id/opinions. Nobody's own votes or place stand in it. */
export const BriefingOpinions = z.object({
  computed_at: z.string().nullable(),
  outcome: z.enum(['nobody', 'few', 'alike', 'unclear', 'found']),
  people: z.int(),
  placed: z.int(),
  /** Votes needed to be placed. */
  needed: z.int(),
  votes: z.int(),
  /** Votes that are counted apart: of accounts younger than three days, and of limited or suspended ones. */
  apart: z.object({ young: z.int(), suspended: z.int() }),
  axes: z.int(),
  silhouette: z.number().nullable(),
  groups: z.array(
    z.object({
      letter: z.string(),
      size: z.int(),
      apart: z.array(Distinction),
    }),
  ),
  consensus: z.object({ agree: z.array(Shared), disagree: z.array(Shared) }),
  divisive: z.array(
    z.object({
      question: z.int(),
      division: z.number(),
      /** Shares of the groups that agree; null where fewer than five of it voted. */
      shares: z.array(z.number().nullable()),
    }),
  ),
})
export type BriefingOpinions = z.infer<typeof BriefingOpinions>
