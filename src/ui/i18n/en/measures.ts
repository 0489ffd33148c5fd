import type { Messages } from '../index.ts'

export const measures: Messages = {
  'measures.title': 'Measures',
  'measures.banner': 'Measures in force',
  'measures.banner_until': 'Until {until}, taken by {name}. Reason: {reason}.',
  'measures.banner_until_short': 'Until {until}.',
  'measures.why': 'Why, and when it ends',
  'measures.in_room': '{room}: {what}',
  'measures.more_updates': { one: '{count} more verified update', other: '{count} more verified updates' },
  'measures.saved_copy': 'You are reading a saved copy of this page, made at {time}.',
  'measures.banner.slow_mode': 'Slow mode: {seconds} seconds between two posts of one person.',
  'measures.banner.young_accounts':
    'Accounts younger than {days} days: at most {posts} posts an hour, at most {links} links in a post.',
  'measures.banner.young_accounts_no_links':
    'Accounts younger than {days} days: at most {posts} posts an hour, and no links.',
  'measures.banner.moderator_shift': 'More moderators than usual are on duty.',
  'measures.banner.pinned_updates': 'Verified updates:',
  'measures.banner.verifying_labels': 'Posts about "{topic}" may carry the label "being verified".',
  'measures.banner.text_only': 'For now pages are text only, so that they load faster.',
  'measures.banner.read_only': 'For now the network can only be read, not written to.',
  'measures.banner.sign_in_to_write': 'To write, please sign in again once.',
  'measures.kind.slow_mode': 'Slow mode',
  'measures.kind.young_accounts': 'Limits for young accounts',
  'measures.kind.moderator_shift': 'Extra moderator shift',
  'measures.kind.pinned_updates': 'Pinned verified updates',
  'measures.kind.verifying_labels': 'Labels "being verified"',
  'measures.kind.text_only': 'Text-only pages',
  'measures.kind.read_only': 'Read-only copy',
  'measures.kind.sign_in_to_write': 'Sign in to write',
  'measures.what.slow_mode':
    'So many seconds must lie between two posts of one person. Direct messages and boosts do not count.',
  'measures.what.young_accounts':
    'Accounts younger than so many days may write so many posts an hour, with so many links in each (0: none). The team is not limited.',
  'measures.what.moderator_shift':
    'Those who are called hear of new reports and may work at the moderation desk until the shift ends. What touches a whole account stays with the operators.',
  'measures.what.pinned_updates':
    'Updates with their source stand on top of every page. Who pins and who takes down is recorded.',
  'measures.what.verifying_labels':
    'Posts are chosen one by one by a named person, with a reason; never by keyword. They are shown and shared as before.',
  'measures.what.text_only': 'Everybody gets pages of text, without pictures and videos, until it ends.',
  'measures.what.read_only':
    'Everybody gets saved copies of the public pages; whoever writes is told so and loses nothing typed. Operators can sign in and end it.',
  'measures.what.sign_in_to_write':
    'Sessions and apps from before can only read until their owner signs in anew. Sign-up stays open; accounts made from now on may write {posts} posts an hour without links until it ends.',
  'measures.label': 'Being verified: {topic}.',
  'measures.label_why': 'Why',
}
