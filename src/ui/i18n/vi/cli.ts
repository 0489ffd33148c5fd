import type { Messages } from '../index.ts'

export const cli: Messages = {}
