import type { Context, Id } from '../../context.ts'
import type { Account } from '../accounts/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses } from '../statuses/index.ts'
import type { Tag } from './api.ts'
import { searchArticles } from './articles.ts'
import { prepare, searchPosts } from './posts.ts'
import type { Problem } from './query.ts'
import type { ArticleHit, RoomHit } from './read-sql.ts'
import { searchRooms } from './rooms.ts'
import { accountsOf, byAddress, searchAccounts, searchTags } from './search.ts'

export const tabs = ['all', 'posts', 'articles', 'rooms', 'people', 'tags'] as const
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
  rooms: List<RoomHit>
  people: List<Account>
  tags: List<Tag>
  articles: List<ArticleHit> & { loose: boolean }
  posts: List<Status> & { loose: boolean }
  count: number
  /** Of the one list that the tab shows. */
  next: number | null
}

const perPage = 20
/** On the page of everything. */
const few = { posts: 10, articles: 5, rooms: 3, people: 3, tags: 4 }

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
  const address = await byAddress(ctx, query.trim())
  if (address) return atAddress(ctx, viewer, address)
  const prepared = await prepare(ctx, viewer, query)
  const { words } = prepared.question
  const shows = (name: Tab) => tab === 'all' || tab === name
  const limit = (name: keyof typeof few) => (tab === 'all' ? few[name] : perPage)
  const person = words.startsWith('@')
  const tag = words.startsWith('#')
  const [people, tags, rooms, articles, posts] = await Promise.all([
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
    shows('posts')
      ? searchPosts(ctx, viewer, prepared, { limit: limit('posts'), offset, noArticles: true })
      : { statuses: [], next: null, loose: false },
  ])
  const found = {
    words,
    problems: prepared.problems,
    rooms,
    // Communities and sites are accounts, too; they stand under their own heading.
    people: { ...people, list: people.list.filter((account) => !account.group) },
    tags,
    articles: { list: articles.articles, next: articles.next, loose: articles.loose },
    posts: { list: posts.statuses, next: posts.next, loose: posts.loose },
  }
  return { ...found, count: countOf(found), next: tab === 'all' ? null : found[tab].next }
}

const countOf = (found: Omit<Gathered, 'count' | 'next'>): number =>
  (['rooms', 'people', 'tags', 'articles', 'posts'] as const).reduce(
    (sum, name) => sum + found[name].list.length,
    0,
  )

/** A pasted address names one thing. */
async function atAddress(
  ctx: Context,
  viewer: { id: Id } | null,
  address: { account?: Id; status?: Id },
): Promise<Gathered> {
  const [accounts, statuses] = await Promise.all([
    address.account ? accountsOf(ctx, [address.account]) : [],
    address.status ? presentStatuses(ctx, viewer, [address.status]) : [],
  ])
  const found = {
    words: '',
    problems: [],
    rooms: nothing,
    people: { list: accounts, next: null },
    tags: nothing,
    articles: { ...nothing, loose: false },
    posts: { list: statuses, next: null, loose: false },
  }
  return { ...found, count: countOf(found), next: null }
}
