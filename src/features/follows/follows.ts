import type { Context, Id } from '../../context.ts'
import { forbidden, notFound } from '../../errors.ts'
import { type CountChange, changeCountsOf, changeCountsOfMany, getPublicAccount } from '../accounts/index.ts'
import * as sql from './sql.ts'

/**
 * Follows somebody, or asks to: a locked account gets a request, as does anybody from a silenced one. Following
 * again changes the options. Throws 404 for nobody, 403 between people of whom one blocks the other, and for oneself
 * (Mastodon's FollowService). A community is followed like anybody, which is joining it: one that is joined by
 * invitation takes no requests (403), and `invited` opens a locked one.
 */
export async function follow(
  ctx: Context,
  actor: { id: Id },
  targetId: Id,
  options: sql.FollowOptions = {},
  door: { invited?: boolean } = {},
): Promise<'following' | 'requested'> {
  const target = await getPublicAccount(ctx, targetId)
  if (target.suspended_at) throw notFound()
  if (target.id === actor.id) throw forbidden()
  const self = await getPublicAccount(ctx, actor.id)

  return ctx.tx(async (ctx) => {
    await sql.lockPair(ctx, actor.id, targetId)
    if (await sql.isBlockedEitherWay(ctx, actor.id, targetId)) throw forbidden()
    const asks =
      !door.invited &&
      (target.locked || self.silenced_at !== null) &&
      !(await sql.isFollowing(ctx, actor.id, targetId))
    if (asks && (await sql.isByInvitation(ctx, targetId))) throw forbidden('community_invite_only')
    if (asks) {
      if (await sql.insertRequest(ctx, actor.id, targetId, options)) {
        await ctx.enqueue('notifications.onFollow', { fromId: actor.id, targetId, type: 'follow_request' })
      }
      return 'requested'
    }
    if (await sql.insertFollow(ctx, actor.id, targetId, options)) {
      await ctx.enqueue('followed', { accountId: actor.id, targetId })
      await ctx.enqueue('notifications.onFollow', { fromId: actor.id, targetId, type: 'follow' })
      await changeCountsOf(ctx, tie(actor.id, targetId, 1))
    }
    return 'following'
  })
}

/** An answered or withdrawn request needs no notification any more. */
const requestGone = (ctx: Context, accountId: Id, targetId: Id): Promise<void> =>
  ctx.enqueue('notifications.onTakenBack', { accountId, targetId })

const tie = (accountId: Id, targetId: Id, by: 1 | -1): [Id, CountChange][] => [
  [accountId, { following: by }],
  [targetId, { followers: by }],
]

/** Ends a follow or takes a request back; nothing happens when there was neither. */
export async function unfollow(ctx: Context, actor: { id: Id }, targetId: Id): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockPair(ctx, actor.id, targetId)
    if (await sql.deleteRequest(ctx, actor.id, targetId)) await requestGone(ctx, actor.id, targetId)
    await endFollows(ctx, [[actor.id, targetId]])
  })
}

/** Somebody no longer follows the actor; she is not told. */
export async function removeFollower(ctx: Context, actor: { id: Id }, followerId: Id): Promise<void> {
  await unfollow(ctx, { id: followerId }, actor.id)
}

/** Ends follows and requests in both directions, inside the caller's transaction and pair lock (for a block). */
export async function cutTies(ctx: Context, a: Id, b: Id): Promise<void> {
  if (await sql.deleteRequest(ctx, a, b)) await requestGone(ctx, a, b)
  if (await sql.deleteRequest(ctx, b, a)) await requestGone(ctx, b, a)
  await endFollows(ctx, [
    [a, b],
    [b, a],
  ])
}

async function endFollows(ctx: Context, pairs: [Id, Id][]): Promise<void> {
  const changes: [Id, CountChange][] = []
  for (const [accountId, targetId] of pairs) {
    if (!(await sql.deleteFollow(ctx, accountId, targetId))) continue
    await ctx.enqueue('unfollowed', { accountId, targetId })
    changes.push(...tie(accountId, targetId, -1))
  }
  await changeCountsOf(ctx, changes)
}

/** Lets somebody in who asked. Throws 404 when she did not (or no longer does). */
export async function acceptRequest(ctx: Context, actor: { id: Id }, requesterId: Id): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockPair(ctx, actor.id, requesterId)
    const request = await sql.deleteRequest(ctx, requesterId, actor.id)
    if (!request) throw notFound()
    await requestGone(ctx, requesterId, actor.id)
    const options = { reblogs: request.show_reblogs, notify: request.notify, languages: request.languages }
    if (!(await sql.insertFollow(ctx, requesterId, actor.id, options))) return
    await ctx.enqueue('followed', { accountId: requesterId, targetId: actor.id })
    await ctx.enqueue('notifications.onAdmitted', { accountId: requesterId, targetId: actor.id })
    await changeCountsOf(ctx, tie(requesterId, actor.id, 1))
  })
}

/** Turns somebody away who asked; she may ask again. Throws 404 when there is no request. */
export async function rejectRequest(ctx: Context, actor: { id: Id }, requesterId: Id): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockPair(ctx, actor.id, requesterId)
    if (!(await sql.deleteRequest(ctx, requesterId, actor.id))) throw notFound()
    await requestGone(ctx, requesterId, actor.id)
  })
}

/** Job: everybody who waits is let in, because the account is not locked any more. May run twice. */
export async function acceptAll(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  for (;;) {
    const waiting = await sql.selectRequesters(ctx, accountId, 100)
    if (waiting.length === 0) return
    for (const { account_id } of waiting) {
      await acceptRequest(ctx, { id: accountId }, account_id).catch((error) => {
        // Taken back in this moment: nothing left to accept.
        if (error?.code !== 'not_found') throw error
      })
    }
  }
}

/** Ends every tie of somebody who leaves, in batches, each with its counters. May run again after a crash. */
export async function eraseFollows(ctx: Context, accountId: Id): Promise<void> {
  for (const side of ['following', 'followers'] as const) {
    for (;;) {
      const others = await ctx.tx(async (ctx) => {
        const rows = await sql.takeFollows(ctx, accountId, side, 500)
        const ids = rows.map((row) => row.id)
        const theirs = side === 'following' ? 'followers' : 'following'
        for (const id of ids) {
          const pair = side === 'following' ? [accountId, id] : [id, accountId]
          await ctx.enqueue('unfollowed', { accountId: pair[0]!, targetId: pair[1]! })
        }
        await changeCountsOf(ctx, [[accountId, { [side]: -ids.length }]])
        await changeCountsOfMany(ctx, ids, { [theirs]: -1 })
        return ids
      })
      if (others.length === 0) break
    }
  }
  await sql.deleteTies(ctx, accountId)
}
