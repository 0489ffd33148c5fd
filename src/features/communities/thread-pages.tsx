import type { Context, Id } from '../../context.ts'
import { AppError, invalid, notFound } from '../../errors.ts'
import { check, id as idSchema, type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { viewOf } from '../../ui/view.ts'
import { correctable, text } from '../../ui/widgets/fields.tsx'
import { presentAccounts } from '../accounts/index.ts'
import type { Status } from '../statuses/api.ts'
import { newForm, postsPerPage, presentStatuses, quoteOf, replyForm } from '../statuses/index.ts'
import { upsertRead } from '../threads/index.ts'
import type { Community } from './api.ts'
import { selectRelatives } from './crosspost-sql.ts'
import { Closed } from './front-page.tsx'
import { type Entry, spanOf, threadPosts } from './posts.ts'
import { type Room, threadViews } from './present.ts'
import { mayIn, mayRead, nameOf, personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import { selectGoverned, selectThreadPage, type ThreadRow } from './sql.ts'
import type { Refused } from './thread-tools.tsx'
import { RoomThreadPage } from './thread-view.tsx'
import * as verbs from './threads.ts'

/** Where the thread is now: merged into another, or moved to another community. */
async function addressOfThread(ctx: Context, row: ThreadRow): Promise<string> {
  const accounts = await presentAccounts(ctx, [row.community_id])
  const handle = accounts.get(row.community_id)?.username
  if (!handle) throw notFound()
  return `/xom/${handle}/${row.merged_into ?? row.id}`
}

/** The form of an answer, where she may write one. The page has read already how she stands to the room. */
function replyOf(c: Req, community: Room, row: ThreadRow, first: Status | null, answers: boolean) {
  const { config } = c.get('ctx')
  const viewer = c.get('viewer')
  if (!viewer || !community.mayReply || (row.locked_at && !community.me?.role)) return null
  const back = `${roomPathOf(community)}/${row.id}`
  // Where nothing can be seen (its author is gone), the thread itself is answered.
  const form = first ? replyForm(viewer, first, back) : newForm(viewer, { replyId: row.id, back })
  const quote = first && answers && c.req.query('quote') ? quoteOf(c.get('ctx'), first) : ''
  // In a room everybody hears everybody: an answer to the thread names nobody, one to a post its author.
  return {
    form: { ...form, text: answers ? form.text + quote : '', spoilerText: '' },
    limit: config.maxPostChars,
    maxMedia: config.maxMedia,
  }
}

/** Other communities whose moderators trust her with posts. */
async function targetsOf(ctx: Context, community: Community, viewerId: Id | undefined) {
  if (!viewerId || !mayIn(community, 'posts') || community.private) return []
  const rows = await selectGoverned(ctx, viewerId)
  return rows.filter(({ id }) => id !== community.id)
}

/** The post of this page that is to be answered in place. */
function answeredOf(c: Req, entries: Entry[]) {
  const number = Number(c.req.query('reply') ?? Number.NaN)
  return entries.find((entry) => entry.kind === 'post' && entry.number === number) as
    | Extract<Entry, { kind: 'post' }>
    | undefined
}

/** What an answer goes to when the post that began the thread cannot be seen. */
function newestOf(entries: Entry[]): Status | null {
  const posts = entries.flatMap((entry) => (entry.kind === 'post' ? [entry] : []))
  return posts.sort((a, b) => b.number - a.number)[0]?.status ?? null
}

async function closedDoor(c: Req, community: Room): Promise<Response> {
  const view = await viewOf(c)
  return c.html(
    <RoomPage view={view} community={community} title={nameOf(community)} front>
      <Closed view={view} community={community} />
    </RoomPage>,
    403,
  )
}

const threadPage = (c: Req): Promise<Response> => sharedPage(c, () => shownThread(c))

async function shownThread(c: Req, refused: Refused | null = null) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const id = c.req.param('thread')!
  const [community, [row]] = await Promise.all([
    roomOf(c),
    isId(id) ? selectThreadPage(ctx, viewer?.id ?? null, id) : [],
  ])
  // Whether there is such a thread is for those who may read: others get the door, whatever the number.
  if (!mayRead(community)) return closedDoor(c, community)
  if (!row) throw notFound()
  // Below an article; the address of a comment keeps its page.
  if (community.kind === 'site')
    return c.redirect(`/trang/${community.account.username}/t/${row.id}${new URL(c.req.url).search}`, 303)
  if (row.community_id !== community.id || row.merged_into)
    return c.redirect(await addressOfThread(ctx, await verbs.getThread(ctx, viewer, id)), 303)
  const asked = Number(c.req.query('page') ?? 1)
  const order = c.req.query('view') === 'time' ? 'time' : 'tree'
  const span = spanOf(row.last_number, Number.isInteger(asked) ? asked : 1)
  const readTo = span.page === span.pages ? row.numbers - 1 : span.to - 1
  const original = row.crosspost_of && span.page === 1 ? row.crosspost_of : null
  const [posts, view, targets, relatives, originals] = await Promise.all([
    threadPosts(ctx, viewer, row.id, span, order),
    viewOf(c),
    targetsOf(ctx, community, viewer?.id),
    row.crosspost_of || row.crossposted
      ? selectRelatives(ctx, viewer?.id ?? null, row.id, row.crosspost_of)
      : [],
    original ? presentStatuses(ctx, viewer, [original]) : [],
    viewer && readTo > (row.read_number ?? -1) ? upsertRead(ctx, viewer.id, row.id, readTo) : null,
  ])
  const [thread] = threadViews([row], posts.first ? [posts.first] : [])
  const anchor = thread!.first ?? newestOf(posts.entries)
  const answered = answeredOf(c, posts.entries)
  const reply = replyOf(c, community, row, answered?.status ?? anchor, answered !== undefined)
  return (
    <RoomThreadPage
      view={view}
      community={community}
      thread={thread!}
      posts={posts}
      order={order}
      reply={reply}
      answered={reply ? (answered ?? null) : null}
      targets={{ communities: targets }}
      relatives={relatives}
      far={row.crosspost_url}
      refused={refused}
      original={original ? { first: originals[0] ?? null } : null}
    />
  )
}

/** The id of a thread, or of its address, as a moderator pastes it. */
function threadIdIn(value: string): string {
  const found = /(\d{6,19})(?:[?#].*)?$/.exec(value.trim())
  if (!found || !isId(found[1])) throw invalid({ field: 'into', code: 'no_such_thread' })
  return found[1]
}

type Verb = (c: Req, id: string, body: Params) => Promise<string | undefined>

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
  async summary(c, id, body) {
    await verbs.setSummary(c.get('ctx'), personOf(c), id, text(body, 'summary'))
    return undefined
  },
  async move(c, id, body) {
    const to = check(idSchema, body['to'])
    await verbs.moveThread(c.get('ctx'), personOf(c), id, to)
    return undefined
  },
  async split(c, id, body) {
    const number = Number(text(body, 'number'))
    const made = await verbs.splitThread(c.get('ctx'), personOf(c), id, number, text(body, 'title'))
    return `/xom/${c.req.param('handle')}/${made}`
  },
  async merge(c, id, body) {
    const into = threadIdIn(text(body, 'into'))
    await verbs.mergeThread(c.get('ctx'), personOf(c), id, into).catch((error) => {
      // Of the two it is the one she typed; should this one be gone, its page says so.
      throw error instanceof AppError && error.code === 'not_found'
        ? invalid({ field: 'into', code: 'no_such_thread' })
        : error
    })
    return `/xom/${c.req.param('handle')}/${into}`
  },
}

/** Actions with something to fill in: what cannot be taken is shown again on the page of the thread. */
const forms: Record<Refused['form'], string[]> = {
  summary: ['summary'],
  move: ['to'],
  split: ['number', 'title'],
  merge: ['into'],
}

/** The thread with the form open, what was typed in it and why it could not be. Anything else is thrown on. */
async function refusedPage(c: Req, name: string, body: Params, thrown: unknown): Promise<Response> {
  const fields = forms[name as Refused['form']]
  if (!fields) throw thrown
  const error = correctable(thrown)
  const given = Object.fromEntries(fields.map((field) => [field, text(body, field).replaceAll('\r\n', '\n')]))
  const page = await shownThread(c, { form: name as Refused['form'], given, error })
  return page instanceof Response ? page : c.html(page as never, error.status as 422)
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
      const body = await readBody(c)
      let path: string | undefined
      try {
        path = await verb(c, c.req.param('thread'), body)
      } catch (thrown) {
        return refusedPage(c, name, body, thrown)
      }
      const back = `/xom/${c.req.param('handle')}/${c.req.param('thread')}`
      return redirectWith(c, encodeURI(path ?? back), `communities.flash.${name}`)
    })
  }
}
