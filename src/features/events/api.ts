import { z } from 'zod'
import { bool, id, int, list } from '../../http/body.ts'
import { Account } from '../accounts/api.ts'

export const eventKinds = [
  'political',
  'economic',
  'social',
  'cultural',
  'disaster',
  'sport',
  'community',
] as const
export type EventKind = (typeof eventKinds)[number]

/** How exactly a time is known: thượng, trung or hạ tuần is `ten-day`. */
export const precisions = ['minute', 'day', 'ten-day', 'month'] as const
export type Precision = (typeof precisions)[number]

export const repeats = ['none', 'weekly', 'monthly', 'yearly', 'lunar_monthly', 'lunar_yearly'] as const
export type Repeat = (typeof repeats)[number]

/** Of what comes every lunar year, in a year that has its month twice: kept in the first, in the leap one, or in both. */
export const leapRules = ['first', 'leap', 'both'] as const
export type LeapRule = (typeof leapRules)[number]

export const answers = ['going', 'maybe', 'not_going'] as const
export type Answer = (typeof answers)[number]

/** Our entity (docs/api.md). Times are half-open: `ends_at` is the first moment after it. */
export const Event = z.object({
  id: z.string(),
  url: z.string(),
  /** Of iCalendar, as is `sequence`. */
  uid: z.string(),
  sequence: z.int(),
  title: z.string(),
  /** HTML, and the text that it was made from. */
  content: z.string(),
  description: z.string(),
  kind: z.enum(eventKinds),
  place: z.string(),
  online_url: z.string(),
  language: z.string(),
  /** When it begins and ends as its organiser wrote it. */
  start: z.string(),
  end: z.string(),
  starts_at: z.string(),
  /** null: no end was given. */
  ends_at: z.string().nullable(),
  start_precision: z.enum(precisions),
  end_precision: z.enum(precisions).nullable(),
  repeat: z.enum(repeats),
  repeat_until: z.string().nullable(),
  lunar: z.object({ day: z.int(), month: z.int() }).nullable(),
  leap_rule: z.enum(leapRules),
  /** Of the time that this answer is about: of something that repeats, the one under way or the next. */
  occurrence: z.object({ starts_at: z.string(), ends_at: z.string().nullable() }),
  capacity: z.int().nullable(),
  going_count: z.int(),
  maybe_count: z.int(),
  cancelled_at: z.string().nullable(),
  cancel_reason: z.string(),
  organizer: Account.nullable(),
  community_id: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Of the signed-in person; absent for others. `reminder`: minutes before it begins. */
  me: z
    .object({
      answer: z.enum(answers).nullable(),
      named: z.boolean(),
      reminder: z.int().nullable(),
      by_mail: z.boolean(),
      may_edit: z.boolean(),
    })
    .optional(),
})
export type Event = z.infer<typeof Event>

const text = (most: number) => z.string().max(most)

/** POST /api/v1/events and PUT /api/v1/events/:id. Lengths are decided by the verb, in graphemes. */
export const SaveEvent = z.object({
  title: text(4000),
  description: text(200_000).default(''),
  kind: z.enum(eventKinds).default('community'),
  place: text(4000).default(''),
  online_url: text(4000).default(''),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .default('vi'),
  /** As people write it, or ISO 8601 in Vietnam's time: "22/5/2016 19:30", "trung tuần tháng 1/2016", "rằm tháng Giêng". */
  start: text(400),
  end: text(400).default(''),
  repeat: z.enum(repeats).default('none'),
  /** A day; the last on which it may begin. */
  repeat_until: text(400).default(''),
  leap_rule: z.enum(leapRules).default('first'),
  capacity: z
    .preprocess((value) => (value === '' ? null : value), int(1, 1_000_000).nullable())
    .default(null),
  /** Only for a new one. */
  community_id: z.preprocess((value) => (value === '' ? null : value), id.nullable()).default(null),
  /** The sequence that the change was made to; another one since then is 409. */
  sequence: int(0, 2_000_000_000).optional(),
})
export type SaveEvent = z.infer<typeof SaveEvent>

export const CancelEvent = z.object({ reason: text(10_000) })
export type CancelEvent = z.infer<typeof CancelEvent>

/** Minutes before; the form offers these. */
export const reminderChoices = [0, 60, 180, 1440, 4320, 10_080] as const

export const Rsvp = z.object({
  answer: z.preprocess((value) => (value === '' ? null : value), z.enum(answers).nullable()).default(null),
  /** Her name may be read by everybody who reads the event. */
  named: bool.default(false),
  /** Minutes before it begins, or nothing for no reminder. */
  reminder: z.preprocess((value) => (value === '' ? null : value), int(0, 43_200).nullable()).default(null),
  by_mail: bool.default(false),
})
export type Rsvp = z.infer<typeof Rsvp>

export const EventQuery = z.object({
  kind: z.enum(eventKinds).optional(),
  place: text(200).optional(),
  community_id: id.optional(),
  organizer_id: id.optional(),
  /** What is over, newest first. */
  past: bool.optional(),
  /** From the `Link` of the page before. */
  after: z
    .string()
    .regex(/^\d{1,16}-\d{1,19}$/)
    .optional(),
  limit: int(1, 40).default(20),
})
export type EventQuery = z.infer<typeof EventQuery>

export const EventList = list(Event, 40)
