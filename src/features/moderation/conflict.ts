import type { Context, Id } from '../../context.ts'
import { type CaseRow, hasReported } from './cases-sql.ts'

export type Conflict = 'concerned' | 'reporter' | 'party'

/** Founder or moderator of the community that the case is about. */
export async function isOfRoom(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<boolean> {
  if (!row.of_community) return false
  const rows = await ctx.db`
    select 1 from community_roles where community_id = ${row.account_id} and account_id = ${actor.id}`
  return rows.length > 0
}

/** What part this moderator has in the case; null: none. */
export async function conflictOf(ctx: Context, actor: { id: Id }, row: CaseRow): Promise<Conflict | null> {
  if (row.account_id === actor.id || (await isOfRoom(ctx, actor, row))) return 'concerned'
  if (row.answers_id === actor.id) return 'party'
  return (await hasReported(ctx, row.id, actor.id)) ? 'reporter' : null
}

/** Active people who may work on the case and are not the ones it concerns; without operators: of its community alone. */
const handlers = (ctx: Context, row: CaseRow, operators = true) => ctx.db`
  from (
    select account_id from users where role <> 'user' and ${operators}
    union select r.account_id from community_roles r
      join follows f on f.account_id = r.account_id and f.target_id = r.community_id
      join communities k on k.account_id = r.community_id and k.closed_at is null
      where r.community_id = ${row.community_id}::bigint and (r.role = 'founder' or 'cases' = any(r.permissions))) h
  join users u on u.account_id = h.account_id and u.disabled_at is null and u.approved_at is not null
    and u.delete_after is null
  join accounts a on a.id = h.account_id and a.suspended_at is null and a.deleted_at is null
  where h.account_id is distinct from ${row.account_id}::bigint
    and not exists (select from community_roles o
      where o.community_id = ${row.account_id}::bigint and o.account_id = h.account_id)`

/**
 * A case must not lie forever because of who answered whom: a party may decide when nobody without a part in it could,
 * a reporter when she is moreover the only operator. Her part is then disclosed: in the statement, the log, the record.
 * The person concerned never.
 */
export async function disclosureOf(
  ctx: Context,
  actor: { id: Id },
  row: CaseRow,
): Promise<'party' | 'reporter' | null> {
  const conflict = await conflictOf(ctx, actor, row)
  if (conflict !== 'party' && conflict !== 'reporter') return null
  const [found] = await ctx.db<{ free: boolean; team: boolean; own: boolean }[]>`
    select
      exists (select ${handlers(ctx, row)} and h.account_id <> ${actor.id}
        and h.account_id is distinct from ${row.answers_id}::bigint
        and not exists (select from reports r where r.case_id = ${row.id} and r.account_id = h.account_id)) as free,
      exists (select from users where role <> 'user' and account_id <> ${actor.id} and disabled_at is null
        and approved_at is not null and delete_after is null) as team,
      exists (select from users where role <> 'user' and account_id = ${actor.id}) as own`
  if (found!.free) return null
  if (conflict === 'reporter' && (found!.team || !found!.own)) return null
  return conflict
}

/**
 * Whether there is somebody who could judge an appeal in the case: who decided nothing in it and reported nothing.
 * Without operators: whether the case's own community has such a person, with no part in it (operators come first then).
 */
export async function hasJudge(ctx: Context, row: CaseRow, operators = true): Promise<boolean> {
  const [found] = await ctx.db<{ free: boolean }[]>`
    select exists (select ${handlers(ctx, row, operators)}
      and not exists (select from decisions d where d.case_id = ${row.id} and d.decided_by = h.account_id)
      and not exists (select from reports r where r.case_id = ${row.id} and r.account_id = h.account_id)
      and (${operators} or h.account_id is distinct from ${row.answers_id}::bigint)) as free`
  return found!.free
}

/**
 * In whose name somebody reads a statement: her own, or that of the community decided about when she is its founder or
 * trusted with cases there.
 */
export async function speaksFor(
  ctx: Context,
  row: { account_id: Id | null },
  id: Id | null,
): Promise<Id | null> {
  if (id === null || row.account_id === null || row.account_id === id) return id
  const rows = await ctx.db`
    select 1 from community_roles where community_id = ${row.account_id} and account_id = ${id}
      and (role = 'founder' or 'cases' = any(permissions))`
  return rows.length > 0 ? row.account_id : id
}
