import { z } from 'zod'
import { int } from '../../http/body.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { parseIso, vietnamDayRange } from '../../lib/time.ts'

export const incidentKinds = ['outage', 'breach'] as const
export const dataKinds = ['access', 'correction', 'export', 'deletion'] as const
export const dataOutcomes = ['pending', 'done', 'refused'] as const

const notADate = { params: { code: 'not_a_date' } }
const blank = { params: { code: 'blank' } }

/** Vietnam's clock, as `<input type="datetime-local">` sends it; empty for none. */
const moment = z
  .preprocess((value) => (value === '' || value == null ? null : value), z.string().nullable())
  .transform((value) => (value === null ? null : parseIso(`${value}+07:00`)))
const optionalMoment = z
  .preprocess((value) => (value === '' || value == null ? null : value), z.string().nullable())
  .refine((value) => value === null || parseIso(`${value}+07:00`) !== null, notADate)
  .transform((value) => (value === null ? null : parseIso(`${value}+07:00`)))
const requiredMoment = moment.refine((value) => value !== null, notADate)

const note = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(max))

export const Incident = z
  .object({
    kind: z.enum(incidentKinds),
    began_at: requiredMoment,
    ended_at: optionalMoment,
    summary: note(1000).refine((value) => value !== '', blank),
    affected: int(0, 1_000_000_000).default(0),
    told_at: optionalMoment,
  })
  .refine((row) => row.ended_at === null || row.began_at === null || row.ended_at >= row.began_at, {
    path: ['ended_at'],
    params: { code: 'period_reversed' },
  })
export type Incident = Omit<z.infer<typeof Incident>, 'began_at'> & { began_at: Date }

const day = z
  .preprocess((value) => (value === '' || value == null ? null : value), z.string().nullable())
  .refine((value) => value === null || vietnamDayRange(value) !== null, notADate)
  .transform((value) => (value === null ? null : vietnamDayRange(value)!.from))
const requiredDay = day.refine((value) => value !== null, blank)

export const DataRequest = z
  .object({
    kind: z.enum(dataKinds),
    received_at: requiredDay,
    deadline_at: requiredDay,
    done_at: day,
    outcome: z.enum(dataOutcomes).default('pending'),
    note: note(500).default(''),
  })
  .refine((row) => (row.done_at === null) === (row.outcome === 'pending'), {
    path: ['done_at'],
    params: { code: 'done_needs_both' },
  })
  .refine((row) => row.done_at === null || row.received_at === null || row.done_at >= row.received_at, {
    path: ['done_at'],
    params: { code: 'period_reversed' },
  })
export type DataRequest = Omit<z.infer<typeof DataRequest>, 'received_at' | 'deadline_at'> & {
  received_at: Date
  deadline_at: Date
}
