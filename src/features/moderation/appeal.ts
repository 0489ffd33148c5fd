import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { hashToken, sameSecret } from '../../lib/crypto.ts'
import { t } from '../../ui/i18n/index.ts'
import { queueMail } from '../auth/index.ts'
import { tellAnswer, tellAppeal, tellOutcome } from '../notifications/index.ts'
import { APPEAL_MONTHS, JudgeAppeal, Note } from './api.ts'
import { about } from './cases.ts'
import { closeOld, forgetContent, lockCase, selectCase, updateState } from './cases-sql.ts'
import { hasJudge } from './conflict.ts'
import { endOnTime, record, reverseRow } from './decide.ts'
import * as sql from './decisions-sql.ts'
import { type Actor, getCase, requireNoConflict, requireOtherJudge, requirePower } from './who.ts'

/** Who reads a statement: the person signed in (or barred), and the key of her letter. */
export interface Reader {
  id: Id | null
  key: string | null
}

/** The decision behind a statement's address; 404 when there is none. */
export async function getStatement(ctx: Context, publicId: string): Promise<sql.DecisionRow> {
  const [row] = await sql.selectDecisionByPublicId(ctx, publicId)
  if (!row) throw notFound()
  return row
}

/** Whether the reader is the person concerned: by her session, or by the key in her letter. */
export const isConcerned = (row: sql.DecisionRow, reader: Reader): boolean =>
  row.account_id !== null &&
  (row.account_id === reader.id ||
    (reader.key !== null && reader.key !== '' && sameSecret(hashToken(reader.key), row.key_hash)))

export function appealEnds(row: sql.DecisionRow): Date {
  const end = new Date(row.created_at)
  end.setUTCMonth(end.getUTCMonth() + APPEAL_MONTHS)
  return end
}

/** Why no appeal can be opened (now); null when one can. */
export function appealRefusal(ctx: Context, row: sql.DecisionRow): string | null {
  if (row.measure === 'none' || row.measure === 'reversal') return 'appeal_nothing'
  return appealEnds(row) < ctx.clock() ? 'appeal_late' : null
}

/** A person writes at most this many messages in one appeal. */
const maxMessages = 30

/** The person concerned objects, or goes on in the dialogue that she opened; moderators hear of it. 404 for everybody else. */
export async function appeal(ctx: Context, reader: Reader, publicId: string, input: unknown): Promise<void> {
  const row = await getStatement(ctx, publicId)
  if (!isConcerned(row, reader)) throw notFound()
  const { text } = check(Note, input)
  await ctx.tx(async (ctx) => {
    await lockCase(ctx, row.case_id)
    const [open] = await sql.selectAppeal(ctx, row.id)
    if (open?.outcome) throw unprocessable('appeal_judged')
    if (open && (await sql.countMessages(ctx, open.id, open.account_id)) >= maxMessages)
      throw unprocessable('appeal_long')
    const refusal = open ? null : appealRefusal(ctx, row)
    if (refusal) throw unprocessable(refusal)
    const id = open?.id ?? (await sql.insertAppeal(ctx, row))
    await sql.insertMessage(ctx, id!, row.account_id!, false, text)
    const [judged] = await selectCase(ctx, row.case_id)
    await tellAppeal(ctx, id!, { isNew: !open, operators: !(await hasJudge(ctx, judged!, false)) })
    if (open) return
    await updateState(ctx, row.case_id, 'appealed')
    await sql.insertLog(ctx, {
      actorId: row.account_id,
      act: 'appeal',
      caseId: row.case_id,
      decisionId: row.id,
      targetId: row.account_id,
      communityId: row.community_id,
    })
  })
}

/** A moderator asks or answers in the dialogue; the person is told, but not the moderator's name. */
export async function answerAppeal(ctx: Context, actor: Actor, appealId: Id, input: unknown): Promise<void> {
  const { text } = check(Note, input)
  const { row, open } = await appealFor(ctx, actor, appealId)
  await requireNoConflict(ctx, actor, row)
  if (open.outcome) throw unprocessable('appeal_judged')
  await ctx.tx(async (ctx) => {
    await sql.insertMessage(ctx, open.id, actor.id, true, text)
    await tellAnswer(ctx, open.id)
    await write(ctx, open, 'appeal_answer')
    await sql.insertLog(ctx, {
      actorId: actor.id,
      act: 'answer',
      decisionId: open.decision_id,
      ...about(row),
    })
  })
}

/** A letter to the person, in the language of the decision; its key stands only in the letter that told of it. */
async function write(
  ctx: Context,
  open: sql.AppealRow,
  template: 'appeal_answer' | 'appeal_outcome',
  outcome: string | null = null,
): Promise<void> {
  const [[decision], [person]] = await Promise.all([
    sql.selectDecision(ctx, open.decision_id),
    sql.selectPerson(ctx, open.account_id),
  ])
  if (!decision || !person?.email) return
  await queueMail(ctx, person.email, template, decision.locale, {
    handle: person.username,
    link: `${ctx.config.origin}/ly-do/${decision.public_id}`,
    ...(outcome ? { outcome: t(decision.locale, `moderation.outcome.${outcome}`) } : {}),
  })
}

async function appealFor(ctx: Context, actor: Actor, appealId: Id) {
  const rows = await ctx.db<{ case_id: Id }[]>`select case_id from appeals where id = ${appealId}`
  if (!rows[0]) throw notFound()
  const row = await getCase(ctx, actor, rows[0].case_id)
  const open = (await sql.selectAppealsOfCase(ctx, row.id)).find((one) => one.id === appealId)
  if (!open) throw notFound()
  return { row, open }
}

/**
 * Judges an appeal. 403 for who decided in this case (`appeal_own_decision`) or has a part in it. "reversed" and "partly"
 * end the effect; with "partly" another, milder measure may take its place, which has its own statement.
 */
export async function judgeAppeal(ctx: Context, actor: Actor, appealId: Id, input: unknown): Promise<void> {
  const { outcome, reasons, measure, days } = check(JudgeAppeal, input)
  const { row, open } = await appealFor(ctx, actor, appealId)
  if (open.outcome) throw new AppError('conflict', 'appeal_judged')
  await requireOtherJudge(ctx, actor, row)
  const milder = outcome === 'partly' && measure !== 'none'
  if (milder) await requirePower(ctx, actor, row, measure)
  await ctx.tx(async (ctx) => {
    await lockCase(ctx, row.id)
    if (!(await sql.judgeAppealRow(ctx, open.id, actor.id, outcome, reasons)))
      throw new AppError('conflict', 'appeal_judged')
    const [decision] = await sql.selectDecision(ctx, open.decision_id)
    if (outcome !== 'upheld' && decision && !decision.ended_at)
      await reverseRow(ctx, actor, row, decision, reasons)
    // A reversal is a decision with a statement of its own, which told her already.
    if (outcome === 'upheld' || !decision || decision.ended_at || !decision.told_at) {
      await tellOutcome(ctx, open.id)
      await write(ctx, open, 'appeal_outcome', outcome)
    }
    if (milder && decision) {
      const { ground, cited, category, automated_detection } = decision
      const rest = { facts: reasons, notice: '', automated_detection }
      await record(
        ctx,
        actor,
        row,
        { measure, ground, cited, category, days, ...rest },
        { replaces: decision.id },
      )
    }
    await updateState(ctx, row.id, milder ? 'decided' : 'closed')
    await sql.insertLog(ctx, {
      actorId: actor.id,
      act: 'judge',
      decisionId: open.decision_id,
      ...about(row),
      detail: { outcome },
    })
  })
}

/** Job: ends what a lost job did not, closes cases that nobody can appeal any more, and forgets what was reported in closed ones. */
export async function sweep(ctx: Context): Promise<void> {
  for (const { id } of await sql.selectDue(ctx, 200)) await endOnTime(ctx, { decisionId: id })
  const before = ctx.clock()
  before.setUTCMonth(before.getUTCMonth() - APPEAL_MONTHS)
  await closeOld(ctx, before, 500)
  await forgetContent(ctx, before, 500)
}

/** The case is somebody else's to judge: said before the form is filled in. */
export async function mayJudge(ctx: Context, actor: Actor, caseId: Id): Promise<boolean> {
  const [row] = await selectCase(ctx, caseId)
  if (!row) throw forbidden()
  return requireOtherJudge(ctx, actor, row).then(
    () => true,
    () => false,
  )
}
