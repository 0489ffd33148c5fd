import type { Context, Id } from '../../context.ts'
import { insertLockNote, updateLocked } from './sql.ts'

/** Locks a thread, or opens it again, and leaves a note at its place. False when it was so already. The caller has decided who may. */
export async function lockThread(
  ctx: Context,
  threadId: Id,
  actorId: Id | null,
  locked: boolean,
): Promise<boolean> {
  return ctx.tx(async (ctx) => {
    if (!(await updateLocked(ctx, threadId, locked))) return false
    await insertLockNote(ctx, threadId, actorId, locked ? 'locked' : 'unlocked')
    return true
  })
}
