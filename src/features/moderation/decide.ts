import type { Context, Id } from '../../context.ts'
import { AppError, notFound, unprocessable } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import { DAY_MS } from '../../lib/time.ts'
import { t } from '../../ui/i18n/index.ts'
import { queueMail } from '../auth/index.ts'
import { getSettings } from '../instance/index.ts'
import { tellDecision, tellReporters } from '../notifications/index.ts'
import { CreateDecision, statusMeasures } from './api.ts'
import { about } from './cases.ts'
import { type CaseRow, lockCase, updateState } from './cases-sql.ts'
import * as sql from './decisions-sql.ts'
import { endEffect, takeEffect } from './effects.ts'
import type { GateOptions } from './gate-effects.ts'
import { contentTypes, publicTarget, targetOf } from './targets.ts'
import { type Actor, disclosureOf, getCase, requireNoConflict, requirePower } from './who.ts'

/**
 * Decides a case: effect, statement of reasons, notification, log and the state of the case are one transaction. 403 for
 * a moderator who is concerned, a reporter or a party; 422 for a measure without what it needs.
 */
export async function decide(
  ctx: Context,
  actor: Actor,
  caseId: Id,
  input: unknown,
): Promise<sql.DecisionRow> {
  const body = check(CreateDecision, input)
  const first = await getCase(ctx, actor, caseId)
  await requireNoConflict(ctx, actor, first)
  await requirePower(ctx, actor, first, body.measure)
  return ctx.tx(async (ctx) => {
    await lockCase(ctx, caseId)
    const row = await getCase(ctx, actor, caseId)
    // Two moderators who press at once: the second one sees that it is done.
    if (row.state !== 'open' && row.state !== 'assessing') throw new AppError('conflict', 'case_decided')
    const decision = await record(ctx, actor, row, body)
    await updateState(ctx, caseId, 'decided')
    await tellReporters(ctx, caseId, decision.id)
    return decision
  })
}

/** The same decision on several cases; each has its own statement. All or none. At most 50. */
export async function decideMany(ctx: Context, actor: Actor, caseIds: Id[], input: unknown): Promise<number> {
  const ids = [...new Set(caseIds)]
  if (ids.length === 0 || ids.length > 50) throw unprocessable('case_choose_some')
  await ctx.tx(async (ctx) => {
    for (const id of ids) await decide(ctx, actor, id, input)
  })
  return ids.length
}

/** What was decided about: of which kind, in which language, from when, and what it is called. */
async function contentOf(ctx: Context, row: CaseRow, options: RecordOptions) {
  const target = targetOf(row.subject)
  const named = {
    target: target ? row.subject : null,
    target_public: target ? publicTarget(target, options.obfuscate ?? false) : null,
  }
  if (row.status_id === null) {
    const content_type = target ? contentTypes[target.kind] : row.of_community ? 'community' : 'account'
    return { ...named, content_type, content_language: null, content_created_at: null }
  }
  const [status] = await ctx.db<{ language: string | null; created_at: Date }[]>`
    select language, created_at from statuses where id = ${row.status_id}`
  return {
    ...named,
    content_type: row.content.media?.[0]?.type ?? 'text',
    content_language: status?.language ?? null,
    content_created_at: status?.created_at ?? (row.content.at ? new Date(row.content.at) : null),
  }
}

function requireReasons(body: CreateDecision): void {
  if (body.measure === 'none') return
  if (body.ground === 'none') throw unprocessable('decision_needs_ground')
  if (body.cited === '') throw unprocessable('decision_needs_cited')
  if (body.facts === '') throw unprocessable('decision_needs_facts')
}

/** For those who decide by another door than the desk: what a block says more, an end to the second, and which one it replaces. */
export type RecordOptions = GateOptions & { endsAt?: Date | null; replaces?: Id }

function endOf(ctx: Context, body: CreateDecision, options: RecordOptions): Date | null {
  if (body.measure === 'none' || body.measure === 'warn') return null
  if (options.endsAt !== undefined) return options.endsAt
  return body.days === null ? null : new Date(ctx.clock().getTime() + body.days * DAY_MS)
}

/** One decision of a case, inside its transaction: its statement, its effect, and the news of it. */
export async function record(
  ctx: Context,
  actor: Actor,
  row: CaseRow,
  body: CreateDecision,
  options: RecordOptions = {},
): Promise<sql.DecisionRow> {
  requireReasons(body)
  const restrictive = body.measure !== 'none'
  const people = await concerned(ctx, row)
  const locale = people[0]?.locale ?? (await getSettings(ctx)).locale
  const now = ctx.clock()
  const key = randomToken(18)
  const conflict = await disclosureOf(ctx, actor, row)
  const decision = await sql.insertDecision(ctx, {
    public_id: randomToken(9),
    key_hash: hashToken(key),
    case_id: row.id,
    community_id: row.community_id,
    account_id: row.account_id,
    status_id: row.status_id,
    decided_by: actor.id,
    measure: body.measure,
    ground: restrictive ? body.ground : 'none',
    cited: body.cited,
    category: body.category ?? row.category,
    ...(await contentOf(ctx, row, options)),
    facts: body.facts,
    source: row.source,
    automated_detection: body.automated_detection || row.automated,
    automated_decision: 'no',
    locale,
    told_at: restrictive && people.length > 0 ? now : null,
    created_at: now,
    ends_at: endOf(ctx, body, options),
    reverses_id: null,
    replaces_id: options.replaces ?? null,
    conflict,
    authority_request_id: row.authority_request_id,
  })
  await takeEffect(ctx, decision, body.notice || standardNotice(locale, body.measure), options)
  if (decision.ends_at)
    await ctx.enqueue('moderation.end', { decisionId: decision.id }, { runAt: decision.ends_at })
  if (decision.told_at) await tell(ctx, row, decision, people, key)
  await sql.insertLog(ctx, {
    actorId: actor.id,
    act: 'decide',
    decisionId: decision.id,
    ...about(row),
    detail: { measure: body.measure, days: body.days, ...namesOf(decision) },
  })
  return decision
}

/** What the log says more of a decision: on what, and the moderator's part. */
const namesOf = (row: sql.DecisionRow): Record<string, string> => ({
  ...(row.target ? { target: row.target } : {}),
  ...(row.conflict ? { conflict: row.conflict } : {}),
})

/** What stands beside a hidden or labelled post when the moderator wrote nothing. */
const standardNotice = (locale: 'vi' | 'en', measure: string): string =>
  measure === 'hide' || measure === 'label' ? t(locale, `moderation.notice.${measure}`) : ''

/** Who is to be told and has an address here: the person concerned, or those who run the community concerned. */
async function concerned(ctx: Context, row: CaseRow): Promise<sql.Told[]> {
  if (row.account_id === null) return []
  return row.of_community ? sql.selectRunning(ctx, row.account_id) : sql.selectToTell(ctx, row.account_id)
}

/** They hear at the time of effect: a notification, and a letter whose link opens without signing in. */
async function tell(
  ctx: Context,
  row: CaseRow,
  decision: sql.DecisionRow,
  people: sql.Told[],
  key: string,
): Promise<void> {
  const [room] = row.of_community && row.account_id ? await sql.selectPerson(ctx, row.account_id) : []
  for (const { id, email, username, locale } of people) {
    await tellDecision(ctx, id, decision.id)
    await queueMail(ctx, email, room ? 'room_decision' : 'decision', locale, {
      handle: username,
      room: room?.username ?? '',
      measure: t(locale, `moderation.measure.${decision.measure}`),
      link: `${ctx.config.origin}/ly-do/${decision.public_id}?key=${key}`,
    })
  }
}

/**
 * Takes a decision back, on record: a new one that names the old one, whose effect ends. Anybody who may handle the case
 * and has no conflict may; also the one who decided (a self-correction). 422 for one that is over.
 */
export async function reverse(
  ctx: Context,
  actor: Actor,
  decisionId: Id,
  facts: string,
): Promise<sql.DecisionRow> {
  const [old] = await sql.selectDecision(ctx, decisionId)
  if (!old) throw notFound()
  const row = await getCase(ctx, actor, old.case_id)
  await requireNoConflict(ctx, actor, row)
  if (old.measure === 'none' || old.measure === 'reversal') throw unprocessable('decision_not_reversible')
  await requirePower(ctx, actor, row, old.measure)
  return ctx.tx((ctx) => reverseRow(ctx, actor, row, old, facts))
}

/** Inside the caller's transaction, who has decided that this may be. */
export async function reverseRow(
  ctx: Context,
  actor: Actor,
  row: CaseRow,
  old: sql.DecisionRow,
  facts: string,
): Promise<sql.DecisionRow> {
  if (!(await sql.endDecision(ctx, old.id))) throw unprocessable('decision_over')
  const { id: _, ended_at: __, ...kept } = old
  const now = ctx.clock()
  const key = randomToken(18)
  const decision = await sql.insertDecision(ctx, {
    ...kept,
    public_id: randomToken(9),
    key_hash: hashToken(key),
    decided_by: actor.id,
    measure: 'reversal',
    facts,
    told_at: old.told_at ? now : null,
    created_at: now,
    ends_at: null,
    reverses_id: old.id,
    replaces_id: null,
    conflict: await disclosureOf(ctx, actor, row),
  })
  await endEffect(ctx, old, actor.id)
  if (decision.told_at) await tell(ctx, row, decision, await concerned(ctx, row), key)
  await sql.insertLog(ctx, {
    actorId: actor.id,
    act: 'reverse',
    decisionId: decision.id,
    ...about(row),
    detail: { measure: old.measure, ...namesOf(decision) },
  })
  return decision
}

/** Job: a decision's end date has come. May run twice, early (a job of an older date) or late. */
export async function endOnTime(ctx: Context, { decisionId }: { decisionId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    const [row] = await sql.selectDecision(ctx, decisionId)
    if (!row?.ends_at || row.ends_at > ctx.clock() || !(await sql.endDecision(ctx, decisionId))) return
    await endEffect(ctx, row, null)
    await sql.insertLog(ctx, {
      actorId: null,
      act: 'end',
      caseId: row.case_id,
      decisionId,
      targetId: row.account_id,
      communityId: row.community_id,
      detail: { measure: row.measure },
    })
  })
}

/** What the desk needs to know before it offers a measure. */
export const needsStatus = (measure: string): boolean =>
  (statusMeasures as readonly string[]).includes(measure)
