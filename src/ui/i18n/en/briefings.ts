import type { Messages } from '../index.ts'

export const briefings: Messages = {
  'briefings.title': 'Briefings',
  'briefings.number': 'No. {number}',
  'briefings.nth': '{name}, no. {number}',
  'briefings.no_time': 'No time set yet',
  'briefings.states': 'Progress',
  'briefings.state.call': 'Call for questions',
  'briefings.state.agenda': 'Agenda fixed',
  'briefings.state.session': 'In session',
  'briefings.state.draft': 'Draft minutes',
  'briefings.state.published': 'Published',
  'briefings.state.follow_up': 'Following up',
  'briefings.live_now': 'In session: watch live',
  'briefings.tab.overview': 'Overview',
  'briefings.tab.agenda': 'Agenda',
  'briefings.tab.questions': 'Questions',
  'briefings.tab.report': 'Numbers',
  'briefings.tab.minutes': 'Minutes',
  'briefings.tab.outcomes': 'Findings',
  'briefings.tab.participants': 'Participants',
}
