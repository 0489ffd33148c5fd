import type { Messages } from '../index.ts'

export const proceedings: Messages = {
  'proceedings.title': 'Live and published',
}
