import type { Feature } from '../../feature.ts'

/** briefings (giao ban): series, numbered sessions and their states, participants, agenda, speeches, minutes. */
export const briefings: Feature = { name: 'briefings' }
