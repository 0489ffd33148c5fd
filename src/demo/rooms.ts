/** Opens the communities of the sample lane and lets its people talk in them. */
import type { Context, Id } from '../context.ts'
import {
  admit,
  createCommunity,
  createWikiPage,
  join,
  saveSections,
  setPinned,
  setRole,
  updateCommunity,
} from '../features/communities/index.ts'
import { storeImage } from '../features/media/index.ts'
import { createBoost, createStatus } from '../features/statuses/index.ts'
import { timeThread } from './clockwork.ts'
import { type DemoRoom, rooms } from './data/rooms.ts'
import type { Neighbour } from './neighbours.ts'
import { paintAvatar } from './pictures.ts'
import type { Random } from './random.ts'
import { type DemoPost, type DemoThread, readScript } from './script.ts'

type People = Map<string, Neighbour>

/** Everybody who writes in the room. */
function castOf(room: DemoRoom): Set<string> {
  const cast = new Set([room.moderator])
  const visit = (post: DemoPost): void => {
    cast.add(post.author)
    post.replies.forEach(visit)
  }
  readScript(room.threads).forEach(visit)
  cast.delete(room.founder)
  return cast
}

const who = (people: People, handle: string): Neighbour => {
  const person = people.get(handle)
  if (!person) throw new Error(`nobody is called "${handle}"`)
  return person
}

async function openRoom(ctx: Context, people: People, room: DemoRoom): Promise<Id> {
  const founder = who(people, room.founder)
  const id = await createCommunity(ctx, founder, {
    username: room.username,
    display_name: room.name,
    note: room.note,
    place: room.place,
    accent: room.accent,
    joining: room.joining,
    welcome: room.welcome,
    rules: room.rules,
  })
  const avatar = await storeImage(ctx, await paintAvatar(room.avatar, room.username), { kind: 'avatar' })
  await updateCommunity(ctx, founder, id, { avatar })
  await saveSections(
    ctx,
    founder,
    id,
    room.sections.map((name) => ({ name })),
  )
  for (const handle of castOf(room)) {
    const person = who(people, handle)
    if ((await join(ctx, person, id)) === 'requested') await admit(ctx, founder, id, person.id)
  }
  await setRole(ctx, founder, id, who(people, room.moderator).id, 'moderator')
  await createWikiPage(ctx, founder, id, room.handbook)
  return id
}

/** Opens them all; answers their ids by handle. */
export async function openRooms(ctx: Context, people: People): Promise<Map<string, Id>> {
  const ids = new Map<string, Id>()
  for (const room of rooms) ids.set(room.username, await openRoom(ctx, people, room))
  return ids
}

/** The title is the first line of a thread's first post. */
function titled(thread: DemoThread): { title: string; text: string } {
  const [, title = '', text = thread.text] = /^# (.*)\n([\s\S]*)$/.exec(thread.text) ?? []
  return { title, text }
}

/** Writes what is said in them, each post at its time. Answers how many posts that were. */
export async function talkInRooms(
  ctx: Context,
  people: People,
  ids: Map<string, Id>,
  now: Date,
  r: Random,
): Promise<number> {
  let posts = 0
  for (const room of rooms) {
    const communityId = ids.get(room.username)!
    for (const thread of readScript(room.threads)) {
      const said = new Map<DemoPost, Id>()
      for (const { post, parent, at } of timeThread(thread, 1, now, r)) {
        const opening = post === thread ? { communityId, ...titled(thread) } : { text: post.text }
        const answered = parent ? { inReplyToId: said.get(parent)! } : {}
        const id = await ctx.tx(async (ctx) => {
          const author = who(people, post.author)
          const id = await createStatus(ctx, author, {
            ...opening,
            ...answered,
            language: 'vi',
            createdAt: at,
          })
          // Announced at its time; the job that does so finds it done.
          if (post === thread) await createBoost(ctx, communityId, id, 'public', at)
          return id
        })
        said.set(post, id)
        posts += 1
      }
      if (thread.pinned) await setPinned(ctx, who(people, room.founder), said.get(thread)!, true)
    }
  }
  return posts
}
