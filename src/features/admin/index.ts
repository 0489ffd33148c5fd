/**
 * The people in charge: the first-run wizard, /admin (sign-ups that wait, people, invitations, the network's
 * settings), and the API's word on the network. Owns no table.
 */
import type { Feature } from '../../feature.ts'
import { emptyLists } from './empty-lists.ts'
import { networkApi } from './network-api.ts'
import { adminPages } from './pages.tsx'
import { setupPages } from './setup.tsx'
import { termsPages } from './terms-pages.tsx'

export { instanceV1, instanceV2 } from './network-api.ts'

export const admin: Feature = {
  name: 'admin',
  routes(app) {
    setupPages(app)
    networkApi(app)
    emptyLists(app)
    adminPages(app)
    termsPages(app)
  },
}
