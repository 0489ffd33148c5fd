import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import {
  cleanDomain,
  cleanTarget,
  type DomainBlock,
  type IpBlock,
  suffixesOf,
  updateDomainComments,
  updateIpComment,
} from '../blocklists/index.ts'
import { CreateBlock, type CreateDecision, type Measure, type Source, urgencies } from './api.ts'
import { about } from './cases.ts'
import { type CaseRow, lockCase, openCase, selectCase, updateState } from './cases-sql.ts'
import { type RecordOptions, record, reverseRow } from './decide.ts'
import { type DecisionRow, insertLog, selectDecision } from './decisions-sql.ts'
import { covers } from './own-address.ts'
import { requireRequest } from './sources.ts'
import { measuresOf, type Target } from './targets.ts'
import { type Actor, isOperator } from './who.ts'

/** The target as it is listed; 422 for what is none of its kind, and for our own name. */
export function readTarget(ctx: Context, kind: Target['kind'], text: string): Target {
  const value = cleanTarget(kind, text)
  if (value === null) throw invalid({ field: 'target', code: `no_${kind}` })
  const own = cleanDomain(ctx.config.domain)
  if (own && (kind === 'domain' || kind === 'link') && suffixesOf(own).includes(value))
    throw unprocessable('block_own_domain')
  return { kind, value }
}

type Reasons = Pick<CreateDecision, 'measure' | 'ground' | 'cited' | 'facts' | 'category' | 'days'>

export interface NewGate {
  target: Target
  reasons: Reasons
  options?: RecordOptions
  source?: Source
  requestId?: Id | null
  fromCaseId?: Id | null
}

/**
 * Keeps something out: a case of its own, decided at once, in one transaction. Operators only (403). 409 `block_exists`
 * for what is listed already, 422 for a measure of another kind or without reasons.
 */
export async function closeOff(ctx: Context, actor: Actor, gate: NewGate): Promise<DecisionRow> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const { target, reasons } = gate
  if (!measuresOf(target.kind).includes(reasons.measure)) throw unprocessable('case_wrong_measure')
  const requestId = await requireRequest(ctx, gate.source ?? 'own', gate.requestId ?? null)
  return ctx.tx(async (ctx) => {
    const row = await ownCase(ctx, actor, gate, requestId)
    const body = { notice: '', automated_detection: false, ...reasons }
    const decision = await record(ctx, actor, row, body, gate.options)
    await updateState(ctx, row.id, 'decided')
    return decision
  })
}

async function ownCase(ctx: Context, actor: Actor, gate: NewGate, requestId: Id | null): Promise<CaseRow> {
  const category = gate.reasons.category ?? 'other'
  const { id, fresh } = await openCase(ctx, {
    subject: `${gate.target.kind}:${gate.target.value}`,
    communityId: null,
    accountId: null,
    statusId: null,
    category,
    urgency: urgencies[category],
    source: gate.source ?? 'own',
    requestId,
    answersId: null,
    content: {},
  })
  const [row] = await selectCase(ctx, id)
  if (!row) throw notFound()
  if (fresh) {
    const detail: Record<string, string> = { target: row.subject }
    if (gate.fromCaseId) detail['from'] = gate.fromCaseId
    await insertLog(ctx, { actorId: actor.id, act: 'open', ...about(row), detail })
  }
  return row
}

/** The same from a form or our API; `address` is where the operator sits, so that she does not shut herself out. */
export async function block(
  ctx: Context,
  actor: Actor,
  input: unknown,
  address: string,
): Promise<DecisionRow> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const body = check(CreateBlock, input)
  const { reject_media, reject_reports, obfuscate, private_comment, public_comment } = body
  const target = readTarget(ctx, body.kind, body.target)
  refuseOwn(body.measure === 'ip_access' && target.kind === 'ip' && covers(target.value, address))
  return closeOff(ctx, actor, {
    target,
    reasons: body,
    options: {
      reject_media,
      reject_reports,
      obfuscate,
      private_comment,
      public_comment,
      comment: private_comment,
    },
    source: body.source,
    requestId: body.request_id ?? null,
    fromCaseId: body.from_case_id ?? null,
  })
}

/** The decision behind a row of a list and its case, locked. */
async function behind(ctx: Context, decisionId: Id): Promise<{ old: DecisionRow; row: CaseRow }> {
  const [old] = await selectDecision(ctx, decisionId)
  if (!old) throw notFound()
  await lockCase(ctx, old.case_id)
  const [row] = await selectCase(ctx, old.case_id)
  if (!row) throw notFound()
  return { old, row }
}

/** Takes a block off its list: a reversal on record. Operators only. */
export async function reopenGate(ctx: Context, actor: Actor, decisionId: Id, facts: string): Promise<void> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  await ctx.tx(async (ctx) => {
    const { old, row } = await behind(ctx, decisionId)
    await reverseRow(ctx, actor, row, old, facts)
  })
}

/** The same target under another measure: the old decision is taken back, a new one takes its place on the list. */
async function replace(
  ctx: Context,
  actor: Actor,
  decisionId: Id,
  reasons: { measure: Measure; facts: string | null; gone: string },
  options: RecordOptions,
): Promise<void> {
  const { old, row } = await behind(ctx, decisionId)
  await reverseRow(ctx, actor, row, old, reasons.gone)
  const { ground, cited, category } = old
  const facts = reasons.facts ?? old.facts
  const body = { measure: reasons.measure, ground, cited, category, facts, days: null, notice: '' }
  await record(ctx, actor, row, { ...body, automated_detection: false }, { endsAt: old.ends_at, ...options })
}

type DomainChange = Partial<Omit<DomainBlock, 'id' | 'domain' | 'decision_id' | 'created_at'>>

/** PUT of the admin API. Comments alone are corrected in place; everything else is decided anew. Operators only. */
export async function changeDomain(
  ctx: Context,
  actor: Actor,
  before: DomainBlock,
  change: DomainChange & { measure: Measure; gone: string },
): Promise<void> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const after = { ...before, ...change }
  const decided = ['severity', 'reject_media', 'reject_reports', 'obfuscate'] as const
  await ctx.tx(async (ctx) => {
    if (decided.some((name) => after[name] !== before[name])) {
      const facts = change.public_comment || null
      const { reject_media, reject_reports, obfuscate, private_comment, public_comment, id } = after
      const options = { reject_media, reject_reports, obfuscate, private_comment, public_comment, id }
      const reasons = { measure: change.measure, facts, gone: change.gone }
      return replace(ctx, actor, before.decision_id, reasons, options)
    }
    const { private_comment, public_comment } = after
    await updateDomainComments(ctx, before.id, { private_comment, public_comment })
    await logComment(ctx, actor, before.decision_id)
  })
}

export async function changeRange(
  ctx: Context,
  actor: Actor,
  before: IpBlock,
  change: {
    measure: Measure
    severity: IpBlock['severity']
    comment: string
    endsAt: Date | null
    gone: string
  },
): Promise<void> {
  if (!isOperator(actor)) throw forbidden('case_needs_operator')
  const same =
    change.severity === before.severity && change.endsAt?.getTime() === before.expires_at?.getTime()
  await ctx.tx(async (ctx) => {
    if (!same) {
      const reasons = { measure: change.measure, facts: change.comment || null, gone: change.gone }
      const { comment, endsAt } = change
      return replace(ctx, actor, before.decision_id, reasons, { comment, endsAt, id: before.id })
    }
    await updateIpComment(ctx, before.id, change.comment)
    await logComment(ctx, actor, before.decision_id)
  })
}

async function logComment(ctx: Context, actor: Actor, decisionId: Id): Promise<void> {
  const { row } = await behind(ctx, decisionId)
  await insertLog(ctx, { actorId: actor.id, act: 'comment', decisionId, ...about(row) })
}

/** Nobody shuts the door on herself by mistake. */
export function refuseOwn(covers: boolean): void {
  if (covers) throw new AppError('unprocessable', 'block_own_address')
}
