import { z } from 'zod'
import { int } from '../../http/body.ts'

/** The register's words (shared definitions: who asked, how, for what, and what came of it). */
export const levels = ['commune', 'province', 'ministry', 'police', 'court', 'other'] as const
export const kinds = [
  'remove',
  'restrict_account',
  'user_data',
  'preserve',
  'promote_or_label',
  'other',
] as const
export const forms = ['written', 'electronic', 'phone', 'informal'] as const
export const requestOutcomes = ['pending', 'full', 'part', 'refused', 'nothing_held', 'withdrawn'] as const
export const tellings = ['not_yet', 'before', 'after', 'delayed', 'forbidden', 'nobody'] as const

const text = (min: number, max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .pipe(z.string().min(min).max(max))

/** A day in Vietnam, as `<input type="date">` sends it; empty for none. */
const day = z.preprocess(
  (value) => (value === '' || value == null ? null : value),
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .transform((value) => new Date(`${value}T00:00:00+07:00`))
    .refine((value) => !Number.isNaN(value.getTime()))
    .nullable(),
)

export const Request = z
  .object({
    authority: text(1, 200),
    level: z.enum(levels),
    kind: z.enum(kinds),
    legal_basis: text(0, 1000).default(''),
    form: z.enum(forms),
    received_at: day.refine((value) => value !== null, { params: { code: 'blank' } }),
    acknowledged_at: day,
    deadline_at: day,
    closed_at: day,
    outcome: z.enum(requestOutcomes).default('pending'),
    named: text(0, 500).default(''),
    affected: int(0, 10_000_000).default(0),
    told: z.enum(tellings).default('not_yet'),
    told_at: day,
    delay_reason: text(0, 1000).default(''),
    delayed_until: day,
  })
  // Waiting needs a reason and an end; neither alone keeps anything back.
  .refine((row) => (row.delayed_until === null) === (row.delay_reason === ''), {
    path: ['delay_reason'],
    params: { code: 'delay_needs_both' },
  })
export type Request = z.infer<typeof Request>
