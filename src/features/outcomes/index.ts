import type { Feature } from '../../feature.ts'

/** outcomes: findings, solutions, action items, concerns, dissent and commitments of briefings. */
export const outcomes: Feature = { name: 'outcomes' }
