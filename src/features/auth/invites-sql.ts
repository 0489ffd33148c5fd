import type { Context, Id } from '../../context.ts'

export interface InviteRow {
  id: Id
  code: string
  note: string
  max_uses: number | null
  uses: number
  expires_at: Date | null
  revoked_at: Date | null
  created_at: Date
}

export const invitesOf = (ctx: Context, accountId: Id) => ctx.db<InviteRow[]>`
  select id, code, note, max_uses, uses, expires_at, revoked_at, created_at from invites
  where created_by = ${accountId} order by id desc limit 100`

export async function insertInvite(
  ctx: Context,
  invite: { code: string; accountId: Id; note: string; maxUses: number | null; expiresAt: Date | null },
): Promise<void> {
  await ctx.db`
    insert into invites (code, created_by, note, max_uses, expires_at)
    values (${invite.code}, ${invite.accountId}, ${invite.note}, ${invite.maxUses}, ${invite.expiresAt})`
}

export async function revokeInvite(ctx: Context, accountId: Id, id: Id, now: Date): Promise<boolean> {
  const done = await ctx.db`
    update invites set revoked_at = ${now} where id = ${id} and created_by = ${accountId} and revoked_at is null`
  return done.count > 0
}

/** The invitation when it still opens the door: not revoked, expired or used up, and its maker not suspended. */
export async function usableInvite(
  ctx: Context,
  code: string,
  now: Date,
): Promise<{ id: Id; by: string } | null> {
  const rows = await ctx.db<{ id: Id; by: string }[]>`
    select i.id, coalesce(nullif(a.display_name, ''), a.username) as by
    from invites i join accounts a on a.id = i.created_by
    where i.code = ${code} and i.revoked_at is null and (i.expires_at is null or i.expires_at > ${now})
      and (i.max_uses is null or i.uses < i.max_uses) and a.suspended_at is null and a.deleted_at is null`
  return rows[0] ?? null
}

/** Counts one use; false when another person was faster. */
export async function useInvite(ctx: Context, id: Id): Promise<boolean> {
  const done = await ctx.db`
    update invites set uses = uses + 1
    where id = ${id} and revoked_at is null and (max_uses is null or uses < max_uses)`
  return done.count > 0
}
