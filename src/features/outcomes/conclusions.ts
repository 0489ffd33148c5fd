import type { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { t } from '../../ui/i18n/index.ts'
import {
  type Actor,
  briefingById,
  type CorrectedSubject,
  isPublished,
  line,
  mayRun,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  selectSeatOf,
  touch,
} from '../briefings/index.ts'
import { getSettings } from '../instance/index.ts'
import * as api from './api.ts'
import { linksOf, readAddress, readGrounds } from './links.ts'
import * as read from './read-sql.ts'
import * as sql from './sql.ts'

/** Letters of a statement, and how many of each part a session holds. */
export const TEXT_LIMIT = 2000
const mostOfPart = 200

/** Several lines that must not be empty. Throws 422 on `field`. */
export function words(text: string, field: string, limit = TEXT_LIMIT): string {
  const cleaned = paragraph(text, field, limit)
  if (cleaned === '') throw invalid({ field, code: 'blank' })
  return cleaned
}

export async function requireRoom(ctx: Context, table: read.Table, briefingId: Id): Promise<void> {
  const [counts] = await read.countParts(ctx, briefingId)
  if (counts![table] >= mostOfPart)
    throw new AppError('unprocessable', 'outcome_full', { params: { limit: mostOfPart } })
}

/** What stands in a published session is corrected, never taken away. */
export function requireUnpublished(session: Session): void {
  if (isPublished(session.briefing)) throw new AppError('unprocessable', 'outcome_published')
}

export const one = <T extends { id: Id }>(rows: T[], id: Id): T => {
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw notFound()
  return row
}

interface Change {
  subject: CorrectedSubject
  subjectId: Id
  before: string
  note: string | undefined
}

/** Writes, and keeps what a published session said before. */
async function write<T>(
  ctx: Context,
  actor: Actor,
  session: Session,
  work: (ctx: Context) => Promise<{ result: T; change: Change }>,
): Promise<T> {
  return ctx.tx(async (ctx) => {
    const { result, change } = await work(ctx)
    await recordChange(ctx, actor, session.briefing, change)
    await touch(ctx, session.briefing.id)
    return result
  })
}

/** Beforehand, so that a missing note is told with everything else, before anything is looked up. */
function requireNote(session: Session, note: string | undefined): void {
  if (isPublished(session.briefing)) line(note ?? '', 'correction', 500)
}

type Input<S extends z.ZodType> = z.output<S>

const findingText = (row: read.FindingRow, session: Session): string =>
  [row.text, ...linksOf(row, session).map(({ url }) => url)].join('\n')

/** Adds a strength or a limit (`id` null), or changes one. 403 for all but the session's chairs and secretary. */
export async function saveFinding(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given: Input<typeof api.SaveFinding> = check(api.SaveFinding, input)
  const text = words(given.text, 'text')
  const row = { kind: given.kind, text, ...(await readGrounds(ctx, session, given.links)) }
  requireNote(session, given.correction)
  return write(ctx, actor, session, async (ctx) => {
    const old = id ? one(await read.selectFindings(ctx, briefingId), id) : null
    if (old) await sql.updateFinding(ctx, old.id, row)
    else await requireRoom(ctx, 'findings', briefingId)
    const subjectId = old?.id ?? (await sql.insertFinding(ctx, briefingId, actor.id, row))
    const before = old ? findingText(old, session) : ''
    return { result: subjectId, change: { subject: 'finding', subjectId, before, note: given.correction } }
  })
}

/** Adds a solution, or changes one. */
export async function saveSolution(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(api.SaveSolution, input)
  const row = { text: words(given.text, 'text'), finding_id: given.finding_id ?? null }
  requireNote(session, given.correction)
  if (row.finding_id) {
    const findings = await read.selectFindings(ctx, briefingId)
    if (!findings.some((finding) => finding.id === row.finding_id))
      throw invalid({ field: 'finding_id', code: 'inclusion' })
  }
  return write(ctx, actor, session, async (ctx) => {
    const old = id ? one(await read.selectSolutions(ctx, briefingId), id) : null
    if (old) await sql.updateSolution(ctx, old.id, row)
    else await requireRoom(ctx, 'solutions', briefingId)
    const subjectId = old?.id ?? (await sql.insertSolution(ctx, briefingId, actor.id, row))
    return {
      result: subjectId,
      change: { subject: 'solution', subjectId, before: old?.text ?? '', note: given.correction },
    }
  })
}

/** Adds a commitment for the period ahead, or changes one. */
export async function saveCommitment(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(api.SaveCommitment, input)
  const row = {
    text: words(given.text, 'text'),
    event_id: readAddress(ctx, given.event, 'event'),
    plan_id: readAddress(ctx, given.plan, 'plan'),
  }
  if (row.event_id && (await read.selectEvent(ctx, session.series.id, row.event_id)).length === 0)
    throw invalid({ field: 'event', code: 'not_event', params: { text: given.event.slice(0, 80) } })
  if (row.plan_id && (await read.selectPlan(ctx, session.series.id, row.plan_id)).length === 0)
    throw invalid({ field: 'plan', code: 'not_plan', params: { text: given.plan.slice(0, 80) } })
  requireNote(session, given.correction)
  return write(ctx, actor, session, async (ctx) => {
    const old = id ? one(await read.selectCommitments(ctx, briefingId), id) : null
    if (old) await sql.updateCommitment(ctx, old.id, row)
    else await requireRoom(ctx, 'commitments', briefingId)
    const subjectId = old?.id ?? (await sql.insertCommitment(ctx, briefingId, actor.id, row))
    return {
      result: subjectId,
      change: { subject: 'commitment', subjectId, before: old?.text ?? '', note: given.correction },
    }
  })
}

/** Whether she may say that she sees it otherwise: she has a seat with this account, or leads or writes up the session. */
export async function mayDissent(ctx: Context, viewer: Actor | null, session: Session): Promise<boolean> {
  if (!viewer || session.series.archived_at) return false
  if (mayRun(session.series)) return true
  const [seat] = await selectSeatOf(ctx, session.briefing.id, viewer.id)
  return seat !== undefined && seat.status !== 'declined'
}

function readAbout(about: string): { finding_id: Id | null; solution_id: Id | null } {
  const [, kind, id] = /^(finding|solution):(\d{1,19})$/.exec(about.trim()) ?? []
  if (!id && about.trim() !== '') throw invalid({ field: 'about', code: 'inclusion' })
  return { finding_id: kind === 'finding' ? id! : null, solution_id: kind === 'solution' ? id! : null }
}

/** After publication it is kept as what it stands beside: a finding, a solution or the session. */
const subjectOf = (session: Session, row: { finding_id: Id | null; solution_id: Id | null }) =>
  row.finding_id
    ? ({ subject: 'finding', subjectId: row.finding_id } as const)
    : row.solution_id
      ? ({ subject: 'solution', subjectId: row.solution_id } as const)
      : ({ subject: 'briefing', subjectId: session.briefing.id } as const)

async function requireAbout(ctx: Context, briefingId: Id, row: ReturnType<typeof readAbout>): Promise<void> {
  const rows = row.finding_id
    ? await read.selectFindings(ctx, briefingId)
    : row.solution_id
      ? await read.selectSolutions(ctx, briefingId)
      : null
  if (rows && !rows.some(({ id }) => id === (row.finding_id ?? row.solution_id)))
    throw invalid({ field: 'about', code: 'inclusion' })
}

/**
 * Somebody who took part says that she sees it otherwise, beside a finding, a solution or the whole. Chairs and the secretary
 * write it down for one without an account (`name`). She alone changes her own. 403 for whoever has no seat.
 */
export async function saveDissent(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await briefingById(ctx, actor, briefingId)
  if (!(await mayDissent(ctx, actor, session))) throw forbidden('outcome_needs_seat')
  const given = check(api.SaveDissent, input)
  const name = mayRun(session.series) ? optionalLine(given.name, 'name', 200) : ''
  const row = { ...readAbout(given.about), name, text: words(given.text, 'text') }
  await requireAbout(ctx, briefingId, row)
  // A new one is nobody's correction: that it came later is all that there is to say.
  const note = id ? given.correction : t((await getSettings(ctx)).locale, 'outcomes.dissent_late')
  requireNote(session, note)
  return write(ctx, actor, session, async (ctx) => {
    const old = id ? one(await read.selectDissents(ctx, briefingId), id) : null
    if (old && old.account_id !== actor.id && !(old.account_id === null && mayRun(session.series)))
      throw forbidden('outcome_not_yours')
    if (old) await sql.updateDissent(ctx, old.id, { ...row, name: old.account_id ? '' : name || old.name })
    else await requireRoom(ctx, 'dissents', briefingId)
    const account_id = name === '' ? actor.id : null
    const result = old?.id ?? (await sql.insertDissent(ctx, briefingId, { ...row, account_id }))
    return { result, change: { ...subjectOf(session, row), before: old?.text ?? '', note } }
  })
}

type Removable = 'finding' | 'solution' | 'commitment' | 'dissent'

/** Takes away what is not published yet; afterwards 422. Dissent: by whoever said it alone. */
export async function removeConclusion(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  part: Removable,
  id: Id,
): Promise<void> {
  const session =
    part === 'dissent'
      ? await briefingById(ctx, actor, briefingId)
      : await requireRunner(ctx, actor, briefingId)
  requireUnpublished(session)
  await ctx.tx(async (ctx) => {
    if (part === 'finding') {
      await sql.deleteFinding(ctx, one(await read.selectFindings(ctx, briefingId), id).id)
    } else if (part === 'solution') {
      await sql.deleteSolution(ctx, one(await read.selectSolutions(ctx, briefingId), id).id)
    } else if (part === 'commitment') {
      await sql.deleteCommitment(ctx, one(await read.selectCommitments(ctx, briefingId), id).id)
    } else {
      const row = one(await read.selectDissents(ctx, briefingId), id)
      const hers = row.account_id === actor.id || (row.account_id === null && mayRun(session.series))
      if (!hers) throw forbidden('outcome_not_yours')
      await sql.deleteDissent(ctx, row.id)
    }
    await touch(ctx, briefingId)
  })
}
