import type { Feature } from '../../feature.ts'

/** questions: questions and statements for a briefing, votes on them, opinion groups. */
export const questions: Feature = { name: 'questions' }
