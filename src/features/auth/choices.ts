import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { mergeChoices } from './users-sql.ts'

export interface Choices {
  /** Keys of users.preferences (see features/preferences); what is not given stays. */
  preferences?: Record<string, string | boolean | null | undefined>
  locale?: 'vi' | 'en'
}

/** Stores what a person chose, and makes every process look again. */
export async function saveChoices(ctx: Context, accountId: Id, choices: Choices): Promise<void> {
  await mergeChoices(ctx, accountId, choices.preferences ?? {}, choices.locale ?? null)
  await dropCached(ctx, 'doors', '*')
}
