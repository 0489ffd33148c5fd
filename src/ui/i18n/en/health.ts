import type { Messages } from '../index.ts'

/** How a community does, for its members. */
export const health: Messages = {
  'health.title': 'Community health',
  'health.lead':
    'The last six months of this community, counted as the numbers of the whole network are. This page is for its members, also where everybody may read the community: the numbers of a small room could point at people.',
  'health.advice': 'What to do',
  'health.advice.answer_more': 'Answer newcomers more often.',
  'health.advice.answer_sooner': 'Answer newcomers sooner.',
  'health.advice.keep_them': 'Bring newcomers back.',
  'health.advice.few_voices': 'Ask others to speak.',
  'health.advice.spread': 'Let more people write.',
  'health.advice.decide': 'A case waits for too long: decide it, or ask for help.',
  'health.advice.nobody_new': 'Nobody new has spoken for six months.',
  'health.advice.too_few': 'There are too few people to say anything for certain.',
  'health.advice.well': 'The community does well.',
  'health.why.answer_more':
    'Why we say so: {now} of first posts were answered within 24 hours; below {answered} many newcomers leave. A greeting is enough.',
  'health.why.answer_sooner':
    'Why we say so: half of the newcomers wait more than {now}; after {hours} hours few look again.',
  'health.why.keep_them':
    'Why we say so: {now} of newcomers still write after 30 days, below {retained}. Ask them what made them stop.',
  'health.why.few_voices':
    'Why we say so: the tenth that writes most wrote {now} of the posts, above {top}. Begin threads in which those who write little can join.',
  'health.why.spread':
    'Why we say so: the concentration (Gini) is {now}, above {gini}: few people write most posts.',
  'health.why.decide': 'Why we say so: the oldest case has waited {now} days, more than {days}.',
  'health.why.nobody_new':
    'Why we say so: there was no first post in six months. Invite neighbours, and see whether the welcome is easy to understand.',
  'health.why.too_few':
    'Numbers from 1 to 4 are not shown, so that nobody is recognised. With more people this page has more to say.',
  'health.why.well':
    'Why we say so: whatever could be measured is within its limits: at least {answered} of first posts answered within 24 hours, at least {retained} of newcomers still writing, a Gini of at most {gini}, no case older than {days} days.',
  'health.waiting': 'Cases waiting',
  'health.waiting_none': 'No case is waiting.',
  'health.waiting_some': '{count} cases are not decided; the oldest has waited {days} days.',
  'health.months': 'Month by month',
  'health.month': 'Month',
  'health.whole': '6 months',
  'health.running': '* this month is not over',
  'health.unknown': 'not known',
  'health.hours': '{count} h',
  'health.plot_text': 'Month by month: {list}.',
  'health.metric.newcomers.first_posts': 'People who wrote their first post',
  'health.metric.newcomers.answered_share': 'First posts answered within 24 hours',
  'health.metric.newcomers.first_reply.median_hours': 'Time to the first reply: median',
  'health.metric.newcomers.first_reply.p90_hours': 'Time to the first reply: 90% were faster',
  'health.metric.newcomers.unanswered': 'First posts that nobody answered',
  'health.metric.newcomers.retained_share': 'Still writing after 30 days',
  'health.metric.concentration.writers': 'People who wrote',
  'health.metric.concentration.writers_gini': 'Concentration (Gini)',
  'health.metric.concentration.top_tenth_share': 'Posts by the tenth that wrote most',
  'health.method': 'How it is counted',
  'health.method.first':
    'Newcomers: people whose first post in this community fell into that time. Posts that were removed are left out.',
  'health.method.answered':
    'A reply is the first post of somebody else that answers it directly. The share is of posts at least 24 hours old.',
  'health.method.retained':
    'Still writing after 30 days: of the people whose 60th day after their first post falls into that month, the share that wrote here again between day 30 and day 60.',
  'health.method.gini':
    'Gini: 0 when all write the same, near 1 when one writes everything; only of those who wrote here.',
  'health.method.waiting': 'Cases waiting: only how many and how long, nothing about anybody.',
  'health.method.small':
    'Numbers from 1 to 4 are shown as “<5”; shares and times of fewer than 5 people are not shown.',
  'health.method.who': 'Only members can see this page. Nobody can see single people.',
  'errors.health_members_only': 'The numbers on the health of a community are for its members',
}
