import type { Messages } from '../index.ts'

export const instance: Messages = {}
