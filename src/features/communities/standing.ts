import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { type Standing, standingIn } from '../visibility/index.ts'
import type { Permission } from './api.ts'

/** How the actor stands to the community; 404 when there is none. */
export async function getStanding(
  ctx: Context,
  actor: { id: Id } | null,
  communityId: Id,
): Promise<Standing> {
  if (!isId(communityId)) throw notFound()
  const standing = await standingIn(ctx, actor?.id ?? null, communityId)
  if (!standing) throw notFound()
  return standing
}

/** May look inside: operators into a closed community, else everybody into a visible community, members into a private one; else 403 with the reason. */
export async function requireReader(
  ctx: Context,
  viewer: { id: Id } | null,
  communityId: Id,
): Promise<Standing> {
  const standing = await getStanding(ctx, viewer, communityId)
  if (standing.closed && !standing.operator) throw forbidden('community_closed')
  if (!standing.closed && standing.private && !standing.member) throw forbidden('community_members_only')
  return standing
}

/** In a closed community nobody of its own governs. */
export const may = (standing: Standing, permission: Permission): boolean =>
  !standing.closed &&
  (standing.role === 'founder' ||
    (standing.role === 'moderator' && standing.permissions.includes(permission)))

/** A founder, or a moderator trusted with this. Throws 404 for no community, 403 for everybody else. */
export async function requirePermission(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  permission: Permission,
): Promise<Standing> {
  const standing = await getStanding(ctx, actor, communityId)
  if (!may(standing, permission)) throw new AppError('forbidden', 'community_needs_role')
  return standing
}

export async function requireFounder(ctx: Context, actor: { id: Id }, communityId: Id): Promise<Standing> {
  const standing = await getStanding(ctx, actor, communityId)
  if (standing.role !== 'founder') throw new AppError('forbidden', 'community_needs_founder')
  return standing
}

/** Members, where `members_may` opens it to them; else those with the permission. */
export async function requireMemberOr(
  ctx: Context,
  actor: { id: Id },
  communityId: Id,
  permission: 'invite' | 'wiki',
): Promise<Standing> {
  const standing = await getStanding(ctx, actor, communityId)
  const open =
    !standing.closed && standing.member && !standing.muted && standing.members_may.includes(permission)
  if (!open && !may(standing, permission)) throw new AppError('forbidden', 'community_needs_role')
  return standing
}
