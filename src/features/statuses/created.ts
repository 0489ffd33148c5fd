import type { Context, Id } from '../../context.ts'

/** Hears of a new post or boost inside its transaction; for what its author must find at once. Everything else is a job. */
export type Created = (ctx: Context, statusId: Id) => Promise<void>

const listeners: Created[] = []

/** timelines (a higher feature) puts the post into its author's own home: she looks there right after posting. */
export function onCreated(listener: Created): void {
  listeners.push(listener)
}

export async function tellCreated(ctx: Context, statusId: Id): Promise<void> {
  for (const listener of listeners) await listener(ctx, statusId)
}
