import type { Context, Id } from '../../context.ts'
import {
  consensusIn,
  divisiveIn,
  fewestInGroup,
  type Opinions,
  type Past,
  type StatementView,
  type Vote,
  type VoteRow,
  votesIn,
} from '../../lib/opinions/index.ts'
import type { Session } from '../briefings/index.ts'
import { drawing, type MapDrawing } from './map-data.ts'
import { inThread } from './run.ts'
import * as sql from './sql.ts'

/** Opinion groups are computed at most so often while votes come in. */
const every = 30_000

/** x, y and letter by account: never leaves the database but for the person herself. */
type Places = Record<Id, [x: number, y: number, letter: string]>

/** What is stored: everything that the pages show, and where people stand, for the next run. */
interface Stored extends Omit<Opinions, 'places'> {
  places: Places
  map: MapDrawing
}

/**
 * Sees to it that the opinion groups are computed after this vote: at once, or 30 s after the last time. One job for each
 * time that they were computed, whatever comes in meanwhile; a vote that comes while it runs makes the next.
 */
export async function planGroups(ctx: Context, briefingId: Id): Promise<void> {
  const [last] = await sql.selectComputedAt(ctx, briefingId)
  const at = last?.computed_at.getTime() ?? 0
  const wait = at + every > ctx.clock().getTime() ? { runAt: new Date(at + every) } : {}
  await ctx.enqueue('questions.groups', { briefingId }, { key: `opinions-${briefingId}-${at}`, ...wait })
}

/** Job: computes and stores the opinion groups of a session, in a thread of its own. */
export async function computeGroups(ctx: Context, { briefingId }: { briefingId: Id }): Promise<void> {
  const startedAt = ctx.clock()
  await sql.recount(ctx, briefingId)
  const [votes, statements, [past]] = await Promise.all([
    sql.selectVotes(ctx, briefingId),
    sql.selectVoted(ctx, briefingId),
    sql.selectPlaces(ctx, briefingId),
  ])
  const found = await inThread({
    votes: votes.map(
      ({ account_id, question_id, value }): VoteRow => [account_id, question_id, value as Vote],
    ),
    statements: statements.map(({ id }) => id),
    past: past ? pastOf(past.places as Places) : null,
  })
  const { places, ...rest } = found
  const stored: Stored = {
    ...rest,
    map: drawing(found),
    places: Object.fromEntries(places.map(({ person, x, y, group }) => [person, [x, y, group]])),
  }
  await sql.upsertOpinions(ctx, briefingId, { startedAt, votes: votes.length, result: stored })
}

const pastOf = (places: Places): Past => ({
  places: Object.entries(places).map(([person, [x, y, group]]) => ({ person, x, y, group })),
})

/** Job: accounts that were limited, or are free again, since they voted. */
export async function sweep(ctx: Context): Promise<void> {
  let after = '0'
  for (;;) {
    const open = await sql.selectOpen(ctx, after)
    for (const { id } of open) if ((await sql.recount(ctx, id)) > 0) await planGroups(ctx, id)
    if (open.length < 200) return
    after = open.at(-1)!.id
  }
}

export interface Groups extends Omit<Opinions, 'places'> {
  computedAt: Date
  votes: number
  map: MapDrawing
  consensus: { agree: StatementView[]; disagree: StatementView[] }
  divisive: StatementView[]
}

/** The opinion groups as they were computed last; null before the first vote. */
export async function groupsOf(ctx: Context, { briefing }: Session): Promise<Groups | null> {
  const [row] = await sql.selectOpinions(ctx, briefing.id)
  if (!row) return null
  const found = row.result as Omit<Stored, 'places'>
  const opinions = { ...found, places: [] }
  return {
    ...found,
    computedAt: row.computed_at,
    votes: row.votes,
    consensus: { agree: consensusIn(opinions), disagree: consensusIn(opinions, 'disagree') },
    divisive: divisiveIn(opinions),
  }
}

/** Where somebody stands herself; null when she is not placed. */
export async function placeOf(
  ctx: Context,
  { briefing }: Session,
  accountId: Id,
): Promise<{ x: number; y: number; letter: string } | null> {
  const [row] = await sql.selectPlace(ctx, briefing.id, accountId)
  const place = row?.place as Places[Id] | null | undefined
  return place ? { x: place[0], y: place[1], letter: place[2] } : null
}

export const apartOf = async (ctx: Context, { briefing }: Session) =>
  (await sql.selectApart(ctx, briefing.id))[0]!

/** The share of a group that agrees; null where so few voted that it would tell on single people. */
export const shareOf = (one: StatementView, group: number, side: 'agree' | 'disagree' = 'agree') => {
  const tally = one.byGroup[group]!
  return votesIn(tally) < fewestInGroup ? null : tally[side] / votesIn(tally)
}
