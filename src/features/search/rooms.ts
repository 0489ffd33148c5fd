import type { Context, Id } from '../../context.ts'
import { tokens } from '../../lib/vietnamese/index.ts'
import { selectRooms } from './read-sql.ts'

/** Communities and sites whose name, handle or place holds every word asked for. */
export async function searchRooms(
  ctx: Context,
  viewer: { id: Id } | null,
  text: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
) {
  const words = tokens(text).slice(0, 8)
  if (words.length === 0) return { rooms: [], next: null }
  // Short words begin a word of the name, longer ones may stand inside a handle.
  const patterns = words.map(({ key }) => (key.length > 2 ? `%${key}%` : `% ${key}%`))
  const rooms = await selectRooms(ctx, viewer?.id ?? null, patterns, limit + 1, offset)
  return { rooms: rooms.slice(0, limit), next: rooms.length > limit ? offset + limit : null }
}
