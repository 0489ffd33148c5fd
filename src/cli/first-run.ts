import type { Context } from '../context.ts'
import { Trouble } from '../db/trouble.ts'
import { ensureSetupToken, sealSecrets } from '../features/auth/index.ts'
import { getSettings, isSetUp } from '../features/instance/index.ts'
import { say } from './lifecycle.ts'
import type { StartOptions } from './options.ts'

/**
 * What a data folder needs before it serves: the key of its secrets, the sample neighbourhood when asked for, and the
 * one-time set-up link. Throws Trouble for a neighbourhood that was left half-made, unless it is asked for again:
 * nobody should live in it. Answers a function that tells the operator, to be called when the address works.
 */
export async function firstRun(ctx: Context, options: StartOptions): Promise<() => void> {
  const lost = await sealSecrets(ctx)
  if (lost > 0) say('start.secrets_lost', { count: lost })
  const { demoFilling } = await getSettings(ctx)
  if (options.demo) await makeDemo(ctx, demoFilling)
  else if (demoFilling) throw new Trouble('demo_unfinished', { folder: ctx.config.dataDir })
  if (ctx.config.setup === 'cli') {
    const waiting = !(await isSetUp(ctx))
    return () => waiting && say('start.setup_cli')
  }
  const token = await ensureSetupToken(ctx)
  return () =>
    token !== null && say('start.setup_link', { link: `${ctx.config.origin}/setup?token=${token}` })
}

async function makeDemo(ctx: Context, again: boolean): Promise<void> {
  const [row] = await ctx.db<{ taken: boolean }[]>`select exists (select from accounts) as taken`
  if (row?.taken && !again) return say('start.demo_skipped')
  say(again ? 'start.demo_again' : 'start.demo')
  const { seedDemo } = await import('../demo/demo.ts')
  await seedDemo(ctx)
}
