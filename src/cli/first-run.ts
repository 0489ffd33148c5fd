import type { Context } from '../context.ts'
import { ensureSetupToken, sealSecrets } from '../features/auth/index.ts'
import { isSetUp } from '../features/instance/index.ts'
import { say } from './lifecycle.ts'
import type { StartOptions } from './options.ts'

/**
 * What a data folder needs before it serves: the key of its secrets, the sample neighbourhood when asked for, and the
 * one-time set-up link. Answers a function that tells the operator, to be called when the address works.
 */
export async function firstRun(ctx: Context, options: StartOptions): Promise<() => void> {
  const lost = await sealSecrets(ctx)
  if (lost > 0) say('start.secrets_lost', { count: lost })
  if (options.demo) await makeDemo(ctx)
  if (ctx.config.setup === 'cli') {
    const waiting = !(await isSetUp(ctx))
    return () => waiting && say('start.setup_cli')
  }
  const token = await ensureSetupToken(ctx)
  return () =>
    token !== null && say('start.setup_link', { link: `${ctx.config.origin}/setup?token=${token}` })
}

async function makeDemo(ctx: Context): Promise<void> {
  const [row] = await ctx.db<{ taken: boolean }[]>`select exists (select from accounts) as taken`
  if (row?.taken) return say('start.demo_skipped')
  say('start.demo')
  const { seedDemo } = await import('../demo/demo.ts')
  await seedDemo(ctx)
}
