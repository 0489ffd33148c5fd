import { z } from 'zod'
import { bool } from '../../http/body.ts'
import { identifierKinds } from '../../lib/identifiers.ts'

const text = (min: number, max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .pipe(z.string().min(min).max(max))

/** One identifier that a moderator confirms. */
export const Confirmed = z.object({
  kind: z.enum(identifierKinds),
  value: text(1, 500),
  bank: text(0, 60).default(''),
})

/** Somebody says that an entry is wrong, or what she has to say to it. */
export const Dispute = z.object({
  text: text(1, 2000),
  /** How to reach somebody without an account. */
  contact: text(0, 200).default(''),
  /** Her words may stand beside the entry. */
  public: bool.default(false),
})

export const disputeOutcomes = ['withdrawn', 'published', 'refused'] as const
export type DisputeOutcome = (typeof disputeOutcomes)[number]

export const AnswerDispute = z.object({
  outcome: z.enum(disputeOutcomes),
  answer: text(1, 2000),
})

/** One entry as GET /api/v1/scams/lookup shows it; ours (docs/api.md). Dates are ISO 8601. */
export const ScamEntry = z.object({
  id: z.string(),
  url: z.string(),
  kind: z.enum(identifierKinds),
  value: z.string(),
  bank: z.string(),
  categories: z.array(z.string()),
  cases: z.int(),
  first_at: z.string(),
  last_at: z.string(),
  statements: z.array(z.string()),
  replies: z.array(z.object({ text: z.string(), at: z.string() })),
})
export type ScamEntry = z.infer<typeof ScamEntry>

export const ScamLookup = z.object({
  kinds: z.array(z.enum(identifierKinds)),
  known: z.boolean(),
  /** What the answer means: not being listed is no proof of honesty. */
  note: z.string(),
  entries: z.array(ScamEntry),
})

/** GET /api/v1/scams/lookup. */
export const LookupQuery = z.object({ q: z.string().min(1).max(2048) })
