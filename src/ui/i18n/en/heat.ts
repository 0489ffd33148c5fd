import type { Messages } from '../index.ts'

export const heat: Messages = {
  'heat.title': 'Heat',
}
