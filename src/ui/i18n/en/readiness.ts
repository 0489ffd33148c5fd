import type { Messages } from '../index.ts'

export const readiness: Messages = {
  'readiness.title': 'Readiness',
}
