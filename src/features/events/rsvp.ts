import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { hashToken, randomToken } from '../../lib/crypto.ts'
import type { Rsvp } from './api.ts'
import { getEvent } from './events.ts'
import { armReminders } from './reminders.ts'
import * as sql from './sql.ts'
import * as write from './write-sql.ts'

/**
 * What somebody says to an event, and when she wants to be reminded of it. Of something that repeats, to all of its
 * times. 404 for one that she may not see, 422 for one that was called off, is over or is full.
 */
export async function setRsvp(ctx: Context, actor: { id: Id }, id: string, input: Rsvp): Promise<void> {
  const row = await getEvent(ctx, actor, id)
  await ctx.tx(async (ctx) => {
    const [locked] = await write.lockEvent(ctx, row.id)
    if (!locked) throw notFound()
    if (locked.cancelled_at && input.answer) throw unprocessable('event_cancelled')
    if (input.answer || input.reminder !== null) {
      const [time] = await sql.selectOver(ctx, row.id, ctx.clock())
      if (time?.over) throw unprocessable('event_over')
    }
    if (input.answer === 'going' && locked.capacity !== null && locked.going >= locked.capacity) {
      const [before] = await write.selectAnswer(ctx, row.id, actor.id)
      if (before?.answer !== 'going') throw unprocessable('event_full')
    }
    await write.putAnswer(ctx, row.id, actor.id, input.answer, input.named)
    await write.putReminder(ctx, row.id, actor.id, input.reminder, input.by_mail)
    if (input.reminder !== null && !locked.cancelled_at) await armReminders(ctx, row.id, input.reminder)
  })
}

/** A new secret for the address of somebody's own calendar; the one before opens nothing any more. */
export async function newCalendar(ctx: Context, actor: { id: Id }): Promise<string> {
  const token = randomToken(24)
  await write.putCalendar(ctx, actor.id, hashToken(token))
  return token
}

export async function endCalendar(ctx: Context, actor: { id: Id }): Promise<void> {
  await write.deleteCalendar(ctx, actor.id)
}

/** Whose calendar a secret opens; 404 for none. */
export async function calendarOwner(ctx: Context, token: string): Promise<{ id: Id }> {
  const [row] = /^[\w-]{20,64}$/.test(token) ? await sql.findCalendar(ctx, hashToken(token)) : []
  if (!row) throw notFound()
  return { id: row.account_id }
}
