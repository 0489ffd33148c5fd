import { raw } from 'hono/html'
import type { View } from '../../ui/view.ts'
import type { Event } from './api.ts'
import type { EventRow } from './sql.ts'

/** Nothing in the text can end the element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

const vietnam = (at: string): string =>
  new Date(new Date(at).getTime() + 7 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+07:00')

/** What is known to the day is a day; schema.org has no word for something vaguer. */
const dated = (at: string, exact: boolean): string => (exact ? vietnam(at) : vietnam(at).slice(0, 10))

/** schema.org Event (https://schema.org/Event), as search engines read it. */
export function schemaEvent(event: Event, origin: string) {
  const exact = event.start_precision === 'minute'
  const { starts_at, ends_at } = event.occurrence
  const last = ends_at
    ? new Date(new Date(ends_at).getTime() - (event.end_precision === 'minute' ? 0 : 1))
    : null
  const places = [
    ...(event.place ? [{ '@type': 'Place', name: event.place, address: event.place }] : []),
    ...(event.online_url ? [{ '@type': 'VirtualLocation', url: event.online_url }] : []),
  ]
  const attendance = event.place
    ? event.online_url
      ? 'MixedEventAttendanceMode'
      : 'OfflineEventAttendanceMode'
    : 'OnlineEventAttendanceMode'
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    url: event.url,
    startDate: dated(starts_at, exact),
    ...(last ? { endDate: dated(last.toISOString(), event.end_precision === 'minute') } : {}),
    eventStatus: `https://schema.org/${event.cancelled_at ? 'EventCancelled' : 'EventScheduled'}`,
    ...(places.length > 0
      ? { eventAttendanceMode: `https://schema.org/${attendance}`, location: places }
      : {}),
    ...(event.description ? { description: event.description } : {}),
    inLanguage: event.language,
    ...(event.capacity === null ? {} : { maximumAttendeeCapacity: event.capacity }),
    ...(event.organizer
      ? {
          organizer: {
            '@type': 'Person',
            name: event.organizer.display_name || event.organizer.username,
            url: `${origin}/@${event.organizer.acct}`,
          },
        }
      : {}),
  }
}

/** What search engines, messengers and calendars are told; what is for members stays out of search engines. */
export function EventMeta({ view, row, event }: { view: View; row: EventRow; event: Event }) {
  return (
    <>
      {row.members_only ? <meta name="robots" content="noindex" /> : null}
      <link rel="canonical" href={event.url} />
      <link rel="alternate" type="text/calendar" href={`${event.url}.ics`} />
      <link rel="alternate" type="application/json" href={`${view.origin}/api/v1/events/${event.id}`} />
      <meta property="og:type" content="event" />
      <meta property="og:url" content={event.url} />
      {row.members_only
        ? null
        : raw(`<script type="application/ld+json">${inScript(schemaEvent(event, view.origin))}</script>`)}
    </>
  )
}
