import type { Feature } from '../../feature.ts'
import { transparencyFeeds } from './feeds.ts'
import { figuresPages } from './figures-pages.tsx'
import { freeze } from './freeze.ts'
import { transparencyPages } from './pages.tsx'

export { exported } from './rights.ts'

/**
 * transparency (minh bạch): the public record of decisions, redacted, and the register of what authorities asked for.
 * Owns authority_requests, frozen_figures and right_uses; reads what moderation wrote. Pages: /minh-bach and below; JSON,
 * CSV and Atom beside them. /minh-bach/so-lieu has the numbers of each month, quarter and half-year, frozen when they
 * are over.
 */
export const transparency: Feature = {
  name: 'transparency',
  routes(app) {
    transparencyFeeds(app)
    transparencyPages(app)
    figuresPages(app)
  },
  jobs: { 'transparency.freeze': freeze },
  cron: [{ at: '23 19 * * *', job: 'transparency.freeze' }],
}
