import type { Context, Id } from '../../context.ts'
import { uriOf } from '../accounts/index.ts'
import { eventUrl } from './present.ts'
import type { EventRow } from './sql.ts'
import * as sql from './sql.ts'
import { whenWords } from './words.ts'

const everybody = 'https://www.w3.org/ns/activitystreams#Public'

export const eventContext = [
  'https://www.w3.org/ns/activitystreams',
  {
    mz: 'https://joinmobilizon.org/ns#',
    ical: 'http://www.w3.org/2002/12/cal/ical#',
    sc: 'http://schema.org#',
    pt: 'https://joinpeertube.org/ns#',
    category: 'sc:category',
    inLanguage: 'sc:inLanguage',
    isOnline: { '@id': 'mz:isOnline', '@type': 'sc:Boolean' },
    joinMode: { '@id': 'mz:joinMode', '@type': 'mz:joinModeType' },
    joinModeType: { '@id': 'mz:joinModeType', '@type': 'rdfs:Class' },
    maximumAttendeeCapacity: 'sc:maximumAttendeeCapacity',
    participantCount: { '@id': 'mz:participantCount', '@type': 'sc:Integer' },
    timezone: { '@id': 'mz:timezone', '@type': 'sc:Text' },
    uuid: 'sc:identifier',
  },
]

/**
 * An ActivityStreams Event as Mobilizon reads it (docs.joinmobilizon.org/contribute/activity_pub). It knows instants only:
 * a vague time is its whole span, TENTATIVE, with the words before the text.
 */
export function toEvent(ctx: Context, row: EventRow & { account_username: string }) {
  const vague = row.start_precision === 'ten-day' || row.start_precision === 'month'
  const of = (username: string) => uriOf(ctx, { username, domain: null, uri: null })
  const author = of(row.account_username)
  const home = row.community_handle ? of(row.community_handle) : author
  const status = row.cancelled_at ? 'CANCELLED' : vague ? 'TENTATIVE' : 'CONFIRMED'
  return {
    id: eventUrl(ctx, row),
    type: 'Event',
    uuid: row.uid,
    url: eventUrl(ctx, row),
    actor: author,
    attributedTo: home,
    to: row.members_only ? [`${home}/followers`] : [everybody],
    cc: [],
    name: row.title,
    content: `${vague ? `<p>${whenWords(row, 'vi')}</p>` : ''}${row.html}`,
    mediaType: 'text/html',
    startTime: row.starts_at.toISOString(),
    ...(row.ends_at ? { endTime: row.ends_at.toISOString() } : {}),
    timezone: 'Asia/Ho_Chi_Minh',
    published: row.created_at.toISOString(),
    updated: row.updated_at.toISOString(),
    'ical:status': status,
    category: row.kind === 'sport' ? 'SPORTS' : row.kind === 'cultural' ? 'ARTS' : 'COMMUNITY',
    inLanguage: row.language,
    joinMode: 'free',
    participantCount: row.going,
    ...(row.capacity === null ? {} : { maximumAttendeeCapacity: row.capacity }),
    isOnline: row.place === '' && row.online_url !== '',
    ...(row.place
      ? {
          location: {
            type: 'Place',
            name: row.place,
            address: { type: 'PostalAddress', streetAddress: row.place },
          },
        }
      : {}),
    attachment: row.online_url
      ? [{ type: 'Document', mediaType: 'text/html', name: 'Website', url: row.online_url }]
      : [],
  }
}

const most = 10_000

/** Of somebody's export: what she made as an ActivityStreams collection, and what she answered. */
export async function* eventsJson(ctx: Context, owner: { id: Id; username: string }): AsyncGenerator<string> {
  const [made, answers] = await Promise.all([
    sql.selectAllOf(ctx, owner.id, { organizerId: owner.id }, null, most),
    sql.selectAnswers(ctx, owner.id, most),
  ])
  yield `${JSON.stringify(
    {
      '@context': eventContext,
      type: 'OrderedCollection',
      totalItems: made.length,
      orderedItems: made.map((row) => toEvent(ctx, { ...row, account_username: owner.username })),
      answers: answers.map((one) => ({
        event: eventUrl(ctx, { id: one.event_id }),
        title: one.title,
        answer: one.answer,
        created_at: one.created_at.toISOString(),
      })),
    },
    null,
    1,
  )}\n`
}
