import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { presentAccounts } from '../accounts/index.ts'
import { createStatus } from '../statuses/index.ts'
import * as threads from '../threads/index.ts'
import { visibleStatus, visibleStatusIds, writingRefusal } from '../visibility/index.ts'
import * as sql from './crosspost-sql.ts'
import type { ThreadRow } from './sql.ts'
import { getStanding } from './standing.ts'
import { getThread } from './threads.ts'

export interface Crosspost {
  communityId: Id
  /** The original's, when left out. */
  title?: string | null | undefined
  /** Words of her own. */
  text?: string | undefined
  section?: string | null | undefined
}

/** The thread whose first post is shown: of a cross-post that of its original, so that no chain comes about. */
export async function originOf(ctx: Context, actor: { id: Id }, threadId: string): Promise<ThreadRow> {
  const row = await getThread(ctx, actor, threadId)
  const origin = row.crosspost_of ? await getThread(ctx, actor, row.crosspost_of) : row
  await visibleStatus(ctx, actor, origin.id)
  return origin
}

/** Where she may begin a thread about it. */
export async function roomsFor(ctx: Context, actor: { id: Id }, origin: ThreadRow) {
  const rooms = await sql.selectOwnRooms(ctx, actor.id)
  return rooms.filter((room) => room.id !== origin.community_id && !writingRefusal(room, true))
}

/**
 * Takes a first post to another community: a thread there, which names the community and the address of the original.
 * Answers its id. 404 for what she cannot see; 403 where she may not begin threads; 422 for an original that not
 * everybody may read (its words were for the members of another place), or that stands there already; 409 with the
 * `address` where it was taken there before.
 */
export async function crosspost(
  ctx: Context,
  actor: { id: Id },
  threadId: string,
  input: Crosspost,
): Promise<Id> {
  const origin = await originOf(ctx, actor, threadId)
  if (!isId(input.communityId)) throw notFound()
  const refusal = writingRefusal(await getStanding(ctx, actor, input.communityId), true)
  if (refusal) throw forbidden(refusal)
  if (origin.community_id === input.communityId) throw unprocessable('crosspost_same_place')
  const open = await visibleStatusIds(ctx, null, [origin.id])
  if (!open.has(origin.id)) throw unprocessable('crosspost_not_open')
  const source = (await presentAccounts(ctx, [origin.community_id])).get(origin.community_id)
  if (!source) throw notFound()
  const address = `${ctx.config.origin}/xom/${source.username}/${origin.id}`
  const words = (input.text ?? '').trim()
  const link = `${source.display_name || source.username}: ${address}`
  return ctx.tx(async (ctx) => {
    // Two at once: the second waits here, and then finds the first.
    if ((await threads.lockThreads(ctx, [origin.id])).length === 0) throw notFound()
    const [before] = await sql.selectCrosspost(ctx, origin.id, input.communityId)
    if (before) {
      const params = { address: `${ctx.config.origin}/xom/${before.handle}/${before.id}` }
      throw new AppError('conflict', 'crosspost_again', { params })
    }
    const id = await createStatus(ctx, actor, {
      text: words === '' ? link : `${words}\n\n${link}`,
      communityId: input.communityId,
      title: input.title?.trim() || origin.title,
      section: input.section ?? null,
    })
    await threads.updateCrosspost(ctx, id, origin.id)
    return id
  })
}
