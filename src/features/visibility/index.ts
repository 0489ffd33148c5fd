/**
 * visibility: the one answer to "may you see this post?". A low room, so that statuses, polls and media do not need
 * each other for it. Owns no tables and no endpoints.
 */
export { maySee, type Sight } from './rules.ts'
export { type SeenStatus, visibleStatus, visibleStatusIds } from './visibility.ts'
