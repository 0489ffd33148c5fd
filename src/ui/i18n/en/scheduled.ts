import type { Messages } from '../index.ts'

/** Posts that wait and drafts. */
export const scheduled: Messages = {
  'scheduled.title': 'Scheduled posts',
  'scheduled.empty': 'Nothing is waiting. When you write a post, you can choose its time.',
  'scheduled.stuck': 'Could not be posted:',
  'scheduled.media': { one: '{count} file', other: '{count} files' },
  'scheduled.time': 'Time of posting (Vietnam time)',
  'scheduled.change': 'Change the time',
  'scheduled.delete': 'Delete this post',
  'scheduled.changed': 'The time was changed',
  'scheduled.deleted': 'The scheduled post was deleted',
  'drafts.title': 'Drafts',
  'drafts.empty': 'No drafts yet.',
  'drafts.no_text': '(no text yet)',
  'drafts.delete': 'Delete the draft',
  'drafts.saved': 'The draft was kept',
  'drafts.deleted': 'The draft was deleted',
  'errors.scheduled_too_soon': 'Validation failed: Scheduled at date must be in the future',
  'errors.scheduled_too_late': 'Validation failed: Scheduled at is too far into the future',
  'errors.scheduled_invalid': 'Validation failed: Scheduled at is invalid',
  'errors.scheduled_too_many': 'Validation failed: You have exceeded the limit of {limit} scheduled posts',
  'errors.draft_too_large': 'This draft is too long to keep',
  'errors.too_many_drafts': 'You already have {limit} drafts. Delete some and keep it again.',
}
