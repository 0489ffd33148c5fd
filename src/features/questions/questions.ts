import type { Context, Id } from '../../context.ts'
import { forbidden, invalid, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import {
  type Actor,
  briefingById,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  touch,
} from '../briefings/index.ts'
import { tellAnswered } from '../notifications/index.ts'
import { Ask, Handle } from './api.ts'
import { nearest } from './near.ts'
import { askRefusal, limits, refused, requireVoice, voteRefusal } from './rules.ts'
import * as sql from './sql.ts'

/** Of one person at one session; a room has other people in it. */
const mostOfOne = 20

/** Several lines that must not be empty. Throws 422 on `field`. */
function words(text: string, field: string, limit: number): string {
  const cleaned = paragraph(text, field, limit)
  if (cleaned === '') throw invalid({ field, code: 'blank' })
  return cleaned
}

/** One question with the session that it is of; 404 for a reader who may not see that there is one, 403 as `briefingById`. */
export async function getQuestion(
  ctx: Context,
  viewer: Actor | null,
  id: Id,
): Promise<{ session: Session; question: sql.QuestionRow }> {
  if (!isId(id)) throw notFound()
  const [question] = await sql.selectQuestionById(ctx, viewer?.id ?? null, id)
  if (!question) throw notFound()
  return { session: await briefingById(ctx, viewer, question.briefing_id), question }
}

/** The same by its number in a session that was found already. */
export async function questionAt(
  ctx: Context,
  viewer: Actor | null,
  session: Session,
  number: string,
): Promise<sql.QuestionRow> {
  if (!/^[1-9]\d{0,6}$/.test(number)) throw notFound()
  const [question] = await sql.selectQuestion(ctx, viewer?.id ?? null, session.briefing.id, Number(number))
  if (!question) throw notFound()
  return question
}

/**
 * Sends in a question or a statement. 403 where she has no voice (rules.ts), 422 when nothing can be sent in now, she has
 * sent in too many, or a field is wrong.
 */
export async function ask(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  input: unknown,
): Promise<{ id: Id; number: number }> {
  const session = await briefingById(ctx, actor, briefingId)
  await requireVoice(ctx, actor, session)
  const body = check(Ask, input)
  const text = words(body.text, 'text', limits.text)
  const addressedTo = optionalLine(body.addressed_to, 'addressed_to', limits.addressedTo)
  return ctx.tx(async (ctx) => {
    await sql.lockBriefing(ctx, briefingId)
    const now = await briefingById(ctx, actor, briefingId)
    const refusal = askRefusal(now, ctx.clock())
    if (refusal) throw refused(refusal)
    const [own] = await sql.countOwn(ctx, briefingId, actor.id)
    if (own!.count >= mostOfOne) throw refused('questions_too_many')
    const made = await sql.insertQuestion(ctx, {
      briefingId,
      accountId: actor.id,
      kind: body.kind,
      text,
      addressedTo,
      anonymous: body.anonymous,
    })
    await touch(ctx, briefingId)
    return made
  })
}

/** What was sent in before and may say the same. */
export async function similarTo(ctx: Context, session: Session, text: string) {
  return nearest(text.slice(0, limits.text * 4), await sql.selectTexts(ctx, session.briefing.id))
}

/** Takes back one's own. It stays to be read, marked so. 403 for somebody else's, 422 once it is answered or the votes are closed. */
export async function withdraw(ctx: Context, actor: Actor, id: Id): Promise<void> {
  const { session, question } = await getQuestion(ctx, actor, id)
  if (!question.own) throw forbidden('question_not_own')
  if (question.status === 'withdrawn') return
  await ctx.tx(async (ctx) => {
    const [row] = await sql.lockQuestion(ctx, id)
    const refusal = voteRefusal(await briefingById(ctx, actor, session.briefing.id))
    if (refusal) throw refused(refusal)
    if (row!.answer !== '') throw refused('question_answered')
    await sql.updateStatus(ctx, id, { status: 'withdrawn', reason: '', groupedInto: null })
    await touch(ctx, session.briefing.id)
  })
}

/**
 * What chairs and secretary do with a question: a status (not taken up: with a reason; grouped: with which) or an answer,
 * which is public at once. An answer that is changed keeps how it read before and a note for its readers. 403 for everybody
 * else, 422 for wrong fields and for one that was taken back.
 */
export async function handle(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  const { session, question } = await getQuestion(ctx, actor, id)
  await requireRunner(ctx, actor, session.briefing.id)
  const body = check(Handle, input)
  await ctx.tx(async (ctx) => {
    const [row] = await sql.lockQuestion(ctx, id)
    if (row!.status === 'withdrawn') throw refused('question_withdrawn')
    if (body.answer !== undefined) await answer(ctx, actor, session, row!, body.answer, body.correction)
    else if (body.status !== undefined) await setStatus(ctx, session, question, body)
    await touch(ctx, session.briefing.id)
  })
}

async function answer(
  ctx: Context,
  actor: Actor,
  { briefing }: Session,
  row: { id: Id; answer: string },
  input: string,
  note: string | undefined,
): Promise<void> {
  const text = words(input, 'answer', limits.answer)
  if (text === row.answer) return
  if (row.answer !== '') {
    await recordChange(ctx, actor, briefing, {
      subject: 'answer',
      subjectId: row.id,
      before: row.answer,
      note,
      always: true,
    })
  }
  await sql.updateAnswer(ctx, row.id, text, actor.id)
  if (row.answer === '') await tellAnswered(ctx, row.id, actor.id)
}

async function setStatus(
  ctx: Context,
  { briefing }: Session,
  question: sql.QuestionRow,
  body: Handle,
): Promise<void> {
  const status = body.status!
  // What was answered stays answered: its answer is corrected, not hidden.
  if (question.answer !== '') throw refused('question_answered')
  let groupedInto: Id | null = null
  if (status === 'grouped') {
    const number = body.grouped_with ?? 0
    const [head] = await sql.selectQuestion(ctx, null, briefing.id, number)
    if (!head || head.id === question.id || head.status === 'withdrawn' || head.status === 'grouped')
      throw invalid({ field: 'grouped_with', code: 'invalid' })
    groupedInto = head.id
  }
  const reason =
    status === 'declined'
      ? words(body.reason ?? '', 'reason', limits.reason)
      : paragraph(body.reason ?? '', 'reason', limits.reason)
  await sql.updateStatus(ctx, question.id, { status, reason, groupedInto })
}
