import { raw } from 'hono/html'
import { formatDateTime } from '../../lib/format/index.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Compose, type ComposeForm, emptyState, postsPerPage, statusCard } from '../statuses/index.ts'
import type { NoteRow } from '../threads/index.ts'
import { Original, Relatives } from './crosspost-pages.tsx'
import type { Relative } from './crosspost-sql.ts'
import type { Entry, ThreadPosts } from './posts.ts'
import type { Room, ThreadView } from './present.ts'
import { mayIn, nameOf, RoomPage, RulesFold, roomPathOf } from './room.tsx'
import { bodyOf, titleOf } from './thread-list.ts'
import { type Refused, ThreadTools } from './thread-tools.tsx'

/** Deeper answers are not moved further to the right: the line above each says whom it answers. */
const deepest = 5

export interface ThreadPageProps {
  view: View
  community: Room
  thread: ThreadView
  posts: ThreadPosts
  order: 'tree' | 'time'
  /** Null where the reader may not answer; `reason` is then a translation key. */
  reply: { form: ComposeForm; limit: number; maxMedia: number } | null
  /** The post below which `reply` stands; null for an answer to the thread, at the end. */
  answered: Extract<Entry, { kind: 'post' }> | null
  /** Threads and communities that a moderator may move or join it to. */
  targets: { communities: { id: string; name: string }[] }
  /** The same talk in other communities. */
  relatives: Relative[]
  /** What could not be done to the thread with a form of this page. */
  refused: Refused | null
  /** The address of its original, where that stayed in the place that the community came from. */
  far: string | null
  /** On the first page of a cross-post: the post that it shows. */
  original: { first: ThreadView['first'] } | null
}

const addressOf = (path: string, page: number, order: 'tree' | 'time', number?: number): string => {
  const query = new URLSearchParams()
  if (page > 1) query.set('page', String(page))
  if (order === 'time') query.set('view', 'time')
  const text = query.toString()
  return `${path}${text ? `?${text}` : ''}${number === undefined ? '' : `#p-${number}`}`
}

/** The same page with the composer below a post. The fragment is its text, which is so brought into view and focused. */
function replyAddress(path: string, number: number, order: 'tree' | 'time', quote = false): string {
  const here = addressOf(path, Math.floor(number / postsPerPage) + 1, order)
  return `${here}${here.includes('?') ? '&' : '?'}reply=${number}${quote ? '&quote=1' : ''}#compose-text`
}

const pageOf = (number: number): number => Math.floor(number / postsPerPage) + 1

/** The pages of a thread: first, last, and those around this one. */
function Pages({ view, path, posts, order, end = false }: { view: View; path: string } & PagesProps) {
  const { page, pages } = posts
  if (pages < 2) return null
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return (
    <nav class="pages" aria-label={view.t(end ? 'communities.thread.pages_end' : 'communities.thread.pages')}>
      {shown.map((one, at) => (
        <>
          {at > 0 && one > shown[at - 1]! + 1 ? <span aria-hidden="true">…</span> : null}
          <a
            class="chip"
            href={addressOf(path, one, order)}
            aria-current={one === page ? 'page' : undefined}
            aria-label={view.t('communities.thread.page', { page: one })}
          >
            {String(one)}
          </a>
        </>
      ))}
    </nav>
  )
}

interface PagesProps {
  /** Below the posts; both rows are landmarks and need names of their own. */
  end?: boolean
  posts: ThreadPosts
  order: 'tree' | 'time'
}

function Note({ view, note, path }: { view: View; note: NoteRow; path: string }) {
  const key = note.kind === 'split' && note.text === 'from' ? 'split_from' : note.kind
  const other = note.other_title || note.text || view.t('communities.thread.other')
  return (
    <p class="thread-note">
      <Icon name={note.kind === 'locked' || note.kind === 'unlocked' ? 'lock' : 'next'} />{' '}
      {view.t(`communities.note.${key}`)}{' '}
      {note.other_thread_id && note.kind !== 'merged' ? (
        <a href={`${path.replace(/\/\d+$/, '')}/${note.other_thread_id}`}>{other}</a>
      ) : note.text !== '' && ['merged', 'renamed', 'resectioned'].includes(note.kind) ? (
        <q>{other}</q>
      ) : null}{' '}
      <time class="hint" datetime={note.created_at.toISOString()}>
        {formatDateTime(note.created_at, view.locale)}
      </time>
    </p>
  )
}

/** The line above a post: its permalink, whom it answers, whether it is new, and the way to quote it. */
function postHead(view: View, entry: Extract<Entry, { kind: 'post' }>, props: ThreadPageProps, path: string) {
  const { order, thread } = props
  const { number, parent } = entry
  const here = escapeHtml(addressOf(path, pageOf(number), order, number))
  const isNew = thread.readNumber !== null && number > thread.readNumber
  const answers =
    parent && parent.number > 0
      ? `<a href="${escapeHtml(addressOf(path, pageOf(parent.number), order, parent.number))}">${escapeHtml(view.t('communities.post.answers', { name: parent.name, number: parent.number }))}</a>`
      : ''
  const back = entry.answers.map((one) => {
    const label = escapeHtml(view.t('communities.post.answer', { number: one }))
    return `<a href="${escapeHtml(addressOf(path, pageOf(one), order, one))}" aria-label="${label}">#${one}</a>`
  })
  const answered =
    back.length > 0
      ? `<span class="post-answers">${escapeHtml(view.t('communities.post.answered'))} ${back.join(' ')}</span>`
      : ''
  const quote =
    props.reply && view.viewer
      ? `<a class="post-quote" href="${escapeHtml(replyAddress(path, number, order, true))}" rel="nofollow">${escapeHtml(view.t('communities.post.quote'))}</a>`
      : ''
  return (
    `<p class="post-head"><a class="post-number" href="${here}" aria-label="${escapeHtml(view.t('communities.post.number', { number }))}">#${number}</a>` +
    `${answers}${answered}${isNew ? `<span class="badge alert">${escapeHtml(view.t('communities.post.new'))}</span>` : ''}${quote}</p>`
  )
}

function post(entry: Extract<Entry, { kind: 'post' }>, props: ThreadPageProps, path: string): string {
  const { view, thread } = props
  const status =
    entry.number === 0 ? { ...entry.status, content: bodyOf(thread, entry.status.content) } : entry.status
  const back = addressOf(path, pageOf(entry.number), props.order, entry.number)
  return (
    `<div class="post depth-${Math.min(entry.depth, deepest)}" id="p-${entry.number}">` +
    `${postHead(view, entry, props, path)}${statusCard({ view, status, variant: 'room', back, reply: props.reply ? replyAddress(path, entry.number, props.order) : undefined })}</div>`
  )
}

function gap(view: View, entry: Extract<Entry, { kind: 'gap' }>): string {
  const { number, to, reason } = entry
  const which = number === to ? `#${number}` : `#${number}–#${to}`
  const text = view.t(`communities.gap.${reason}`, { which })
  return `<p class="post-gap" id="p-${number}">${escapeHtml(text)}</p>`
}

function Posts(props: ThreadPageProps & { path: string }) {
  const { view, posts, path } = props
  const waiting = [...posts.notes]
  return (
    <div class={`posts posts-${props.order}`}>
      {posts.entries.map((entry, at) => {
        const last = at === posts.entries.length - 1
        const end = entry.kind === 'gap' ? entry.to : entry.number
        // In a tree the numbers do not follow each other: a note stands where its post does, at the latest at the end.
        const here = waiting.filter(
          (note) => last || (note.after_number >= entry.number && note.after_number <= end),
        )
        for (const note of here) waiting.splice(waiting.indexOf(note), 1)
        return (
          <>
            {raw(entry.kind === 'gap' ? gap(view, entry) : post(entry, props, path))}
            {entry.kind === 'post' && props.answered?.number === entry.number ? (
              <AnswerHere {...props} />
            ) : null}
            {at === 0 && props.original ? <Original view={view} first={props.original.first} /> : null}
            {here.map((note) => (
              <Note view={view} note={note} path={path} />
            ))}
          </>
        )
      })}
    </div>
  )
}

/** The composer in place, below the post that it answers. */
function AnswerHere(props: ThreadPageProps & { path: string }) {
  const { view, answered, order, path } = props
  if (!answered) return null
  const back = addressOf(path, pageOf(answered.number), order, answered.number)
  const name = `@${answered.status.account.acct}`
  return (
    <section class={`post-answer depth-${Math.min(answered.depth + 1, deepest)}`} id="answer">
      <p class="post-head">
        <strong>{view.t('communities.post.answering', { name, number: answered.number })}</strong>
        <a href={back}>{view.t('communities.post.answer_stop')}</a>
      </p>
      <Box {...props} />
    </section>
  )
}

/** The composer for an answer in this community. */
function Box({ view, reply, answered, community }: ThreadPageProps) {
  if (!reply) return null
  const room = {
    id: community.id,
    acct: community.account.username,
    name: nameOf(community),
    private: community.private,
    sections: [],
  }
  return (
    <Compose
      view={view}
      state={{ ...emptyState(reply.form), room }}
      limit={reply.limit}
      maxMedia={reply.maxMedia}
      inline={answered === null}
    />
  )
}

function Heading({ view, community, thread }: ThreadPageProps) {
  const section = community.sections.find(({ tag }) => tag === thread.section)
  return (
    <div class="thread-head">
      <h1 class="thread-title">
        <bdi>{titleOf(view, thread)}</bdi>
      </h1>
      <p class="thread-row-facts">
        {thread.pinned ? (
          <span>
            <Icon name="pin" /> {view.t('communities.thread.pinned')}
          </span>
        ) : null}
        {thread.locked ? (
          <span>
            <Icon name="lock" /> {view.t('communities.thread.locked')}
          </span>
        ) : null}
        {section ? (
          <a href={`${roomPathOf(community)}?section=${encodeURIComponent(section.tag)}`}>{section.name}</a>
        ) : null}
        <span>{view.t('communities.thread.replies', { count: thread.replies })}</span>
        <span>{view.t('communities.thread.people', { count: thread.participants })}</span>
      </p>
      {thread.summary ? (
        <section class="thread-summary" aria-label={view.t('communities.thread.summary')}>
          <h2>{view.t('communities.thread.summary')}</h2>
          <p class="plain">{thread.summary}</p>
        </section>
      ) : null}
    </div>
  )
}

function Reply(props: ThreadPageProps & { path: string }) {
  const { view, reply, answered, community } = props
  if (reply && answered) {
    const here = addressOf(props.path, props.posts.page, props.order)
    return (
      <p class="thread-way">
        <a class="button" href={`${here}#compose-text`} rel="nofollow">
          {view.t('communities.post.answer_thread')}
        </a>
      </p>
    )
  }
  if (reply) return <Box {...props} />
  if (!view.viewer) {
    return (
      <p class="thread-way">
        <a class="button" href={`/login?next=${encodeURIComponent(view.path)}`} rel="nofollow">
          {view.t('statuses.page.sign_in_to_reply')}
        </a>
      </p>
    )
  }
  const { refusal } = community
  const outside = refusal === 'community_not_member' && !community.me?.banned
  const reason = outside
    ? 'communities.no_reply.members'
    : refusal
      ? `errors.${refusal}`
      : 'communities.no_reply.locked'
  return <p class="thread-way hint">{view.t(reason)}</p>
}

/** A thread of a community: fifty posts a page. */
export function RoomThreadPage(props: ThreadPageProps) {
  const { view, community, thread, posts, order } = props
  const path = `${roomPathOf(community)}/${thread.id}`
  const title = titleOf(view, thread)
  return (
    <RoomPage
      view={view}
      community={community}
      title={posts.page > 1 ? `${title} (${posts.page})` : title}
      head={
        <>
          <link rel="canonical" href={`${view.origin}${addressOf(path, posts.page, 'tree')}`} />
          {/* Turbo would go to the top, away from the box that is wrong. */}
          {props.refused ? <meta name="turbo-refresh-scroll" content="preserve" /> : null}
        </>
      }
    >
      <Heading {...props} />
      <ThreadTools
        view={view}
        community={community}
        thread={thread}
        path={path}
        targets={props.targets.communities}
        refused={props.refused}
      />
      <div class="thread-bar">
        <nav class="chips thread-order" aria-label={view.t('communities.thread.orders')}>
          {(['tree', 'time'] as const).map((one) => (
            <a
              class="chip"
              href={addressOf(path, posts.page, one)}
              aria-current={one === order ? 'true' : undefined}
            >
              {view.t(`communities.thread.order.${one}`)}
            </a>
          ))}
        </nav>
        <Pages view={view} path={path} posts={posts} order={order} />
      </div>
      <Relatives view={view} relatives={props.relatives} far={props.far} />
      <Posts {...props} path={path} />
      <Pages view={view} path={path} posts={posts} order={order} end />
      <Reply {...props} path={path} />
      <RulesFold view={view} community={community} />
      {mayIn(community, 'posts') ? (
        <p class="hint thread-way">{view.t('communities.thread.mod_hint')}</p>
      ) : null}
    </RoomPage>
  )
}
