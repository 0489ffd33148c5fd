import type { Feature } from '../../feature.ts'
import { freeze } from './publication.ts'
import { publicationPages } from './publication-pages.tsx'
import { publicationRoutes } from './publication-routes.ts'

/**
 * proceedings: a briefing as it is held (live) and as it is published: frozen versions, print, JSON, CSV, iCalendar, Atom,
 * article. Owns briefing_publications. Pages: /giao-ban/:series/:number/phien-ban and /ban-in.
 */
export const proceedings: Feature = {
  name: 'proceedings',
  routes(app) {
    publicationRoutes(app)
    publicationPages(app)
  },
  jobs: { 'proceedings.freeze': freeze },
}
