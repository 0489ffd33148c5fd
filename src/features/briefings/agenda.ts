import type { Context, Id } from '../../context.ts'
import { conflictOf, invalid, notFound } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { isId } from '../../lib/ids.ts'
import { type AgendaRow, selectAgenda, selectAgendaItem, selectParticipant } from './read-sql.ts'
import * as sql from './sql.ts'
import {
  type Actor,
  isPublished,
  line,
  optionalLine,
  paragraph,
  recordChange,
  requireRunner,
  touch,
} from './standing.ts'

/** Graphemes. */
export const agendaLimits = { title: 200, body: 5000, presenter: 160, documents: 30 }
const most = 100

export interface AgendaInput {
  title: string
  body?: string | undefined
  /** A seat of this session, or a name in words. */
  presenter_id?: Id | null | undefined
  presenter?: string | undefined
  minutes_planned?: number | null | undefined
  documents?: { title: string; url: string }[] | undefined
  /** Number of a question that this item answers. */
  question?: number | null | undefined
  note?: string | undefined
}

/** Lines of a form: `Title | https://...`, or an address alone. Throws 422 for a line without an address. */
export function readDocuments(lines: string): { title: string; url: string }[] {
  return lines
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const at = one.lastIndexOf('|')
      const url = (at < 0 ? one : one.slice(at + 1)).trim()
      return { title: at < 0 ? '' : one.slice(0, at).trim(), url }
    })
}

export const documentLines = (documents: { title: string; url: string }[]): string =>
  documents.map(({ title, url }) => (title ? `${title} | ${url}` : url)).join('\n')

function checkDocuments(documents: { title: string; url: string }[]) {
  if (documents.length > agendaLimits.documents)
    throw invalid({ field: 'documents', code: 'too_many_lines', params: { limit: agendaLimits.documents } })
  return documents.map(({ title, url }) => {
    const parsed = URL.canParse(url) ? new URL(url) : null
    if (!parsed || !/^https?:$/.test(parsed.protocol) || url.length > 2000)
      throw invalid({ field: 'documents', code: 'not_an_address' })
    return { title: optionalLine(title, 'documents', 200), url: parsed.href }
  })
}

async function questionOf(
  ctx: Context,
  briefingId: Id,
  number: number | null | undefined,
): Promise<Id | null> {
  if (number == null) return null
  const rows = await ctx.db<{ id: Id }[]>`
    select id from briefing_questions where briefing_id = ${briefingId} and number = ${number}`
  if (!rows[0]) throw invalid({ field: 'question', code: 'no_such_question', params: { number } })
  return rows[0].id
}

async function presenterOf(ctx: Context, briefingId: Id, id: Id | null | undefined): Promise<Id | null> {
  if (!id) return null
  const [row] = isId(id) ? await selectParticipant(ctx, briefingId, id) : []
  if (!row) throw invalid({ field: 'presenter_id', code: 'unknown_choice' })
  return row.id
}

async function check(ctx: Context, briefingId: Id, input: AgendaInput): Promise<sql.AgendaFields> {
  await gather(
    () => line(input.title, 'title', agendaLimits.title),
    () => paragraph(input.body ?? '', 'body', agendaLimits.body),
    () => optionalLine(input.presenter ?? '', 'presenter', agendaLimits.presenter),
    () => presenterOf(ctx, briefingId, input.presenter_id),
    () => checkDocuments(input.documents ?? []),
    () => questionOf(ctx, briefingId, input.question),
    () => {
      const planned = input.minutes_planned
      if (planned != null && (!Number.isInteger(planned) || planned < 1 || planned > 1440))
        throw invalid({ field: 'minutes_planned', code: 'out_of_range', params: { low: 1, high: 1440 } })
    },
  )
  return {
    title: line(input.title, 'title', agendaLimits.title),
    body: paragraph(input.body ?? '', 'body', agendaLimits.body),
    presenter_id: await presenterOf(ctx, briefingId, input.presenter_id),
    presenter: optionalLine(input.presenter ?? '', 'presenter', agendaLimits.presenter),
    minutes_planned: input.minutes_planned ?? null,
    documents: checkDocuments(input.documents ?? []),
    question_id: await questionOf(ctx, briefingId, input.question),
  }
}

/** Puts an item at the end of the agenda. Runners; a question that it takes up is marked so. */
export async function addAgendaItem(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  input: AgendaInput,
): Promise<Id> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const fields = await check(ctx, briefingId, input)
  return ctx.tx(async (ctx) => {
    if ((await selectAgenda(ctx, briefingId)).length >= most)
      throw invalid({ field: 'title', code: 'too_many_lines', params: { limit: most } })
    const id = await sql.insertAgendaItem(ctx, briefingId, fields)
    await recordChange(ctx, actor, briefing, {
      subject: 'agenda',
      subjectId: id,
      before: '',
      note: input.note,
    })
    await touch(ctx, briefingId)
    return id
  })
}

async function itemOf(ctx: Context, briefingId: Id, id: Id): Promise<AgendaRow> {
  const [row] = isId(id) ? await selectAgendaItem(ctx, briefingId, id) : []
  if (!row) throw notFound()
  return row
}

export async function updateAgendaItem(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  input: AgendaInput,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  const before = await itemOf(ctx, briefingId, id)
  const fields = await check(ctx, briefingId, input)
  await ctx.tx(async (ctx) => {
    await recordChange(ctx, actor, briefing, {
      subject: 'agenda',
      subjectId: id,
      before: [before.title, before.presenter, before.body].filter(Boolean).join('\n'),
      note: input.note,
    })
    await sql.updateAgendaItem(ctx, id, fields)
    await touch(ctx, briefingId)
  })
}

/** One place up or down; at either end nothing happens. */
export async function moveAgendaItem(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id,
  by: -1 | 1,
): Promise<void> {
  const { series, briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(isPublished(briefing), 'briefing_is_published')
  await itemOf(ctx, briefingId, id)
  await ctx.tx(async (ctx) => {
    await sql.lockSeries(ctx, series.id)
    const ids = (await selectAgenda(ctx, briefingId)).map((item) => item.id)
    const at = ids.indexOf(id)
    const other = at + by
    if (other < 0 || other >= ids.length) return
    ids.splice(other, 0, ...ids.splice(at, 1))
    await sql.updateAgendaOrder(ctx, briefingId, ids)
    await touch(ctx, briefingId)
  })
}

/** Takes an item away before anything is published; what its minutes said stays under its name. */
export async function removeAgendaItem(ctx: Context, actor: Actor, briefingId: Id, id: Id): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(isPublished(briefing), 'briefing_is_published')
  const item = await itemOf(ctx, briefingId, id)
  await ctx.tx(async (ctx) => {
    await sql.keepPartOf(ctx, id, item.title)
    await sql.deleteAgendaItem(ctx, briefingId, id)
    await touch(ctx, briefingId)
  })
}

/** Says what is being spoken about (null: nothing). While in session. */
export async function setCurrentItem(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  id: Id | null,
): Promise<void> {
  const { briefing } = await requireRunner(ctx, actor, briefingId)
  conflictOf(briefing.state !== 'session', 'briefing_not_in_session')
  if (id !== null) await itemOf(ctx, briefingId, id)
  await ctx.tx(async (ctx) => {
    await sql.updateCurrent(ctx, briefingId, id)
    await touch(ctx, briefingId)
  })
}
