/**
 * visibility: the one answer to "may you see this post?" and to "may you write in this community?". A low room, so that statuses, polls and media do not need
 * each other for it. Owns no tables and no endpoints.
 */
export { type Inheritance, selectInheritances, selectNextInLine } from './heirs.ts'
export {
  type Circle,
  circles,
  letsIn,
  mayAnswer,
  policyOf,
  type ReplyPolicy,
  replyPolicies,
} from './reach.ts'
export { maySee, type Sight } from './rules.ts'
export {
  answerableStatus,
  roomColumns,
  type SeenStatus,
  visibleStatus,
  visibleStatusIds,
} from './visibility.ts'
export {
  type CommentPolicy,
  commentPolicies,
  type Standing,
  standingColumns,
  standingIn,
  standingJoins,
  type WritingRefusal,
  writingRefusal,
} from './writing.ts'
