import type { Messages } from '../index.ts'

export const media: Messages = {}
