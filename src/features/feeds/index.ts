import type { Feature } from '../../feature.ts'
import { fetchFeed, poll, sweep } from './fetch.ts'
import { feedPages } from './pages.tsx'
import { feedSettings } from './settings-pages.tsx'

/**
 * feeds: what a community or a site carries from other places: links with a few words, never the texts. Owns
 * outside_feeds and outside_items. Asked politely (src/net/polite.ts, docs/adr/0009). Pages: /xom/:handle/tu-noi-khac,
 * /xom/:handle/settings/feeds, /trang/:handle/tu-noi-khac, /trang/:handle/quan-tri/nguon-ngoai. Jobs: feeds.poll,
 * feeds.fetch, feeds.sweep.
 */
export const feeds: Feature = {
  name: 'feeds',
  routes(app) {
    feedPages(app)
    feedSettings(app)
  },
  jobs: { 'feeds.poll': poll, 'feeds.fetch': fetchFeed, 'feeds.sweep': sweep },
  cron: [
    { at: '*/5 * * * *', job: 'feeds.poll' },
    { at: '51 20 * * *', job: 'feeds.sweep' },
  ],
}

export { itemsOf } from './feeds.ts'
export { OutsideItems } from './pages.tsx'
