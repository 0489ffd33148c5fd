import type { Messages } from '../index.ts'

export const timelines: Messages = {}
