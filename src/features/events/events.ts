import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { AppError, forbidden, invalid, notFound, unprocessable } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { key } from '../../lib/vietnamese/index.ts'
import { requireLinks } from '../blocklists/index.ts'
import { getStanding, may } from '../communities/index.ts'
import { renderText } from '../statuses/index.ts'
import { writingRefusal } from '../visibility/index.ts'
import type { CancelEvent, SaveEvent } from './api.ts'
import { expand } from './expand.ts'
import { armReminders } from './reminders.ts'
import * as sql from './sql.ts'
import { type ReadTime, readTime } from './when.ts'
import * as write from './write-sql.ts'

/** Graphemes. */
export const limits = { title: 150, description: 5000, place: 200, reason: 500 }

/** So many a person may announce in a day. */
const mostADay = 30

type Actor = { id: Id; role: string }

/** The event, for those who may read it; else 404, so that nobody learns that it is there. */
export async function getEvent(ctx: Context, viewer: { id: Id } | null, id: string): Promise<sql.EventRow> {
  const [row] = isId(id) ? await sql.selectEvents(ctx, viewer?.id ?? null, [id]) : []
  if (!row) throw notFound()
  return row
}

/** Who made it, and those who look after posts in its community. */
export async function mayEdit(ctx: Context, actor: { id: Id } | null, row: sql.EventRow): Promise<boolean> {
  if (!actor) return false
  if (row.account_id === actor.id) return true
  return row.community_id !== null && may(await getStanding(ctx, actor, row.community_id), 'posts')
}

/** Whoever may begin a thread in a community may announce an event there: 403 with the reason. */
async function requireAnnouncer(ctx: Context, actor: { id: Id }, communityId: Id): Promise<void> {
  const standing = await getStanding(ctx, actor, communityId)
  if (standing.kind !== 'community') throw notFound()
  const refusal = writingRefusal(standing, true)
  if (refusal) throw forbidden(refusal)
}

/** Whether she may announce an event there. */
export async function mayAnnounce(ctx: Context, actor: { id: Id } | null, communityId: Id): Promise<boolean> {
  return actor !== null && writingRefusal(await getStanding(ctx, actor, communityId), true) === null
}

function line(text: string, field: 'title' | 'place', limit: number): string {
  const clean = cleanText(text).replace(/\s+/g, ' ').trim()
  if (countGraphemes(clean, limit) > limit) throw invalid({ field, code: 'too_big', params: { limit } })
  return clean
}

function lines(text: string, field: 'description' | 'reason', limit: number): string {
  const clean = cleanText(text).trim()
  if (countGraphemes(clean, limit) > limit) throw invalid({ field, code: 'too_big', params: { limit } })
  return clean
}

function title(text: string): string {
  const clean = line(text, 'title', limits.title)
  if (clean === '') throw invalid({ field: 'title', code: 'blank' })
  return clean
}

function address(text: string): string {
  const clean = text.trim()
  if (clean === '') return ''
  const url = URL.canParse(clean) ? new URL(clean) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > 2000)
    throw invalid({ field: 'online_url', code: 'no_address' })
  return url.href
}

/** What is to be stored; one 422 names every wrong field. */
async function checkEvent(ctx: Context, actor: { id: Id }, input: SaveEvent): Promise<write.EventFields> {
  const words = { title: '', description: '', place: '', online_url: '' }
  let time: ReadTime | null = null
  await gather(
    () => {
      words.title = title(input.title)
    },
    () => {
      words.description = lines(input.description, 'description', limits.description)
    },
    () => {
      words.place = line(input.place, 'place', limits.place)
    },
    () => {
      words.online_url = address(input.online_url)
    },
    () => {
      time = readTime(input, ctx.clock())
    },
  )
  await requireLinks(ctx, [words.title, words.description, words.online_url])
  const { html } = await renderText(ctx, actor, words.description)
  return {
    ...words,
    ...time!,
    html,
    kind: input.kind,
    place_key: key(words.place),
    language: input.language,
    start_text: cleanText(input.start).replace(/\s+/g, ' ').trim(),
    end_text: cleanText(input.end).replace(/\s+/g, ' ').trim(),
    leap_rule: input.leap_rule,
    capacity: input.capacity,
  }
}

/** Writes down when it takes place, and lets everybody hear of it: in the transaction of the change. */
async function settle(ctx: Context, id: Id, row: write.EventFields): Promise<void> {
  const { occurrences, expanded_to } = expand(row, ctx.clock())
  await write.putOccurrences(ctx, [{ id, occurrences, expandedTo: expanded_to }], true)
  await armReminders(ctx, id)
  await ctx.enqueue('eventChanged', { eventId: id })
  await dropCached(ctx, 'anonymous', '*')
}

/**
 * Announces an event, of one's own or of a community (whoever may begin a thread there may). One 422 names every wrong
 * field: `start` and `end` say why they are no time. More than {@link mostADay} in a day are refused.
 */
export async function createEvent(ctx: Context, actor: { id: Id }, input: SaveEvent): Promise<Id> {
  if (input.community_id) await requireAnnouncer(ctx, actor, input.community_id)
  const fields = await checkEvent(ctx, actor, input)
  const [made] = await write.countMade(ctx, actor.id, new Date(ctx.clock().getTime() - 86_400_000))
  if (made!.count >= mostADay)
    throw new AppError('rate_limited', 'too_many_events', { params: { limit: mostADay } })
  return ctx.tx(async (ctx) => {
    const id = await write.insertEvent(ctx, {
      ...fields,
      account_id: actor.id,
      community_id: input.community_id,
    })
    await settle(ctx, id, fields)
    return id
  })
}

/** What stood there before, of what people must know when it changes. */
function changed(row: sql.EventRow, fields: write.EventFields): Record<string, string> {
  const before: Record<string, string> = {}
  if (row.title !== fields.title) before['title'] = row.title
  if (row.place !== fields.place) before['place'] = row.place
  if (row.online_url !== fields.online_url) before['online_url'] = row.online_url
  const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
  const time =
    same(row.starts_at, fields.starts_at) && same(row.ends_at, fields.ends_at) && row.repeat === fields.repeat
  if (!time) {
    before['starts_at'] = row.starts_at.toISOString()
    before['ends_at'] = row.ends_at?.toISOString() ?? ''
    before['start_precision'] = row.start_precision
    before['end_precision'] = row.end_precision ?? ''
  }
  return before
}

/**
 * Changes an event: whoever made it, or a moderator of its community (403 for others, 404 for those who may not see it).
 * What was changed stands below it; those who come hear of another time or place. 409 when somebody else was faster,
 * 422 for one that was called off.
 */
export async function updateEvent(
  ctx: Context,
  actor: { id: Id },
  id: string,
  input: SaveEvent,
): Promise<void> {
  const row = await getEvent(ctx, actor, id)
  if (!(await mayEdit(ctx, actor, row))) throw forbidden('event_not_yours')
  const fields = await checkEvent(ctx, actor, input)
  // Words like "rằm" are read again only when they were written again.
  if (fields.start_text === row.start_text && fields.end_text === row.end_text) keepTime(row, fields)
  await ctx.tx(async (ctx) => {
    const [locked] = await write.lockEvent(ctx, row.id)
    if (!locked) throw notFound()
    if (input.sequence !== undefined && input.sequence !== locked.sequence)
      throw new AppError('conflict', 'event_conflict')
    if (locked.cancelled_at) throw unprocessable('event_cancelled')
    await write.updateEvent(ctx, row.id, fields)
    const before = changed(row, fields)
    if (Object.keys(before).length > 0) await write.insertChange(ctx, row.id, actor.id, before)
    await settle(ctx, row.id, fields)
    const moved = 'starts_at' in before || 'place' in before || 'online_url' in before
    if (moved) await ctx.enqueue('events.tellGuests', { eventId: row.id, what: 'changed', afterId: '0' })
  })
}

/** "Rằm" of last year's form is still the day that it was. */
function keepTime(row: sql.EventRow, fields: write.EventFields): void {
  fields.starts_at = row.starts_at
  fields.ends_at = row.ends_at
  fields.start_precision = row.start_precision
  fields.end_precision = row.end_precision
  if (row.repeat === fields.repeat) {
    fields.lunar_day = row.lunar_day
    fields.lunar_month = row.lunar_month
  }
}

/**
 * Calls an event off, with a reason that everybody reads: whoever made it, a moderator of its community, or an operator
 * of the network. It stays where it is. 422 for no reason, and for one that was called off already.
 */
export async function cancelEvent(ctx: Context, actor: Actor, id: string, input: CancelEvent): Promise<void> {
  const row = await getEvent(ctx, actor, id)
  if (actor.role === 'user' && !(await mayEdit(ctx, actor, row))) throw forbidden('event_not_yours')
  const reason = lines(input.reason, 'reason', limits.reason)
  if (reason === '') throw invalid({ field: 'reason', code: 'blank' })
  await ctx.tx(async (ctx) => {
    const [locked] = await write.lockEvent(ctx, row.id)
    if (!locked) throw notFound()
    if (locked.cancelled_at) throw unprocessable('event_cancelled')
    await write.markCancelled(ctx, row.id, actor.id, reason)
    await ctx.enqueue('eventChanged', { eventId: row.id })
    await ctx.enqueue('events.tellGuests', { eventId: row.id, what: 'cancelled', afterId: '0' })
    await dropCached(ctx, 'anonymous', '*')
  })
}

export interface Where {
  at: Date
  id: Id
}

/** The place in a list that `after=` names. */
export function placeOf(text: string | undefined): Where | null {
  const found = /^(\d{1,15})-(\d{1,19})$/.exec(text ?? '')
  return found && isId(found[2]) ? { at: new Date(Number(found[1])), id: found[2] } : null
}

export const nameOfPlace = (row: { at: Date; id: Id }): string => `${row.at.getTime()}-${row.id}`

/** One page of a list: what is to come (or what is over), each event once. */
export const listEvents = (ctx: Context, viewer: { id: Id } | null, query: sql.Listing) =>
  query.past
    ? sql.selectPast(ctx, viewer?.id ?? null, ctx.clock(), query)
    : sql.selectComing(ctx, viewer?.id ?? null, ctx.clock(), query)

/** Everything of a span, for a month. */
export const eventsBetween = (
  ctx: Context,
  viewer: { id: Id } | null,
  span: { from: Date; to: Date },
  query: sql.Listing,
) => sql.selectBetween(ctx, viewer?.id ?? null, span, query)

const batch = 200

/** Job: times that lie ahead are written down, some hundred events at a time. */
export async function expandDue(ctx: Context): Promise<void> {
  const now = ctx.clock()
  const soon = new Date(now.getTime() + 400 * 86_400_000)
  const due = await write.selectRunningOut(ctx, soon, batch)
  if (due.length === 0) return
  const rows = await sql.selectRules(
    ctx,
    due.map(({ id }) => id),
  )
  await ctx.tx(async (ctx) => {
    const list = rows.map((row) => {
      const { occurrences, expanded_to } = expand(row, now)
      return { id: row.id, occurrences, expandedTo: expanded_to }
    })
    await write.putOccurrences(ctx, list, false)
    if (due.length === batch) await ctx.enqueue('events.expand', {}, { key: 'events.expand' })
  })
}

/** Of whoever is being erased: her own events go; those of communities become the community's. */
export async function eraseEvents(ctx: Context, accountId: Id): Promise<void> {
  await write.eraseOf(ctx, accountId)
}
