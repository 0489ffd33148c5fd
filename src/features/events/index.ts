import type { Feature } from '../../feature.ts'
import { editPages } from './edit-pages.tsx'
import { eventPages } from './event-page.tsx'
import { expandDue } from './events.ts'
import { icalRoutes } from './ical-routes.ts'
import { listPages } from './list-pages.tsx'
import { minePages } from './mine-page.tsx'
import { monthPages } from './month-page.tsx'
import { remind, tellGuests } from './reminders.ts'
import { eventRoutes } from './routes.ts'

/**
 * events (sự kiện): what is to come, by a person or of a community, with times as exact as they are known, repeated by
 * the sun or by the moon, answers, reminders and calendars. Owns events, event_occurrences, event_changes, event_rsvps,
 * event_reminders, event_calendars. Endpoints: /api/v1/events, /api/v1/communities/:id/events. Pages: /su-kien and
 * below, /xom/:handle/su-kien. News: eventChanged.
 */
export const events: Feature = {
  name: 'events',
  routes(app) {
    eventRoutes(app)
    icalRoutes(app)
    listPages(app)
    minePages(app)
    monthPages(app)
    editPages(app)
    eventPages(app)
  },
  jobs: {
    'events.expand': expandDue,
    'events.remind': remind,
    'events.tellGuests': tellGuests,
  },
  cron: [{ at: '37 19 * * *', job: 'events.expand' }],
}

export { type Event, type EventKind, eventKinds, type Precision } from './api.ts'
export { eraseEvents, getEvent, listEvents } from './events.ts'
export { eventsJson, toEvent } from './outbox.ts'
export { eventPath, eventUrl, presentEvents, presentFound } from './present.ts'
export type { EventRow } from './sql.ts'
export { whenWords } from './words.ts'
