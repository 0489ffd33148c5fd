import { z } from 'zod'
import { bool, id, int, list } from '../../http/body.ts'
import { levelNames, subjectKinds } from '../heat/index.ts'
import { kinds } from '../measures/index.ts'

const longText = (most: number) => z.string().max(most)

/** POST /api/v1/measures. `ends_at` or `ends_in` (seconds); the options of the kind stand beside them. */
export const BeginMeasure = z.object({
  reason: longText(2000).default(''),
  begins_at: z.string().optional(),
  ends_at: z.string().optional(),
  ends_in: int(1, 31_536_000).optional(),
  community_id: id.optional(),
  renews: z.preprocess((value) => (value === '' ? undefined : value), id.optional()),
  plan_id: z.preprocess((value) => (value === '' ? undefined : value), id.optional()),
  /** moderator_shift: handles. */
  people: list(z.string().max(300), 50).optional(),
})

/** POST /api/v1/measures/:id/end */
export const EndMeasure = z.object({ reason: longText(2000).default('') })

/** PUT /api/v1/measures/:id/review */
export const WriteReview = z.object({
  what_happened: z.string().trim().min(1).max(10_000),
  did_it_help: z.string().trim().min(1).max(10_000),
  what_next: z.string().trim().min(1).max(10_000),
})

/** POST /api/v1/measures/:id/updates */
export const PinUpdate = z.object({
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  source: z.string().trim().min(1).max(200),
})

/** POST /api/v1/measures/:id/labels. `status_id`: an id or the address of the post. */
export const PutLabel = z.object({
  status_id: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.string().max(2000),
  ),
  why: z.string().trim().min(1).max(500),
})

const Source = z.object({
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  source: z.string().trim().max(200).default(''),
})

/** POST /api/v1/readiness_plans, PUT /api/v1/readiness_plans/:id */
export const SavePlan = z.object({
  title: z.string().trim().min(1).max(200),
  summary: longText(10_000).default(''),
  /** An id, or the address of the event. */
  event_id: z
    .preprocess(
      (value) => (typeof value === 'number' ? String(value) : value),
      z.string().trim().max(2000).optional(),
    )
    .transform((text) => (text ? (/\/su-kien\/(\d+)[^/]*\/?$/.exec(text)?.[1] ?? text) : undefined)),
  community_id: id.optional(),
  owner: z.string().max(300).optional(),
  expected_level: int(1, 4).default(2),
  starts_at: z.string(),
  ends_at: z.string(),
  people: list(z.string().max(300), 50).default([]),
  tasks: list(z.string().trim().min(1).max(500), 100).default([]),
  sources: list(Source, 50).default([]),
  /** `subject`: "network", "#tag", "@community" or the address of a link. */
  thresholds: list(z.object({ subject: z.string().trim().min(1).max(2000), level: int(2, 4) }), 20).default(
    [],
  ),
})
export type SavePlan = z.output<typeof SavePlan>

export const TickTask = z.object({ done: bool })

const Person = z.object({ id: z.string(), acct: z.string(), display_name: z.string() })
const Room = z.object({ id: z.string(), acct: z.string(), name: z.string() })

const Numbers = z.record(z.string(), z.unknown())

export const Review = z.object({
  due_at: z.string(),
  overdue: z.boolean(),
  what_happened: z.string(),
  did_it_help: z.string(),
  what_next: z.string(),
  written_by: z.string().nullable(),
  written_at: z.string().nullable(),
  numbers: Numbers,
})
export type Review = z.infer<typeof Review>

/** Our entity (docs/api.md): something that is done for a time. */
export const Measure = z.object({
  id: z.string(),
  url: z.string(),
  kind: z.enum(kinds),
  state: z.enum(['planned', 'in_force', 'ended']),
  community: Room.nullable(),
  options: z.record(z.string(), z.unknown()),
  reason: z.string(),
  begun_by: Person,
  begins_at: z.string(),
  ends_at: z.string(),
  /** When it really ended; null while it has not. */
  ended_at: z.string().nullable(),
  /** Who ended it early; null: by itself. */
  ended_by: z.string().nullable(),
  end_reason: z.string(),
  /** The entry that this one renews. */
  renews: z.string().nullable(),
  plan_id: z.string().nullable(),
  /** How often it refused something. */
  refused: z.int(),
  review: Review.nullable(),
})
export type Measure = z.infer<typeof Measure>

/** A single measure has these, too. */
export const WholeMeasure = Measure.extend({
  /** How many entries of this chain came before, and for how many hours in all. */
  renewals: z.int(),
  people: z.array(z.string()),
  updates: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      url: z.string(),
      source: z.string(),
      added_by: z.string(),
      created_at: z.string(),
      removed_at: z.string().nullable(),
    }),
  ),
  labels: z.array(
    z.object({
      status_id: z.string(),
      why: z.string(),
      marked_by: z.string(),
      created_at: z.string(),
      removed_at: z.string().nullable(),
    }),
  ),
})
export type WholeMeasure = z.infer<typeof WholeMeasure>

/** Our entity: a plan for something that is coming. */
export const Plan = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  summary: z.string(),
  event_id: z.string().nullable(),
  community: Room.nullable(),
  owner: Person,
  expected_level: z.int(),
  expected_level_name: z.enum(levelNames),
  starts_at: z.string(),
  ends_at: z.string(),
  closed_at: z.string().nullable(),
  updated_at: z.string(),
  tasks_done: z.int(),
  tasks_total: z.int(),
})
export type Plan = z.infer<typeof Plan>

export const WholePlan = Plan.extend({
  people: z.array(Person),
  tasks: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      done_at: z.string().nullable(),
      done_by: z.string().nullable(),
    }),
  ),
  sources: z.array(z.object({ id: z.string(), title: z.string(), url: z.string(), source: z.string() })),
  thresholds: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(subjectKinds),
      subject: z.string(),
      level: z.int(),
      level_name: z.enum(levelNames),
      reached_at: z.string().nullable(),
    }),
  ),
  changes: z.array(
    z.object({ what: z.string(), detail: z.string(), by: z.string().nullable(), created_at: z.string() }),
  ),
  measures: z.array(Measure),
})
export type WholePlan = z.infer<typeof WholePlan>
