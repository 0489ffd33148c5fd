import type { Context, Id } from '../../context.ts'
import { idAt } from '../../lib/ids.ts'
import { DAY_MS, VIETNAM_OFFSET_MS, vietnamDayStart } from '../../lib/time.ts'
import { canon, hasAccent, key, tagKey, tone } from '../../lib/vietnamese/index.ts'
import { type Account, acctOf, findByAcct, presentAccounts } from '../accounts/index.ts'
import { presentFound } from '../events/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatuses } from '../statuses/index.ts'
import { addressed } from './addressed.ts'
import type { SearchResults, Tag } from './api.ts'
import { searchEvents } from './events.ts'
import { searchPosts } from './posts.ts'
import * as sql from './sql.ts'
import { understand } from './understand.ts'

type Reader = { id: Id } | null

const wordsOf = (text: string): string[] =>
  key(text)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '')
    .slice(0, 8)

const padded = (text: string): string => ` ${text.replace(/[^\p{L}\p{M}\p{N}_]+/gu, ' ').trim()} `

/** 3: the words as typed begin words of the text; 2: but for where the tone stands; 1: but for the marks; 0: scattered. */
export function closeness(query: string, text: string): 0 | 1 | 2 | 3 {
  const holds = (fold: (text: string) => string) => padded(fold(text)).includes(padded(fold(query)).trimEnd())
  return holds(canon) ? 3 : holds(tone) ? 2 : holds(key) ? 1 : 0
}

/** The handle exactly, then what was typed with accents, then people one follows, then spelling, prefix, followers. */
function order(query: string, hits: sql.AccountHit[]): sql.AccountHit[] {
  const handle = query.toLowerCase()
  const accented = hasAccent(query)
  const prefix = key(query)
  const scored = hits.map((hit) => {
    const near = closeness(query, hit.display_name)
    const starts = key(hit.username).startsWith(prefix) || key(hit.display_name).startsWith(prefix)
    const score = [
      acctOf(hit).toLowerCase() === handle ? 1 : 0,
      accented && near >= 2 ? 1 : 0,
      hit.followed ? 1 : 0,
      near,
      starts ? 1 : 0,
      hit.followers,
    ]
    return { hit, score }
  })
  const compare = (a: number[], b: number[]) => {
    const at = a.findIndex((value, index) => value !== b[index])
    return at < 0 ? 0 : b[at]! - a[at]!
  }
  return scored.sort((a, b) => compare(a.score, b.score)).map(({ hit }) => hit)
}

interface AccountOptions {
  limit: number
  offset?: number
  following?: boolean
}

/** People by name or handle, best first (docs: VIETNAMESE rules 3 and 8). `@user@domain` names one person. */
export async function searchAccounts(
  ctx: Context,
  viewer: Reader,
  text: string,
  { limit, offset = 0, following = false }: AccountOptions,
): Promise<Account[]> {
  const query = text.trim().replace(/^@/, '')
  if (query === '') return []
  const exact = /^[\w.-]+(@[^\s@]+)?$/.test(query) && !following ? await findByAcct(ctx, query) : null
  const whole = query.includes('@')
  const hits = whole ? [] : await sql.selectAccountHits(ctx, viewer?.id ?? null, wordsOf(query), following)
  const usable = exact !== null && !exact.pending && exact.suspended_at === null && exact.deleted_at === null
  const ids = [
    ...new Set([...(usable && exact ? [exact.id] : []), ...order(query, hits).map((hit) => hit.id)]),
  ]
  return accountsOf(ctx, ids.slice(offset, offset + limit))
}

export async function accountsOf(ctx: Context, ids: Id[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const found = await presentAccounts(ctx, ids)
  return ids.flatMap((id) => found.get(id) ?? [])
}

const historyDays = 7

/** Mastodon's Tag with the use of the last seven Vietnamese days. One query for all. */
export async function presentTags(ctx: Context, viewer: Reader, rows: sql.TagRow[]): Promise<Tag[]> {
  if (rows.length === 0) return []
  const today = vietnamDayStart(ctx.clock())
  const since = new Date(today.getTime() - (historyDays - 1) * DAY_MS)
  const use = await sql.selectTagUse(
    ctx,
    rows.map((row) => row.id),
    idAt(since),
  )
  const found = new Map(use.map((row) => [`${row.tag_id} ${row.day}`, row]))
  const firstDay = Math.floor((today.getTime() + VIETNAM_OFFSET_MS) / DAY_MS)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: `${ctx.config.origin}/tags/${encodeURIComponent(row.name)}`,
    history: Array.from({ length: historyDays }, (_, back) => {
      const day = found.get(`${row.id} ${firstDay - back}`)
      return {
        day: String(Math.floor((today.getTime() - back * DAY_MS) / 1000)),
        uses: String(day?.uses ?? 0),
        accounts: String(day?.accounts ?? 0),
      }
    }),
    ...(viewer ? { following: false, featuring: false } : {}),
  }))
}

const usesOf = (tag: Tag): number => tag.history.reduce((sum, day) => sum + Number(day.uses), 0)

/** Tags by Vietnamese key: the same tag first, then those that begin so, then those used most this week. */
export async function searchTags(
  ctx: Context,
  viewer: Reader,
  text: string,
  limit: number,
  offset = 0,
): Promise<Tag[]> {
  const asked = tagKey(text.trim().replace(/^#/, '').replace(/\s+/g, ''))
  if (asked === null) return []
  const rows = await sql.selectTagHits(ctx, asked)
  const keys = new Map(rows.map((row) => [row.id, row.key]))
  const place = (tag: Tag) => {
    const own = keys.get(tag.id)!
    return own === asked ? 2 : own.startsWith(asked) ? 1 : 0
  }
  const tags = await presentTags(ctx, viewer, rows)
  return tags
    .sort((a, b) => place(b) - place(a) || usesOf(b) - usesOf(a) || a.name.length - b.name.length)
    .slice(offset, offset + limit)
}

/** One tag by any of its spellings; a good name that nobody has used yet is a tag without history. null: no tag. */
export async function findTag(ctx: Context, viewer: Reader, name: string): Promise<Tag | null> {
  const asked = tagKey(name)
  if (asked === null) return null
  const row = await sql.selectTag(ctx, asked)
  const [tag] = await presentTags(ctx, viewer, [row ?? { id: '0', key: asked, name: name.replace(/^#/, '') }])
  return tag ?? null
}

export interface SearchOptions extends AccountOptions {
  type?: 'accounts' | 'hashtags' | 'statuses' | 'events'
  maxId?: Id | undefined
  minId?: Id | undefined
  /** Posts of this account only. */
  accountId?: Id | undefined
}

/**
 * People, tags, and posts, as Mastodon's API answers. An address names what it shows here, or the posts that link to it;
 * none is fetched. A filter that names nobody finds no posts; of other filters that are not understood the rest is looked for.
 */
export async function search(
  ctx: Context,
  viewer: Reader,
  text: string,
  options: SearchOptions,
): Promise<SearchResults> {
  const query = text.normalize('NFC').replaceAll('\0', '').trim()
  const wants = (type: SearchOptions['type']) => options.type === undefined || options.type === type
  const address = await addressed(ctx, viewer, query)
  const { limit, offset = 0 } = options
  if (address) {
    const [accounts, statuses, tag]: [Account[], Status[], Tag | null] = await Promise.all([
      wants('accounts') && address.account ? accountsOf(ctx, [address.account]) : [],
      wants('statuses') ? presentStatuses(ctx, viewer, address.statuses.slice(offset, offset + limit)) : [],
      wants('hashtags') && address.tag ? findTag(ctx, viewer, address.tag) : null,
    ])
    return { accounts, statuses, hashtags: tag ? [tag] : [] }
  }
  const [accounts, hashtags, statuses, events] = await Promise.all([
    wants('accounts') && !query.startsWith('#') ? searchAccounts(ctx, viewer, query, options) : [],
    wants('hashtags') && !query.startsWith('@') ? searchTags(ctx, viewer, query, limit, offset) : [],
    wants('statuses') && !query.startsWith('@') ? postsFor(ctx, viewer, query, options) : [],
    wants('events') && !/^[@#]/.test(query) ? eventsFor(ctx, viewer, query, options) : [],
  ])
  return { accounts, statuses, hashtags, events }
}

async function eventsFor(ctx: Context, viewer: Reader, query: string, { limit, offset = 0 }: SearchOptions) {
  const prepared = await understand(ctx, viewer, query)
  if (prepared.blocked) return []
  const { events } = await searchEvents(ctx, viewer, prepared, { limit, offset })
  return presentFound(
    ctx,
    viewer,
    events.map(({ id }) => id),
  )
}

async function postsFor(
  ctx: Context,
  viewer: Reader,
  query: string,
  options: SearchOptions,
): Promise<Status[]> {
  const prepared = await understand(ctx, viewer, query)
  if (prepared.blocked) return []
  const { limit, offset = 0, maxId, minId, accountId } = options
  const found = await searchPosts(ctx, viewer, prepared, {
    limit,
    offset,
    below: maxId,
    above: minId,
    accountId,
  })
  // Clients show whatever they get as hits, and cannot say that a word is missing.
  return found.loose ? [] : found.statuses
}
