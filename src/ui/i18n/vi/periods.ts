import type { Messages } from '../index.ts'

export const periods: Messages = {
  'periods.title': 'Báo cáo kỳ',
}
