import type { Messages } from '../index.ts'

export const questions: Messages = {
  'questions.title': 'Questions and statements',
}
