import type { Messages } from '../index.ts'

export const events: Messages = {
  'events.title': 'Events',
}
