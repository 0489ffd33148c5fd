import type { Messages } from '../index.ts'

export const feeds: Messages = {}
