import { merge } from 'node-diff3'
import type { Context, Id } from '../../context.ts'
import { AppError, conflictOf, forbidden, invalid, notFound } from '../../errors.ts'
import { renderArticle } from '../../lib/article/index.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import {
  type PartRow,
  selectAgendaItem,
  selectPart,
  selectParts,
  selectRevisionBodies,
  selectRevisions,
  selectSeatOf,
} from './read-sql.ts'
import * as sql from './sql.ts'
import {
  type Actor,
  briefingById,
  mayRun,
  optionalLine,
  recordChange,
  type Session,
  touch,
} from './standing.ts'

/** Graphemes of one part. */
export const minutesLimit = 50_000

/**
 * Who writes minutes: chairs and the secretary always; whoever has taken her seat while the session lasts and the minutes
 * are a draft.
 */
export async function mayWriteMinutes(ctx: Context, actor: Actor | null, session: Session): Promise<boolean> {
  if (!actor) return false
  if (mayRun(session.series)) return true
  if (!['session', 'draft'].includes(session.briefing.state)) return false
  const [seat] = await selectSeatOf(ctx, session.briefing.id, actor.id)
  return seat?.status === 'accepted' || seat?.status === 'attended'
}

const render = (ctx: Context, body: string): string =>
  renderArticle(body, {
    picture: () => null,
    origin: ctx.config.origin,
    tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
    // A post in the minutes stays a link.
  }).html.replace(/<!--post:(\d+)-->/g, (_, id) => `<p><a href="/statuses/${id}">/statuses/${id}</a></p>`)

export interface Saved {
  revision: number
  /** Somebody else wrote meanwhile, and both stand in it now. */
  merged: boolean
}

/**
 * Writes the next revision of a part (`itemId` null: of the whole session). `base` is the revision that the writer had
 * before her: where somebody else wrote meanwhile, lines that do not touch are merged; where they do, 409 `minutes_conflict`,
 * nothing is overwritten, and what she wrote is still in her form. After publication a note is needed (422).
 */
export async function saveMinutes(
  ctx: Context,
  actor: Actor,
  briefingId: Id,
  input: { itemId: Id | null; base: number; body: string; note?: string | undefined },
): Promise<Saved> {
  const session = await briefingById(ctx, actor, briefingId)
  if (!(await mayWriteMinutes(ctx, actor, session))) throw forbidden('briefing_needs_seat')
  conflictOf(session.briefing.state === 'call', 'briefing_not_begun')
  const body = cleanText(input.body).replaceAll('\r\n', '\n').trimEnd()
  if (countGraphemes(body, minutesLimit) > minutesLimit)
    throw invalid({ field: 'body', code: 'too_big', params: { limit: minutesLimit } })
  if (input.itemId !== null) await itemOf(ctx, briefingId, input.itemId)
  return ctx.tx(async (ctx) => {
    const id = await sql.ensurePart(ctx, briefingId, input.itemId)
    const [now] = await sql.lockPart(ctx, id)
    const { text, merged } = await together(ctx, id, now!, input.base, body)
    if (text === now!.body) return { revision: now!.revision, merged: false }
    await recordChange(ctx, actor, session.briefing, {
      subject: 'minutes',
      subjectId: id,
      before: now!.body,
      note: input.note,
    })
    const revision = now!.revision + 1
    await sql.updatePart(ctx, id, {
      revision,
      base: input.base,
      body: text,
      html: render(ctx, text),
      accountId: actor.id,
      note: optionalLine(input.note ?? '', 'correction', 500),
    })
    await touch(ctx, briefingId)
    return { revision, merged }
  })
}

async function itemOf(ctx: Context, briefingId: Id, id: Id) {
  const [item] = isId(id) ? await selectAgendaItem(ctx, briefingId, id) : []
  if (!item) throw notFound()
  return item
}

/** Three-way merge by lines (diff3, Khanna et al. 2007). Throws 409 where both changed the same lines. */
async function together(
  ctx: Context,
  partId: Id,
  now: { revision: number; body: string },
  base: number,
  mine: string,
): Promise<{ text: string; merged: boolean }> {
  if (base >= now.revision || now.body === mine) return { text: mine, merged: false }
  const [began] = base === 0 ? [{ body: '' }] : await selectRevisionBodies(ctx, partId, [base])
  if (!began) throw new AppError('conflict', 'minutes_conflict')
  const result = merge(now.body.split('\n'), began.body.split('\n'), mine.split('\n'), {
    excludeFalseConflicts: true,
  })
  if (result.conflict) throw new AppError('conflict', 'minutes_conflict')
  return { text: result.result.join('\n'), merged: true }
}

/** The parts in the order of the agenda, with the whole session's first; for whoever may read the session. */
export const partsOf = (ctx: Context, session: Session): Promise<PartRow[]> =>
  selectParts(ctx, session.briefing.id)

/** A part with its revisions, newest first, or two of them to compare. 404 for a part of another session. */
export async function partHistory(ctx: Context, session: Session, partId: Id, compare: number[]) {
  const [part] = isId(partId) ? await selectPart(ctx, session.briefing.id, partId) : []
  if (!part) throw notFound()
  const [revisions, bodies] = await Promise.all([
    selectRevisions(ctx, part.id, 200),
    compare.length > 0 ? selectRevisionBodies(ctx, part.id, compare) : [],
  ])
  return { part, revisions, bodies }
}
