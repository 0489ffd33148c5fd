import type { Feature } from '../../feature.ts'

/** measures that are in force for a time when the network heats up: slow mode, limits for young accounts, text only, read-only, sign-in to write. Low in the ranks, for the verbs of posts ask it (`inForce`); how measures are begun and reviewed is in features/readiness. */
export const measures: Feature = { name: 'measures' }
