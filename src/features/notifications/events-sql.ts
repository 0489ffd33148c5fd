import type { Context, Id } from '../../context.ts'

/** Events, told on our own page: Mastodon has no words for them. */

/**
 * Tells people of an event that they asked to be reminded of, or that they come to: in the transaction that found it
 * out. Each kind of news of one event is one notice, the newest. `fromId`: its community, or whoever made it.
 */
export async function tellOfEvent(
  ctx: Context,
  ids: Id[],
  fromId: Id,
  what: 'reminder' | 'changed' | 'cancelled',
  eventId: Id,
): Promise<void> {
  if (ids.length === 0) return
  const type = `event.${what}`
  await ctx.db`
    delete from notifications where account_id = any(${ids}::bigint[]) and from_account_id = ${fromId} and type = ${type}
      and cause_id = ${eventId}`
  await ctx.db`
    insert into notifications (account_id, from_account_id, type, cause_id, created_at)
    select u.account_id, ${fromId}, ${type}, ${eventId}, ${ctx.clock()}
    from users u where u.account_id = any(${ids}::bigint[]) and u.delete_after is null
    on conflict do nothing`
}

/** The events that these notifications tell of, as far as she who was told may still see them. */
export const selectToldEvents = (ctx: Context, ids: Id[]) => ctx.db<
  { notification_id: Id; id: Id; title: string }[]
>`
  select n.id as notification_id, e.id, e.title from notifications n join events e on e.id = n.cause_id
  where n.id = any(${ids}::bigint[]) and n.type in ('event.reminder', 'event.changed', 'event.cancelled')
    and (e.community_id is null or exists (select from communities c where c.account_id = e.community_id
      and c.closed_at is null and (not c.private or exists (
        select from follows f where f.account_id = n.account_id and f.target_id = c.account_id))))`
