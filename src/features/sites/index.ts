import type { Feature } from '../../feature.ts'

/**
 * sites (trang tin): news and information sites. A site is a community of another kind (`communities.kind`), so that
 * roles, rules, bans and cases are those of communities. Owns sites, site_staff, site_sections, site_series.
 */
export const sites: Feature = { name: 'sites' }
