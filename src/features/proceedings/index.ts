import type { Feature } from '../../feature.ts'
import { livePages } from './live.tsx'

/** proceedings: a briefing as it is held (live) and as it is published (JSON, CSV, iCalendar, Atom, article). */
export const proceedings: Feature = {
  name: 'proceedings',
  routes(app) {
    livePages(app)
  },
}
