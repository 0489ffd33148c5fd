import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { block, unblock } from '../blocks/index.ts'
import * as sql from './members-sql.ts'
import { updateCommunityRow } from './sql.ts'

/**
 * What a decision does in a community, and its end. These ask nobody: features/moderation has decided who may, operators
 * have no role in the community, and an end date comes without an actor.
 */
export async function sanction(
  ctx: Context,
  communityId: Id,
  accountId: Id,
  kind: 'mute' | 'ban',
  until: Date | null,
): Promise<void> {
  await ctx.tx(async (ctx) => {
    if (kind === 'mute') return void (await sql.upsertMute(ctx, communityId, accountId, until))
    await block(ctx, { id: communityId }, accountId)
    await sql.deleteRole(ctx, communityId, accountId)
  })
}

export async function liftSanction(
  ctx: Context,
  communityId: Id,
  accountId: Id,
  kind: 'mute' | 'ban',
): Promise<void> {
  if (kind === 'mute') await sql.deleteMute(ctx, communityId, accountId)
  else await unblock(ctx, { id: communityId }, accountId)
}

/** Nobody writes in it until then; null opens it again. */
export async function freezeCommunity(ctx: Context, communityId: Id, until: Date | null): Promise<void> {
  await updateCommunityRow(ctx, communityId, { frozen_until: until })
}

/** Nobody but operators reads it; its founder can still take the archive along (features/communities/export.ts). */
export async function closeCommunity(ctx: Context, communityId: Id, closed: boolean): Promise<void> {
  await updateCommunityRow(ctx, communityId, { closed_at: closed ? ctx.clock() : null })
  for (const cache of ['anonymous', 'media-hidden']) await dropCached(ctx, cache, '*')
}
