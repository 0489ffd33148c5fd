import type { Context, Id } from '../../context.ts'
import { type Account, presentAccounts } from '../accounts/index.ts'
import type {
  AgendaItem,
  Briefing,
  BriefingSeries,
  Correction,
  MinutesPart,
  Participant,
  Speech,
} from './api.ts'
import {
  type AgendaRow,
  type BriefingRow,
  type CorrectionRow,
  type ParticipantRow,
  type PartRow,
  type SeriesRow,
  type SpeechRow,
  selectRolesOf,
} from './read-sql.ts'
import type { Session } from './standing.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** In the order given. */
export async function presentSeries(ctx: Context, series: SeriesRow[]): Promise<BriefingSeries[]> {
  const roles = await selectRolesOf(
    ctx,
    series.map(({ id }) => id),
  )
  const accounts = await presentAccounts(
    ctx,
    roles.map((row) => row.account_id),
  )
  const of = (seriesId: Id, role: string): Account[] =>
    roles.flatMap((row) =>
      row.series_id === seriesId && row.role === role ? (accounts.get(row.account_id) ?? []) : [],
    )
  return series.map((row) => ({
    id: row.id,
    url: `${ctx.config.origin}/giao-ban/${row.slug}`,
    slug: row.slug,
    name: row.name,
    description: row.description,
    cadence_months: row.cadence_months,
    community_id: row.community_id,
    archived_at: iso(row.archived_at),
    chairs: of(row.id, 'chair'),
    secretaries: of(row.id, 'secretary'),
  }))
}

export function presentBriefing(
  ctx: Context,
  series: Pick<SeriesRow, 'slug' | 'name'>,
  row: BriefingRow,
): Briefing {
  const base = `${ctx.config.origin}/giao-ban/${series.slug}`
  return {
    id: row.id,
    url: `${base}/${row.number}`,
    series_id: row.series_id,
    series: series.name,
    number: row.number,
    title: row.title,
    purpose: row.purpose,
    state: row.state,
    period: { from: row.period_from.toISOString(), to: row.period_to.toISOString() },
    ahead: { from: row.period_to.toISOString(), to: row.ahead_to.toISOString() },
    starts_at: iso(row.starts_at),
    ends_at: iso(row.ends_at),
    place: row.place,
    stream_url: row.stream_url,
    questions_until: iso(row.questions_until),
    previous: row.previous ? `${base}/${row.previous}` : null,
    next: row.next ? `${base}/${row.next}` : null,
    report_id: row.report_id,
    current_item_id: row.current_item_id,
    published_at: iso(row.published_at),
    corrections: row.corrections,
  }
}

export async function presentParticipants(ctx: Context, rows: ParticipantRow[]): Promise<Participant[]> {
  const accounts = await presentAccounts(
    ctx,
    rows.flatMap((row) => row.account_id ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    account: (row.account_id && accounts.get(row.account_id)) || null,
    address: row.address,
    name: row.name,
    seat: row.seat,
    role: row.role,
    affiliation: row.affiliation,
    affiliated_from: row.affiliated_from,
    affiliated_to: row.affiliated_to,
    headcount: row.headcount,
    status: row.status,
  }))
}

export const presentItem = (row: AgendaRow): AgendaItem => ({
  id: row.id,
  position: row.position,
  title: row.title,
  body: row.body,
  presenter: row.presenter,
  minutes_planned: row.minutes_planned,
  documents: row.documents,
  question_number: row.question_number,
  started_at: iso(row.started_at),
  done_at: iso(row.done_at),
})

export const presentSpeech = (ctx: Context, { series, briefing }: Session, row: SpeechRow): Speech => ({
  id: row.id,
  number: row.number,
  url: `${ctx.config.origin}/giao-ban/${series.slug}/${briefing.number}/bien-ban#loi-${row.number}`,
  agenda_item_id: row.item_id,
  speaker: row.speaker,
  text: row.text,
  said_at: iso(row.said_at),
})

export const presentPart = (row: PartRow): MinutesPart => ({
  id: row.id,
  agenda_item_id: row.item_id,
  title: row.title,
  revision: row.revision,
  source: row.body,
  content: row.html,
  updated_at: row.updated_at.toISOString(),
})

export const presentCorrection = (row: CorrectionRow): Correction => ({
  subject: row.subject,
  subject_id: row.subject_id,
  before: row.before,
  note: row.note,
  created_at: row.created_at.toISOString(),
})
