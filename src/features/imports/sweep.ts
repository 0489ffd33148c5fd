import type { Context } from '../../context.ts'
import { DAY_MS } from '../../lib/time.ts'
import { finish } from './imports.ts'
import * as sql from './sql.ts'

/** Days for which an import waits for an editor, or stands still. */
const PATIENCE = 30

/** Cron: gives up imports that nobody went on with, and removes files whose row was never written. */
export async function sweepImports(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock().getTime() - PATIENCE * DAY_MS)
  for (const { id } of await sql.selectForgotten(ctx, before)) {
    await ctx.tx(async (ctx) => {
      const [locked] = await sql.lockImport(ctx, id)
      if (locked && (locked.phase === 'waiting' || locked.stopped_at)) await finish(ctx, locked, 'expired')
    })
  }
  const yesterday = new Date(ctx.clock().getTime() - DAY_MS)
  for await (const keys of ctx.storage.olderThan(yesterday, 500)) {
    const ours = keys.filter((key) => key.startsWith('imports/'))
    if (ours.length === 0) continue
    const known = new Set(await sql.selectKnownFiles(ctx, ours))
    await ctx.storage.remove(ours.filter((key) => !known.has(key)))
  }
}
