import type { Messages } from '../index.ts'

export const news: Messages = {
  'news.title': 'News',
  'news.ways': 'News to read',
  'news.lead': 'Pages that people here share, and articles of the sites of this network.',
  'news.tabs': 'Span of time',
  'news.day': 'Today',
  'news.week': 'This week',
  'news.people': { one: 'shared by one person', other: 'shared by {count} people' },
  'news.comments': { one: 'one reply', other: '{count} replies' },
  'news.own': 'A site of this network',
  'news.discussion': 'What people say',
  'news.about': 'What people say about “{title}”',
  'news.empty': 'Nothing was shared in this span yet.',
  'news.no_posts': 'There are no posts here any more.',
  'news.tags': 'Tags on many lips',
  'news.posts': 'Posts that many care about',
  'news.how': 'How is this ordered?',
  'news.open': 'Open the page itself',
  'news.ranking.title': 'How news and trends are ordered',
  'news.ranking.lead':
    'Nobody picks by hand, there is no hidden score, and nobody is pushed down for an opinion. The formula below alone makes the order.',
  'news.ranking.news': 'The news page',
  'news.ranking.news_text':
    'It holds the articles of the sites here, and pages from elsewhere that at least {people} different people shared in public within a day or a week. Ordered by how many people shared them; among equals the newer one comes first.',
  'news.ranking.score': 'Tags, links and posts on many lips',
  'news.ranking.formula': 'score = sum of 0.5^(hours since / h), each person counted once',
  'news.ranking.formula_text':
    'Hours since the last time that person did so. What is older than {window} hours does not count. It is counted anew every {every} minutes, and the first {most} of each kind are kept.',
  'news.ranking.tags':
    'Tags: h = {half} hours, at least {people} people. Whoever wrote a post with the tag counts.',
  'news.ranking.links':
    'Links: h = {half} hours, at least {people} people. Whoever wrote a post with the link counts.',
  'news.ranking.statuses':
    'Posts: h = {half} hours, at least {people} people. Whoever liked, shared or answered it counts, its author left out.',
  'news.ranking.counted': 'Who and what is counted',
  'news.ranking.rule_public': 'Public posts only, and none of private communities.',
  'news.ranking.rule_choice':
    'Only posts of people who have not turned off “Suggest me to others” in their privacy settings.',
  'news.ranking.rule_once':
    'Each person counts once, however many posts she writes. Automated accounts and accounts of communities do not count.',
  'news.ranking.rule_decided':
    'People who are suspended or limited, posts that were removed and domains that are blocked are left out; each of these has public reasons in the record.',
  'news.ranking.rule_posts':
    'Among posts: only those that begin a thread, without a content warning, at most one of each author.',
  'news.ranking.rule_hidden': 'You alone do not see posts of people whom you mute or block.',
  'news.ranking.code': 'The formula is in {file} of the source code.',
}
