import type { Feature } from '../../feature.ts'
import { acceptAll } from './follows.ts'
import { followRoutes } from './routes.ts'

/**
 * Who follows whom, who asks to, and private notes about people. Owns `follows`, `follow_requests`, `account_notes`.
 * Endpoints: /api/v1/accounts/:id/(follow|unfollow|remove_from_followers|note|followers|following),
 * /api/v1/accounts/relationships, /api/v1/follow_requests. News: followed, unfollowed.
 */
export const follows: Feature = {
  name: 'follows',
  routes: followRoutes,
  jobs: { 'follows.acceptAll': acceptAll },
}

export {
  acceptRequest,
  cutTies,
  eraseFollows,
  follow,
  rejectRequest,
  removeFollower,
  unfollow,
} from './follows.ts'
export { followList, requestList } from './people.ts'
export { NOTE_MAX, presentRelationship, presentRelationships, setNote } from './relationships.ts'
export { answerPeople } from './routes.ts'
export { type Entry, type FollowOptions, lockPair } from './sql.ts'
