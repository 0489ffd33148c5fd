import type { Messages } from '../index.ts'

export const proceedings: Messages = {
  'proceedings.title': 'Trực tiếp và công bố',
}
