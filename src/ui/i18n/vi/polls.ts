import type { Messages } from '../index.ts'

export const polls: Messages = {}
