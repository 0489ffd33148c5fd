import type { Messages } from '../index.ts'

export const communities: Messages = {
  'communities.rules_changed': 'New rules (version {version})',
  'errors.community_not_member': 'You need to join this community before you can write here',
  'errors.community_archived': 'This community is closed and can only be read',
  'errors.community_frozen': 'This community is suspended for now by a published decision',
  'errors.community_muted': 'You may not write in this community for the time being',
  'errors.community_posts_by_moderators': 'In this community only moderators open threads',
  'errors.thread_locked': 'This thread is locked and takes no more replies',
  'errors.community_members_only': 'What is in this community is for its members',
  'errors.community_invite_only': 'One joins this community by invitation only',
  'errors.community_invite_invalid': 'This invitation is no longer valid',
  'errors.community_needs_role': 'This is for moderators of the community who were trusted with it',
  'errors.community_needs_founder': 'This is for the founder of the community',
  'errors.community_founder_leaves': 'You are the founder: hand the community over before you leave',
  'errors.community_founder_alone': 'You are the only moderator: hand the community to a member, or close it',
  'errors.community_own_role': 'You cannot change your own role',
  'errors.community_not_a_member': 'This person is not a member of the community',
  'fields.title': 'Title',
  'fields.place': 'Place',
  'fields.welcome': 'Welcome',
  'fields.rules': 'Rules',
}
