import type { Messages } from '../index.ts'

export const timelines: Messages = {
  'timelines.rooms': 'Communities',
  'timelines.home': 'Home',
  'timelines.home_empty_title': 'Welcome to the lane',
  'timelines.home_empty':
    'Posts by the people you follow will be here. Look around the lane and get to know some neighbours.',
  'timelines.home_empty_action': 'See what is going on',
  'timelines.local': 'In the lane',
  'timelines.local_intro': 'The newest public posts by everybody on {network}.',
  'timelines.local_empty': 'No posts yet. Will you write the first?',
  'timelines.public': 'Everywhere',
  'timelines.public_intro': 'Public posts from {network} and the servers it knows.',
  'timelines.tag_intro': 'Public posts with this tag, written with or without marks.',
  'timelines.tag_forms': 'Ways to write this tag',
  'timelines.tag_all': 'All',
  'timelines.tag_empty': 'No public posts have this tag yet.',
  'timelines.write_with_tag': 'Post with #{tag}',
  'timelines.more': 'Show more',
  'timelines.end': 'That is all. You have read to the last post.',
  'timelines.newest': 'Back to the newest',
  'timelines.tabs': 'Timelines',
  'timelines.live': { one: '{count} new post', other: '{count} new posts' },
  'timelines.live_many': 'More than {count} new posts',
  'timelines.welcome.title': 'Welcome to {network}',
  'timelines.welcome.text':
    'A social network that its own community set up and looks after: tell stories, ask around, share news of the lane. No advertising, nobody tracking you.',
  'timelines.welcome.sign_up': 'Join',
  'timelines.welcome.sign_in': 'Sign in',
  'timelines.welcome.about': 'Learn more',
  'timelines.welcome.latest': 'Newest in the lane',
}
