import type { Feature } from '../../feature.ts'

/** proceedings: a briefing as it is held (live) and as it is published (JSON, CSV, iCalendar, Atom, article). */
export const proceedings: Feature = { name: 'proceedings' }
