import type { Messages } from '../index.ts'

export const settings: Messages = {}
