import type { Messages } from '../index.ts'

export const notifications: Messages = {
  'notifications.title': 'Notifications',
  'notifications.tab.all': 'All',
  'notifications.tab.mentions': 'Mentions',
  'notifications.new': 'New:',
  'notifications.clear': 'Clear all notifications',
  'notifications.empty':
    'No notifications yet. When somebody likes, answers or follows you, you will see it here.',
  'notifications.no_more': 'There are no more notifications.',
  'notifications.others': { one: '{count} other', other: '{count} others' },
  'notifications.line.mention': '{people} mentioned you',
  'notifications.line.reply': '{people} replied to you',
  'notifications.line.status': '{people} just posted',
  'notifications.line.reblog': '{people} boosted your post',
  'notifications.line.favourite': '{people} liked your post',
  'notifications.line.follow': '{people} followed you',
  'notifications.line.follow_request': '{people} asked to follow you',
  'notifications.line.poll': 'A poll by {people} that you voted in has ended',
  'notifications.line.own_poll': 'Your poll has ended',
  'notifications.line.update': '{people} edited a post that you boosted',
  'notifications.line.community.request': '{people} asks to join {room}',
  'notifications.line.community.admitted': 'You have been let into {people}',
  'notifications.line.community.moderator': 'You are a moderator of {people} now',
  'notifications.line.community.founder': 'You are the founder of {people} now',
  'notifications.line.appeal_answer': 'A moderator wrote to you about your appeal',
  'notifications.line.appeal_outcome': 'There is a decision on your appeal',
  'notifications.line.report_handled': 'Your report was looked at and acted on',
  'notifications.line.report_nothing': 'Your report was looked at; nothing against the rules was found',
  'notifications.line.appeal_message': 'Somebody appealed, or wrote more in her appeal',
  'notifications.line.admin.report': '{people} reported something',
  'notifications.line.moderation_warning':
    'The moderators decided about your post or account. See why, and appeal',
  'notifications.line.admin.sign_up': '{people} signed up',
  'errors.marker_conflict': 'Conflict during update, please try again',
  'errors.no_notification_filters':
    'This server does not filter notifications, so this choice cannot be kept',
  'notifications.line.site.held': 'A comment waits for you at {people}',
  'notifications.line.site.review': 'An article waits for review at {people}',
  'notifications.line.site.admitted': '{people} has let your comment in',
  'notifications.line.site.refused':
    '{people} did not publish your comment; the reason stands below the article',
}
