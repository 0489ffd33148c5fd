import type { Messages } from '../index.ts'

export const outcomes: Messages = {
  'outcomes.title': 'Kết luận và việc cần làm',
}
