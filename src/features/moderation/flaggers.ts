import type { Context, Id } from '../../context.ts'
import { forbidden, unprocessable } from '../../errors.ts'
import { findByAcct } from '../accounts/index.ts'
import { insertLog } from './decisions-sql.ts'
import * as sql from './flaggers-sql.ts'
import { type Actor, isOperator } from './who.ts'

/** Marks somebody's reports as a trusted flagger's (Art. 22 DSA). Operators only; 422 for nobody and for a community. */
export async function trustFlagger(ctx: Context, actor: Actor, handle: string): Promise<void> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const account = await findByAcct(ctx, handle.trim())
  if (!account || account.actor_type === 'Group') throw unprocessable('flagger_unknown')
  await ctx.tx(async (ctx) => {
    if (!(await sql.insertFlagger(ctx, account.id, actor.id))) return
    await insertLog(ctx, { actorId: actor.id, act: 'trust', targetId: account.id })
  })
}

export async function distrustFlagger(ctx: Context, actor: Actor, accountId: Id): Promise<void> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  await ctx.tx(async (ctx) => {
    if (!(await sql.deleteFlagger(ctx, accountId))) return
    await insertLog(ctx, { actorId: actor.id, act: 'distrust', targetId: accountId })
  })
}
