import type { Context, Id } from '../../context.ts'
import { AppError, notFound, unprocessable } from '../../errors.ts'
import { check, type Params } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import { pinUpdate, putLabel, takeLabel, unpinUpdate } from '../measures/index.ts'
import { visibleStatus } from '../visibility/index.ts'
import { PinUpdate, PutLabel } from './api.ts'
import { type Actor, isOver, requireServing } from './measures.ts'

/** Puts a verified update on top of pages, while its measure lasts. 422 for other kinds and when it has ended. */
export async function addUpdate(ctx: Context, actor: Actor, id: string, input: Params): Promise<Id> {
  const row = await requireServing(ctx, actor, id)
  if (row.kind !== 'pinned_updates') throw unprocessable('measure_no_updates')
  if (isOver(ctx, row)) throw unprocessable('measure_ended')
  const body = check(PinUpdate, input)
  return ctx.tx((ctx) => pinUpdate(ctx, { ...body, measureId: row.id, addedBy: actor.id }))
}

/** Takes an update down; it stays in the log. */
export async function removeUpdate(ctx: Context, actor: Actor, id: string, updateId: string): Promise<void> {
  const row = await requireServing(ctx, actor, id)
  if (!isId(updateId)) throw notFound()
  await ctx.tx((ctx) => unpinUpdate(ctx, row.id, updateId, actor.id))
}

/** The id in what was typed: an id, or the address of a post here. */
function statusIdIn(text: string): string {
  const found = /^(\d{1,19})$/.exec(text.trim()) ?? /(?:\/|#s-)(\d{6,19})(?:[/?#]|$)/.exec(text.trim())
  if (!found || !isId(found[1])) throw notFound()
  return found[1]!
}

/**
 * Labels one public post as being verified, with a reason. Chosen by somebody, one by one: there is no way to do it by
 * words. 404 for a post that one may not see, 422 for one that is not public.
 */
export async function addLabel(ctx: Context, actor: Actor, id: string, input: Params): Promise<void> {
  const row = await requireServing(ctx, actor, id)
  if (row.kind !== 'verifying_labels') throw unprocessable('measure_no_labels')
  if (isOver(ctx, row)) throw unprocessable('measure_ended')
  const body = check(PutLabel, input)
  const status = await visibleStatus(ctx, actor, statusIdIn(body.status_id))
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  if (!open || status.reblog_of_id || status.members_only)
    throw new AppError('unprocessable', 'measure_label_closed')
  await ctx.tx((ctx) =>
    putLabel(ctx, { measureId: row.id, statusId: status.id, why: body.why, markedBy: actor.id }),
  )
}

export async function removeLabel(ctx: Context, actor: Actor, id: string, statusId: string): Promise<void> {
  const row = await requireServing(ctx, actor, id)
  if (!isId(statusId)) throw notFound()
  await ctx.tx((ctx) => takeLabel(ctx, row.id, statusId, actor.id))
}
