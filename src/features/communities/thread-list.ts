import { formatNumber } from '../../lib/format/index.ts'
import { escapeHtml, excerpt, toPlainText } from '../../lib/html/index.ts'
import { idTime } from '../../lib/ids.ts'
import type { View } from '../../ui/view.ts'
import { accountPath, nameHtml, timeHtml } from '../statuses/index.ts'
import type { Community } from './api.ts'
import type { ThreadView } from './present.ts'
import { roomPathOf } from './room.tsx'

/** The words of a first post without the title that stands above them. */
export function bodyOf(thread: Pick<ThreadView, 'title'>, content: string): string {
  if (thread.title === '') return content
  return content.replace(/^<p><strong>[\s\S]*?<\/strong><\/p>/, '')
}

/** An address and nothing else. */
const isLink = (text: string): boolean => /^https?:\/\/\S+$/.test(text.trim())

/** What a thread is called: its title, that of the page that is all its first post holds, else how that post begins. */
export function titleOf(view: View, thread: ThreadView): string {
  if (thread.title) return thread.title
  const { first } = thread
  if (first?.card && first.spoiler_text === '' && isLink(toPlainText(first.content))) return first.card.title
  const words = first ? excerpt(first.spoiler_text || first.content, 90) : ''
  return words || view.t('communities.thread.untitled')
}

const mark = (name: string, label: string): string =>
  `<span class="i i-${name}" role="img" aria-label="${label}" title="${label}"></span>`

function facts(view: View, community: Community, thread: ThreadView): string {
  const { first } = thread
  const section = community.sections.find(({ tag }) => tag === thread.section)
  const author = first
    ? `<a href="${escapeHtml(accountPath(first.account))}">${nameHtml(first.account)}</a>`
    : `<span>${escapeHtml(view.t('communities.thread.first_gone'))}</span>`
  return (
    `<p class="thread-row-facts">${author}${section ? `<span class="badge">${escapeHtml(section.name)}</span>` : ''}` +
    `<span>${escapeHtml(view.t('communities.thread.replies', { count: thread.replies }))}</span>` +
    `<span>${timeHtml(view, idTime(thread.lastId).toISOString())}</span></p>`
  )
}

/**
 * One thread in the list: title or beginning, who began it, how many answered, what is new, when it last moved. Plain
 * strings, as the cards of posts are, for the front page shows thirty.
 */
export function threadRow(view: View, community: Community, thread: ThreadView): string {
  const { first } = thread
  const path = escapeHtml(`${roomPathOf(community)}/${thread.id}`)
  const line = thread.title && first ? excerpt(first.spoiler_text || bodyOf(thread, first.content), 120) : ''
  const unread = thread.unread ?? 0
  const picture =
    view.textOnly || !first
      ? ''
      : `<img class="avatar" src="${escapeHtml(first.account.avatar_static)}" alt="" width="40" height="40" loading="lazy">`
  const marks =
    (thread.pinned ? mark('pin', escapeHtml(view.t('communities.thread.pinned'))) : '') +
    (thread.locked ? mark('lock', escapeHtml(view.t('communities.thread.locked'))) : '')
  const news =
    unread > 0
      ? `<a class="unread" href="${path}/unread"><span aria-hidden="true">${formatNumber(unread, view.locale)}</span>` +
        `<span class="visually-hidden">${escapeHtml(view.t('communities.thread.unread', { count: unread }))}</span></a>`
      : ''
  return (
    `<li class="thread-row">${picture}<div class="thread-row-words">` +
    `<a class="thread-row-title" href="${path}">${marks} <bdi>${escapeHtml(titleOf(view, thread))}</bdi></a>` +
    `${line ? `<p class="thread-row-line">${escapeHtml(line)}</p>` : ''}${facts(view, community, thread)}</div>${news}</li>`
  )
}
