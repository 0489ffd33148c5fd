import { raw } from 'hono/html'
import type { Id } from '../../context.ts'
import type { Page } from '../../http/paging.ts'
import type { View } from '../../ui/view.ts'
import type { Status } from './api.ts'
import { statusCard } from './card.tsx'

interface FeedProps {
  view: View
  statuses: Status[]
  range: Page
  /** `max_id` of the next page; null on the last. */
  next: Id | null
  /** What is said when there is nothing at all. */
  empty?: string
  /** Further query of the next page, such as `form=bò`. */
  query?: string
  /** Where actions return to; the page without its paging when left out. */
  back?: string
}

/**
 * A page of posts and the way to the next. The link is a plain one; with Turbo it is answered into its frame, so
 * that the next page is put below this one.
 */
export function StatusFeed({ view, statuses, range, next, empty, query, back }: FeedProps) {
  const cards = raw(statuses.map((status) => statusCard({ view, status, back: back ?? view.path })).join(''))
  const first = range.maxId === null
  const more = (id: Id) => `${view.path}?${query ? `${query}&` : ''}max_id=${id}`
  const end =
    next === null ? (
      statuses.length === 0 && first ? (
        empty ? (
          <p class="empty">{empty}</p>
        ) : null
      ) : (
        <p class="feed-end">{view.t('timelines.end')}</p>
      )
    ) : (
      <turbo-frame id={`below-${next}`} target="_top">
        <a class="more-link" href={more(next)} data-turbo-frame={`below-${next}`} rel="next">
          {view.t('timelines.more')}
        </a>
      </turbo-frame>
    )
  if (first) {
    return (
      <div class="feed" data-feed>
        {cards}
        {end}
      </div>
    )
  }
  return (
    <div class="feed">
      <p class="thread-way feed-newest">
        <a href={query ? `${view.path}?${query}` : view.path}>{view.t('timelines.newest')}</a>
      </p>
      <turbo-frame id={`below-${range.maxId}`} target="_top">
        {cards}
        {end}
      </turbo-frame>
    </div>
  )
}
