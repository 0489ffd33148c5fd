import type { Messages } from '../index.ts'

export const measures: Messages = {
  'measures.title': 'Biện pháp',
}
