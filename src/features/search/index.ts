import type { Feature } from '../../feature.ts'
import { searchJobs } from './jobs.ts'
import { searchPages } from './pages.tsx'
import { searchRoutes } from './routes.ts'

/**
 * search: posts, articles, events, communities, sites, people and tags, by the rules of Vietnamese text: fold to find, accents
 * to rank. Owns search_documents, search_blocks, search_progress: the index of posts, articles and events behind `SearchIndex`;
 * people and tags are found by the trigram indexes of their own tables. Endpoints: /api/v1/search, /api/v2/search,
 * /api/v1/accounts/search, /api/v1/tags/:name. Pages: /search, /search/suggest, /suggest. Hears statusCreated,
 * statusEdited, statusDeleted, articlePublished, articleChanged, articleRemoved, eventChanged.
 */
export const search: Feature = {
  name: 'search',
  routes(app) {
    searchRoutes(app)
    searchPages(app)
  },
  jobs: searchJobs,
  cron: [
    // What an older version left, or a database that had no index: begins within a minute and goes on by itself.
    { at: '* * * * *', job: 'search.catchUp' },
    { at: '23 3 * * *', job: 'search.sweep' },
  ],
}

export { SearchResults, Tag } from './api.ts'
export { postDocument } from './documents.ts'
export { catchUp, startOver } from './jobs.ts'
export { findTag, presentTags, searchAccounts, searchTags } from './search.ts'
