import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import * as sql from './sql.ts'

/** A first post in a community begins a thread. Inside the post's transaction. */
export async function openThread(ctx: Context, thread: sql.NewThread): Promise<void> {
  await sql.insertThread(ctx, thread)
  await sql.upsertReader(ctx, thread.account_id, thread.id, 0)
}

/** An answer takes the next number of its thread, which it keeps for ever (page numbers stay true). Inside the post's transaction. */
export async function addReply(
  ctx: Context,
  threadId: Id,
  statusId: Id,
  accountId: Id,
): Promise<number | null> {
  const number = await sql.takeNumber(ctx, threadId, statusId, accountId)
  if (number === null) return null
  await sql.updateScore(ctx, threadId)
  await sql.upsertReader(ctx, accountId, threadId, number)
  return number
}

/** A post was deleted: its number stays empty. A first post takes its thread along only when nobody has answered. */
export async function takeReplyOut(ctx: Context, threadId: Id, statusId: Id): Promise<void> {
  if (threadId === statusId) await sql.markDeletedIfAlone(ctx, threadId)
  else await sql.countOut(ctx, threadId)
}

/** After a like or its undoing. Nothing happens to a post that begins no thread of a community. */
export async function rescore(ctx: Context, threadId: Id): Promise<void> {
  await sql.updateScore(ctx, threadId)
}

export async function renameThread(ctx: Context, threadId: Id, title: string): Promise<void> {
  await sql.updateTitle(ctx, threadId, title)
}

/** Says in the thread what a moderator did with it. Pages that readers without an account share are made anew. */
export async function leaveNote(ctx: Context, note: sql.NewNote): Promise<void> {
  await sql.insertNote(ctx, note)
  await dropCached(ctx, 'anonymous', '*')
}
