/**
 * `npm start -- --demo`: a sample neighbourhood, the same every time but for the passwords. People, posts and
 * pictures go through the verbs that everybody uses; only their dates are put back (see sql.ts).
 */
import { say } from '../cli/lifecycle.ts'
import type { Context } from '../context.ts'
import { getSettings, saveRules, saveSettings } from '../features/instance/index.ts'
import { rebuild } from '../features/timelines/index.ts'
import { timeThread } from './clockwork.ts'
import { threads } from './data/index.ts'
import { rules, settings } from './data/network.ts'
import { each } from './each.ts'
import { clearHalf } from './half.ts'
import { makeFriends, moveIn } from './neighbours.ts'
import { paintScenes, withFiles } from './pictures.ts'
import { openSite } from './press.ts'
import { seeded } from './random.ts'
import { openRooms, talkInRooms } from './rooms.ts'
import type { DemoPost, DemoThread } from './script.ts'
import { backdateAccounts, backdateDeeds, markRead, tellThePast } from './sql.ts'
import { amend, react, type Told, tell } from './telling.ts'

const day = 86_400_000

/** Whom an answerer must follow to see a post for followers only. */
function neededTies(threads: DemoThread[]): Set<string> {
  const needed = new Set<string>()
  const visit = (post: DemoPost, cast: Set<string>): Set<string> => {
    cast.add(post.author)
    for (const reply of post.replies) visit(reply, cast)
    return cast
  }
  for (const thread of threads.filter((one) => one.visibility === 'private')) {
    const cast = [...visit(thread, new Set())]
    for (const from of cast) for (const to of cast) if (from !== to) needed.add(`${from} ${to}`)
  }
  return needed
}

export interface DemoSummary {
  people: number
  posts: number
  passwords: Map<string, string>
}

/** Makes the whole lane and answers what was made. Expects a database without accounts. */
export async function plantDemo(ctx: Context): Promise<DemoSummary> {
  const now = ctx.clock()
  const r = seeded(20151125)
  const painted = await paintScenes()
  const { neighbours, passwords } = await moveIn(ctx, painted)
  const joined = [...neighbours.values()].map(({ id, fame }) => ({
    id,
    at: new Date(now.getTime() - (62 + fame * 20 + r.between(0, 30)) * day),
  }))
  const rooms = await openRooms(ctx, neighbours)
  const opened = [...rooms.values()].map((id) => ({ id, at: new Date(now.getTime() - 61 * day) }))
  await backdateAccounts(ctx, [...joined, ...opened])
  await makeFriends(ctx, neighbours, neededTies(threads), r)

  const days = r.shuffle(threads.map((_, i) => 0.4 + (59 * i) / threads.length))
  const plan = threads.map((thread, i) => ({ thread, timed: timeThread(thread, days[i]!, now, r) }))
  const told: Told[] = []
  const paper = await withFiles(async (file) => {
    const paths = new Map<string, string>()
    for (const [name, bytes] of painted) paths.set(name, await file(`${name}.jpg`, bytes))
    await each(plan, 3, async ({ thread, timed }) => {
      told.push(await tell(ctx, neighbours, thread, timed, (name) => paths.get(name)!))
    })
    return openSite(ctx, neighbours, (name) => paths.get(name)!, now)
  })
  await backdateAccounts(ctx, [{ id: paper.id, at: new Date(now.getTime() - 40 * day) }])
  const inRooms = await talkInRooms(ctx, neighbours, rooms, now, r)
  const order = new Map(threads.map((thread, i) => [thread, i]))
  told.sort((a, b) => order.get(a.thread)! - order.get(b.thread)!)
  await each(told, 2, (one, i) => react(ctx, neighbours, one, now, seeded(i + 1)))
  const edits = []
  for (const one of told) {
    const edit = await amend(ctx, neighbours, one)
    if (edit) edits.push(edit)
  }
  await backdateDeeds(ctx, now, edits)
  await tellThePast(ctx)
  await markRead(ctx, new Date(now.getTime() - day))
  await each([...neighbours.values()], 2, ({ id }) => rebuild(ctx, { accountId: id }))
  await saveRules(ctx, rules)
  await saveSettings(ctx, { ...settings, ready: true, demoFilling: false })
  const posts = plan.reduce((sum, { timed }) => sum + timed.length, 0) + inRooms + paper.posts
  return { people: neighbours.size, posts, passwords }
}

/**
 * Fills an empty network with the sample lane and tells the operator how to look around in it. One that was cut off
 * half-way is cleared and begun again; throws Trouble when somebody of flesh and blood has moved in meanwhile.
 */
export async function seedDemo(ctx: Context): Promise<void> {
  if ((await getSettings(ctx)).demoFilling) await clearHalf(ctx)
  await saveSettings(ctx, { demoFilling: true })
  const { people, posts, passwords } = await plantDemo(ctx)
  say('start.demo_made', { people, posts })
  for (const [handle, password] of passwords) say('start.demo_sign_in', { handle, password })
}
