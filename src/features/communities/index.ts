import type { Feature } from '../../feature.ts'
import { announce } from './feed.ts'
import { onLeft, sweep } from './members.ts'
import { communityRoutes } from './routes.ts'

/**
 * communities (xóm): rooms that people run themselves. A community is an account of type Group: following it is
 * joining, its follow requests are requests to join, its blocks are bans, its boosts are its feed. Owns communities,
 * community_roles, community_mutes, community_invites, community_rule_versions, community_rules, community_sections,
 * community_wiki_pages, community_wiki_revisions. Endpoints: /api/v1/communities and below. Hears statusCreated,
 * unfollowed.
 */
export { type Community, permissions } from './api.ts'
export { getCommunity } from './communities.ts'
export { ban, muteMember, removeMember, unban, unmuteMember } from './members.ts'
export { presentCommunities, presentCommunity, presentThreads, type ThreadView } from './present.ts'
export { liftSanction, sanction } from './sanctions.ts'
export { getStanding, may, requireFounder, requirePermission, requireReader } from './standing.ts'

export const communities: Feature = {
  name: 'communities',
  routes: communityRoutes,
  jobs: {
    'communities.announce': announce,
    'communities.onLeft': onLeft,
    'communities.sweep': sweep,
  },
  cron: [{ at: '13 * * * *', job: 'communities.sweep' }],
}
