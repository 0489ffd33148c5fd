import { z } from 'zod'
import { acts, levelNames, subjectKinds } from './formula.ts'

/** Our entity (docs/api.md): one act of a gauge. null: fewer than five, and not told. */
export const HeatRate = z.object({
  act: z.enum(acts),
  count: z.int().nullable(),
  per_hour: z.number().nullable(),
  usual: z.number(),
  spread: z.number(),
  floor: z.number(),
  high: z.number(),
  heat: z.number(),
})
export type HeatRate = z.infer<typeof HeatRate>

/** How hot something is, with everything that the formula was filled with. */
export const Gauge = z.object({
  kind: z.enum(subjectKinds),
  id: z.string(),
  name: z.string(),
  url: z.string(),
  heat: z.number(),
  level: z.int().min(1).max(4),
  level_name: z.enum(levelNames),
  driven_by: z.enum(acts),
  window: z.object({ from: z.string(), to: z.string() }),
  baseline: z.object({ basis: z.enum(['hour_of_week', 'hour_of_day', 'none']), samples: z.int() }),
  rates: z.array(HeatRate),
  computed_at: z.string(),
})
export type Gauge = z.infer<typeof Gauge>

/** GET /api/v1/heat */
export const HeatOverview = z.object({
  network: Gauge,
  tags: z.array(Gauge),
  links: z.array(Gauge),
  communities: z.array(Gauge),
})
