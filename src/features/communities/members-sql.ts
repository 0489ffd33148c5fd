import type { Context, Id } from '../../context.ts'
import { bounds, newestFirst, type Page } from '../../http/paging.ts'
import { key } from '../../lib/vietnamese/index.ts'

/** Roles, silences and invitations. Membership itself is a follow, a ban is a block: features follows and blocks. */

export const upsertRole = (
  ctx: Context,
  communityId: Id,
  accountId: Id,
  role: 'founder' | 'moderator',
  permissions: string[],
) => ctx.db`
  insert into community_roles (community_id, account_id, role, permissions, created_at)
  values (${communityId}, ${accountId}, ${role}, ${permissions}, ${ctx.clock()})
  on conflict (community_id, account_id) do update set role = excluded.role, permissions = excluded.permissions`

export const deleteRole = (ctx: Context, communityId: Id, accountId: Id) => ctx.db`
  delete from community_roles where community_id = ${communityId} and account_id = ${accountId}`

/** Also of an account that is gone. */
export const deleteFounder = (ctx: Context, communityId: Id) => ctx.db`
  delete from community_roles where community_id = ${communityId} and role = 'founder'`

export interface RoleRow {
  account_id: Id
  role: 'founder' | 'moderator'
  permissions: string[]
  created_at: Date
  /** Asked for the deletion of her account. */
  leaving: boolean
}

/** The founder first, then the moderators, longest in office first: the line of succession. */
export const selectRoles = (ctx: Context, communityId: Id) => ctx.db<RoleRow[]>`
  select r.account_id, r.role, r.permissions, r.created_at, u.delete_after is not null as leaving from community_roles r
  join accounts a on a.id = r.account_id and a.deleted_at is null
  left join users u on u.account_id = r.account_id
  where r.community_id = ${communityId} order by r.role = 'founder' desc, r.created_at, r.account_id`

export const memberRoles = ['founder', 'moderator', 'member'] as const
export type MemberRole = (typeof memberRoles)[number]

export interface MemberQuery {
  /** Looked for in handles and display names, without regard to marks and case; '' for all. */
  q: string
  role: MemberRole | null
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (char) => `\\${char}`)

const wordsOf = (q: string): string[] => key(q).split(/\s+/).filter(Boolean).slice(0, 8).map(escapeLike)

/** Words that a name begins with; from three letters on also inside words, which the trigram index knows. */
const named = (ctx: Context, words: string[]) =>
  words.map(
    (word) =>
      ctx.db`and (a.search_key like ${word.length >= 3 ? `%${word}%` : `${word}%`} or a.search_key like ${`% ${word}%`})`,
  )

/** A page of the members, who joined last first. */
export async function selectMembers(
  ctx: Context,
  communityId: Id,
  { q, role }: MemberQuery,
  page: Page,
): Promise<{ id: Id; account_id: Id }[]> {
  const { below, above } = bounds(page)
  const words = wordsOf(q)
  const rows = await ctx.db<{ id: Id; account_id: Id }[]>`
    select f.id, f.account_id from follows f
    join accounts a on a.id = f.account_id and a.suspended_at is null and a.deleted_at is null
    left join community_roles r on r.community_id = f.target_id and r.account_id = f.account_id
    where f.target_id = ${communityId} and f.id < ${below} and f.id > ${above}
      ${role ? ctx.db`and coalesce(r.role, 'member') = ${role}` : ctx.db``} ${words.length > 0 ? named(ctx, words) : ctx.db``}
    order by ${page.minId ? ctx.db`f.id asc` : ctx.db`f.id desc`} limit ${page.limit}`
  return newestFirst(page, rows)
}

/** Communities whose founder is gone: erased, about to be, or no member any more. */
export const selectOrphans = (ctx: Context, limit: number) => ctx.db<{ account_id: Id }[]>`
  select c.account_id from communities c
  where not exists (
    select from community_roles r
    join accounts a on a.id = r.account_id and a.deleted_at is null
    join follows f on f.account_id = r.account_id and f.target_id = c.account_id
    where r.community_id = c.account_id and r.role = 'founder'
      and not exists (select from users u where u.account_id = r.account_id and u.delete_after is not null))
  and exists (select from follows f join users u on u.account_id = f.account_id and u.disabled_at is null and u.delete_after is null
    join accounts a on a.id = f.account_id and a.suspended_at is null where f.target_id = c.account_id)
  order by c.account_id limit ${limit}`

/** Communities in which somebody holds a role. */
export const selectHeld = (ctx: Context, accountId: Id) => ctx.db<{ community_id: Id; role: string }[]>`
  select community_id, role from community_roles where account_id = ${accountId}`

export const lockCommunity = (ctx: Context, communityId: Id) => ctx.db`
  select 1 from communities where account_id = ${communityId} for update`

export const upsertMute = (ctx: Context, communityId: Id, accountId: Id, until: Date | null) => ctx.db`
  insert into community_mutes (community_id, account_id, until) values (${communityId}, ${accountId}, ${until})
  on conflict (community_id, account_id) do update set until = excluded.until`

export const deleteMute = (ctx: Context, communityId: Id, accountId: Id) => ctx.db`
  delete from community_mutes where community_id = ${communityId} and account_id = ${accountId}`

export interface InviteRow {
  id: Id
  community_id: Id
  code: string
  max_uses: number | null
  uses: number
  expires_at: Date | null
  revoked_at: Date | null
  created_by: Id | null
  created_at: Date
}

export async function insertInvite(
  ctx: Context,
  row: { communityId: Id; code: string; createdBy: Id; maxUses: number | null; expiresAt: Date | null },
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into community_invites (community_id, code, created_by, max_uses, expires_at, created_at)
    values (${row.communityId}, ${row.code}, ${row.createdBy}, ${row.maxUses}, ${row.expiresAt}, ${ctx.clock()})
    returning id`
  return rows[0]!.id
}

export const selectInvites = (ctx: Context, communityId: Id, limit: number) => ctx.db<InviteRow[]>`
  select id, community_id, code, max_uses, uses, expires_at, revoked_at, created_by, created_at
  from community_invites where community_id = ${communityId} order by id desc limit ${limit}`

/** The invitation when it still opens the door. */
export const selectUsableInvite = (ctx: Context, code: string) => ctx.db<InviteRow[]>`
  select i.id, i.community_id, i.code, i.max_uses, i.uses, i.expires_at, i.revoked_at, i.created_by, i.created_at
  from community_invites i join accounts a on a.id = i.community_id and a.suspended_at is null and a.deleted_at is null
  where i.code = ${code} and i.revoked_at is null and (i.expires_at is null or i.expires_at > ${ctx.clock()})
    and (i.max_uses is null or i.uses < i.max_uses)`

/** Counts one use; false when somebody else was faster. */
export async function useInvite(ctx: Context, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update community_invites set uses = uses + 1
    where id = ${id} and revoked_at is null and (max_uses is null or uses < max_uses) returning 1`
  return rows.length > 0
}

export async function revokeInvite(ctx: Context, communityId: Id, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update community_invites set revoked_at = ${ctx.clock()}
    where id = ${id} and community_id = ${communityId} and revoked_at is null returning 1`
  return rows.length > 0
}
