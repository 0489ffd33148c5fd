import type { Messages } from '../index.ts'

export const proceedings: Messages = {
  'proceedings.title': 'Live and published',
  'proceedings.live.title': 'Live',
  'proceedings.live.agenda': 'Agenda',
  'proceedings.live.questions': 'Questions and statements',
  'proceedings.live.minutes': 'Minutes',
  'proceedings.live.no_questions': 'No questions yet.',
  'proceedings.live.no_minutes': 'Nothing written yet.',
  'proceedings.live.votes': '{agree} agree · {disagree} disagree · {pass} pass',
  'proceedings.live.answered': 'answered',
  'proceedings.live.lost': 'Connection lost, trying again…',
  'proceedings.live.reload': 'Reload to see what is new',
  'proceedings.live.ask': 'Ask',
  'proceedings.live.vote': 'Vote',
  'proceedings.live.wall': 'For a wall',
}
