import { z } from 'zod'
import { Account } from '../accounts/api.ts'

/** The six states of a session, in their order. */
export const briefingStates = ['call', 'agenda', 'session', 'draft', 'published', 'follow_up'] as const
export type BriefingState = (typeof briefingStates)[number]

export const seats = [
  'chair',
  'secretary',
  'operator',
  'agency',
  'association',
  'community',
  'member',
  'observer',
] as const
export type Seat = (typeof seats)[number]

export const participantKinds = ['person', 'organisation', 'unnamed'] as const
export type ParticipantKind = (typeof participantKinds)[number]

export const participantStatuses = ['invited', 'accepted', 'declined', 'attended', 'absent'] as const
export type ParticipantStatus = (typeof participantStatuses)[number]

export const runningRoles = ['chair', 'secretary'] as const
export type RunningRole = (typeof runningRoles)[number]

/** What can be corrected after it was published. */
export type CorrectedSubject =
  | 'briefing'
  | 'participant'
  | 'agenda'
  | 'speech'
  | 'minutes'
  | 'answer'
  | 'finding'
  | 'solution'
  | 'action'
  | 'concern'
  | 'commitment'

/** Our entities (docs/api.md). */
export const BriefingSeries = z.object({
  id: z.string(),
  url: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  cadence_months: z.int(),
  community_id: z.string().nullable(),
  archived_at: z.string().nullable(),
  chairs: z.array(Account),
  secretaries: z.array(Account),
})
export type BriefingSeries = z.infer<typeof BriefingSeries>

export const Briefing = z.object({
  id: z.string(),
  url: z.string(),
  series_id: z.string(),
  series: z.string(),
  number: z.int(),
  title: z.string(),
  purpose: z.string(),
  state: z.enum(briefingStates),
  /** Half-open. */
  period: z.object({ from: z.string(), to: z.string() }),
  ahead: z.object({ from: z.string(), to: z.string() }),
  starts_at: z.string().nullable(),
  ends_at: z.string().nullable(),
  place: z.string(),
  stream_url: z.string(),
  questions_until: z.string().nullable(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
  report_id: z.string().nullable(),
  current_item_id: z.string().nullable(),
  published_at: z.string().nullable(),
  corrections: z.int(),
})
export type Briefing = z.infer<typeof Briefing>

export const Participant = z.object({
  id: z.string(),
  kind: z.enum(participantKinds),
  account: Account.nullable(),
  address: z.string(),
  name: z.string(),
  seat: z.enum(seats),
  role: z.string(),
  affiliation: z.string(),
  affiliated_from: z.string().nullable(),
  affiliated_to: z.string().nullable(),
  headcount: z.int().nullable(),
  status: z.enum(participantStatuses),
})
export type Participant = z.infer<typeof Participant>

export const AgendaItem = z.object({
  id: z.string(),
  position: z.int(),
  title: z.string(),
  body: z.string(),
  presenter: z.string(),
  minutes_planned: z.int().nullable(),
  documents: z.array(z.object({ title: z.string(), url: z.string() })),
  question_number: z.int().nullable(),
  started_at: z.string().nullable(),
  done_at: z.string().nullable(),
})
export type AgendaItem = z.infer<typeof AgendaItem>

export const Speech = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  agenda_item_id: z.string().nullable(),
  speaker: z.string(),
  text: z.string(),
  said_at: z.string().nullable(),
})
export type Speech = z.infer<typeof Speech>

export const MinutesPart = z.object({
  id: z.string(),
  agenda_item_id: z.string().nullable(),
  title: z.string(),
  revision: z.int(),
  /** Markdown. */
  source: z.string(),
  content: z.string(),
  updated_at: z.string(),
})
export type MinutesPart = z.infer<typeof MinutesPart>

export const Correction = z.object({
  subject: z.string(),
  subject_id: z.string(),
  before: z.string(),
  note: z.string(),
  created_at: z.string(),
})
export type Correction = z.infer<typeof Correction>
