import { formatNumber } from '../../lib/format/index.ts'
import { excerpt } from '../../lib/html/index.ts'
import { idTime } from '../../lib/ids.ts'
import type { View } from '../../ui/view.ts'
import { Icon } from '../../ui/widgets/icon.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { accountPath } from '../statuses/index.ts'
import type { Community } from './api.ts'
import type { ThreadView } from './present.ts'
import { roomPathOf } from './room.tsx'

/** The words of a first post without the title that stands above them. */
export function bodyOf(thread: Pick<ThreadView, 'title'>, content: string): string {
  if (thread.title === '') return content
  return content.replace(/^<p><strong>[\s\S]*?<\/strong><\/p>/, '')
}

/** What a thread is called: its title, else how its first post begins. */
export function titleOf(view: View, thread: ThreadView): string {
  if (thread.title) return thread.title
  const { first } = thread
  const words = first ? excerpt(first.spoiler_text || first.content, 90) : ''
  return words || view.t('communities.thread.untitled')
}

function Marks({ view, thread }: { view: View; thread: ThreadView }) {
  return (
    <>
      {thread.pinned ? <Icon name="pin" label={view.t('communities.thread.pinned')} /> : null}
      {thread.locked ? <Icon name="lock" label={view.t('communities.thread.locked')} /> : null}
    </>
  )
}

/** One thread in the list: title or beginning, who began it, how many answered, what is new, when it last moved. */
export function ThreadRow({
  view,
  community,
  thread,
}: {
  view: View
  community: Community
  thread: ThreadView
}) {
  const { first } = thread
  const path = `${roomPathOf(community)}/${thread.id}`
  const section = community.sections.find(({ tag }) => tag === thread.section)
  const line = thread.title && first ? excerpt(first.spoiler_text || bodyOf(thread, first.content), 120) : ''
  const unread = thread.unread ?? 0
  return (
    <li class="thread-row">
      {view.textOnly || !first ? null : (
        <img class="avatar" src={first.account.avatar_static} alt="" width="40" height="40" loading="lazy" />
      )}
      <div class="thread-row-words">
        <a class="thread-row-title" href={path}>
          <Marks view={view} thread={thread} /> <bdi>{titleOf(view, thread)}</bdi>
        </a>
        {line ? <p class="thread-row-line">{line}</p> : null}
        <p class="thread-row-facts">
          {first ? (
            <a href={accountPath(first.account)}>
              <bdi>{first.account.display_name || first.account.username}</bdi>
            </a>
          ) : (
            <span>{view.t('communities.thread.first_gone')}</span>
          )}
          {section ? <span class="badge">{section.name}</span> : null}
          <span>{view.t('communities.thread.replies', { count: thread.replies })}</span>
          <span>
            <RelativeTime view={view} at={idTime(thread.lastId)} />
          </span>
        </p>
      </div>
      {unread > 0 ? (
        <a class="unread" href={`${path}/unread`}>
          <span aria-hidden="true">{formatNumber(unread, view.locale)}</span>
          <span class="visually-hidden">{view.t('communities.thread.unread', { count: unread })}</span>
        </a>
      ) : null}
    </li>
  )
}
