import type { Context, Id } from '../../context.ts'
import type { Params } from '../../http/body.ts'

/** A draft keeps the composer's fields under their own names, so that the composer reads it back as it was. */
export interface DraftRow {
  id: Id
  params: Params
  updated_at: Date
}

export const selectDrafts = (ctx: Context, accountId: Id, limit: number) => ctx.db<DraftRow[]>`
  select id, params, updated_at from drafts where account_id = ${accountId} order by id desc limit ${limit}`

/** False when she has no such draft. */
export async function updateDraft(ctx: Context, accountId: Id, id: Id, params: Params): Promise<boolean> {
  const done = await ctx.db`
    update drafts set params = ${ctx.db.json(params as never)}, updated_at = ${ctx.clock()}
    where id = ${id} and account_id = ${accountId}`
  return done.count > 0
}

/** Null when she has `most` already. */
export async function insertDraft(
  ctx: Context,
  accountId: Id,
  params: Params,
  most: number,
): Promise<Id | null> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into drafts (account_id, params, updated_at)
    select ${accountId}, ${ctx.db.json(params as never)}, ${ctx.clock()}
    where (select count(*) from drafts where account_id = ${accountId}) < ${most}
    returning id`
  return rows[0]?.id ?? null
}

export async function removeDraft(ctx: Context, accountId: Id, id: Id): Promise<boolean> {
  const done = await ctx.db`delete from drafts where id = ${id} and account_id = ${accountId}`
  return done.count > 0
}
