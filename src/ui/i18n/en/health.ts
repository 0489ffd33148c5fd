import type { Messages } from '../index.ts'

export const health: Messages = {
  'health.title': 'Community health',
}
