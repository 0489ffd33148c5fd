import type { Feature } from '../../feature.ts'
import { newPages } from './new-pages.tsx'
import { lookAtHost } from './own-host.ts'
import { siteRoutes } from './routes.ts'
import { settingsPages } from './settings-pages.tsx'
import { staffPages } from './staff-pages.tsx'

/**
 * sites (trang tin): news and information sites. A site is a community of another kind (`communities.kind`), so that
 * roles, rules, bans and cases are those of communities. Owns sites, site_staff, site_sections, site_series. Endpoints:
 * /api/v1/sites and below. Pages: /trang/new and the desk's settings; what is read stands in features/articles.
 */
export type { Site, SiteRole } from './api.ts'
export { DeskFrame } from './desk-frame.tsx'
export { SitePage } from './frame.tsx'
export { hostedAt, siteHosts } from './hosts.ts'
export { giveHost } from './own-host.ts'
export { pictureOf, presentSites, type SiteView, siteOf, sitePathOf, siteUrl } from './present.ts'
export { createSite, listSeries, saveSiteSections, setStaff, updateSite } from './sites.ts'
export { type SectionRow, type SiteRow, selectDirectory, selectMine } from './sql.ts'
export { aboutStaff, StaffList } from './staff-pages.tsx'
export { getSite, reaches, requireSiteRole } from './standing.ts'

export const sites: Feature = {
  name: 'sites',
  jobs: { 'sites.confirmHost': lookAtHost },
  routes(app) {
    siteRoutes(app)
    newPages(app)
    settingsPages(app)
    staffPages(app)
  },
}
