import type { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError, forbidden, invalid, notFound } from '../../errors.ts'
import { check } from '../../http/body.ts'
import { isId } from '../../lib/ids.ts'
import { vietnamDayRange } from '../../lib/time.ts'
import { t } from '../../ui/i18n/index.ts'
import { findByAcct } from '../accounts/index.ts'
import {
  type Actor,
  briefingById,
  getSeries,
  getSeriesById,
  isPublished,
  line,
  mayRun,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  type Session,
  selectParticipants,
  touch,
} from '../briefings/index.ts'
import { getSettings } from '../instance/index.ts'
import { CloseAction, DropAction, ReopenAction, SaveAction, SaveUpdate } from './api.ts'
import { requireRoom, requireUnpublished, words } from './conclusions.ts'
import { ownPath } from './links.ts'
import * as read from './read-sql.ts'
import * as sql from './sql.ts'

type Series = Session['series']

/** A Vietnamese day as `2026-05-31` or `31/5/2026`; null for none. 422 on `field` for what is no day. */
export function readDay(text: string, field: string): string | null {
  const typed = text.trim()
  if (typed === '') return null
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? []
  const day = d ? `${y}-${m!.padStart(2, '0')}-${d.padStart(2, '0')}` : typed
  if (vietnamDayRange(day) === null) throw invalid({ field, code: 'not_a_date' })
  return day
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The one participant of this name who has an account here, or whose handle it is; null when it is only a name. */
async function knownAs(ctx: Context, session: Session, name: string): Promise<string | null> {
  const people = await selectParticipants(ctx, session.briefing.id)
  const named = people.filter((row) => row.account_id !== null && folded(row.name) === folded(name))
  if (named.length === 1) return named[0]!.acct
  return named.length === 0 && /^\w{1,64}$/.test(name) ? name : null
}

/**
 * `@name`: somebody here who may read the series. Without the sign, too, where it is the handle of such a person or the name
 * of a participant with an account; anything else is a name. 422 on `owner` for an `@name` that is not here.
 */
async function readOwner(ctx: Context, session: Session, typed: string) {
  const name = optionalLine(typed, 'owner', 200)
  if (name.startsWith('@')) return readAccount(ctx, session.series, name)
  const only = { owner_id: null, owner_name: name }
  const acct = name === '' ? null : await knownAs(ctx, session, name)
  if (acct === null) return only
  try {
    return await readAccount(ctx, session.series, `@${acct}`)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.status === 422) return only
    throw thrown
  }
}

async function readAccount(ctx: Context, series: Series, name: string) {
  const account = await findByAcct(ctx, name)
  if (
    !account ||
    account.domain ||
    account.suspended_at ||
    account.deleted_at ||
    account.actor_type === 'Group'
  )
    throw invalid({ field: 'owner', code: 'nobody_named', params: { name: name.slice(0, 80) } })
  if (series.community_id) {
    const [row] = await read.selectMayRead(ctx, series.community_id, account.id)
    if (!row?.may) throw invalid({ field: 'owner', code: 'owner_outside', params: { name } })
  }
  return { owner_id: account.id, owner_name: '' }
}

async function readFields(
  ctx: Context,
  session: Session,
  given: z.output<typeof SaveAction>,
  own: Id | null,
) {
  const title = line(given.title, 'title', 300)
  const body = paragraph(given.body, 'body', 5000)
  const owner = await readOwner(ctx, session, given.owner)
  const due_on = readDay(given.due_on, 'due_on')
  const review_on = readDay(given.review_on, 'review_on')
  const solution_id = given.solution_id ?? null
  if (solution_id) {
    const solutions = await read.selectSolutions(ctx, session.briefing.id)
    if (!solutions.some(({ id }) => id === solution_id))
      throw invalid({ field: 'solution_id', code: 'inclusion' })
  }
  const carried = await readCarried(ctx, session.series, given.carried_from, own)
  return { title, body, ...owner, due_on, review_on, solution_id, carried_from: carried?.id ?? null }
}

/** The item that this one goes on from, by its number in the series. 422 on `carried_from` for none such, and for itself. */
async function readCarried(ctx: Context, series: Series, typed: string, own: Id | null) {
  const text = typed.trim().replace(/^#|^.*\/viec\//, '')
  if (text === '') return null
  const row = /^\d{1,6}$/.test(text) ? (await read.selectAction(ctx, series.id, Number(text)))[0] : undefined
  if (!row || row.id === own)
    throw invalid({ field: 'carried_from', code: 'no_such_action', params: { text: text.slice(0, 40) } })
  return row
}

const actionText = (row: read.ActionRow): string =>
  [row.title, row.body, row.owner, row.due_on, row.review_on].filter(Boolean).join('\n')

/**
 * Promises something at a session (`id` null), or changes what was promised. What goes on from an earlier item takes its place:
 * the earlier one is closed with the number of the new one. 403 for all but the session's chairs and secretary.
 */
export async function saveAction(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
  input: unknown,
): Promise<Id> {
  const session = await requireRunner(ctx, actor, briefingId)
  const given = check(SaveAction, input)
  const row = await readFields(ctx, session, given, id)
  if (isPublished(session.briefing)) line(given.correction ?? '', 'correction', 500)
  return ctx.tx(async (ctx) => {
    const old = id ? (await read.selectActionsOf(ctx, briefingId)).find((one) => one.id === id) : null
    if (old === undefined) throw notFound()
    const { carried_from: _, ...fields } = row
    if (old) await sql.updateAction(ctx, old.id, fields)
    else {
      await requireRoom(ctx, 'action_items', briefingId)
      await sql.lockSeries(ctx, session.series.id)
    }
    const subjectId = old?.id ?? (await promise(ctx, actor, session, row))
    const before = old ? actionText(old) : ''
    await recordChange(ctx, actor, session.briefing, {
      subject: 'action',
      subjectId,
      before,
      note: given.correction,
    })
    await touch(ctx, briefingId)
    return subjectId
  })
}

async function promise(ctx: Context, actor: Actor, session: Session, row: sql.ActionFields): Promise<Id> {
  const { id, number } = await sql.insertAction(ctx, session.briefing, actor.id, row)
  if (row.carried_from) {
    const { locale } = await getSettings(ctx)
    const evidence = t(locale, 'outcomes.carried_evidence', { number, briefing: session.briefing.number })
    await sql.closeItem(ctx, row.carried_from, {
      state: 'dropped',
      evidence,
      evidence_url: `/giao-ban/${session.series.slug}/viec/${number}`,
      by: actor.id,
    })
  }
  return id
}

/** Takes away what was promised while the session is not published; afterwards it is dropped, with a reason. */
export async function removeAction(ctx: Context, actor: Actor, briefingId: Id, id: Id): Promise<void> {
  const session = await requireRunner(ctx, actor, briefingId)
  requireUnpublished(session)
  await ctx.tx(async (ctx) => {
    const row = (await read.selectActionsOf(ctx, briefingId)).find((one) => one.id === id)
    if (!row) throw notFound()
    await sql.deleteAction(ctx, row.id)
    // What it went on from is promised again.
    if (row.carried_from) {
      const [before] = await read.selectAction(ctx, row.series_id, row.carried_from)
      if (before) await sql.reopenItem(ctx, before.id)
    }
    await touch(ctx, briefingId)
  })
}

export interface ActionView {
  series: Series
  action: read.ActionRow
  /** Chairs and secretary. */
  runs: boolean
  owns: boolean
}

const viewOfAction = (series: Series, action: read.ActionRow, viewer: Actor | null): ActionView => ({
  series,
  action,
  runs: mayRun(series),
  owns: viewer !== null && action.owner_id === viewer.id && series.archived_at === null,
})

/** The item at `/giao-ban/SLUG/viec/NUMBER` as one reader stands to it; 404, or 403 as the series. */
export async function getAction(
  ctx: Context,
  viewer: Actor | null,
  slug: string,
  number: string,
): Promise<ActionView> {
  const series = await getSeries(ctx, viewer, slug)
  const [row] = /^[1-9]\d{0,8}$/.test(number) ? await read.selectAction(ctx, series.id, Number(number)) : []
  if (!row) throw notFound()
  return viewOfAction(series, row, viewer)
}

export async function getActionById(ctx: Context, viewer: Actor | null, id: Id): Promise<ActionView> {
  const [row] = isId(id) ? await read.selectActionById(ctx, id) : []
  if (!row) throw notFound()
  return viewOfAction(await getSeriesById(ctx, viewer, row.series_id), row, viewer)
}

/** The item, locked, for its owner (or, with `runners`, not for her but) for chairs and the secretary. */
async function forChange(ctx: Context, actor: Actor, id: Id, runners = false): Promise<ActionView> {
  await sql.lockAction(ctx, id)
  const view = await getActionById(ctx, actor, id)
  if (!view.runs && (runners || !view.owns)) throw forbidden('action_not_yours')
  return view
}

const requireOpen = ({ action }: ActionView): void => {
  if (action.state !== 'open') throw new AppError('unprocessable', 'action_closed')
}

/** Says how far it is. No correction, whatever the session's state. By its owner, the chairs and the secretary. */
export async function updateProgress(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<Id> {
  return ctx.tx(async (ctx) => {
    const view = await forChange(ctx, actor, id)
    requireOpen(view)
    const given = check(SaveUpdate, input)
    const row = { text: words(given.text, 'text'), progress: given.progress ?? view.action.progress }
    const updateId = await sql.insertUpdate(ctx, view.action.id, actor.id, row)
    await touch(ctx, view.action.briefing_id)
    return updateId
  })
}

/** An address that stands as evidence: a page of ours or of the web; '' for none. 422 for anything else. */
function readEvidenceUrl(ctx: Context, typed: string): string {
  const text = typed.trim()
  if (text === '' || ownPath(ctx, text)) return text.slice(0, 2048)
  if (text.length > 2048 || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw invalid({ field: 'evidence_url', code: 'not_an_address' })
  return text
}

/** Closes it as done: words that show it, and an address where there is one. 422 without words. */
export async function closeAction(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  await ctx.tx(async (ctx) => {
    const view = await forChange(ctx, actor, id)
    requireOpen(view)
    const given = check(CloseAction, input)
    const evidence = words(given.evidence, 'evidence')
    const evidence_url = readEvidenceUrl(ctx, given.evidence_url)
    await sql.closeItem(ctx, id, { state: 'done', evidence, evidence_url, by: actor.id })
    await touch(ctx, view.action.briefing_id)
  })
}

/** Gives it up, with the reason. The chairs and the secretary alone: nobody lets herself off. */
export async function dropAction(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  await ctx.tx(async (ctx) => {
    const view = await forChange(ctx, actor, id, true)
    requireOpen(view)
    const evidence = words(check(DropAction, input).reason, 'reason')
    await sql.closeItem(ctx, id, { state: 'dropped', evidence, evidence_url: '', by: actor.id })
    await touch(ctx, view.action.briefing_id)
  })
}

/** What was closed wrongly is open again, and stands on the next agenda; how it was closed stays in its updates. */
export async function reopenAction(ctx: Context, actor: Actor, id: Id, input: unknown): Promise<void> {
  await ctx.tx(async (ctx) => {
    const view = await forChange(ctx, actor, id, true)
    const { action } = view
    if (action.state === 'open') throw new AppError('unprocessable', 'action_open')
    const reason = words(check(ReopenAction, input).reason, 'reason', 500)
    await sql.reopenItem(ctx, id)
    const closed = [action.evidence, action.evidence_url].filter(Boolean).join(' ')
    const { locale } = await getSettings(ctx)
    const text = t(locale, `outcomes.reopened_${action.state}`, { reason, closed })
    await sql.insertUpdate(ctx, id, actor.id, { text, progress: Math.min(action.progress, 99) })
    const { briefing } = await briefingById(ctx, actor, action.briefing_id)
    const note = reason.replace(/\s+/g, ' ')
    await recordChange(ctx, actor, briefing, { subject: 'action', subjectId: id, before: closed, note })
    await touch(ctx, action.briefing_id)
  })
}
