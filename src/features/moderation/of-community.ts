import type { Context, Id } from '../../context.ts'
import * as sql from './decisions-sql.ts'
import type { Statement } from './entities.ts'
import { redacted, withNames } from './present.ts'

/**
 * A portion of what was decided in and about a community, the oldest first, as the public record gives it. `after` is
 * the id of the last of the portion before.
 */
export async function decisionsOfCommunity(
  ctx: Context,
  communityId: Id,
  after: Id,
  limit: number,
): Promise<{ id: Id; statement: Statement }[]> {
  const rows = await withNames(ctx, await sql.selectOfCommunity(ctx, communityId, after, limit))
  return rows.map((row) => ({ id: row.id, statement: redacted(ctx, row) }))
}
