import type { Messages } from '../index.ts'

export const periods: Messages = {
  'periods.title': 'Period report',
}
