import type { Context } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { replaceRules } from './sql.ts'

/** Sets the list of rules, in order. At most 30 of 500 characters; empty ones are left out. */
export async function saveRules(ctx: Context, rules: { text: string; hint: string }[]): Promise<void> {
  const kept = rules
    .map(({ text, hint }) => ({ text: text.trim().slice(0, 500), hint: hint.trim().slice(0, 1000) }))
    .filter(({ text }) => text !== '')
    .slice(0, 30)
  await ctx.tx(async (ctx) => {
    await replaceRules(ctx, kept, ctx.clock())
    await dropCached(ctx, 'network', 'face')
  })
}
