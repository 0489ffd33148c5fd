import type { Messages } from '../index.ts'

export const statuses: Messages = {}
