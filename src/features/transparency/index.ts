import type { Feature } from '../../feature.ts'
import { transparencyFeeds } from './feeds.ts'
import { transparencyPages } from './pages.tsx'

/**
 * transparency (minh bạch): the public record of decisions, redacted, and the register of what authorities asked for.
 * Owns authority_requests; reads what moderation wrote. Pages: /minh-bach and below; JSON, CSV and Atom beside them.
 */
export const transparency: Feature = {
  name: 'transparency',
  routes(app) {
    transparencyFeeds(app)
    transparencyPages(app)
  },
}
