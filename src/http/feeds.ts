import { createHash } from 'node:crypto'
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { escapeHtml } from '../lib/html/index.ts'
import { t } from '../ui/i18n/index.ts'
import type { Req } from './env.ts'

export const feedKinds = { 'rss.xml': 'rss', 'atom.xml': 'atom', 'feed.json': 'json' } as const
export type FeedKind = (typeof feedKinds)[keyof typeof feedKinds]

export interface FeedItem {
  /** Permanent; also its id. */
  url: string
  title: string
  /** Plain text. */
  summary: string
  /** Clean HTML with absolute addresses. */
  html: string
  published: Date
  updated: Date
  authors: string[]
  tags: string[]
  image?: string | null
  language?: string | null
}

export interface Feed {
  title: string
  description: string
  /** The page that it is the feed of. */
  url: string
  /** Its own address without the file's name. */
  base: string
  language: string
  image?: string | null
  items: FeedItem[]
}

/** Addresses of ours in a text that is read elsewhere. */
export const absolute = (html: string, origin: string): string =>
  html.replace(/\b(href|src)="\/(?!\/)/g, `$1="${origin}/`)

/** RSS takes descriptions for HTML (Atom's and JSON Feed's are text as we write them); titles are plain text in all three. */
const rss = (feed: Feed) =>
  generateRssFeed({
    title: feed.title,
    link: feed.url,
    description: escapeHtml(feed.description || feed.title),
    language: feed.language,
    lastBuildDate: feed.items[0]?.updated ?? undefined,
    generator: 'Xóm',
    ...(feed.image ? { image: { url: feed.image, title: feed.title, link: feed.url } } : {}),
    atom: { links: [{ href: `${feed.base}/rss.xml`, rel: 'self', type: 'application/rss+xml' }] },
    items: feed.items.map((item) => ({
      title: item.title,
      link: item.url,
      guid: { value: item.url, isPermaLink: true },
      description: escapeHtml(item.summary),
      pubDate: item.published,
      categories: item.tags.map((name) => ({ name })),
      dc: { creators: item.authors },
      content: { encoded: item.html },
      ...(item.image ? { media: { contents: [{ url: item.image, medium: 'image' }] } } : {}),
    })),
  } as never)

const atom = (feed: Feed) =>
  generateAtomFeed({
    id: feed.url,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: feed.items[0]?.updated ?? new Date(0),
    links: [
      { href: feed.url, rel: 'alternate', type: 'text/html' },
      { href: `${feed.base}/atom.xml`, rel: 'self', type: 'application/atom+xml' },
    ],
    generator: { text: 'Xóm' },
    ...(feed.image ? { logo: feed.image } : {}),
    entries: feed.items.map((item) => ({
      id: item.url,
      title: { value: item.title },
      updated: item.updated,
      published: item.published,
      authors: (item.authors.length > 0 ? item.authors : [feed.title]).map((name) => ({ name })),
      links: [{ href: item.url, rel: 'alternate', type: 'text/html' }],
      categories: item.tags.map((term) => ({ term })),
      summary: { value: item.summary },
      content: { value: item.html, type: 'html' },
    })),
  } as never)

const json = (feed: Feed) =>
  JSON.stringify(
    generateJsonFeed({
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: feed.url,
      feed_url: `${feed.base}/feed.json`,
      description: feed.description,
      language: feed.language,
      ...(feed.image ? { icon: feed.image } : {}),
      items: feed.items.map((item) => ({
        id: item.url,
        url: item.url,
        title: item.title,
        summary: item.summary,
        content_html: item.html || item.summary || item.title,
        date_published: item.published,
        date_modified: item.updated,
        authors: item.authors.map((name) => ({ name })),
        tags: item.tags,
        language: item.language ?? undefined,
        ...(item.image ? { image: item.image } : {}),
      })),
    } as never),
  )

const makers: Record<FeedKind, (feed: Feed) => string> = { rss, atom, json }
const types: Record<FeedKind, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

/** Bytes of HTML that one entry holds, and all of them together. */
const mostOfEntry = 50_000
const mostOfFeed = 900_000

/** What is too long is told in short, with the way to the whole. */
function shortened(items: FeedItem[], readOn: string): FeedItem[] {
  let left = mostOfFeed
  return items.map((item) => {
    const size = Buffer.byteLength(item.html)
    if (size > mostOfEntry || size > left)
      return {
        ...item,
        html: `<p>${escapeHtml(item.summary)}</p><p><a href="${escapeHtml(item.url)}">${readOn}</a></p>`,
      }
    left -= size
    return item
  })
}

/**
 * RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1 of a list. Readers ask often: an answer is kept for a minute by whoever asked,
 * and 304 goes to whoever has the same already. The tag is of the whole answer, for a changed name or picture counts too.
 */
export function feedResponse(c: Req, kind: FeedKind, feed: Feed): Response {
  const newest = feed.items.reduce((most, { updated }) => Math.max(most, updated.getTime()), 0)
  const readOn = t(c.get('locale') ?? 'vi', 'feeds.read_on')
  const body = makers[kind]({ ...feed, items: shortened(feed.items, readOn) })
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'public, max-age=60')
  if (newest > 0) c.header('Last-Modified', new Date(newest).toUTCString())
  if (c.req.header('if-none-match') === tag) return c.body(null, 304)
  c.header('Content-Type', types[kind])
  return c.body(body)
}
