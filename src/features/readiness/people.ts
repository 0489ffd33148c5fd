import type { Context, Id } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { selectNeighbours } from './plans-sql.ts'

export interface Neighbour {
  id: Id
  username: string
  display_name: string
}

/** People who live here, by their handles; 422 `plan_unknown_person` names the first that nobody has. */
export async function peopleOf(ctx: Context, handles: string[]): Promise<Neighbour[]> {
  const names = [...new Set(handles.map((one) => one.trim().replace(/^@/, '').toLowerCase()))].filter(Boolean)
  if (names.length === 0) return []
  const found = await selectNeighbours(ctx, names)
  const missing = names.find((name) => !found.some((one) => one.username.toLowerCase() === name))
  if (missing !== undefined) throw unprocessable('plan_unknown_person', { name: `@${missing.slice(0, 50)}` })
  return [...found]
}
