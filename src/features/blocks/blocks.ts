import type { Context, Id } from '../../context.ts'
import { forbidden } from '../../errors.ts'
import { getPublicAccount } from '../accounts/index.ts'
import { cutTies, lockPair } from '../follows/index.ts'
import * as sql from './sql.ts'

/** Blocks somebody: follows and requests end in both directions, neither sees the other. Throws 404, 403 for oneself. */
export async function block(ctx: Context, actor: { id: Id }, targetId: Id): Promise<void> {
  const target = await other(ctx, actor, targetId)
  await ctx.tx(async (ctx) => {
    await lockPair(ctx, actor.id, target.id)
    await sql.insertBlock(ctx, actor.id, target.id)
    await cutTies(ctx, actor.id, target.id)
  })
}

export async function unblock(ctx: Context, actor: { id: Id }, targetId: Id): Promise<void> {
  await sql.deleteBlock(ctx, actor.id, (await other(ctx, actor, targetId)).id)
}

export interface MuteOptions {
  /** Her notifications, too; true by default. */
  notifications?: boolean | undefined
  /** Seconds; 0 or nothing for ever. */
  duration?: number | undefined
}

/** Hears no more of somebody, who is not told. Muting again replaces the time and the options. */
export async function mute(
  ctx: Context,
  actor: { id: Id },
  targetId: Id,
  options: MuteOptions = {},
): Promise<void> {
  const target = await other(ctx, actor, targetId)
  const seconds = options.duration ?? 0
  const expiresAt = seconds > 0 ? new Date(ctx.clock().getTime() + seconds * 1000) : null
  await sql.upsertMute(ctx, actor.id, target.id, options.notifications ?? true, expiresAt)
}

export async function unmute(ctx: Context, actor: { id: Id }, targetId: Id): Promise<void> {
  await sql.deleteMute(ctx, actor.id, (await other(ctx, actor, targetId)).id)
}

async function other(ctx: Context, actor: { id: Id }, targetId: Id) {
  const target = await getPublicAccount(ctx, targetId)
  if (target.id === actor.id) throw forbidden()
  return target
}

/** What somebody who leaves hid, and who hid her. */
export async function eraseBlocks(ctx: Context, accountId: Id): Promise<void> {
  await sql.deleteAllOf(ctx, accountId)
}

/** Mutes whose time is over; they have had no effect since then. */
export async function sweepMutes(ctx: Context): Promise<void> {
  await sql.deleteExpiredMutes(ctx)
}

export const hiddenList = sql.selectHidden
