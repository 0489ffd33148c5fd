import type { Context, Id } from '../../context.ts'
import { check } from '../../http/body.ts'
import { type Actor, briefingById, type Session } from '../briefings/index.ts'
import { Cast, voteValues } from './api.ts'
import { planGroups } from './groups.ts'
import { getQuestion } from './questions.ts'
import { refused, requireVoice, votable, voteRefusal } from './rules.ts'
import * as sql from './sql.ts'

/**
 * Agrees, disagrees or passes; a second vote takes the place of the first. One of an account that is too young, or
 * limited, is kept and counted apart (sql.ts). 403 where she has no voice, 422 when votes are closed or the question is
 * grouped, not taken up or taken back.
 */
export async function vote(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  const { session } = await getQuestion(ctx, actor, id)
  await requireVoice(ctx, actor, session)
  const value = voteValues[check(Cast, input).vote]
  await ctx.tx(async (ctx) => {
    // The question's row orders the votes on it; the session may have moved on since it was read.
    const [row] = await sql.lockQuestion(ctx, id)
    const now = await briefingById(ctx, actor, session.briefing.id)
    const refusal = voteRefusal(now)
    if (refusal) throw refused(refusal)
    if (!votable.includes(row!.status)) throw refused('question_not_votable')
    await sql.upsertVote(ctx, id, actor.id, value)
    await planGroups(ctx, session.briefing.id)
  })
}

/** The question that she is offered next, and how far she has come. Without an account: the first that there is. */
export async function nextFor(ctx: Context, viewer: Actor | null, { briefing }: Session) {
  const [[question], [progress]] = await Promise.all([
    sql.selectNext(ctx, viewer?.id ?? null, briefing.id),
    sql.selectProgress(ctx, viewer?.id ?? null, briefing.id),
  ])
  return { question: question ?? null, all: progress!.all, done: progress!.done }
}
