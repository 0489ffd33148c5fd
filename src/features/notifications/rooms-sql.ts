import type { Context, Id } from '../../context.ts'
import { heard, stands } from './sql.ts'

/** Membership in communities, told on our own page: Mastodon has no words for it, and its clients hear nothing of it. */

/** A request to join: those of the community who may let her in. In any order with its end (see `stands`). */
export const tellRequest = (ctx: Context, fromId: Id, communityId: Id) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, q.account_id, 'community.request', q.id, ${ctx.clock()}
  from follow_requests q
  join communities k on k.account_id = q.target_id
  join community_roles r on r.community_id = k.account_id and (r.role = 'founder' or 'members' = any(r.permissions))
  join users u on u.account_id = r.account_id and u.delete_after is null
  where q.account_id = ${fromId} and q.target_id = ${communityId} and ${heard(ctx, 'u.account_id', 'q.account_id', null)}
  on conflict do nothing`

/** The request was answered or taken back: nobody has to answer it any more. */
export const forgetRequests = (ctx: Context, fromId: Id) => ctx.db`
  delete from notifications n
  where n.from_account_id = ${fromId} and n.type = 'community.request' and not ${stands(ctx)}`

/** Job: a request was answered with yes. Of a community only: among people Mastodon says nothing either. */
export async function onAdmitted(
  ctx: Context,
  { accountId, targetId }: { accountId: Id; targetId: Id },
): Promise<void> {
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, f.target_id, 'community.admitted', f.id, ${ctx.clock()}
    from follows f
    join communities k on k.account_id = f.target_id
    join users u on u.account_id = f.account_id
    where f.account_id = ${accountId} and f.target_id = ${targetId}
    on conflict do nothing`
}

/** Tells somebody that she runs a community now, in the transaction that made her do so; each time anew. */
export const tellRole = (
  ctx: Context,
  accountId: Id,
  communityId: Id,
  role: 'founder' | 'moderator',
) => ctx.db`
  insert into notifications (account_id, from_account_id, type, cause_id, created_at)
  select u.account_id, ${communityId}, ${`community.${role}`}, next_id(), ${ctx.clock()}
  from users u where u.account_id = ${accountId}`

export interface ToldRoom {
  notification_id: Id
  username: string
  display_name: string
}

/** Where these people ask to be let in, by the notification's id. */
export const selectToldRooms = (ctx: Context, ids: Id[]) => ctx.db<ToldRoom[]>`
  select n.id as notification_id, a.username, a.display_name from notifications n
  join follow_requests q on q.id = n.cause_id join accounts a on a.id = q.target_id
  where n.id = any(${ids}::bigint[]) and n.type = 'community.request'`
