import type { Feature } from '../../feature.ts'
import { searchPages } from './pages.tsx'
import { searchRoutes } from './routes.ts'

/**
 * Finding people, tags, and a post by its address. Owns no table; reads accounts.search_key and tags.key (trigram
 * indexes) and ranks by VIETNAMESE rules 2 to 4: fold to find, accents to rank, people one follows first.
 * Endpoints: /api/v1/search, /api/v2/search, /api/v1/accounts/search, /api/v1/tags/:name; pages /search, /suggest.
 */
export const search: Feature = {
  name: 'search',
  routes(app) {
    searchRoutes(app)
    searchPages(app)
  },
}

export { SearchResults, Tag } from './api.ts'
export { findTag, presentTags, searchAccounts, searchTags } from './search.ts'
