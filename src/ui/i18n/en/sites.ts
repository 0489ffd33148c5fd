import type { Messages } from '../index.ts'

export const sites: Messages = {}
