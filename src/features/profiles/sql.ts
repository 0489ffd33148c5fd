import type { Context, Id } from '../../context.ts'

/** The next posts of somebody who leaves, oldest first; removed ones do not come again. */
export const selectStatuses = (ctx: Context, accountId: Id, limit: number) => ctx.db<{ id: Id }[]>`
  select id from statuses where account_id = ${accountId} and deleted_at is null order by id limit ${limit}`
