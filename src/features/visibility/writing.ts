import type { Context, Id } from '../../context.ts'

/** Who may comment on the articles of a site; `moderated`: the site reads each first. */
export const commentPolicies = ['on', 'members', 'moderated', 'off'] as const
export type CommentPolicy = (typeof commentPolicies)[number]

/** Why somebody may not write in a community right now; each is a translation key below `errors`. */
export type WritingRefusal =
  | 'community_not_member'
  | 'community_closed'
  | 'community_archived'
  | 'community_frozen'
  | 'community_muted'
  | 'community_posts_by_moderators'
  | 'thread_locked'
  | 'comments_off'
  | 'comments_banned'
  | 'comments_members_only'
  | 'comments_moderated'
  | 'comments_closed'
  | 'site_articles_by_staff'

export interface Standing {
  kind: 'community' | 'site'
  /** Of a site, or of the article whose thread was asked about; null for communities. */
  comments: CommentPolicy | null
  /** The community itself: a site writes its articles. */
  own: boolean
  private: boolean
  archived: boolean
  frozen: boolean
  /** Closed by a decision: only operators read it. */
  closed: boolean
  /** Of the network; asked only where it matters, in a closed community. */
  operator: boolean
  member: boolean
  /** Founder or moderator, and still a member. */
  role: 'founder' | 'moderator' | null
  /** What her role lets her do (community_roles.permissions); a founder may do all. */
  permissions: string[]
  members_may: string[]
  muted: boolean
  banned: boolean
  locked: boolean
}

/** Columns of a Standing for community `c`, joined by `standingJoins`. */
export const standingColumns = (ctx: Context, viewerId: Id | null, threadId: Id | null) => ctx.db`
  c.kind, c.account_id = ${viewerId}::bigint is true as own,
  case when c.kind = 'site' then coalesce(
    (select x.comments from articles x where x.status_id = ${threadId}::bigint),
    (select x.comments from sites x where x.account_id = c.account_id)) end as comments,
  c.private, c.archived_at is not null as archived, coalesce(c.frozen_until > ${ctx.clock()}, false) as frozen,
  c.closed_at is not null as closed,
  case when c.closed_at is null then false
    else exists (select from users u where u.account_id = ${viewerId}::bigint and u.role <> 'user') end as operator,
  f.id is not null or (c.kind = 'site' and (select true from sites x
    join follows o on o.account_id = ${viewerId}::bigint and o.target_id = x.owner_id
    where x.account_id = c.account_id and x.owner_kind = 'community') is not null) as member, case when f.id is not null then r.role end as role,
  coalesce(case when f.id is not null then r.permissions end, '{}') as permissions, c.members_may,
  (select true from community_mutes m where m.community_id = c.account_id and m.account_id = ${viewerId}::bigint
    and (m.until is null or m.until > ${ctx.clock()})) is not null as muted,
  (select true from blocks b where b.account_id = c.account_id and b.target_id = ${viewerId}::bigint) is not null as banned,
  (select true from threads t where t.id = ${threadId}::bigint and t.locked_at is not null) is not null as locked`

/** The community's account is `a`; one that is suspended or gone has no standing. */
export const standingJoins = (ctx: Context, viewerId: Id | null) => ctx.db`
  join accounts a on a.id = c.account_id and a.suspended_at is null and a.deleted_at is null
  left join follows f on f.account_id = ${viewerId}::bigint and f.target_id = c.account_id
  left join community_roles r on r.community_id = c.account_id and r.account_id = ${viewerId}::bigint`

/** How somebody stands to a community (and to one of its threads): one query. Null when there is no such community. */
export async function standingIn(
  ctx: Context,
  viewerId: Id | null,
  communityId: Id,
  threadId: Id | null = null,
): Promise<Standing | null> {
  const rows = await ctx.db<Standing[]>`
    select ${standingColumns(ctx, viewerId, threadId)}
    from communities c ${standingJoins(ctx, viewerId)}
    where c.account_id = ${communityId}`
  return rows[0] ?? null
}

/** Decides on a standing, purely: the reason why not, or null. Moderators write in locked threads, too. */
export function writingRefusal(standing: Standing, starts: boolean): WritingRefusal | null {
  if (standing.closed) return 'community_closed'
  if (standing.kind === 'site') return commentRefusal(standing, starts)
  if (standing.archived) return 'community_archived'
  if (standing.frozen) return 'community_frozen'
  if (!standing.member || standing.banned) return 'community_not_member'
  if (standing.muted) return 'community_muted'
  if (standing.role) return null
  if (starts && !standing.members_may.includes('post')) return 'community_posts_by_moderators'
  return standing.locked ? 'thread_locked' : null
}

/** On a site only the site begins threads, with its articles; below them anybody may comment whom its policy lets. */
function commentRefusal(standing: Standing, starts: boolean): WritingRefusal | null {
  if (standing.own) return null
  if (starts) return 'site_articles_by_staff'
  if (standing.archived || standing.frozen) return 'comments_closed'
  if (standing.banned || standing.muted) return 'comments_banned'
  if (standing.role) return null
  if (standing.comments === 'off') return 'comments_off'
  if (standing.locked) return 'comments_closed'
  if (standing.comments === 'members' && !standing.member) return 'comments_members_only'
  return standing.comments === 'moderated' ? 'comments_moderated' : null
}
