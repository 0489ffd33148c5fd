import type { Feature } from '../../feature.ts'
import type { App } from '../../http/env.ts'
import { filterPages } from './pages.tsx'
import { filterRoutes } from './routes.ts'

/**
 * filters: what a reader does not want to see, by words (Vietnamese keys) and by single posts. Owns filters,
 * filter_keywords, filter_statuses. Endpoints: /api/v1/filters, /api/v2/filters; page
 * /settings/filters. Ranks below statuses, which hold each
 * post against them.
 */
export type { FilterResult } from './api.ts'
export { createFilter, deleteFilter, listFilters, matchersOf, updateFilter } from './filters.ts'
export { filterResults, type Matcher } from './match.ts'
export { type Readable, readable } from './readable.ts'

function routes(app: App): void {
  filterRoutes(app)
  filterPages(app)
}

export const filters: Feature = { name: 'filters', routes }
