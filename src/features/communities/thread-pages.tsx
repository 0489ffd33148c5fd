import type { Context, Id } from '../../context.ts'
import { invalid, notFound } from '../../errors.ts'
import { check, id as idSchema, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { viewOf } from '../../ui/view.ts'
import { text } from '../../ui/widgets/fields.tsx'
import { presentAccounts } from '../accounts/index.ts'
import { postsPerPage, replyForm } from '../statuses/index.ts'
import { upsertRead } from '../threads/index.ts'
import { standingIn, writingRefusal } from '../visibility/index.ts'
import type { Community } from './api.ts'
import { threadPosts } from './posts.ts'
import { presentCommunity, presentThreads } from './present.ts'
import { findRoom, mayIn, personOf, roomPathOf } from './room.tsx'
import { selectGoverned, type ThreadRow } from './sql.ts'
import { RoomThreadPage } from './thread-view.tsx'
import * as verbs from './threads.ts'

/** Where the thread is now: merged into another, or moved to another community. */
async function addressOfThread(ctx: Context, row: ThreadRow): Promise<string> {
  const accounts = await presentAccounts(ctx, [row.community_id])
  const handle = accounts.get(row.community_id)?.username
  if (!handle) throw notFound()
  return `/xom/${handle}/${row.merged_into ?? row.id}`
}

/** Whether she may answer, in her own words of the reason otherwise. */
async function replyOf(c: Req, community: Community, row: ThreadRow, first: Parameters<typeof replyForm>[1]) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  if (!viewer) return null
  const standing = await standingIn(ctx, viewer.id, community.id, row.id)
  if (!standing || writingRefusal(standing, false)) return null
  const form = replyForm(viewer, first, `${roomPathOf(community)}/${row.id}`)
  const { maxPostChars: limit, maxMedia } = ctx.config
  // In a room everybody hears everybody: an answer to the thread names nobody.
  return { form: { ...form, text: '', spoilerText: '' }, limit, maxMedia }
}

/** Other communities whose moderators trust her with posts. */
async function targetsOf(ctx: Context, community: Community, viewerId: Id | undefined) {
  if (!viewerId || !mayIn(community, 'posts') || community.private) return []
  const rows = await selectGoverned(ctx, viewerId)
  return rows.filter(({ id }) => id !== community.id)
}

async function threadPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const room = await findRoom(ctx, c.req.param('handle') ?? '')
  const row = await verbs.getThread(ctx, c.get('viewer'), c.req.param('thread')!)
  if (row.community_id !== room.id || row.merged_into) return c.redirect(await addressOfThread(ctx, row), 303)
  return sharedPage(c, () => shownThread(c, row))
}

async function shownThread(c: Req, row: ThreadRow) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const community = await presentCommunity(ctx, viewer, row.community_id)
  const asked = Number(c.req.query('page') ?? 1)
  const order = c.req.query('view') === 'time' ? 'time' : 'tree'
  const [posts, [thread], view, targets] = await Promise.all([
    threadPosts(ctx, viewer, row.id, Number.isInteger(asked) ? asked : 1, order),
    presentThreads(ctx, viewer, [row]),
    viewOf(c),
    targetsOf(ctx, community, viewer?.id),
  ])
  const anchor = thread!.first ?? posts.entries.find((entry) => entry.kind === 'post')?.status ?? null
  const reply = anchor ? await replyOf(c, community, row, anchor) : null
  const readTo = posts.page === posts.pages ? row.numbers - 1 : posts.last
  if (viewer && readTo > (row.read_number ?? -1)) await upsertRead(ctx, viewer.id, row.id, readTo)
  return (
    <RoomThreadPage
      view={view}
      community={community}
      thread={thread!}
      posts={posts}
      order={order}
      reply={reply}
      targets={{ communities: targets }}
    />
  )
}

/** The id of a thread, or of its address, as a moderator pastes it. */
function threadIdIn(value: string): string {
  const found = /(\d{6,19})(?:[?#].*)?$/.exec(value.trim())
  if (!found || !isId(found[1])) throw invalid({ field: 'into', code: 'invalid' })
  return found[1]
}

type Verb = (c: Req, id: string) => Promise<string | undefined>

/** What is done to a whole thread, by the last word of its address; answers where to go, if not back to it. */
const actions: Record<string, Verb> = {
  async lock(c, id) {
    await verbs.setLocked(c.get('ctx'), personOf(c), id, true)
    return undefined
  },
  async unlock(c, id) {
    await verbs.setLocked(c.get('ctx'), personOf(c), id, false)
    return undefined
  },
  async pin(c, id) {
    await verbs.setPinned(c.get('ctx'), personOf(c), id, true)
    return undefined
  },
  async unpin(c, id) {
    await verbs.setPinned(c.get('ctx'), personOf(c), id, false)
    return undefined
  },
  async follow(c, id) {
    await verbs.setThreadFollow(c.get('ctx'), personOf(c), id, true)
    return undefined
  },
  async unfollow(c, id) {
    await verbs.setThreadFollow(c.get('ctx'), personOf(c), id, false)
    return undefined
  },
  async read(c, id) {
    await verbs.markRead(c.get('ctx'), personOf(c), id)
    return `/xom/${c.req.param('handle')}`
  },
  async summary(c, id) {
    await verbs.setSummary(c.get('ctx'), personOf(c), id, text(await readBody(c), 'summary'))
    return undefined
  },
  async move(c, id) {
    const to = check(idSchema, (await readBody(c))['to'])
    await verbs.moveThread(c.get('ctx'), personOf(c), id, to)
    return undefined
  },
  async split(c, id) {
    const body = await readBody(c)
    const number = Number(text(body, 'number'))
    const made = await verbs.splitThread(c.get('ctx'), personOf(c), id, number, text(body, 'title'))
    return `/xom/${c.req.param('handle')}/${made}`
  },
  async merge(c, id) {
    const into = threadIdIn(text(await readBody(c), 'into'))
    await verbs.mergeThread(c.get('ctx'), personOf(c), id, into)
    return `/xom/${c.req.param('handle')}/${into}`
  },
}

/** Threads of communities as pages. */
export function threadPages(app: App): void {
  app.get('/xom/:handle/:thread{[0-9]+}', threadPage)

  /** To the first post that she has not read. */
  app.get('/xom/:handle/:thread{[0-9]+}/unread', async (c) => {
    const row = await verbs.getThread(c.get('ctx'), c.get('viewer'), c.req.param('thread'))
    const number = Math.min((row.read_number ?? -1) + 1, row.numbers - 1)
    const page = Math.floor(number / postsPerPage) + 1
    const path = `/xom/${c.req.param('handle')}/${row.id}`
    return c.redirect(`${encodeURI(path)}${page > 1 ? `?page=${page}` : ''}#p-${number}`, 303)
  })

  for (const [name, verb] of Object.entries(actions)) {
    app.post(`/xom/:handle/:thread{[0-9]+}/${name}`, async (c) => {
      personOf(c)
      const path = await verb(c, c.req.param('thread'))
      const back = `/xom/${c.req.param('handle')}/${c.req.param('thread')}`
      return redirectWith(c, encodeURI(path ?? back), `communities.flash.${name}`)
    })
  }
}
