import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { isOnShift } from '../measures/index.ts'
import { Note } from './api.ts'
import * as sql from './cases-sql.ts'
import { insertLog, selectLog } from './decisions-sql.ts'
import { type Actor, deskCommunities, getCase, isOperator } from './who.ts'

/** Takes a case, so that two people do not do the same work. Another may take it over. */
export async function takeCase(ctx: Context, actor: Actor, id: Id): Promise<void> {
  await assign(ctx, actor, id, actor.id)
}

export async function giveBack(ctx: Context, actor: Actor, id: Id): Promise<void> {
  await assign(ctx, actor, id, null)
}

async function assign(ctx: Context, actor: Actor, id: Id, assigneeId: Id | null): Promise<void> {
  const row = await getCase(ctx, actor, id)
  await ctx.tx(async (ctx) => {
    await sql.updateAssignee(ctx, id, assigneeId)
    await insertLog(ctx, { actorId: actor.id, act: assigneeId ? 'take' : 'give_back', ...about(row) })
  })
}

/** What the log names of a case. */
export const about = (row: sql.CaseRow) => ({
  caseId: row.id,
  targetId: row.account_id,
  communityId: row.community_id,
})

/** A word among moderators; the person concerned never reads it. */
export async function addNote(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  const row = await getCase(ctx, actor, id)
  const { text } = check(Note, input)
  await ctx.tx(async (ctx) => {
    await sql.insertNote(ctx, id, actor.id, text)
    await insertLog(ctx, { actorId: actor.id, act: 'note', ...about(row) })
  })
}

/** A decided case is looked at again; 422 while it waits anyway, or when a new case on the same subject is open. */
export async function reopenCase(ctx: Context, actor: Actor, id: Id): Promise<void> {
  const row = await getCase(ctx, actor, id)
  if (row.state !== 'decided' && row.state !== 'closed') throw unprocessable('case_not_decided')
  await ctx.tx(async (ctx) => {
    const others = await ctx.db`
      select 1 from cases where subject = ${row.subject} and state in ('open', 'assessing')`
    if (others.length > 0) throw unprocessable('case_open_elsewhere')
    await sql.updateState(ctx, id, 'open')
    await insertLog(ctx, { actorId: actor.id, act: 'reopen', ...about(row) })
  })
}

export interface Desk {
  communities: { id: Id; username: string }[]
  /** Null: all that she may see (operators only); `ofNetwork` for who is called to an extra shift. */
  communityId: Id | null
}

/** Which communities she sees on the desk, and the one that is chosen; 404 for somebody with no desk. */
export async function deskOf(ctx: Context, actor: Actor, chosen: string | null): Promise<Desk> {
  const communities = await deskCommunities(ctx, actor)
  if (isOperator(actor)) {
    return { communities, communityId: communities.find(({ username }) => username === chosen)?.id ?? null }
  }
  if (await isOnShift(ctx, actor.id)) {
    const one = communities.find(({ username }) => username === chosen)
    return { communities, communityId: one?.id ?? sql.ofNetwork }
  }
  const one = communities.find(({ username }) => username === chosen) ?? communities[0]
  if (!one) throw notFound()
  return { communities, communityId: one.id }
}

export const listQueue = (ctx: Context, desk: Desk, page: Omit<sql.QueuePage, 'communityId'>) =>
  sql.selectQueue(ctx, { ...page, communityId: desk.communityId })

export const listDone = (ctx: Context, desk: Desk, before: Id, limit: number) =>
  sql.selectDone(ctx, desk.communityId, before, limit)

export const listLog = (ctx: Context, desk: Desk, before: Id, limit: number) =>
  selectLog(ctx, { communityId: desk.communityId, caseId: null }, before, limit)

/** The case after this one on the desk, or the first one; null when nothing else waits. */
export async function nextCase(ctx: Context, actor: Actor, row: sql.CaseRow): Promise<Id | null> {
  const page = {
    communityId: isOperator(actor) ? null : (row.community_id ?? sql.ofNetwork),
    assigneeId: null,
    limit: 2,
  }
  const found = [
    ...(await sql.selectQueue(ctx, { ...page, after: row })),
    ...(await sql.selectQueue(ctx, { ...page, after: null })),
  ]
  return found.find(({ id }) => id !== row.id)?.id ?? null
}
