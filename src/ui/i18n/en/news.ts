import type { Messages } from '../index.ts'

export const news: Messages = {}
