/** Posts the sample threads, and what the neighbours do with them. */
import type { Context, Id } from '../context.ts'
import { bookmark, boost, favourite, pin } from '../features/interactions/index.ts'
import { createMedia } from '../features/media/index.ts'
import { vote } from '../features/polls/index.ts'
import { createStatus, editStatus } from '../features/statuses/index.ts'
import { visibleStatus } from '../features/visibility/index.ts'
import type { Timed } from './clockwork.ts'
import type { Neighbour } from './neighbours.ts'
import type { Random } from './random.ts'
import { scenes } from './scenes/index.ts'
import type { DemoPost, DemoThread } from './script.ts'

export interface Told {
  thread: DemoThread
  ids: Map<DemoPost, Id>
  timed: Timed[]
}

type People = Map<string, Neighbour>

const who = (people: People, handle: string): Neighbour => {
  const person = people.get(handle)
  if (!person) throw new Error(`nobody is called "${handle}"`)
  return person
}

/** An answer names whom it answers, as every client writes it. */
const addressed = ({ post, parent }: Timed): string =>
  parent && parent.author !== post.author && !post.text.includes(`@${parent.author}`)
    ? `@${parent.author} ${post.text}`
    : post.text

/** Writes one thread, oldest post first. `photo` answers the path of a painted scene. */
export async function tell(
  ctx: Context,
  people: People,
  thread: DemoThread,
  timed: Timed[],
  photo: (name: string) => string,
): Promise<Told> {
  const ids = new Map<DemoPost, Id>()
  for (const item of timed) {
    const { post, parent, at } = item
    const author = who(people, post.author)
    const mediaIds: Id[] = []
    for (const name of post === thread ? thread.photos : []) {
      mediaIds.push(await createMedia(ctx, author, { path: photo(name) }, { description: scenes[name]!.alt }))
    }
    const days = 2 + (thread.text.length % 5)
    const id = await createStatus(ctx, author, {
      text: addressed(item),
      spoilerText: thread.cw,
      visibility: thread.visibility,
      sensitive: false,
      language: 'vi',
      inReplyToId: parent ? ids.get(parent)! : null,
      mediaIds,
      poll:
        post === thread && thread.poll.length > 0
          ? { options: thread.poll, expiresIn: days * 86_400, multiple: false, hideTotals: false }
          : null,
      createdAt: at,
    })
    ids.set(post, id)
  }
  return { thread, ids, timed }
}

/** Likes, shares, saves, votes and pins around one thread. */
export async function react(
  ctx: Context,
  people: People,
  { thread, ids, timed }: Told,
  now: Date,
  r: Random,
): Promise<void> {
  const all = [...people.values()].filter((person) => person.handle !== 'loa_xom')
  const opened = ids.get(thread)!
  const open = thread.visibility === 'public' || thread.visibility === 'unlisted'
  if (thread.pinned) await pin(ctx, who(people, thread.author), opened)
  if (!open) return
  await ctx.tx(async (ctx) => {
    for (const { post } of timed) {
      const count =
        post === thread
          ? (thread.liked ?? Math.floor(r.between(1, 9)))
          : r.next() < 0.55
            ? Math.floor(r.between(1, 5))
            : 0
      const fans = r.shuffle(all).filter((person) => person.handle !== post.author)
      for (const fan of fans.slice(0, count)) await favourite(ctx, fan, ids.get(post)!)
    }
  })
  for (const person of r.shuffle(all).slice(0, r.next() < 0.3 ? 2 : 0)) await bookmark(ctx, person, opened)
  if (thread.visibility === 'public' && r.next() < ((thread.liked ?? 0) > 10 ? 0.9 : 0.22)) {
    const count = (thread.liked ?? 0) > 10 ? 3 : 1
    const start = timed[0]!.at.getTime()
    for (const person of r
      .shuffle(all)
      .filter((other) => other.handle !== thread.author)
      .slice(0, count)) {
      const at = Math.min(start + r.between(0.3, 20) * 3_600_000, now.getTime() - 60_000)
      await boost(ctx, person, opened, 'public', new Date(at))
    }
  }
  if (thread.poll.length > 0) {
    const { poll_id } = await visibleStatus(ctx, who(people, thread.author), opened)
    const voters = r.shuffle(all).filter((person) => person.handle !== thread.author)
    for (const voter of voters.slice(0, Math.floor(r.between(9, 30)))) {
      await vote(ctx, voter, poll_id!, [Math.floor(r.next() ** 1.5 * thread.poll.length)])
    }
  }
}

/** Adds the later words of an opening post. Answers what was edited and when. */
export async function amend(
  ctx: Context,
  people: People,
  { thread, ids, timed }: Told,
): Promise<{ id: Id; at: Date } | null> {
  if (thread.added === '') return null
  const id = ids.get(thread)!
  await editStatus(ctx, who(people, thread.author), id, {
    text: `${thread.text}\n\n${thread.added}`,
    spoilerText: thread.cw,
  })
  return { id, at: new Date(timed.at(-1)!.at.getTime() + 25 * 60_000) }
}
