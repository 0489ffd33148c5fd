import type { Child } from 'hono/jsx'
import { faceAddress } from '../../lib/faces.ts'
import { excerpt, toPlainText } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { Icon } from '../../ui/widgets/icon.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import type { Account } from '../accounts/index.ts'
import { whenWords } from '../events/index.ts'
import type { Status } from '../statuses/api.ts'
import { StatusList } from '../statuses/index.ts'
import type { Tag } from './api.ts'
import { markHtml, pieces, snippet } from './mark.ts'
import type { ArticleHit, EventHit, RoomHit } from './read-sql.ts'

/** A heading with what was found below it, and the way to more of the same. */
export function Found({
  view,
  id,
  title,
  more,
  children,
}: {
  view: View
  id: string
  title: string
  more?: string | null
  children: Child
}) {
  return (
    <section class="search-found" aria-labelledby={`found-${id}`}>
      <h2 id={`found-${id}`}>{title}</h2>
      {children}
      {more ? (
        <p class="search-more">
          <a href={more}>
            {view.t('search.more', { what: title })} <Icon name="next" />
          </a>
        </p>
      ) : null}
    </section>
  )
}

function Marked({ query, text }: { query: string; text: string }) {
  return <>{pieces(query, text).map((one) => (one.hit ? <mark>{one.text}</mark> : one.text))}</>
}

export function People({ view, accounts }: { view: View; accounts: Account[] }) {
  return (
    <ul class="search-people">
      {accounts.map((account) => {
        const note = excerpt(account.note, 90)
        return (
          <li class="search-person">
            <a href={account.group ? account.url : `/@${account.acct}`}>
              {view.textOnly ? null : (
                <img
                  src={faceAddress(view.origin, account.avatar_static)}
                  alt=""
                  width={44}
                  height={44}
                  loading="lazy"
                />
              )}
              <span class="search-who">
                <strong>
                  <bdi>{account.display_name || account.username}</bdi>
                </strong>{' '}
                <span class="card-acct">@{account.acct}</span>
                {note ? <span class="search-note">{note}</span> : null}
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

export function Tags({ view, tags }: { view: View; tags: Tag[] }) {
  return (
    <ul class="search-tags">
      {tags.map((tag) => (
        <li>
          <a href={`/tags/${encodeURIComponent(tag.name)}`}>
            <strong>#{tag.name}</strong>{' '}
            <small>
              {view.t('search.tag_uses', {
                count: tag.history.reduce((sum, day) => sum + Number(day.uses), 0),
              })}
            </small>
          </a>
        </li>
      ))}
    </ul>
  )
}

export function Rooms({ view, query, rooms }: { view: View; query: string; rooms: RoomHit[] }) {
  return (
    <ul class="search-tags">
      {rooms.map((room) => (
        <li>
          <a href={`/${room.kind === 'site' ? 'trang' : 'xom'}/${room.username}`}>
            <strong>
              <bdi>
                <Marked query={query} text={room.name} />
              </bdi>
            </strong>{' '}
            <small>
              {view.t(`search.kind.${room.kind}`)}
              {room.kind === 'community'
                ? ` · ${view.t('communities.members_count', { count: room.members })}`
                : ''}
            </small>
          </a>
        </li>
      ))}
    </ul>
  )
}

export function Articles({ view, query, articles }: { view: View; query: string; articles: ArticleHit[] }) {
  return (
    <ul class="search-articles">
      {articles.map((article) => (
        <li>
          <h3>
            <a href={`/trang/${article.site}/${article.slug}`}>
              <Marked query={query} text={article.headline} />
            </a>
          </h3>
          <p class="search-snippet">
            <Marked query={query} text={snippet(query, `${article.lead} ${toPlainText(article.html)}`)} />
          </p>
          <p class="hint">
            <a href={`/trang/${article.site}`}>{article.site_name}</a> ·{' '}
            <RelativeTime view={view} at={article.published_at} />
          </p>
        </li>
      ))}
    </ul>
  )
}

export function Events({ view, query, events }: { view: View; query: string; events: EventHit[] }) {
  return (
    <ul class="search-articles">
      {events.map((event) => (
        <li>
          <h3>
            <a href={`/su-kien/${event.id}`}>
              <Marked query={query} text={event.title} />
            </a>{' '}
            {event.cancelled_at ? <span class="badge alert">{view.t('events.cancelled')}</span> : null}
          </h3>
          <p class="search-snippet">
            {whenWords(event, view.locale)}
            {event.place ? (
              <>
                {' · '}
                <Marked query={query} text={event.place} />
              </>
            ) : null}
          </p>
          {event.room ? (
            <p class="hint">
              <a href={`/xom/${event.room}/su-kien`}>{event.room_name}</a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** The cards of posts with what was found marked in their words. */
export function Posts({ view, query, statuses }: { view: View; query: string; statuses: Status[] }) {
  const marked = statuses.map((status) => ({ ...status, content: markHtml(query, status.content) }))
  return <StatusList view={view} statuses={marked} />
}
