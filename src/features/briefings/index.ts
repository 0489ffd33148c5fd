import type { Feature } from '../../feature.ts'
import { agendaPages } from './agenda-pages.tsx'
import { minutesPages } from './minutes-pages.tsx'
import { overviewPages } from './overview.tsx'
import { peoplePages } from './people-pages.tsx'
import { sendReminder } from './reminders.ts'
import { reportPage } from './report-page.tsx'
import { briefingApi } from './routes.ts'
import { seriesPages } from './series-pages.tsx'
import { seriesSettings } from './series-settings.tsx'
import { sessionPages } from './session-pages.tsx'
import { speechPages } from './speech-pages.tsx'

/**
 * briefings (giao ban): series, numbered sessions and their states, participants, agenda, speeches, minutes. Owns
 * briefing_series, briefing_roles, briefings, briefing_steps, briefing_participants, agenda_items, speeches, minutes_parts,
 * minutes_revisions, briefing_corrections, briefing_reports. Pages: /giao-ban and below. Endpoints:
 * /api/v1/briefing_series, /api/v1/briefings and below.
 */
export type { CorrectedSubject } from './api.ts'
export { BriefingFrame, briefingPath, periodText, seriesPath, sessionOf } from './frame.tsx'
export { mayWriteMinutes } from './minutes.ts'
export { Minutes } from './minutes-pages.tsx'
export { Promised } from './overview.tsx'
export { Who } from './people-pages.tsx'
export type {
  AgendaRow,
  BriefingRow,
  CorrectionRow,
  PartRow,
  SeriesRow,
} from './read-sql.ts'
export {
  selectAgenda,
  selectBriefingById,
  selectCorrections,
  selectLive,
  selectParticipants,
  selectParts,
  selectRoles,
  selectSeatOf,
  selectSeries,
  selectSpeeches,
  selectSteps,
} from './read-sql.ts'
export { Speech } from './speech-pages.tsx'
export {
  type Actor,
  briefingBy,
  briefingById,
  getSeries,
  getSeriesById,
  isPublished,
  line,
  mayRun,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  touch,
} from './standing.ts'

export const briefings: Feature = {
  name: 'briefings',
  routes(app) {
    briefingApi(app)
    seriesPages(app)
    seriesSettings(app)
    sessionPages(app)
    overviewPages(app)
    peoplePages(app)
    agendaPages(app)
    minutesPages(app)
    speechPages(app)
    reportPage(app)
  },
  jobs: { 'briefings.remind': sendReminder },
}
