import type { Messages } from '../index.ts'

export const articles: Messages = {}
