import type { Feature } from '../../feature.ts'
import { profileActions } from './actions.ts'
import { domainPages } from './domain-blocks.tsx'
import { erase, sweep } from './erase.ts'
import { listPages } from './lists.tsx'
import { profilePages } from './pages.tsx'
import { updateRoutes } from './update.ts'

/**
 * What is done with whole people, above timelines because it takes posts and media, too: profile pages, lists of
 * people and the forms about them, changing one's own profile over the API, and emptying an account. Owns no table.
 */
export const profiles: Feature = {
  name: 'profiles',
  routes(app) {
    updateRoutes(app)
    profilePages(app)
    listPages(app)
    domainPages(app)
    profileActions(app)
  },
  jobs: { 'accounts.erase': erase, 'accounts.sweep': sweep },
  cron: [{ at: '23 * * * *', job: 'accounts.sweep' }],
}

export { storePictures } from './update.ts'
