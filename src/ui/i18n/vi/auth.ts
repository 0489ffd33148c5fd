import type { Messages } from '../index.ts'

export const auth: Messages = {}
