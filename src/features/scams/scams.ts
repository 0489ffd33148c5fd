import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { randomToken } from '../../lib/crypto.ts'
import { findIdentifiers, type Identifier, normalIdentifier, readIdentifiers } from '../../lib/identifiers.ts'
import { queueMail } from '../auth/index.ts'
import { scams } from '../moderation/api.ts'
import {
  type Actor,
  type CaseRow,
  type DecisionRow,
  decisionsOfCase,
  getCase,
  isOperator,
  logAct,
  requireNoConflict,
} from '../moderation/index.ts'
import { AnswerDispute, Confirmed, Dispute, type ScamEntry } from './api.ts'
import * as sql from './sql.ts'

/** What is known under a phone number, an account number or a link; 422 for a text that is none of them. */
export async function lookUp(ctx: Context, text: string) {
  const names = readIdentifiers(text)
  if (names.length === 0) throw unprocessable('scam_query')
  const rows = await sql.selectEntries(ctx, names)
  const entries = await present(ctx, rows)
  return { kinds: [...new Set(names.map((one) => one.kind))], known: entries.length > 0, entries }
}

async function present(ctx: Context, rows: sql.EntryRow[]): Promise<ScamEntry[]> {
  const replies =
    rows.length === 0
      ? []
      : await sql.selectReplies(
          ctx,
          rows.map((row) => row.id),
        )
  return rows.map((row) => ({
    id: row.public_id,
    url: `${ctx.config.origin}/lua-dao/${row.public_id}`,
    kind: row.kind,
    value: row.value,
    bank: row.bank,
    categories: row.categories,
    cases: row.cases,
    first_at: row.first_at.toISOString(),
    last_at: row.last_at.toISOString(),
    statements: row.statements.map((id) => `${ctx.config.origin}/ly-do/${id}`),
    replies: replies
      .filter((one) => one.entry_id === row.id)
      .map((one) => ({ text: one.text, at: one.created_at.toISOString() })),
  }))
}

/**
 * An entry that stands, with the reader's own objections. One that was taken out is null, and only for somebody who
 * objected to it: she finds the answer there. 404 for everybody else.
 */
export async function getEntry(ctx: Context, reader: { id: Id } | null, publicId: string) {
  const [rows, own] = await Promise.all([
    sql.selectEntry(ctx, publicId),
    reader ? sql.selectOwnDisputes(ctx, publicId, reader.id) : [],
  ])
  const row = rows[0] ?? null
  if (!row && own.length === 0) throw notFound()
  const [entry = null] = await present(ctx, row ? [row] : [])
  return { row, entry, own }
}

// ------------------------------------------------------------------ what a decision names

/** The newest decision of a case that found a scam and stands; null when there is none. */
export function foundScam(decisions: DecisionRow[]): DecisionRow | null {
  const undone = new Set(decisions.map((one) => one.reverses_id))
  const found = decisions.filter(
    (one) =>
      one.measure !== 'none' &&
      one.measure !== 'reversal' &&
      scams.includes(one.category) &&
      !undone.has(one.id),
  )
  return found.at(-1) ?? null
}

/**
 * The case, its decision and what its content names. The list is the whole network's, so it is the operators' to keep:
 * 404 without a desk, 403 for a community's moderators and for who is concerned.
 */
export async function namedIn(ctx: Context, actor: Actor, caseId: Id) {
  const row = await getCase(ctx, actor, caseId)
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  await requireNoConflict(ctx, actor, row)
  const decision = foundScam(await decisionsOfCase(ctx, caseId))
  const confirmed = decision ? await sql.selectConfirmed(ctx, decision.id) : []
  const known = new Set(confirmed.map((one) => `${one.kind} ${one.value}`))
  const proposed = findIdentifiers(textOf(row)).filter((one) => !known.has(`${one.kind} ${one.value}`))
  return { row, decision, confirmed, proposed }
}

const textOf = ({ content }: CaseRow): string =>
  [content.title, content.spoiler_text, content.text, content.display_name, content.note]
    .filter(Boolean)
    .join('\n')

/**
 * Puts identifiers on the list, on the strength of a decision that found a scam. All or none: 422 names each wrong row
 * (`rows.0.value`); `scam_no_decision` where nothing was decided. Idempotent.
 */
export async function confirmIdentifiers(
  ctx: Context,
  actor: Actor,
  caseId: Id,
  input: unknown[],
): Promise<number> {
  const { row, decision } = await namedIn(ctx, actor, caseId)
  if (!decision) throw unprocessable('scam_no_decision')
  if (input.length === 0 || input.length > 30) throw unprocessable('scam_choose_some')
  const wrong: FieldError[] = []
  const good: Identifier[] = []
  for (const [at, one] of input.entries()) {
    const typed = check(Confirmed, one)
    const normal = normalIdentifier(typed.kind, typed.value, typed.bank)
    if (!normal) wrong.push({ field: `rows.${at}.value`, code: 'invalid' })
    else if (normal.kind === 'bank' && normal.bank === '')
      wrong.push({ field: `rows.${at}.bank`, code: 'blank' })
    else good.push(normal)
  }
  if (wrong.length > 0) throw invalid(...wrong)
  await ctx.tx(async (ctx) => {
    for (const one of good) {
      const entryId = await sql.upsertEntry(ctx, one, randomToken(9))
      await sql.upsertEvidence(ctx, entryId, decision.id, actor.id)
    }
    await log(ctx, actor, row, 'scam_confirm', good.length)
  })
  return good.length
}

/** Takes back what a decision was said to name. Quiet about what is gone. */
export async function withdrawIdentifier(ctx: Context, actor: Actor, caseId: Id, entryId: Id): Promise<void> {
  const { row, decision } = await namedIn(ctx, actor, caseId)
  if (!decision) throw unprocessable('scam_no_decision')
  await ctx.tx(async (ctx) => {
    await sql.withdrawEvidence(ctx, entryId, decision.id)
    await log(ctx, actor, row, 'scam_withdraw', 1)
  })
}

/** The log cannot be edited, so it never holds a number: only how many. */
const log = (ctx: Context, actor: Actor, row: CaseRow, act: string, count: number) =>
  logAct(ctx, {
    actorId: actor.id,
    act,
    caseId: row.id,
    targetId: row.account_id,
    communityId: row.community_id,
    detail: { count },
  })

// ------------------------------------------------------------------ right of reply

/** Waiting at once on one entry: more than anybody has to say. */
const maxOpen = 20

/** Anybody objects to an entry. 404 where it does not stand; 422 without a way to answer her, or when too many wait. */
export async function dispute(
  ctx: Context,
  reader: { id: Id } | null,
  publicId: string,
  input: unknown,
): Promise<void> {
  const [row] = await sql.selectEntry(ctx, publicId)
  if (!row) throw notFound()
  const body = check(Dispute, input)
  if (!reader && body.contact.length < 5) throw invalid({ field: 'contact', code: 'blank' })
  await ctx.tx(async (ctx) => {
    if ((await sql.countOpen(ctx, row.id)) >= maxOpen) throw unprocessable('scam_disputes_many')
    const contact = reader ? '' : body.contact
    await sql.insertDispute(ctx, {
      entryId: row.id,
      accountId: reader?.id ?? null,
      contact,
      text: body.text,
      public: body.public,
    })
  })
}

/** Operators only; there is no desk for anybody else. */
function requireDesk(actor: Actor): void {
  if (!isOperator(actor)) throw notFound()
}

export async function openDisputes(ctx: Context, actor: Actor, after: Id, limit: number) {
  requireDesk(actor)
  return sql.selectOpenDisputes(ctx, after, limit)
}

/**
 * Answers an objection: the entry is withdrawn, the reply is shown beside it (if she allowed it), or neither. 409 for
 * one that somebody has answered; 422 for publishing what may not be published; 403 for one's own.
 */
export async function answerDispute(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  requireDesk(actor)
  const { outcome, answer } = check(AnswerDispute, input)
  await ctx.tx(async (ctx) => {
    const [row] = await sql.lockDispute(ctx, id)
    if (!row) throw new AppError('conflict', 'scam_dispute_answered')
    if (row.account_id === actor.id) throw forbidden('scam_dispute_own')
    if (outcome === 'published' && !row.public) throw unprocessable('scam_dispute_private')
    await sql.answerDisputeRow(ctx, id, { outcome, answer, answeredBy: actor.id })
    if (outcome === 'withdrawn') await sql.withdrawEvidence(ctx, row.entry_id, null)
    await logAct(ctx, { actorId: actor.id, act: `scam_${outcome}`, targetId: row.account_id })
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(row.contact)) {
      await queueMail(ctx, row.contact, 'scam_answer', 'vi', { answer })
    }
  })
}
