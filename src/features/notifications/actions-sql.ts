import type { Context, Id } from '../../context.ts'

/** Action items of briefings that are overdue. On our own page only, as with communities; from the owner herself: nobody is named. */

/** Tells the owners of these items; what was said of an item before gives way. */
export async function tellOverdue(ctx: Context, actionIds: Id[]): Promise<void> {
  if (actionIds.length === 0) return
  await ctx.db`
    delete from notifications n using action_items i
    where i.id = any(${actionIds}::bigint[]) and n.account_id = i.owner_id and n.type = 'action.overdue' and n.cause_id = i.id`
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, u.account_id, 'action.overdue', i.id, ${ctx.clock()}
    from action_items i join users u on u.account_id = i.owner_id
    where i.id = any(${actionIds}::bigint[]) and i.state = 'open'
    on conflict do nothing`
}

export interface ToldAction {
  notification_id: Id
  path: string
  name: string
}

/** Which items these notifications tell of. */
export const selectToldActions = (ctx: Context, ids: Id[]) => ctx.db<ToldAction[]>`
  select n.id as notification_id, '/giao-ban/' || r.slug || '/viec/' || i.number as path, i.title as name from notifications n
  join action_items i on i.id = n.cause_id join briefing_series r on r.id = i.series_id
  where n.id = any(${ids}::bigint[]) and n.type = 'action.overdue'`
