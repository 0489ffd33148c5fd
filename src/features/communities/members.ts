import type { Context, Id } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { randomToken } from '../../lib/crypto.ts'
import { acceptRequest, follow, rejectRequest, unfollow } from '../follows/index.ts'
import { tellRole } from '../notifications/index.ts'
import { selectNextInLine } from '../visibility/index.ts'
import { type Permission, permissions } from './api.ts'
import * as sql from './members-sql.ts'
import { getStanding, requireFounder, requireMemberOr, requirePermission } from './standing.ts'

/** Joins, or asks to where the community lets people in one by one. An invitation opens every door. */
export async function join(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  code: string | null = null,
): Promise<'following' | 'requested'> {
  if ((await getStanding(ctx, actor, communityId)).closed) throw new AppError('forbidden', 'community_closed')
  if (!code) return follow(ctx, actor, communityId)
  return ctx.tx(async (ctx) => {
    const [invite] = await sql.selectUsableInvite(ctx, code)
    if (!invite || invite.community_id !== communityId)
      throw new AppError('forbidden', 'community_invite_invalid')
    const before = await getStanding(ctx, actor, communityId)
    if (before.member) return 'following'
    if (!(await sql.useInvite(ctx, invite.id))) throw new AppError('forbidden', 'community_invite_invalid')
    return follow(ctx, actor, communityId, {}, { invited: true })
  })
}

/** Leaves. A founder hands the community over first (or archives it): it never falls to nobody. */
export async function leave(ctx: Context, actor: { id: Id }, communityId: Id): Promise<void> {
  const standing = await getStanding(ctx, actor, communityId)
  if (standing.role === 'founder') {
    const others = (await sql.selectRoles(ctx, communityId)).length > 1
    throw new AppError('unprocessable', others ? 'community_founder_leaves' : 'community_founder_alone')
  }
  await ctx.tx(async (ctx) => {
    await unfollow(ctx, actor, communityId)
    await sql.deleteRole(ctx, communityId, actor.id)
  })
}

/** Who becomes founder when she leaves, and whether as a moderator; null when nobody can. The founder's to know (403). */
export async function nextInLine(ctx: Context, actor: { id: Id }, communityId: Id) {
  await requireFounder(ctx, actor, communityId)
  return selectNextInLine(ctx, communityId, actor.id)
}

/**
 * The founder leaves, and whoever is next in line is the founder. `heir` is who she was told: 422 when it is somebody
 * else by now, or nobody. 403 for others.
 */
export async function leaveToNext(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  heir: string,
): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockCommunity(ctx, communityId)
    const next = await nextInLine(ctx, actor, communityId)
    if (!next) throw new AppError('unprocessable', 'community_nobody_next')
    if (next.account_id !== heir) throw new AppError('unprocessable', 'community_next_changed')
    await sql.deleteRole(ctx, communityId, actor.id)
    await sql.upsertRole(ctx, communityId, next.account_id, 'founder', [...permissions])
    await tellRole(ctx, next.account_id, communityId, 'founder')
    await unfollow(ctx, actor, communityId)
  })
}

/** Lets somebody in who asked. */
export async function admit(ctx: Context, actor: { id: Id }, communityId: Id, accountId: Id): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'members')
  await acceptRequest(ctx, { id: communityId }, accountId)
}

export async function turnAway(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  accountId: Id,
): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'members')
  await rejectRequest(ctx, { id: communityId }, accountId)
}

/** At most this many requests are answered with one press. */
const mostAtOnce = 100

/** Lets several in who asked, or turns them away; whoever took her request back meanwhile is passed over. Answers how many. */
export async function answerRequests(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  accountIds: Id[],
  answer: 'admit' | 'reject',
): Promise<number> {
  await requirePermission(ctx, actor, communityId, 'members')
  const verb = answer === 'admit' ? acceptRequest : rejectRequest
  let done = 0
  for (const accountId of [...new Set(accountIds)].slice(0, mostAtOnce)) {
    const answered = await verb(ctx, { id: communityId }, accountId).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'not_found') return false
        throw error
      },
    )
    if (answered) done += 1
  }
  return done
}

/**
 * Gives or takes a role. Only the founder; making somebody else the founder hands the community over, and the old one
 * stays as a moderator. Throws 422 for somebody who is no member.
 */
export async function setRole(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  accountId: Id,
  role: 'founder' | 'moderator' | 'member',
  trusted: readonly Permission[] = permissions,
): Promise<void> {
  await requireFounder(ctx, actor, communityId)
  if (accountId === actor.id) throw new AppError('unprocessable', 'community_own_role')
  const target = await getStanding(ctx, { id: accountId }, communityId)
  if (!target.member) throw new AppError('unprocessable', 'community_not_a_member')
  await ctx.tx(async (ctx) => {
    await sql.lockCommunity(ctx, communityId)
    if (role === 'member') return void (await sql.deleteRole(ctx, communityId, accountId))
    if (role === 'founder') await sql.upsertRole(ctx, communityId, actor.id, 'moderator', [...permissions])
    await sql.upsertRole(
      ctx,
      communityId,
      accountId,
      role,
      role === 'founder' ? [...permissions] : [...trusted],
    )
    if (target.role !== role) await tellRole(ctx, accountId, communityId, role)
  })
}

/** A link that lets people in, also into a community by invitation. `days` and `maxUses` null: for ever, for all. */
export async function invite(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  options: { maxUses?: number | null; days?: number | null } = {},
): Promise<{ id: Id; code: string }> {
  await requireMemberOr(ctx, actor, communityId, 'invite')
  const code = randomToken(9)
  const expiresAt = options.days ? new Date(ctx.clock().getTime() + options.days * 86_400_000) : null
  const id = await sql.insertInvite(ctx, {
    communityId,
    code,
    createdBy: actor.id,
    maxUses: options.maxUses ?? null,
    expiresAt,
  })
  return { id, code }
}

export async function revoke(ctx: Context, actor: { id: Id }, communityId: Id, inviteId: Id): Promise<void> {
  await requirePermission(ctx, actor, communityId, 'invite')
  if (!(await sql.revokeInvite(ctx, communityId, inviteId))) throw notFound()
}

/** Job: who is no member any more (left by a client, blocked) holds no role. */
export async function onLeft(
  ctx: Context,
  { accountId, targetId }: { accountId: Id; targetId: Id },
): Promise<void> {
  const held = await sql.selectHeld(ctx, accountId)
  const role = held.find((row) => row.community_id === targetId)
  if (!role) return
  await succeed(ctx, targetId)
  const still = await getStanding(ctx, { id: accountId }, targetId).catch(() => null)
  if (!still?.member) await sql.deleteRole(ctx, targetId, accountId)
}

/** Job: somebody asked for the deletion of her account. What she founded goes to the next in line now, not in 30 days. */
export async function onLeaving(ctx: Context, { accountId }: { accountId: Id }): Promise<void> {
  const held = await sql.selectHeld(ctx, accountId)
  for (const { community_id, role } of held) if (role === 'founder') await succeed(ctx, community_id)
}

/**
 * A community without a founder among its members, or with one who asked to be deleted, gets the next in line. Who is
 * leaving stays as a moderator, should she come back. May run twice.
 */
export async function succeed(ctx: Context, communityId: Id): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockCommunity(ctx, communityId)
    const founder = (await sql.selectRoles(ctx, communityId)).find((row) => row.role === 'founder')
    const member = founder && (await getStanding(ctx, { id: founder.account_id }, communityId)).member
    if (member && !founder.leaving) return
    const next = await selectNextInLine(ctx, communityId, founder?.account_id)
    if (!next) return
    if (member) await sql.upsertRole(ctx, communityId, founder.account_id, 'moderator', [...permissions])
    else await sql.deleteFounder(ctx, communityId)
    await sql.upsertRole(ctx, communityId, next.account_id, 'founder', [...permissions])
    await tellRole(ctx, next.account_id, communityId, 'founder')
  })
}

/** Job: finds communities whose founder left in another way (an account that was erased) and hands them on. */
export async function sweep(ctx: Context): Promise<void> {
  for (const { account_id } of await sql.selectOrphans(ctx, 100)) await succeed(ctx, account_id)
}
