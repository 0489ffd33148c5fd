import type { Context, Id } from '../../context.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { queueMail } from '../auth/index.ts'
import { tellOfEvent } from '../notifications/index.ts'
import * as sql from './sql.ts'
import * as write from './write-sql.ts'

const portion = 200
const minute = 60_000

/**
 * One job for each event and each time before it at which somebody wants to be reminded, whoever they are: the next
 * beginning that is far enough away. It replaces the one that waits, so that an event that was moved reminds anew.
 */
async function arm(ctx: Context, eventId: Id, minutes: number, after: Date): Promise<void> {
  const [next] = await write.selectBeginning(ctx, eventId, after)
  if (!next) return
  const runAt = new Date(next.starts_at.getTime() - minutes * minute)
  const payload = { eventId, minutes, at: next.starts_at.toISOString() }
  await ctx.enqueue('events.remind', payload, { runAt, key: `event:${eventId}:${minutes}` })
}

/** After a change of an event, or of a reminder: in that transaction. At most a hundred different times. */
export async function armReminders(ctx: Context, eventId: Id, only?: number): Promise<void> {
  const times = only === undefined ? await write.selectReminderTimes(ctx, eventId) : [{ minutes: only }]
  // What began before the reminder could be set is too late to be reminded of.
  for (const { minutes } of times)
    await arm(ctx, eventId, minutes, new Date(ctx.clock().getTime() + Math.max(minutes - 1, 0) * minute))
}

interface Remind {
  eventId: Id
  minutes: number
  at: string
}

/**
 * Job: tells those who wished to be reminded of this beginning, in portions, and waits for the next one. Nobody is told
 * of what was called off or moved meanwhile, nor who may no longer see it, nor twice.
 */
export async function remind(ctx: Context, { eventId, minutes, at }: Remind): Promise<void> {
  const [event] = await sql.selectAnyEvent(ctx, eventId)
  if (!event || event.cancelled_at) return
  const start = new Date(at)
  // Too early, by this clock: it waits on.
  if (start.getTime() - minutes * minute > ctx.clock().getTime() + minute)
    return arm(ctx, eventId, minutes, start)
  await ctx.tx(async (ctx) => {
    const [next] = await write.selectBeginning(ctx, eventId, start)
    const holds = next?.starts_at.getTime() === start.getTime()
    const taken = holds ? await write.takeReminders(ctx, eventId, minutes, start, portion) : []
    await tell(ctx, event, start, taken)
    if (taken.length === portion) await ctx.enqueue('events.remind', { eventId, minutes, at })
    else await arm(ctx, eventId, minutes, new Date(start.getTime() + minute))
  })
}

async function tell(
  ctx: Context,
  event: sql.EventRow,
  start: Date,
  taken: { account_id: Id; by_mail: boolean }[],
): Promise<void> {
  if (taken.length === 0) return
  const people = await write.selectAllowed(
    ctx,
    event.id,
    taken.map(({ account_id }) => account_id),
  )
  const ids = people.map(({ account_id }) => account_id)
  await tellOfEvent(ctx, ids, event.community_id ?? event.account_id, 'reminder', event.id)
  const byMail = new Set(taken.filter(({ by_mail }) => by_mail).map(({ account_id }) => account_id))
  for (const person of people) {
    if (!byMail.has(person.account_id)) continue
    await queueMail(ctx, person.email, 'event_reminder', person.locale, {
      title: event.title,
      when: formatDateTime(start, person.locale),
      place: event.place || event.online_url || '—',
      url: `${ctx.config.origin}/su-kien/${event.id}`,
    })
  }
}

/** Job: those who come, or may, hear that it was called off, or is at another time or place. */
export async function tellGuests(
  ctx: Context,
  { eventId, what, afterId }: { eventId: Id; what: 'changed' | 'cancelled'; afterId: Id },
): Promise<void> {
  const [event] = await sql.selectAnyEvent(ctx, eventId)
  if (!event) return
  await ctx.tx(async (ctx) => {
    const guests = (await write.selectGuestIds(ctx, eventId, afterId, portion)).map(
      ({ account_id }) => account_id,
    )
    const people = await write.selectAllowed(ctx, eventId, guests)
    const ids = people.map(({ account_id }) => account_id).filter((id) => id !== event.account_id)
    await tellOfEvent(ctx, ids, event.community_id ?? event.account_id, what, event.id)
    if (guests.length === portion)
      await ctx.enqueue('events.tellGuests', { eventId, what, afterId: guests.at(-1)! })
  })
}
