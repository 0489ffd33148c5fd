import type { Messages } from '../index.ts'

export const briefings: Messages = {
  'briefings.title': 'Briefings',
}
