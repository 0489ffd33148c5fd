import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../context.ts'
import { uploadFolder } from '../../http/upload.ts'
import { avatarOf, faceOf } from '../../lib/faces.ts'
import { DAY_MS } from '../../lib/time.ts'
import { isOurs } from './keys.ts'
import { keysOf } from './media.ts'
import { deleteUnattached, selectOrphans } from './sql.ts'

/** Job: files whose rows are gone; with an avatar goes its face. */
export async function removeFiles(ctx: Context, { keys }: { keys: string[] }): Promise<void> {
  await ctx.storage.remove(keys.flatMap((key) => [key, faceOf(key) ?? []].flat()))
}

/** Cron: files that nobody posted within a day, and what a crash left in the folder of uploads. */
export async function sweep(ctx: Context): Promise<void> {
  const yesterday = new Date(ctx.clock().getTime() - DAY_MS)
  for (let more = true; more; ) {
    more = await ctx.tx(async (ctx) => {
      const gone = await deleteUnattached(ctx, yesterday)
      if (gone.length > 0) await ctx.enqueue('media.removeFiles', { keys: keysOf(gone) })
      return gone.length === 500
    })
  }
  const folder = uploadFolder(ctx.config.dataDir)
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^(upload|process)-/.test(name)) continue
    const path = join(folder, name)
    const facts = await stat(path).catch(() => null)
    if (facts && facts.mtimeMs < yesterday.getTime()) await rm(path, { recursive: true, force: true })
  }
}

/** Keys asked for in one query. */
const BATCH = 500

/**
 * Cron: files whose row was never written, because the server died between the two. After a day, for a row follows its
 * file within seconds. Only where this feature stores; what others may keep beside it is theirs.
 */
export async function sweepFiles(ctx: Context): Promise<void> {
  const yesterday = new Date(ctx.clock().getTime() - DAY_MS)
  let removed = 0
  for await (const keys of ctx.storage.olderThan(yesterday, BATCH)) {
    const ours = keys.filter(isOurs)
    // No row names a face: it stays and goes with its avatar.
    const named = (key: string) => avatarOf(key) ?? key
    const unknown = new Set(await selectOrphans(ctx, [...new Set(ours.map(named))]))
    const orphans = ours.filter((key) => unknown.has(named(key)))
    await ctx.storage.remove(orphans)
    removed += orphans.length
  }
  if (removed > 0) ctx.log.info('files without a row removed', { removed })
}
