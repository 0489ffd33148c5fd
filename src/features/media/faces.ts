import { readFile } from 'node:fs/promises'
import type { Context } from '../../context.ts'
import { avatarOf } from '../../lib/faces.ts'

const images = () => import('./images.ts')

/** Work under way in this process: a page asks for many faces at once, and often for the same. */
const making = new Map<string, Promise<number | null>>()

/**
 * Bytes of a stored file; null when there is none. The face of an avatar from before faces were made is made when it
 * is first asked for; how many at once, the gate of the picture library says.
 */
export async function sizeOf(ctx: Context, key: string): Promise<number | null> {
  const size = await ctx.storage.size(key)
  const avatar = size === null ? avatarOf(key) : null
  if (avatar === null) return size
  const path = ctx.storage.path(key)
  let work = making.get(path)
  if (!work) {
    work = makeFace(ctx, avatar, key).finally(() => making.delete(path))
    making.set(path, work)
  }
  return work
}

async function makeFace(ctx: Context, avatar: string, face: string): Promise<number | null> {
  const picture = await readFile(ctx.storage.path(avatar)).catch(() => null)
  if (!picture) return null
  const data = await (await images()).cutFace(picture)
  try {
    return await ctx.storage.put(face, data)
  } catch (error) {
    // Another process may have been quicker; the file is the same.
    const size = await ctx.storage.size(face)
    if (size === null) throw error
    return size
  }
}
