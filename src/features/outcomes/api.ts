import { z } from 'zod'
import { id, int } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'

export const findingKinds = ['strength', 'limit'] as const
export type FindingKind = (typeof findingKinds)[number]

export const actionStates = ['open', 'done', 'dropped'] as const
export type ActionState = (typeof actionStates)[number]

export const trends = ['better', 'same', 'worse', 'unknown'] as const
export type Trend = (typeof trends)[number]

/** The parts of a session's conclusions, as the API and the forms name them. */
export const parts = ['finding', 'solution', 'action', 'concern', 'commitment', 'dissent'] as const
export type Part = (typeof parts)[number]

/** Our entities (docs/api.md). */
export const FindingLink = z.object({
  kind: z.enum(['metric', 'statement', 'status', 'question', 'speech']),
  url: z.string(),
  text: z.string(),
})
export type FindingLink = z.infer<typeof FindingLink>

export const Finding = z.object({
  id: z.string(),
  briefing_id: z.string(),
  kind: z.enum(findingKinds),
  text: z.string(),
  links: z.array(FindingLink),
})
export type Finding = z.infer<typeof Finding>

export const Solution = z.object({
  id: z.string(),
  briefing_id: z.string(),
  finding_id: z.string().nullable(),
  text: z.string(),
})
export type Solution = z.infer<typeof Solution>

export const Dissent = z.object({
  id: z.string(),
  briefing_id: z.string(),
  finding_id: z.string().nullable(),
  solution_id: z.string().nullable(),
  name: z.string(),
  account: Account.nullable(),
  text: z.string(),
  created_at: z.string(),
})
export type Dissent = z.infer<typeof Dissent>

export const ActionItem = z.object({
  id: z.string(),
  url: z.string(),
  series_id: z.string(),
  briefing_id: z.string(),
  briefing_number: z.int(),
  number: z.int(),
  title: z.string(),
  body: z.string(),
  solution_id: z.string().nullable(),
  owner: z.string(),
  owner_account: Account.nullable(),
  due_on: z.string().nullable(),
  review_on: z.string().nullable(),
  progress: z.int(),
  state: z.enum(actionStates),
  /** Why it is overdue: past its day, past its review, or 90 days without an update. Null: it is not. */
  overdue: z.enum(['due', 'review', 'silent']).nullable(),
  evidence: z.string(),
  evidence_url: z.string(),
  closed_at: z.string().nullable(),
  /** The number of the item that this goes on from, and of the one that goes on from this. */
  carried_from: z.int().nullable(),
  carried_on: z.int().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
export type ActionItem = z.infer<typeof ActionItem>

export const ActionUpdate = z.object({
  id: z.string(),
  text: z.string(),
  progress: z.int(),
  account: Account.nullable(),
  created_at: z.string(),
})
export type ActionUpdate = z.infer<typeof ActionUpdate>

export const Concern = z.object({
  id: z.string(),
  series_id: z.string(),
  briefing_id: z.string(),
  title: z.string(),
  body: z.string(),
  raised_by: z.string(),
  closed_at: z.string().nullable(),
  closed_note: z.string(),
  notes: z.array(
    z.object({ briefing_number: z.int(), trend: z.enum(trends), text: z.string(), created_at: z.string() }),
  ),
})
export type Concern = z.infer<typeof Concern>

export const Commitment = z.object({
  id: z.string(),
  briefing_id: z.string(),
  text: z.string(),
  event_id: z.string().nullable(),
  event_title: z.string().nullable(),
  event_url: z.string().nullable(),
  /** When the event takes place, in words, as exactly as it is known. */
  event_when: z.string().nullable(),
  plan_id: z.string().nullable(),
  plan_title: z.string().nullable(),
  plan_state: z.enum(['open', 'closed']).nullable(),
  plan_url: z.string().nullable(),
})
export type Commitment = z.infer<typeof Commitment>

const text = z.string().max(50_000)
const optional = text.default('')
/** Why something published is changed, for its readers. */
const correction = text.optional()
/** An id, or nothing. */
const maybeId = z.preprocess((value) => (value === '' ? null : value), id.nullish())

/** `links`: a line each: an address of ours, `#loi-3`, `câu hỏi 12`, the name of a metric. */
export const SaveFinding = z.object({ kind: z.enum(findingKinds), text, links: optional, correction })
export const SaveSolution = z.object({ text, finding_id: maybeId, correction })
/** `about`: empty for the whole session, else `finding:ID` or `solution:ID`; `name`: of one without an account, by the chairs. */
export const SaveDissent = z.object({ about: optional, name: optional, text, correction })
/** `owner`: @name of somebody here, or any name. */
export const SaveAction = z.object({
  title: text,
  body: optional,
  owner: optional,
  due_on: optional,
  review_on: optional,
  solution_id: maybeId,
  carried_from: optional,
  correction,
})
export const SaveConcern = z.object({ title: text, body: optional, raised_by: optional, correction })
export const SaveConcernNote = z.object({ trend: z.enum(trends), text: optional, correction })
export const CloseConcern = z.object({ closed_note: text, correction })
export const SaveCommitment = z.object({ text, event: optional, plan: optional, correction })
export const RemoveOne = z.object({ correction })

export const SaveUpdate = z.object({ text, progress: int(0, 100).optional() })
export const CloseAction = z.object({ evidence: text, evidence_url: optional })
export const DropAction = z.object({ reason: text })
export const ReopenAction = z.object({ reason: text })
