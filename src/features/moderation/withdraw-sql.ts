import type { Context, Id } from '../../context.ts'

export const selectOwnReport = (ctx: Context, id: Id, accountId: Id) => ctx.db<{ case_id: Id }[]>`
  select case_id from reports where id = ${id} and account_id = ${accountId}`

/** False when the case waits no more. Said twice it is the same. */
export async function withdraw(ctx: Context, id: Id): Promise<boolean> {
  const rows = await ctx.db`
    update reports set withdrawn_at = coalesce(withdrawn_at, ${ctx.clock()})
    where id = ${id} and (select c.state in ('open', 'assessing') from cases c where c.id = reports.case_id) returning 1`
  return rows.length > 0
}

/** Closes a case that only reports made and all of them were taken back; not the most harmful kind, nor one in work. */
export async function closeWithdrawn(ctx: Context, caseId: Id): Promise<boolean> {
  const rows = await ctx.db`
    update cases set state = 'closed', closed_at = ${ctx.clock()}, withdrawn_at = ${ctx.clock()}
    where id = ${caseId} and state = 'open' and urgency > 0 and not automated and source in ('report', 'flagger')
      and not exists (select from decisions d where d.case_id = cases.id)
      and not exists (select from reports r where r.case_id = cases.id and r.withdrawn_at is null)
    returning 1`
  return rows.length > 0
}
