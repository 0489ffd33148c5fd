import type { Context, Id } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import {
  type Actor,
  isPublished,
  line,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  touch,
} from '../briefings/index.ts'
import { CloseConcern, SaveConcern, SaveConcernNote } from './api.ts'
import { requireRoom, requireUnpublished, words } from './conclusions.ts'
import * as read from './read-sql.ts'
import * as sql from './sql.ts'

/** A concern of the session's series that was raised at it or before; else 404. */
async function getConcern(ctx: Context, session: Session, id: Id): Promise<read.ConcernRow> {
  const [row] = isId(id) ? await read.selectConcern(ctx, id) : []
  if (!row || row.series_id !== session.series.id || row.from_number > session.briefing.number)
    throw notFound()
  return row
}

/** A change of a concern at a session: its note is demanded once that session is published. */
async function change(
  ctx: Context,
  actor: Actor,
  session: Session,
  note: string | undefined,
  work: (ctx: Context) => Promise<{ id: Id; before: string }>,
): Promise<Id> {
  if (isPublished(session.briefing)) line(note ?? '', 'correction', 500)
  return ctx.tx(async (ctx) => {
    const { id, before } = await work(ctx)
    await recordChange(ctx, actor, session.briefing, { subject: 'concern', subjectId: id, before, note })
    await touch(ctx, session.briefing.id)
    return id
  })
}

/** Names a worry that stays open over the sessions to come, or says it otherwise (at the session where it was raised). */
export async function saveConcern(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(SaveConcern, input)
  const row = {
    title: line(given.title, 'title', 300),
    body: paragraph(given.body, 'body', 5000),
    raised_by: optionalLine(given.raised_by, 'raised_by', 200),
  }
  return change(ctx, actor, session, given.correction, async (ctx) => {
    const old = id ? await getConcern(ctx, session, id) : null
    if (old && old.briefing_id !== briefingId) throw notFound()
    if (old) await sql.updateConcern(ctx, old.id, row)
    else await requireRoom(ctx, 'concerns', briefingId)
    const before = old ? [old.title, old.body, old.raised_by].filter(Boolean).join('\n') : ''
    return { id: old?.id ?? (await sql.insertConcern(ctx, session.briefing, actor.id, row)), before }
  })
}

/** How a concern stands at this session: its trend and a few words. One note for each session. */
export async function noteConcern(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(SaveConcernNote, input)
  const text = paragraph(given.text, 'text', 2000)
  return change(ctx, actor, session, given.correction, async (ctx) => {
    const concern = await getConcern(ctx, session, id)
    const old = (await read.selectConcernNotes(ctx, [id])).find((row) => row.briefing_id === briefingId)
    await sql.upsertConcernNote(ctx, {
      concern_id: concern.id,
      briefing_id: briefingId,
      trend: given.trend,
      text,
      account_id: actor.id,
    })
    return { id: concern.id, before: old ? `${old.trend}\n${old.text}` : '' }
  })
}

/** Closes a concern at this session, with the reason. 422 when it is closed. */
export async function closeConcern(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(CloseConcern, input)
  const reason = words(given.closed_note, 'closed_note')
  return change(ctx, actor, session, given.correction, async (ctx) => {
    const concern = await getConcern(ctx, session, id)
    if (!(await sql.setConcernClosed(ctx, concern.id, reason)))
      throw new AppError('unprocessable', 'concern_closed')
    return { id: concern.id, before: '' }
  })
}

/** It worries again: open from here on. */
export async function reopenConcern(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const { correction: note } = check(SaveConcern.pick({ correction: true }), input)
  return change(ctx, actor, session, note, async (ctx) => {
    const concern = await getConcern(ctx, session, id)
    if (!(await sql.setConcernClosed(ctx, concern.id, null)))
      throw new AppError('unprocessable', 'concern_open')
    return { id: concern.id, before: concern.closed_note }
  })
}

/** Takes away a concern that was raised at this session, while it is not published. */
export async function removeConcern(ctx: Context, actor: Actor, briefingId: Id, id: Id): Promise<void> {
  const session = await requireRunner(ctx, actor, briefingId)
  requireUnpublished(session)
  await ctx.tx(async (ctx) => {
    const row = await getConcern(ctx, session, id)
    if (row.briefing_id !== briefingId) throw notFound()
    await sql.deleteConcern(ctx, row.id)
    await touch(ctx, briefingId)
  })
}
