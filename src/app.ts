import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Context } from './context.ts'
import { AppError } from './errors.ts'
import type { Feature } from './feature.ts'
import { accounts } from './features/accounts/index.ts'
import { admin } from './features/admin/index.ts'
import { announcements } from './features/announcements/index.ts'
import { archives } from './features/archives/index.ts'
import { articles } from './features/articles/index.ts'
import { auth } from './features/auth/index.ts'
import { blocklists, keepOut } from './features/blocklists/index.ts'
import { blocks } from './features/blocks/index.ts'
import { briefings } from './features/briefings/index.ts'
import { communities } from './features/communities/index.ts'
import { drafts } from './features/drafts/index.ts'
import { events } from './features/events/index.ts'
import { feeds } from './features/feeds/index.ts'
import { filters } from './features/filters/index.ts'
import { follows } from './features/follows/index.ts'
import { health } from './features/health/index.ts'
import { countViews, heat } from './features/heat/index.ts'
import { imports } from './features/imports/index.ts'
import { instance } from './features/instance/index.ts'
import { interactions } from './features/interactions/index.ts'
import { links } from './features/links/index.ts'
import { markers } from './features/markers/index.ts'
import { holdMeasures, measures } from './features/measures/index.ts'
import { media } from './features/media/index.ts'
import { moderation } from './features/moderation/index.ts'
import { notifications } from './features/notifications/index.ts'
import { oauth } from './features/oauth/index.ts'
import { outcomes } from './features/outcomes/index.ts'
import { polls } from './features/polls/index.ts'
import { preferences } from './features/preferences/index.ts'
import { proceedings } from './features/proceedings/index.ts'
import { profiles } from './features/profiles/index.ts'
import { questions } from './features/questions/index.ts'
import { readiness } from './features/readiness/index.ts'
import { scams } from './features/scams/index.ts'
import { scheduled } from './features/scheduled/index.ts'
import { search } from './features/search/index.ts'
import { settings } from './features/settings/index.ts'
import { siteHosts, sites } from './features/sites/index.ts'
import { statuses } from './features/statuses/index.ts'
import { syndication } from './features/syndication/index.ts'
import { threads } from './features/threads/index.ts'
import { timelines } from './features/timelines/index.ts'
import { transparency } from './features/transparency/index.ts'
import { trends } from './features/trends/index.ts'
import { apiAuth, pageAuth } from './http/auth.ts'
import type { App, Env } from './http/env.ts'
import { onError, wantsJson } from './http/errors.tsx'
import { openToClients, sameOrigin, secureHeaders } from './http/guard.ts'
import { tidyUploads } from './http/upload.ts'
import type { EventTable } from './jobs/names.ts'

/** The town: every feature, lowest rank first. */
export const features: Feature[] = [
  instance,
  blocklists,
  measures,
  accounts,
  auth,
  oauth,
  follows,
  blocks,
  media,
  links,
  polls,
  threads,
  filters,
  statuses,
  interactions,
  timelines,
  markers,
  preferences,
  notifications,
  announcements,
  scheduled,
  drafts,
  communities,
  moderation,
  archives,
  sites,
  feeds,
  articles,
  syndication,
  imports,
  events,
  search,
  trends,
  scams,
  heat,
  readiness,
  transparency,
  health,
  // Before the pages of briefings: its files (`/giao-ban/ten.ics`) would be taken for names of series.
  proceedings,
  briefings,
  questions,
  outcomes,
  profiles,
  settings,
  admin,
]

/** Who hears what. Each listener gets a job row in the transaction that made the news. */
export const listeners: EventTable = {
  statusCreated: ['timelines.fanOut', 'notifications.onStatus', 'communities.announce', 'search.putPost'],
  newcomerPosted: ['moderation.watch'],
  statusEdited: ['notifications.onEdit', 'search.putPost'],
  statusDeleted: ['timelines.remove', 'search.removePost'],
  articlePublished: ['search.putArticle'],
  articleChanged: ['search.putArticle'],
  articleRemoved: ['search.putArticle'],
  articlesImported: ['search.putArticles'],
  eventChanged: ['search.putEvent'],
  followed: ['timelines.merge'],
  unfollowed: ['timelines.unmerge', 'communities.onLeft', 'notifications.onTakenBack'],
}

const forClients = /^\/(api|oauth|nodeinfo|\.well-known)\//

const packed = compress({ encoding: 'gzip', threshold: 2048 })

/** The whole server as one `fetch`: guards, then the features' routes, then "not found". */
export function createApp(ctx: Context): App {
  const app: App = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('ctx', ctx)
    await next()
    await tidyUploads(c.req.raw)
  })
  app.use((c, next) => (c.req.header('accept-encoding')?.includes('gzip') ? packed(c, next) : next()))
  app.use(siteHosts((request, env) => app.fetch(request, env as object)))
  app.use(secureHeaders)
  app.use(openToClients)
  app.use('/api/*', apiAuth)
  app.use(async (c, next) => (c.req.path.startsWith('/api/') ? next() : pageAuth(c, next)))
  app.use(keepOut)
  app.use(async (c, next) => (forClients.test(c.req.path) ? next() : sameOrigin(c, next)))
  countViews(app)
  app.use(holdMeasures)
  for (const feature of features) feature.routes?.(app)
  for (const feature of features) feature.lastRoutes?.(app)
  app.notFound((c) => {
    throw wantsJson(c.req.path) ? new AppError('not_found') : new AppError('not_found', 'not_found')
  })
  app.onError(onError)
  return app
}
