import type { Feature } from '../../feature.ts'

/** events: coming events with dates as precise as they are known, lunar recurrence, RSVP, iCalendar. */
export const events: Feature = { name: 'events' }
