import type { Feature } from '../../feature.ts'

/**
 * briefings (giao ban): series, numbered sessions and their states, participants, agenda, speeches, minutes. Owns
 * briefing_series, briefing_roles, briefings, briefing_steps, briefing_participants, agenda_items, speeches, minutes_parts,
 * minutes_revisions, briefing_corrections, briefing_reports. Pages: /giao-ban and below. Endpoints:
 * /api/v1/briefing_series, /api/v1/briefings and below.
 */
export {
  type BriefingState,
  briefingStates,
  type CorrectedSubject,
} from './api.ts'
export { BriefingFrame, briefingPath, periodText, seriesPath, sessionOf, whenText } from './frame.tsx'
export type {
  AgendaRow,
  BriefingRow,
  CorrectionRow,
  OpenActionRow,
  ParticipantRow,
  PartRow,
  SeriesRow,
  SpeechRow,
} from './read-sql.ts'
export {
  selectAgenda,
  selectCorrections,
  selectParticipants,
  selectParts,
  selectPromised,
  selectRoles,
  selectSeatOf,
  selectSpeeches,
  selectSteps,
} from './read-sql.ts'
export {
  type Actor,
  briefingBy,
  briefingById,
  getSeries,
  getSeriesById,
  isPublished,
  line,
  mayGovern,
  mayRun,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  touch,
} from './standing.ts'

export const briefings: Feature = { name: 'briefings' }
