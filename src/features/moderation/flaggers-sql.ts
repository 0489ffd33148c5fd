import type { Context, Id } from '../../context.ts'

export async function isFlagger(ctx: Context, accountId: Id): Promise<boolean> {
  const rows = await ctx.db`select 1 from trusted_flaggers where account_id = ${accountId}`
  return rows.length > 0
}

export interface FlaggerRow {
  account_id: Id
  username: string
  created_at: Date
  marker: string
}

export const selectFlaggers = (ctx: Context) => ctx.db<FlaggerRow[]>`
  select f.account_id, a.username, f.created_at, m.username as marker
  from trusted_flaggers f join accounts a on a.id = f.account_id join accounts m on m.id = f.marked_by
  order by f.created_at desc, f.account_id limit 200`

/** False when she is one already. */
export async function insertFlagger(ctx: Context, accountId: Id, markedBy: Id): Promise<boolean> {
  const rows = await ctx.db`
    insert into trusted_flaggers (account_id, marked_by, created_at) values (${accountId}, ${markedBy}, ${ctx.clock()})
    on conflict do nothing returning 1`
  return rows.length > 0
}

export async function deleteFlagger(ctx: Context, accountId: Id): Promise<boolean> {
  const rows = await ctx.db`delete from trusted_flaggers where account_id = ${accountId} returning 1`
  return rows.length > 0
}
