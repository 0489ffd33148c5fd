import type { Context, Id } from '../../context.ts'
import { type Account, presentAccounts } from '../accounts/index.ts'
import { getStanding, may } from '../communities/index.ts'
import type { Event } from './api.ts'
import type { EventRow, MineRow } from './sql.ts'
import * as sql from './sql.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const eventPath = (row: { id: Id }): string => `/su-kien/${row.id}`
export const eventUrl = (ctx: Context, row: { id: Id }): string => ctx.config.origin + eventPath(row)

interface Around {
  accounts: Map<Id, Account>
  mine: Map<Id, MineRow>
  next: Map<Id, { starts_at: Date; ends_at: Date | null }>
  /** Communities in which the viewer looks after posts. */
  governs: Set<Id>
  viewerId: Id | null
}

function one(ctx: Context, row: EventRow & { at?: Date; until?: Date | null }, around: Around): Event {
  const next = row.at ? { starts_at: row.at, ends_at: row.until ?? null } : around.next.get(row.id)
  const mine = around.mine.get(row.id)
  return {
    id: row.id,
    url: eventUrl(ctx, row),
    uid: row.uid,
    sequence: row.sequence,
    title: row.title,
    content: row.html,
    description: row.description,
    kind: row.kind,
    place: row.place,
    online_url: row.online_url,
    language: row.language,
    start: row.start_text,
    end: row.end_text,
    starts_at: row.starts_at.toISOString(),
    ends_at: iso(row.ends_at),
    start_precision: row.start_precision,
    end_precision: row.end_precision,
    repeat: row.repeat,
    repeat_until: iso(row.repeat_until),
    lunar: row.lunar_day && row.lunar_month ? { day: row.lunar_day, month: row.lunar_month } : null,
    leap_rule: row.leap_rule,
    occurrence: {
      starts_at: (next?.starts_at ?? row.starts_at).toISOString(),
      ends_at: iso(next ? next.ends_at : row.ends_at),
    },
    capacity: row.capacity,
    going_count: row.going,
    maybe_count: row.maybe,
    cancelled_at: iso(row.cancelled_at),
    cancel_reason: row.cancel_reason,
    organizer: around.accounts.get(row.account_id) ?? null,
    community_id: row.community_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    ...(mine
      ? {
          me: {
            answer: mine.answer,
            named: mine.named,
            reminder: mine.minutes,
            by_mail: mine.by_mail,
            may_edit:
              row.account_id === around.viewerId ||
              (row.community_id !== null && around.governs.has(row.community_id)),
          },
        }
      : {}),
  }
}

/** Rows -> entities, in their order; rows of a list say which of their times is meant. */
export async function presentEvents(
  ctx: Context,
  viewer: { id: Id } | null,
  rows: (EventRow & { at?: Date; until?: Date | null })[],
): Promise<Event[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const rooms = [...new Set(rows.flatMap(({ community_id }) => community_id ?? []))]
  const undated = rows.filter(({ at }) => !at).map(({ id }) => id)
  const [accounts, mine, next, governed] = await Promise.all([
    presentAccounts(ctx, [...new Set(rows.map(({ account_id }) => account_id))]),
    viewer ? sql.selectMine(ctx, viewer.id, ids) : [],
    undated.length > 0 ? sql.selectNext(ctx, undated, ctx.clock()) : [],
    viewer && rooms.length > 0 ? sql.selectGoverned(ctx, viewer.id, rooms) : [],
  ])
  const around: Around = {
    accounts,
    mine: new Map(mine.map((row) => [row.event_id, row])),
    next: new Map(next.map((row) => [row.event_id, row])),
    governs: new Set(governed.map(({ id }) => id)),
    viewerId: viewer?.id ?? null,
  }
  return rows.map((row) => one(ctx, row, around))
}

/** Those of `ids` that may be seen, in their order. */
export async function presentFound(ctx: Context, viewer: { id: Id } | null, ids: Id[]): Promise<Event[]> {
  if (ids.length === 0) return []
  const rows = new Map((await sql.selectEvents(ctx, viewer?.id ?? null, ids)).map((row) => [row.id, row]))
  return presentEvents(
    ctx,
    viewer,
    ids.flatMap((id) => rows.get(id) ?? []),
  )
}

/** What the page of one event shows beside the entity. */
export async function around(ctx: Context, viewer: { id: Id; role: string } | null, row: EventRow) {
  const [[event], times, guests, changes, standing, [time]] = await Promise.all([
    presentEvents(ctx, viewer, [row]),
    row.repeat === 'none' ? [] : sql.selectOccurrences(ctx, row.id, ctx.clock(), 6),
    sql.selectGuests(ctx, viewer?.id ?? null, row.id, 60),
    sql.selectChanges(ctx, row.id, 20),
    viewer && row.community_id ? getStanding(ctx, viewer, row.community_id) : null,
    sql.selectOver(ctx, row.id, ctx.clock()),
  ])
  const people = await presentAccounts(
    ctx,
    guests.map(({ account_id }) => account_id),
  )
  const mayEdit =
    viewer !== null && (row.account_id === viewer.id || (standing ? may(standing, 'posts') : false))
  return {
    event: event!,
    times,
    guests: guests.flatMap(({ account_id, answer }) => {
      const account = people.get(account_id)
      return account ? [{ account, answer }] : []
    }),
    changes,
    over: time?.over ?? false,
    mayEdit,
    mayCancel: mayEdit || (viewer !== null && viewer.role !== 'user'),
  }
}
