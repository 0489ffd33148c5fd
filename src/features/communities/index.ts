import type { Feature } from '../../feature.ts'
import { crosspostPages } from './crosspost-pages.tsx'
import { directoryPages } from './directory-pages.tsx'
import { announce } from './feed.ts'
import { frontPages } from './front-page.tsx'
import { invitesPages } from './invites-pages.tsx'
import { onLeaving, onLeft, sweep } from './members.ts'
import { membersPages } from './members-pages.tsx'
import { pastPages } from './past-pages.tsx'
import { communityRoutes } from './routes.ts'
import { rulesPages } from './rules-pages.tsx'
import { settingsPages } from './settings-pages.tsx'
import { threadEditPages } from './thread-edit.tsx'
import { threadPages } from './thread-pages.tsx'
import { threadRoutes } from './thread-routes.ts'
import { wikiHistoryPages } from './wiki-history.tsx'
import { wikiPages } from './wiki-pages.tsx'
import { wikiRoutes } from './wiki-routes.ts'

/**
 * communities (xóm): rooms that people run themselves. A community is an account of type Group: following it is
 * joining, its follow requests are requests to join, its blocks are bans, its boosts are its feed. Owns communities,
 * community_roles, community_mutes, community_invites, community_rule_versions, community_rules, community_sections,
 * community_wiki_pages, community_wiki_revisions, community_past_decisions. Endpoints: /api/v1/communities, /api/v1/threads
 * and below. Pages: /xom and below, /invite/community/:code. Hears statusCreated,
 * unfollowed.
 */
export { type Community, type Permission, permissions } from './api.ts'
export {
  checkCommunity,
  createCommunity,
  getCommunity,
  saveSections,
  updateCommunity,
} from './communities.ts'
export { admit, join, leave, setRole } from './members.ts'
export { type Entry, type Span, spanOf, type ThreadPosts, threadPosts } from './posts.ts'
export {
  presentCommunities,
  presentCommunity,
  presentThreads,
  type Room,
  type ThreadView,
} from './present.ts'
export {
  frontPathOf,
  mayIn,
  nameOf,
  personOf,
  RoomPage,
  reportPath,
  roomIdOf,
  roomOf,
  roomPathOf,
} from './room.tsx'
export { ruleVersions } from './rules.ts'
export { closeCommunity, freezeCommunity, liftSanction, sanction } from './sanctions.ts'
export { forThose, SettingsFrame } from './settings-frame.tsx'
export { getStanding, may, requireFounder, requirePermission, requireReader } from './standing.ts'
export { setPinned } from './threads.ts'
export { createWikiPage } from './wiki.ts'
export { Diff } from './wiki-history.tsx'

export const communities: Feature = {
  name: 'communities',
  routes(app) {
    communityRoutes(app)
    threadRoutes(app)
    wikiRoutes(app)
    directoryPages(app)
    threadPages(app)
    crosspostPages(app)
    threadEditPages(app)
    rulesPages(app)
    pastPages(app)
    membersPages(app)
    settingsPages(app)
    invitesPages(app)
    wikiPages(app)
    wikiHistoryPages(app)
    frontPages(app)
  },
  jobs: {
    'communities.announce': announce,
    'communities.onLeft': onLeft,
    'communities.onLeaving': onLeaving,
    'communities.sweep': sweep,
  },
  cron: [{ at: '13 * * * *', job: 'communities.sweep' }],
}
