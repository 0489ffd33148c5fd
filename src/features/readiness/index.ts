import type { Feature } from '../../feature.ts'

/** readiness: plans for coming events, beginning and ending measures, reviews after them. */
export const readiness: Feature = { name: 'readiness' }
