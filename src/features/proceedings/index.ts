import type { Feature } from '../../feature.ts'
import { livePages } from './live.tsx'
import { printPages } from './print-page.tsx'
import { freeze } from './publication.ts'
import { publicationPages } from './publication-pages.tsx'
import { publicationRoutes } from './publication-routes.ts'

/**
 * proceedings: a briefing as it is held (live) and as it is published: frozen versions, print, JSON, CSV, iCalendar, Atom,
 * article. Owns briefing_publications. Pages: /giao-ban/:series/:number/truc-tiep, /phien-ban and /ban-in.
 */
export const proceedings: Feature = {
  name: 'proceedings',
  routes(app) {
    livePages(app)
    publicationRoutes(app)
    publicationPages(app)
    printPages(app)
  },
  jobs: { 'proceedings.freeze': freeze },
}
