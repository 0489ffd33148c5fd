import type { Context, Id } from '../../context.ts'

/**
 * The line of succession, as SQL: the moderator longest in office, else the member who joined first, of those who have
 * an account here that is neither suspended nor leaving. `room` and `except` (the founder who goes) are SQL expressions.
 * Down here because whoever asks for the deletion of her account (features/auth) reads who comes after her.
 */
const line = (ctx: Context, room: ReturnType<Context['db']>, except: ReturnType<Context['db']>) => ctx.db`
  select f.account_id, r.role is not null as moderates, a.username, a.display_name from follows f
  join users u on u.account_id = f.account_id and u.disabled_at is null and u.delete_after is null
  join accounts a on a.id = f.account_id and a.suspended_at is null and a.deleted_at is null
  left join community_roles r on r.community_id = f.target_id and r.account_id = f.account_id
  where f.target_id = ${room} and f.account_id is distinct from ${except}
  order by r.created_at nulls last, f.id limit 1`

/** Who becomes founder when there is none. `except`: the founder who is about to go. */
export async function selectNextInLine(
  ctx: Context,
  communityId: Id,
  except: Id | null = null,
): Promise<{ account_id: Id; moderates: boolean } | null> {
  const rows = await ctx.db<{ account_id: Id; moderates: boolean }[]>`
    select h.account_id, h.moderates
    from (${line(ctx, ctx.db`${communityId}::bigint`, ctx.db`${except}::bigint`)}) h`
  return rows[0] ?? null
}

export interface Inheritance {
  username: string
  display_name: string
  /** Who becomes founder; null when nobody can. */
  heir: string | null
}

/** The communities that somebody has founded, each with who comes after her. */
export const selectInheritances = (ctx: Context, accountId: Id) => ctx.db<Inheritance[]>`
  select a.username, a.display_name, h.username as heir from community_roles o
  join accounts a on a.id = o.community_id and a.deleted_at is null
  left join lateral (${line(ctx, ctx.db`o.community_id`, ctx.db`o.account_id`)}) h on true
  where o.account_id = ${accountId} and o.role = 'founder' order by a.username limit 50`
