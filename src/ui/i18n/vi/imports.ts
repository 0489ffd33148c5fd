import type { Messages } from '../index.ts'

export const imports: Messages = {}
