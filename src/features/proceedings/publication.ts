import { createHash } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import {
  isPublished,
  type Session,
  selectAgenda,
  selectBriefingById,
  selectParticipants,
  selectParts,
  selectSeries,
  selectSpeeches,
  selectSteps,
} from '../briefings/index.ts'
import { getSettings } from '../instance/index.ts'
import { type Conclusions, conclusionsOf, eventWhen, linksOf, planState } from '../outcomes/index.ts'
import * as sql from './publication-sql.ts'

/** JSON with sorted keys and without spaces (RFC 8785 for the values that occur here): the same session, the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const person = (ctx: Context, acct: string | null) => (acct ? `${ctx.config.origin}/@${acct}` : null)

/** Who it was held by, when and where, and who was there. */
async function frameOf(ctx: Context, { series, briefing }: Session) {
  const base = `${ctx.config.origin}/giao-ban/${series.slug}`
  const [participants, steps] = await Promise.all([
    selectParticipants(ctx, briefing.id, 2000),
    selectSteps(ctx, briefing.id),
  ])
  return {
    format: 'xom-briefing/1' as const,
    url: `${base}/${briefing.number}`,
    network: ctx.config.domain,
    series: {
      url: base,
      slug: series.slug,
      name: series.name,
      description: series.description,
      cadence_months: series.cadence_months,
      community: series.home ? `${ctx.config.origin}/xom/${series.home}` : null,
    },
    number: briefing.number,
    title: briefing.title,
    purpose: briefing.purpose,
    period: { from: iso(briefing.period_from), to: iso(briefing.period_to) },
    ahead: { from: iso(briefing.period_to), to: iso(briefing.ahead_to) },
    starts_at: iso(briefing.starts_at),
    ends_at: iso(briefing.ends_at),
    place: briefing.place,
    stream_url: briefing.stream_url,
    previous: briefing.previous === null ? null : `${base}/${briefing.previous}`,
    report: briefing.report_id === null ? null : `${base}/${briefing.number}/so-lieu`,
    published_at: iso(briefing.published_at),
    steps: steps.map(({ state, name, note, created_at }) => ({ state, by: name, note, at: iso(created_at) })),
    participants: participants.map((row) => ({
      kind: row.kind,
      name: row.name,
      account: person(ctx, row.acct),
      seat: row.seat,
      role: row.role,
      affiliation: row.affiliation,
      affiliated_from: row.affiliated_from,
      affiliated_to: row.affiliated_to,
      headcount: row.kind === 'unnamed' ? row.headcount : null,
      status: row.status,
    })),
  }
}

/** What was asked, put on the agenda, said and written down. */
async function recordOf(ctx: Context, { series, briefing }: Session) {
  const base = `${ctx.config.origin}/giao-ban/${series.slug}/${briefing.number}`
  const [agenda, speeches, parts, questions] = await Promise.all([
    selectAgenda(ctx, briefing.id),
    selectSpeeches(ctx, briefing.id, 0, 5000),
    selectParts(ctx, briefing.id),
    sql.selectQuestions(ctx, briefing.id),
  ])
  const position = new Map(agenda.map((row, at) => [row.id, at + 1]))
  const at = (itemId: Id | null) => (itemId === null ? null : (position.get(itemId) ?? null))
  return {
    questions: questions.map((row) => ({
      number: row.number,
      kind: row.kind,
      by: row.name,
      account: person(ctx, row.acct),
      anonymous: row.anonymous,
      text: row.text,
      addressed_to: row.addressed_to,
      status: row.status,
      reason: row.reason,
      grouped_into: row.grouped_into,
      answer: row.answer,
      answered_at: iso(row.answered_at),
      votes: { agree: row.agree, disagree: row.disagree, pass: row.pass, apart: row.apart },
      asked_at: iso(row.created_at),
    })),
    agenda: agenda.map((row) => ({
      position: at(row.id),
      title: row.title,
      body: row.body,
      presenter: row.presenter,
      documents: row.documents,
      question: row.question_number,
    })),
    speeches: speeches.map((row) => ({
      number: row.number,
      url: `${base}/bien-ban#loi-${row.number}`,
      agenda_item: at(row.item_id),
      speaker: row.speaker,
      text: row.text,
      said_at: iso(row.said_at),
    })),
    minutes: parts
      .filter((row) => row.body.trim() !== '')
      .map((row) => ({
        agenda_item: at(row.item_id),
        title: row.title,
        revision: row.revision,
        source: row.body,
        html: row.html,
      })),
  }
}

function actionOf(ctx: Context, session: Session, row: Conclusions['actions'][number]) {
  const local = row.evidence_url.startsWith('/') ? ctx.config.origin : ''
  return {
    id: row.id,
    url: `${ctx.config.origin}/giao-ban/${session.series.slug}/viec/${row.number}`,
    number: row.number,
    title: row.title,
    body: row.body,
    solution: row.solution_id,
    owner: row.owner,
    account: person(ctx, row.owner_acct),
    due_on: row.due_on,
    review_on: row.review_on,
    progress: row.progress,
    state: row.state,
    evidence: row.evidence,
    evidence_url: row.evidence_url ? `${local}${row.evidence_url}` : '',
    closed_at: iso(row.closed_at),
    carried_from: row.carried_from,
    updated_at: iso(row.updated_at),
  }
}

/** What it came to, and what was corrected since. */
async function conclusionOf(ctx: Context, session: Session) {
  const [has, { locale }] = await Promise.all([conclusionsOf(ctx, session), getSettings(ctx)])
  const { number } = session.briefing
  return {
    // Of the words that are made here, such as when an event is.
    language: locale,
    findings: has.findings.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: row.text,
      links: linksOf(row, session).map(({ kind, url }) => ({ kind, url: `${ctx.config.origin}${url}` })),
    })),
    solutions: has.solutions.map(({ id, text, finding_id }) => ({ id, text, finding: finding_id })),
    dissents: has.dissents.map((row) => ({
      id: row.id,
      by: row.name,
      account: person(ctx, row.acct),
      finding: row.finding_id,
      solution: row.solution_id,
      text: row.text,
      at: iso(row.created_at),
    })),
    action_items: has.actions.map((row) => actionOf(ctx, session, row)),
    concerns: has.concerns.map((row) => ({
      id: row.id,
      title: row.title,
      body: row.body,
      raised_by: row.raised_by,
      since: row.from_number,
      trend: has.notes
        .filter((note) => note.concern_id === row.id && note.number <= number)
        .map((note) => ({ session: note.number, trend: note.trend, text: note.text })),
    })),
    commitments: has.commitments.map((row) => ({
      id: row.id,
      text: row.text,
      event_title: row.event_title,
      event_when: eventWhen(row, locale),
      plan_title: row.plan_title,
      plan_state: planState(row),
      event: row.event_id && `${ctx.config.origin}/su-kien/${row.event_id}`,
      plan: row.plan_id && `${ctx.config.origin}/do-nong/ke-hoach/${row.plan_id}`,
    })),
    measures: has.measures.map((row) => ({
      id: row.id,
      url: `${ctx.config.origin}/do-nong/bien-phap/${row.id}`,
      kind: row.kind,
      reason: row.reason,
      by: row.by,
      from: iso(row.begins_at),
      planned_to: iso(row.ends_at),
      ended_at: iso(row.ended_at),
      numbers: row.numbers,
      review: row.written_at
        ? { what_happened: row.what_happened, did_it_help: row.did_it_help, what_next: row.what_next }
        : null,
    })),
    corrections: has.corrections.map((row) => ({
      subject: row.subject,
      subject_id: row.subject_id,
      before: row.before,
      note: row.note,
      at: iso(row.created_at),
    })),
  }
}

/** The whole session as it stands now, in the open format `xom-briefing/1` (docs/briefings.md). */
export async function publicationOf(ctx: Context, session: Session) {
  return {
    ...(await frameOf(ctx, session)),
    ...(await recordOf(ctx, session)),
    ...(await conclusionOf(ctx, session)),
  }
}

export type Publication = Awaited<ReturnType<typeof publicationOf>>

/**
 * Job: freezes a published session as its next version; nothing when it reads as the newest one does. Earlier versions stay
 * as they are. Safe to run twice, and in several processes.
 */
export async function freeze(
  ctx: Context,
  { briefingId, note }: { briefingId: Id; note: string },
): Promise<void> {
  await ctx.tx(async (ctx) => {
    await sql.lockBriefing(ctx, briefingId)
    const [briefing] = await selectBriefingById(ctx, briefingId)
    if (!briefing || !isPublished(briefing)) return
    const [series] = await selectSeries(ctx, null, { id: briefing.series_id })
    const body = Buffer.from(canonical(await publicationOf(ctx, { series: series!, briefing })), 'utf8')
    const sha256 = createHash('sha256').update(body).digest('hex')
    const [newest] = await sql.selectVersions(ctx, briefingId)
    if (newest?.sha256 === sha256) return
    await sql.insertVersion(ctx, {
      briefing_id: briefingId,
      version: (newest?.version ?? 0) + 1,
      body,
      sha256,
      note,
    })
  })
}

export interface Frozen extends sql.VersionRow {
  body: Buffer
}

/** A frozen version (the newest without a number); null when nothing is frozen yet, 404 for a version that there is not. */
export async function frozenOf(
  ctx: Context,
  { briefing }: Session,
  version: number | null,
): Promise<Frozen | null> {
  const [row] = await sql.selectBody(ctx, briefing.id, version)
  if (!row && version !== null) throw notFound()
  return row ?? null
}

/** What is published of a session: a frozen version, or (before publication) how it stands. */
export async function readPublication(
  ctx: Context,
  session: Session,
  version: number | null,
): Promise<{ publication: Publication; frozen: Frozen | null }> {
  const frozen = await frozenOf(ctx, session, version)
  const publication = frozen
    ? (JSON.parse(frozen.body.toString('utf8')) as Publication)
    : await publicationOf(ctx, session)
  return { publication, frozen }
}
