import type { Messages } from '../index.ts'

export const outcomes: Messages = {
  'outcomes.title': 'Findings and action items',
}
