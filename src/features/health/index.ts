import type { Feature } from '../../feature.ts'

/** health: the numbers by which founders and members see how their community does. */
export const health: Feature = { name: 'health' }
