import type { Messages } from '../index.ts'

export const health: Messages = {
  'health.title': 'Sức khỏe của xóm',
}
