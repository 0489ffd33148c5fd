import type { Messages } from '../index.ts'

export const questions: Messages = {
  'questions.title': 'Câu hỏi và ý kiến',
}
