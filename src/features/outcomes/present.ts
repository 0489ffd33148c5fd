import type { Context, Id } from '../../context.ts'
import type { Locale } from '../../ui/i18n/index.ts'
import { presentAccounts } from '../accounts/index.ts'
import type { Session } from '../briefings/index.ts'
import { whenWords } from '../events/index.ts'
import { getSettings } from '../instance/index.ts'
import type { ActionItem, ActionUpdate, Commitment, Concern, Dissent, Finding, Solution } from './api.ts'
import { eventPath, linksOf, planPath } from './links.ts'
import type * as read from './read-sql.ts'
import { selectConcernNotes } from './read-sql.ts'

/** Addresses in the API are whole. */
const whole = (ctx: Context, path: string): string => `${ctx.config.origin}${path}`

export const actionPath = ({ series_slug, number }: read.ActionRow): string =>
  `/giao-ban/${series_slug}/viec/${number}`

export const presentFindings = (ctx: Context, session: Session, rows: read.FindingRow[]): Finding[] =>
  rows.map((row) => ({
    id: row.id,
    briefing_id: row.briefing_id,
    kind: row.kind,
    text: row.text,
    links: linksOf(row, session).map((link) => ({ ...link, url: whole(ctx, link.url) })),
  }))

export const presentSolutions = (rows: read.SolutionRow[]): Solution[] => rows.map((row) => ({ ...row }))

const idsOf = (ids: (Id | null)[]): Id[] => ids.filter((id) => id !== null)

export async function presentDissents(ctx: Context, rows: read.DissentRow[]): Promise<Dissent[]> {
  const accounts = await presentAccounts(ctx, idsOf(rows.map((row) => row.account_id)))
  return rows.map(({ account_id, acct: _, created_at, ...row }) => ({
    ...row,
    account: (account_id && accounts.get(account_id)) || null,
    created_at: created_at.toISOString(),
  }))
}

export async function presentActions(ctx: Context, rows: read.ActionRow[]): Promise<ActionItem[]> {
  const accounts = await presentAccounts(ctx, idsOf(rows.map((row) => row.owner_id)))
  return rows.map((row) => ({
    id: row.id,
    url: whole(ctx, actionPath(row)),
    series_id: row.series_id,
    briefing_id: row.briefing_id,
    briefing_number: row.from_number,
    number: row.number,
    title: row.title,
    body: row.body,
    solution_id: row.solution_id,
    owner: row.owner,
    owner_account: (row.owner_id && accounts.get(row.owner_id)) || null,
    due_on: row.due_on,
    review_on: row.review_on,
    progress: row.progress,
    state: row.state,
    overdue: row.overdue,
    evidence: row.evidence,
    evidence_url: row.evidence_url.startsWith('/') ? whole(ctx, row.evidence_url) : row.evidence_url,
    closed_at: row.closed_at?.toISOString() ?? null,
    carried_from: row.carried_from,
    carried_on: row.carried_on,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }))
}

export async function presentUpdates(ctx: Context, rows: read.UpdateRow[]): Promise<ActionUpdate[]> {
  const accounts = await presentAccounts(ctx, idsOf(rows.map((row) => row.account_id)))
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    progress: row.progress,
    account: (row.account_id && accounts.get(row.account_id)) || null,
    created_at: row.created_at.toISOString(),
  }))
}

/** Each with how it stood at every session, oldest first. */
export async function presentConcerns(ctx: Context, rows: read.ConcernRow[]): Promise<Concern[]> {
  const notes =
    rows.length === 0
      ? []
      : await selectConcernNotes(
          ctx,
          rows.map(({ id }) => id),
        )
  return rows.map((row) => ({
    id: row.id,
    series_id: row.series_id,
    briefing_id: row.briefing_id,
    title: row.title,
    body: row.body,
    raised_by: row.raised_by,
    closed_at: row.closed_at?.toISOString() ?? null,
    closed_note: row.closed_note,
    notes: notes
      .filter((note) => note.concern_id === row.id)
      .map((note) => ({
        briefing_number: note.number,
        trend: note.trend,
        text: note.text,
        created_at: note.created_at.toISOString(),
      })),
  }))
}

/** When the event of a commitment takes place, in words; null without an event that readers may read. */
export const eventWhen = (row: read.CommitmentRow, locale: Locale): string | null =>
  row.starts_at && row.start_precision
    ? whenWords({ ...row, starts_at: row.starts_at, start_precision: row.start_precision }, locale)
    : null

export const planState = (row: read.CommitmentRow): 'open' | 'closed' | null =>
  row.plan_title === null ? null : row.plan_closed ? 'closed' : 'open'

export const presentCommitments = async (ctx: Context, rows: read.CommitmentRow[]): Promise<Commitment[]> => {
  const { locale } = await getSettings(ctx)
  return rows.map((row) => ({
    id: row.id,
    briefing_id: row.briefing_id,
    text: row.text,
    event_id: row.event_id,
    event_title: row.event_title,
    event_url: row.event_id ? whole(ctx, eventPath(row.event_id)) : null,
    event_when: eventWhen(row, locale),
    plan_id: row.plan_id,
    plan_title: row.plan_title,
    plan_state: planState(row),
    plan_url: row.plan_id ? whole(ctx, planPath(row.plan_id)) : null,
  }))
}
