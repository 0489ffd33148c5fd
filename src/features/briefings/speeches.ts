import type { Context, Id } from '../../context.ts'
import { conflictOf, forbidden, invalid, notFound } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { isId } from '../../lib/ids.ts'
import { mayWriteMinutes } from './minutes.ts'
import { selectAgendaItem, selectParticipant, selectSpeech } from './read-sql.ts'
import * as sql from './sql.ts'
import {
  type Actor,
  briefingById,
  isPublished,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  touch,
} from './standing.ts'

/** Graphemes. */
export const speechLimits = { speaker: 160, text: 20_000 }

export interface SpeechInput {
  item_id?: Id | null | undefined
  /** A seat of this session, or a name in words. */
  participant_id?: Id | null | undefined
  speaker?: string | undefined
  text: string
  said_at?: Date | null | undefined
  note?: string | undefined
}

async function check(ctx: Context, briefingId: Id, input: SpeechInput): Promise<sql.SpeechFields> {
  const known = async (id: Id | null | undefined, field: string, find: (id: Id) => Promise<unknown[]>) => {
    if (!id) return null
    if (!isId(id) || (await find(id)).length === 0) throw invalid({ field, code: 'unknown_choice' })
    return id
  }
  const item = () => known(input.item_id, 'item_id', (id) => selectAgendaItem(ctx, briefingId, id))
  const seat = () =>
    known(input.participant_id, 'participant_id', (id) => selectParticipant(ctx, briefingId, id))
  await gather(
    item,
    seat,
    () => optionalLine(input.speaker ?? '', 'speaker', speechLimits.speaker),
    () => {
      if (paragraph(input.text, 'text', speechLimits.text) === '')
        throw invalid({ field: 'text', code: 'blank' })
    },
    () => {
      if (!input.participant_id && !input.speaker?.trim()) throw invalid({ field: 'speaker', code: 'blank' })
    },
  )
  return {
    item_id: await item(),
    participant_id: await seat(),
    speaker: optionalLine(input.speaker ?? '', 'speaker', speechLimits.speaker),
    text: paragraph(input.text, 'text', speechLimits.text),
    said_at: input.said_at ?? null,
  }
}

/** Notes what somebody said, word for word; answers the number of its anchor (#loi-NUMBER). As minutes are written. */
export async function addSpeech(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  input: SpeechInput,
): Promise<number> {
  const session = await briefingById(ctx, actor, briefingId)
  if (!(await mayWriteMinutes(ctx, actor, session))) throw forbidden('briefing_needs_seat')
  conflictOf(session.briefing.state === 'call', 'briefing_not_begun')
  const fields = await check(ctx, briefingId, input)
  return ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, session.series.id)
    const number = await sql.insertSpeech(ctx, briefingId, actor.id, fields)
    const [made] = await selectSpeech(ctx, briefingId, number)
    await recordChange(ctx, actor, session.briefing, {
      subject: 'speech',
      subjectId: made!.id,
      before: '',
      note: input.note,
    })
    await touch(ctx, briefingId)
    return number
  })
}

export async function updateSpeech(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  number: number,
  input: SpeechInput,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const [before] = await selectSpeech(ctx, briefingId, number)
  if (!before) throw notFound()
  const fields = await check(ctx, briefingId, input)
  await ctx.tx(async (ctx) => {
    await recordChange(ctx, actor, briefing, {
      subject: 'speech',
      subjectId: before.id,
      before: `${before.speaker}: ${before.text}`,
      note: input.note,
    })
    await sql.updateSpeech(ctx, before.id, fields)
    await touch(ctx, briefingId)
  })
}

/** Before anything is published; afterwards it is corrected (409). */
export async function removeSpeech(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  number: number,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(isPublished(briefing), 'briefing_is_published')
  await sql.deleteSpeech(ctx, briefingId, number)
  await touch(ctx, briefingId)
}
