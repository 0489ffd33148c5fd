import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { accountMeasures, communityMeasures, grounds, type Measure, statusMeasures } from './api.ts'
import * as sql from './audit-sql.ts'
import { insertLog } from './decisions-sql.ts'
import { type Actor, deskCommunities, isOperator } from './who.ts'

/** Days: how old a decision may be, and how long one is kept in hand. */
const DRAWN_FROM = 90
const IN_HAND = 7

const ago = (ctx: Context, days: number) => new Date(ctx.clock().getTime() - days * DAY_MS)

/** Whose decisions she may look at: null for all. 404 for somebody without a desk. */
async function roomsOf(ctx: Context, actor: Actor): Promise<Id[] | null> {
  if (isOperator(actor)) return null
  const rooms = (await deskCommunities(ctx, actor)).map(({ id }) => id)
  if (rooms.length === 0) throw notFound()
  return rooms
}

/**
 * A case for a second look, drawn by lot among the decisions of 90 days that she had no part in; the one that she has
 * already comes first, so that nobody picks. Null when there is none. 404 for somebody without a desk.
 */
export async function drawAudit(ctx: Context, actor: Actor): Promise<sql.AuditRow | null> {
  const rooms = await roomsOf(ctx, actor)
  await sql.dropStale(ctx, ago(ctx, IN_HAND))
  const [held] = await sql.selectInHand(ctx, actor.id)
  if (held) return held
  if (!(await sql.drawDecision(ctx, actor.id, ago(ctx, DRAWN_FROM), rooms))) return null
  const [drawn] = await sql.selectInHand(ctx, actor.id)
  return drawn ?? null
}

/** What could have been done: the measures that fit such a case. */
export const auditMeasures = (row: Pick<sql.AuditRow, 'of_status' | 'community_id'>): Measure[] => [
  'none',
  ...(row.of_status ? statusMeasures : []),
  ...accountMeasures,
  ...(row.community_id ? communityMeasures : []),
]

const Judgement = z.object({
  measure: z.enum(['none', ...statusMeasures, ...accountMeasures, ...communityMeasures]),
  ground: z.enum(grounds).default('rules'),
  note: z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().max(1000))
    .default(''),
})

/** Says what she would have decided; only then is she told what was. 404 when it is not hers, or judged. 422. */
export async function judgeAudit(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<sql.JudgedRow> {
  await roomsOf(ctx, actor)
  const row = check(Judgement, input)
  return ctx.tx(async (ctx) => {
    const ground = row.measure === 'none' ? 'none' : row.ground
    const [judged] = isId(id) ? await sql.judgeAudit(ctx, actor.id, id, { ...row, ground }) : []
    if (!judged) throw notFound()
    await insertLog(ctx, { actorId: actor.id, act: 'audit', detail: { alike: judged.acts_alike } })
    return judged
  })
}

/** She knows the case after all: it goes back, and another may be drawn. */
export async function returnAudit(ctx: Context, actor: Actor): Promise<void> {
  await roomsOf(ctx, actor)
  await sql.giveAuditBack(ctx, actor.id, ago(ctx, IN_HAND))
}
