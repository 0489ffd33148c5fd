import type { Messages } from '../index.ts'

export const search: Messages = {}
