import type { Feature } from '../../feature.ts'
import { profileActions } from './actions.ts'
import { listPages } from './lists.tsx'
import { profilePages } from './pages.tsx'

/**
 * The pages of people: profile, lists of people, and the forms about them. Owns no table. Stands above timelines
 * because a profile shows posts.
 */
export const profiles: Feature = {
  name: 'profiles',
  routes(app) {
    profilePages(app)
    listPages(app)
    profileActions(app)
  },
}
