import type { Context, Id } from '../../context.ts'
import { faceAddress } from '../../lib/faces.ts'
import { suggestDecoding } from '../../lib/vietnamese/index.ts'
import { suggestArticles } from './articles.ts'
import { searchRooms } from './rooms.ts'
import { searchAccounts, searchTags } from './search.ts'
import { selectPrivate } from './sql.ts'

/** What the search field offers while somebody types; `href` is where it leads. */
export interface Suggestion {
  kind: 'person' | 'room' | 'tag' | 'article'
  label: string
  detail: string
  href: string
  avatar: string | null
  /** Of a room: what it is. */
  room?: 'community' | 'site'
  private?: boolean
}

const roomPath = (room: { kind: string; username: string }): string =>
  `/${room.kind === 'site' ? 'trang' : 'xom'}/${room.username}`

/** At most twelve things whose names begin so: people, communities and sites, tags, headlines. Posts are never among them. */
export async function suggest(ctx: Context, viewer: { id: Id } | null, text: string): Promise<Suggestion[]> {
  const query = text.trim().slice(0, 100)
  const typed = await named(ctx, viewer, query)
  // "mangj", as an input method leaves it, is offered what "mạng" is; what was typed stays as it is.
  const meant = /^[#@]/.test(query) ? null : suggestDecoding(query)
  if (meant === null) return typed
  const known = new Set(typed.map(({ href }) => href))
  const more = (await named(ctx, viewer, meant)).filter(({ href }) => !known.has(href))
  return [...typed, ...more].slice(0, 12)
}

async function named(ctx: Context, viewer: { id: Id } | null, query: string): Promise<Suggestion[]> {
  if (query === '' || query.includes(':')) return []
  const tagsOnly = query.startsWith('#')
  const peopleOnly = query.startsWith('@')
  const [people, rooms, tags, articles] = await Promise.all([
    tagsOnly ? [] : searchAccounts(ctx, viewer, query, { limit: peopleOnly ? 8 : 4 }),
    tagsOnly || peopleOnly ? [] : searchRooms(ctx, viewer, query, { limit: 3 }).then((found) => found.rooms),
    peopleOnly ? [] : searchTags(ctx, viewer, query, tagsOnly ? 8 : 3),
    tagsOnly || peopleOnly ? [] : suggestArticles(ctx, viewer, query, 3),
  ])
  const shut = new Set(
    (
      await selectPrivate(
        ctx,
        rooms.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  )
  return [
    ...rooms.map(
      (room): Suggestion => ({
        kind: 'room',
        label: room.name,
        detail: '',
        room: room.kind,
        private: shut.has(room.id),
        href: roomPath(room),
        avatar: null,
      }),
    ),
    ...people
      .filter((account) => !account.group)
      .map(
        (account): Suggestion => ({
          kind: 'person',
          label: account.display_name || account.username,
          detail: `@${account.acct}`,
          href: `/@${account.acct}`,
          avatar: faceAddress(ctx.config.origin, account.avatar_static),
        }),
      ),
    ...tags.map(
      (tag): Suggestion => ({
        kind: 'tag',
        label: `#${tag.name}`,
        detail: '',
        href: `/tags/${encodeURIComponent(tag.name)}`,
        avatar: null,
      }),
    ),
    ...articles.map(
      (article): Suggestion => ({
        kind: 'article',
        label: article.headline,
        detail: article.site_name,
        href: `/trang/${article.site}/${article.slug}`,
        avatar: null,
      }),
    ),
  ]
}
