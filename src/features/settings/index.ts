import type { Feature } from '../../feature.ts'
import { choicePages } from './choice-pages.tsx'
import { exportPages } from './export-page.tsx'
import { indexPage } from './index-page.tsx'
import { profilePages } from './profile-page.tsx'

/**
 * What a person decides about herself: profile, privacy, appearance, and taking everything with her. Owns no table:
 * choices are kept by features/auth, the profile by features/accounts. Pages: /settings, /settings/profile,
 * /settings/privacy, /settings/appearance, /settings/export (and its files). The pages on account, security and
 * applications belong to features/auth and features/oauth.
 */
export const settings: Feature = {
  name: 'settings',
  routes(app) {
    indexPage(app)
    profilePages(app)
    choicePages(app)
    exportPages(app)
  },
}
