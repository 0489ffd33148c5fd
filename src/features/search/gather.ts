import type { Context, Id } from '../../context.ts'
import type { Account } from '../accounts/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses } from '../statuses/index.ts'
import { type Addressed, addressed } from './addressed.ts'
import type { Tag } from './api.ts'
import { searchArticles } from './articles.ts'
import { searchEvents } from './events.ts'
import { searchPosts } from './posts.ts'
import type { Problem } from './query.ts'
import type { ArticleHit, EventHit, RoomHit } from './read-sql.ts'
import { searchRooms } from './rooms.ts'
import { accountsOf, findTag, searchAccounts, searchTags } from './search.ts'
import { understand } from './understand.ts'

export const tabs = ['all', 'posts', 'articles', 'events', 'rooms', 'people', 'tags'] as const
export type Tab = (typeof tabs)[number]

export const readTab = (text: string | undefined): Tab => tabs.find((tab) => tab === text) ?? 'all'

interface List<T> {
  list: T[]
  next: number | null
}

/** What a page of results shows. */
export interface Gathered {
  /** What is marked in what was found. */
  words: string
  problems: Problem[]
  /** False: what was asked for left nothing to look for, and `problems` say why. */
  searched: boolean
  rooms: List<RoomHit>
  people: List<Account>
  tags: List<Tag>
  articles: List<ArticleHit> & { loose: boolean }
  events: List<EventHit>
  posts: List<Status> & { loose: boolean }
  count: number
  /** Of the one list that the tab shows. */
  next: number | null
}

const perPage = 20
/** On the page of everything. */
const few = { posts: 10, articles: 5, events: 3, rooms: 3, people: 3, tags: 4 }

const nothing = { list: [], next: null }

/** One more than shown tells whether there is more. */
const page = <T>(rows: T[], limit: number, offset: number): List<T> => ({
  list: rows.slice(0, limit),
  next: rows.length > limit ? offset + limit : null,
})

/** Everything that one page of results shows, asked for at once. */
export async function gather(
  ctx: Context,
  viewer: { id: Id } | null,
  query: string,
  tab: Tab,
  offset: number,
): Promise<Gathered> {
  const address = await addressed(ctx, viewer, query.trim())
  if (address) return atAddress(ctx, viewer, address, offset)
  const prepared = await understand(ctx, viewer, query)
  if (prepared.blocked) return empty(prepared.question.words, prepared.problems)
  const { words } = prepared.question
  const shows = (name: Tab) => tab === 'all' || tab === name
  const limit = (name: keyof typeof few) => (tab === 'all' ? few[name] : perPage)
  const person = words.startsWith('@')
  const tag = words.startsWith('#')
  const [people, tags, rooms, articles, events, posts] = await Promise.all([
    shows('people') && !tag && words
      ? searchAccounts(ctx, viewer, words, { limit: limit('people') + 1, offset }).then((rows) =>
          page(rows, limit('people'), offset),
        )
      : nothing,
    shows('tags') && !person && words
      ? searchTags(ctx, viewer, words, limit('tags') + 1, offset).then((rows) =>
          page(rows, limit('tags'), offset),
        )
      : nothing,
    shows('rooms') && !tag && words
      ? searchRooms(ctx, viewer, words.replace(/^@/, ''), { limit: limit('rooms'), offset }).then(
          ({ rooms, next }) => ({ list: rooms, next }),
        )
      : nothing,
    shows('articles')
      ? searchArticles(ctx, viewer, prepared, { limit: limit('articles'), offset })
      : { articles: [], next: null, loose: false },
    shows('events')
      ? searchEvents(ctx, viewer, prepared, { limit: limit('events'), offset })
      : { events: [], next: null },
    shows('posts')
      ? searchPosts(ctx, viewer, prepared, { limit: limit('posts'), offset, noArticles: true })
      : { statuses: [], next: null, loose: false },
  ])
  const found = {
    words,
    problems: prepared.problems,
    searched:
      words !== '' ||
      prepared.marks.length > 0 ||
      prepared.question.library ||
      prepared.problems.length === 0,
    rooms,
    // Communities and sites are accounts, too; they stand under their own heading.
    people: { ...people, list: people.list.filter((account) => !account.group) },
    tags,
    articles: { list: articles.articles, next: articles.next, loose: articles.loose },
    events: { list: events.events, next: events.next },
    posts: { list: posts.statuses, next: posts.next, loose: posts.loose },
  }
  return { ...found, count: countOf(found), next: tab === 'all' ? null : found[tab].next }
}

const countOf = (found: Omit<Gathered, 'count' | 'next'>): number =>
  (['rooms', 'people', 'tags', 'articles', 'events', 'posts'] as const).reduce(
    (sum, name) => sum + found[name].list.length,
    0,
  )

const empty = (words: string, problems: Problem[]): Gathered => ({
  words,
  problems,
  searched: problems.length === 0,
  rooms: nothing,
  people: nothing,
  tags: nothing,
  articles: { ...nothing, loose: false },
  events: nothing,
  posts: { ...nothing, loose: false },
  count: 0,
  next: null,
})

/** A pasted address names one thing, or the posts that link to it. */
async function atAddress(
  ctx: Context,
  viewer: { id: Id } | null,
  address: Addressed,
  offset: number,
): Promise<Gathered> {
  const ids = page(address.statuses.slice(offset, offset + perPage + 1), perPage, offset)
  const [accounts, statuses, tag] = await Promise.all([
    address.account ? accountsOf(ctx, [address.account]) : [],
    presentStatuses(ctx, viewer, ids.list),
    address.tag ? findTag(ctx, viewer, address.tag) : null,
  ])
  const found = {
    ...empty('', []),
    people: { list: accounts, next: null },
    tags: { list: tag ? [tag] : [], next: null },
    posts: { list: statuses, next: ids.next, loose: false },
  }
  return { ...found, count: countOf(found), next: ids.next }
}
