import type { Feature } from '../../feature.ts'
import { ofCommunity, ofPerson, ofSite, ofTag, sitemap, sitemapIndex } from './feeds.ts'

const file = ':file{rss\\.xml|atom\\.xml|feed\\.json}'

/**
 * syndication: what is public here as RSS, Atom and JSON Feed (of people, tags, communities, sites and their sections and
 * tags), and sitemaps. Owns no tables. Everything is presented to nobody, so that nothing else can get out.
 */
export const syndication: Feature = {
  name: 'syndication',
  routes(app) {
    // Where Mastodon has it.
    app.get('/:at{@[^/]+\\.rss}', (c) =>
      c.redirect(`/${c.req.param('at').replace(/\.rss$/, '')}/rss.xml`, 301),
    )
    app.get(`/:at{@[^/]+}/${file}`, ofPerson)
    app.get(`/tags/:tag/${file}`, ofTag)
    app.get(`/xom/:handle/${file}`, ofCommunity)
    app.get('/trang/:handle/sitemap.xml', sitemap)
    app.get(`/trang/:handle/${file}`, ofSite)
    app.get(`/trang/:handle/chuyen-muc/:section/${file}`, ofSite)
    app.get(`/trang/:handle/the/:tag/${file}`, ofSite)
    app.get('/sitemap.xml', sitemapIndex)
  },
}
