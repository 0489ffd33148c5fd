import { expect } from 'vitest'
import type { Person } from './people.ts'
import type { TestServer } from './server.ts'
import type { Words } from './world.ts'

export interface WorldEvents {
  /** Of her community, by the moon, changed, answered; one at a vague time; one that was called off. */
  lunar: string
  vague: string
  off: string
}

/** Events of every sort; times are typed without marks, as the parser takes them, too. */
export async function makeEvents(
  server: TestServer,
  { me, other }: { me: Person; other: Person },
  words: Words,
  roomHandle: string,
): Promise<WorldEvents> {
  const call = async (person: Person, method: string, path: string, body: object) => {
    const answer = await server.api(method, `/api/v1/${path}`, { token: person.token, body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const [room] = await server.ctx.db<{ id: string }[]>`
    select id from accounts where username = ${roomHandle} and domain is null`
  const lunar = await call(me, 'POST', 'events', {
    title: words.text,
    description: words.text,
    start: '19h ram thang gieng 2027',
    end: '21:00',
    place: words.name,
    online_url: 'https://example.com/live',
    repeat: 'lunar_yearly',
    capacity: 30,
    community_id: room!.id,
  })
  await call(me, 'PUT', `events/${lunar.id}`, {
    title: words.text,
    description: words.text,
    start: '20h ram thang gieng 2027',
    end: '22:00',
    place: words.other,
    repeat: 'lunar_yearly',
    capacity: 30,
  })
  await call(other, 'POST', `events/${lunar.id}/rsvp`, { answer: 'going', named: true })
  await call(me, 'POST', `events/${lunar.id}/rsvp`, { answer: 'maybe', reminder: 1440 })
  const vague = await call(me, 'POST', 'events', {
    title: words.text,
    kind: 'political',
    start: 'trung tuan thang 2/2027',
  })
  const off = await call(other, 'POST', 'events', { title: words.text, start: '9/2/2027', end: '11/2/2027' })
  await call(me, 'POST', `events/${off.id}/rsvp`, { answer: 'going' })
  await call(other, 'POST', `events/${off.id}/cancel`, { reason: words.text })
  return { lunar: lunar.id, vague: vague.id, off: off.id }
}
