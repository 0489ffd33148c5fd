/** When things were said: believable hours of the Vietnamese day, answers after what they answer, never the future. */
import type { Random } from './random.ts'
import type { DemoPost, DemoThread } from './script.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Vietnam keeps UTC+7 all year. */
const zone = 7 * hour

export interface Timed {
  post: DemoPost
  parent: DemoPost | null
  at: Date
}

/** The opening moment of a thread; `spread` (days ago) is for threads whose header names no day. */
function opening(thread: DemoThread, spread: number, now: number, r: Random): number {
  const days = thread.days ?? spread
  if (days < 1 && thread.hour === null) return now - r.between(0.4, 10) * hour
  const midnight = Math.floor((now + zone) / day) * day - zone - Math.floor(days) * day
  const time =
    midnight +
    (thread.hour ?? r.pick([6, 7, 8, 9, 11, 12, 14, 16, 17, 19, 19, 20, 20, 21, 22])) * hour +
    r.between(0, 55) * minute
  return time < now - 20 * minute ? time : time - day
}

/** Every post of the thread with its moment, each after its parent; all squeezed in before `now` where need be. */
export function timeThread(thread: DemoThread, spread: number, now: Date, r: Random): Timed[] {
  const start = opening(thread, spread, now.getTime(), r)
  const timed: { post: DemoPost; parent: DemoPost | null; time: number }[] = [
    { post: thread, parent: null, time: start },
  ]
  const answer = (parent: DemoPost, from: number) => {
    let last = from
    for (const post of parent.replies) {
      last += r.between(1.5, r.next() < 0.15 ? 260 : 38) * minute
      const ofDay = (last + zone) % day
      if (ofDay < 5 * hour) last += 5.5 * hour - ofDay / 2
      timed.push({ post, parent, time: last })
      answer(post, last)
    }
  }
  answer(thread, start)
  const end = Math.max(...timed.map((item) => item.time))
  const room = (now.getTime() - minute - start) / Math.max(end - start, 1)
  return timed.map(({ post, parent, time }) => ({
    post,
    parent,
    at: new Date(start + (time - start) * Math.min(1, room)),
  }))
}
