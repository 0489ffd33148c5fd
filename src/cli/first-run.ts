import type { Context } from '../context.ts'
import { say } from './lifecycle.ts'
import type { StartOptions } from './options.ts'

/**
 * What a new data folder needs before it serves: the sample neighbourhood when asked for, and the one-time set-up
 * link. Answers a function that tells the operator, to be called when the address works.
 */
export async function firstRun(ctx: Context, options: StartOptions): Promise<() => void> {
  void options
  const [row] = await ctx.db<
    { admins: boolean }[]
  >`select exists (select from users where role = 'admin') as admins`
  if (row?.admins) return () => {}
  return () => say('start.setup_cli')
}
