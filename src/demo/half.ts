import type { Context } from '../context.ts'
import { Trouble } from '../db/trouble.ts'
import { mailHost } from './neighbours.ts'
import { emptyEverything, hasStrangers } from './sql.ts'

const BATCH = 500

/** Empties a network in which only sample people live, and their files. Throws Trouble when others do. */
export async function clearHalf(ctx: Context): Promise<void> {
  if (await hasStrangers(ctx, mailHost)) {
    throw new Trouble('demo_unfinished', { folder: ctx.config.dataDir })
  }
  await ctx.tx(emptyEverything)
  let keys: string[] = []
  for await (const key of ctx.storage.list()) {
    if (keys.push(key) < BATCH) continue
    await ctx.storage.remove(keys)
    keys = []
  }
  await ctx.storage.remove(keys)
}
