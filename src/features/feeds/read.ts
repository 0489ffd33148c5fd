import { createHash } from 'node:crypto'
import { parseFeed } from 'feedsmith'
import { truncate } from '../../lib/graphemes.ts'
import { toPlainText } from '../../lib/html/index.ts'
import { absolute, oneLine } from '../links/index.ts'
import { feedDate } from './dates.ts'

/** What is wrong with a feed; the words are `feeds.problem.<code>`. */
export type Problem =
  | 'not_found'
  | 'gone'
  | 'refused'
  | 'busy'
  | 'server'
  | 'unreachable'
  | 'unsafe'
  | 'slow'
  | 'too_big'
  | 'no_feed'
  | 'entities'
  | 'listed'
  | 'duplicate'

export class FeedProblem extends Error {
  readonly code: Problem
  constructor(code: Problem) {
    super(code)
    this.name = 'FeedProblem'
    this.code = code
  }
}

export interface FeedItem {
  guid: string
  url: string
  title: string
  excerpt: string
  author: string
  /** Null: it gives none, or one that cannot be. */
  publishedAt: Date | null
}

export interface ReadFeed {
  title: string
  siteUrl: string
  /** Minutes between two looks that the feed asks for; null for none. */
  ttl: number | null
  items: FeedItem[]
}

/** Items read of one answer. */
const mostItems = 200
/** Graphemes of an excerpt: enough to know whether to open it, too little to replace it. */
export const EXCERPT_LIMIT = 300

/**
 * What stands before the first element may declare entities, which could be made to grow without end, or to read files.
 * A bare doctype (RSS 0.91) says nothing.
 */
function refuseEntities(text: string): void {
  const root = /<[A-Za-z_]/.exec(text)
  const prolog = text.slice(0, root?.index ?? text.length)
  if (/<!ENTITY/i.test(prolog) || /<!DOCTYPE[^>]*\[/i.test(prolog)) throw new FeedProblem('entities')
}

/** An item as the formats have it, under one set of names. */
interface Raw {
  guid?: string | undefined
  link?: string | undefined
  /** HTML, unless `plain`. */
  title?: string | undefined
  plain?: boolean
  text?: string | undefined
  author?: string | undefined
  date?: string | undefined
}

interface RawFeed {
  title?: string | undefined
  link?: string | undefined
  base?: string | undefined
  ttl?: number | null | undefined
  items: Raw[]
}

type Parsed = ReturnType<typeof parseFeed<string>>

const periods: Record<string, number> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
}

function ttlOf(sy: { updatePeriod?: string; updateFrequency?: number } | undefined): number | null {
  const period = periods[sy?.updatePeriod ?? '']
  return period ? period / Math.max(1, sy?.updateFrequency ?? 1) : null
}

function fromRss(feed: Extract<Parsed, { format: 'rss' }>['feed']): RawFeed {
  return {
    title: feed.title,
    link: feed.link,
    ttl: feed.ttl ?? ttlOf(feed.sy),
    items: (feed.items ?? []).map((item) => ({
      guid: item.guid?.value,
      link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
      title: item.title,
      text: item.description ?? item.content?.encoded,
      author: item.dc?.creators?.[0] ?? nameOf(item.authors?.[0]),
      date: item.pubDate ?? item.dc?.dates?.[0],
    })),
  }
}

/** RSS names authors by `mail (Name)`; the address is nobody's business here. */
function nameOf(author: unknown): string | undefined {
  const text = typeof author === 'string' ? author : (author as { name?: string } | undefined)?.name
  return /\(([^)]+)\)/.exec(text ?? '')?.[1] ?? (text?.includes('@') ? undefined : text)
}

interface AtomText {
  value?: string
  type?: string
}

const alternate = (links: { href?: string; rel?: string }[] | undefined): string | undefined =>
  (links?.find((link) => !link.rel || link.rel === 'alternate') ?? undefined)?.href

function fromAtom(feed: Extract<Parsed, { format: 'atom' }>['feed']): RawFeed {
  const title = feed.title as AtomText | undefined
  return {
    title: title?.value,
    link: alternate(feed.links as never),
    base: (feed as { xml?: { base?: string } }).xml?.base,
    ttl: ttlOf(feed.sy),
    items: (feed.entries ?? []).map((entry) => {
      const named = entry.title as AtomText | undefined
      const text = (entry.summary ?? entry.content) as AtomText | undefined
      return {
        guid: entry.id,
        link: alternate(entry.links as never),
        title: named?.value,
        plain: !named?.type || named.type === 'text',
        text: text?.value,
        author: entry.authors?.[0]?.name,
        date: entry.published ?? entry.updated,
      }
    }),
  }
}

function fromJson(feed: Extract<Parsed, { format: 'json' }>['feed']): RawFeed {
  return {
    title: feed.title,
    link: feed.home_page_url,
    items: (feed.items ?? []).map((item) => ({
      guid: item.id,
      link: item.url ?? item.external_url,
      title: item.title,
      plain: true,
      text: item.summary ?? item.content_html ?? item.content_text,
      author: item.authors?.[0]?.name,
      date: item.date_published ?? item.date_modified,
    })),
  }
}

function fromRdf(feed: Extract<Parsed, { format: 'rdf' }>['feed']): RawFeed {
  return {
    title: feed.title,
    link: feed.link,
    ttl: ttlOf(feed.sy),
    items: (feed.items ?? []).map((item) => ({
      link: item.link,
      title: item.title,
      text: item.description,
      author: item.dc?.creators?.[0],
      date: item.dc?.dates?.[0],
    })),
  }
}

function parsed(text: string): RawFeed {
  let found: Parsed
  try {
    found = parseFeed(text, { maxItems: mostItems })
  } catch {
    throw new FeedProblem('no_feed')
  }
  switch (found.format) {
    case 'rss':
      return fromRss(found.feed)
    case 'atom':
      return fromAtom(found.feed)
    case 'json':
      return fromJson(found.feed)
    default:
      return fromRdf(found.feed)
  }
}

const plainText = (html: string, max: number): string => oneLine(toPlainText(html.slice(0, 40_000)), max)

function itemOf(raw: Raw, base: string, now: Date): FeedItem | null {
  const url = absolute(raw.link, base)
  if (!url) return null
  const excerpt = raw.text ? plainText(raw.text, EXCERPT_LIMIT) : ''
  const named = raw.title ? (raw.plain ? oneLine(raw.title, 200) : plainText(raw.title, 200)) : ''
  const title = named || truncate(excerpt, 80) || new URL(url).host
  const guid = (raw.guid || url).trim()
  return {
    // Whatever its length: an index holds it.
    guid: guid.length <= 500 ? guid : createHash('sha256').update(guid).digest('hex'),
    url,
    title,
    excerpt: excerpt === title ? '' : excerpt,
    author: raw.author ? plainText(raw.author, 100) : '',
    publishedAt: feedDate(raw.date, now),
  }
}

/** RSS, RDF, Atom or JSON as items: plain texts, absolute addresses. Throws FeedProblem. */
export function readFeed(text: string, address: string, now: Date): ReadFeed {
  const clean = text.replace(/^\ufeff/, '')
  refuseEntities(clean)
  const raw = parsed(clean)
  const base = absolute(raw.base, address) ?? absolute(raw.link, address) ?? address
  const items = new Map<string, FeedItem>()
  for (const one of raw.items.slice(0, mostItems)) {
    const item = itemOf(one, base, now)
    // Of two with one name the first is the newer, as feeds go.
    if (item && !items.has(item.guid)) items.set(item.guid, item)
  }
  return {
    title: raw.title ? plainText(raw.title, 100) : '',
    siteUrl: absolute(raw.link, address) ?? '',
    ttl: typeof raw.ttl === 'number' && raw.ttl > 0 ? raw.ttl : null,
    items: [...items.values()],
  }
}
