import type { Feature } from '../../feature.ts'
import { interactionPages } from './pages.ts'
import { interactionRoutes } from './routes.ts'

/**
 * interactions: what people do with a post: like, share, save, pin, mute its thread. Owns favourites, bookmarks,
 * pins, thread_mutes. Endpoints: /api/v1/statuses/:id/(favourite|reblog|bookmark|pin|mute...), favourites, bookmarks.
 */
export * from './interactions.ts'
export { bookmarkIds, eraseMarks, favouritedBy, favouriteIds, rebloggedBy } from './sql.ts'

export const interactions: Feature = {
  name: 'interactions',
  routes: (app) => {
    interactionRoutes(app)
    interactionPages(app)
  },
}
