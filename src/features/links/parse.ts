import { Parser } from 'htmlparser2'
import { cleanText, truncate } from '../../lib/graphemes.ts'
import { fromLinkedData, type Told } from './linked-data.ts'

/** What a page says of itself. Texts are plain, of one line, cut; addresses are absolute. */
export interface Found {
  type: 'link' | 'photo' | 'video' | 'rich'
  title: string
  description: string
  provider: string
  author: string
  authorUrl: string
  /** `name@domain`, from fediverse:creator. */
  creator: string | null
  canonical: string | null
  image: string | null
  imageDescription: string
  language: string | null
  publishedAt: Date | null
  /** Address of oEmbed JSON that the page names. */
  oembed: string | null
}

/** Elements looked at; a head has a few hundred at most. */
const mostElements = 4000
const mostScript = 120_000

/** What `canon` drops because it shows nothing; the joiners within emoji stay. */
const unseen =
  /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/gu

/** One line of plain text: NFC, no control characters, nothing unseen, at most `max` graphemes. */
export function oneLine(text: string, max: number): string {
  const clean = cleanText(text.slice(0, max * 20))
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .trim()
  return truncate(clean, max)
}

/** An http(s) address below a base, or null. */
export function absolute(href: string | undefined, base: string): string | null {
  if (!href || href.length > 4000 || !URL.canParse(href.trim(), base)) return null
  const url = new URL(href.trim(), base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
}

/** A date of this web: not before 1990, not in the future (by more than a day); null for anything else. */
export function dateOf(text: string | undefined, now = new Date()): Date | null {
  if (!text || text.length > 60) return null
  const at = Date.parse(text)
  if (!Number.isFinite(at) || at < Date.UTC(1990, 0) || at > now.getTime() + 86_400_000) return null
  return new Date(at)
}

interface Raw {
  title: string
  meta: Map<string, string>
  links: { rel: string; type: string; href: string }[]
  language: string
  data: string[]
}

/** Reads the head of a page and nothing else; stops at `<body>`. */
function readHead(html: string): Raw {
  const raw: Raw = { title: '', meta: new Map(), links: [], language: '', data: [] }
  let inside: 'title' | 'data' | null = null
  let text = ''
  let elements = 0
  let over = false
  const parser = new Parser({
    onopentag(name, attributes) {
      elements += 1
      if (elements > mostElements) over = true
      if (over) return
      if (name === 'body') over = true
      else if (name === 'html') raw.language = attributes['lang'] ?? ''
      else if (name === 'title' && raw.title === '') inside = 'title'
      else if (name === 'script' && /ld\+json/i.test(attributes['type'] ?? '')) inside = 'data'
      else if (name === 'meta') {
        const key = (attributes['property'] ?? attributes['name'] ?? attributes['itemprop'] ?? '')
          .trim()
          .toLowerCase()
        const content = attributes['content']
        if (key && content && !raw.meta.has(key)) raw.meta.set(key, content.slice(0, 10_000))
      } else if (name === 'link' && raw.links.length < 200) {
        const { rel = '', type = '', href = '' } = attributes
        raw.links.push({ rel: rel.toLowerCase(), type: type.toLowerCase(), href })
      }
      text = ''
    },
    ontext(part) {
      if (inside && !over && text.length < mostScript) text += part
    },
    onclosetag(name) {
      if (name === 'title' && inside === 'title') raw.title = text
      if (name === 'script' && inside === 'data' && raw.data.length < 10) raw.data.push(text)
      if (name === 'title' || name === 'script') inside = null
      if (name === 'head') over = true
    },
  })
  // In pieces, so that the rest of a page is never parsed.
  for (let at = 0; at < html.length && !over; at += 16_384) parser.write(html.slice(at, at + 16_384))
  parser.end()
  return raw
}

const languageOf = (text: string): string | null => {
  const code = /^([a-z]{2,3})(?:[-_]|$)/i.exec(text.trim())?.[1]?.toLowerCase()
  return code ?? null
}

const creatorOf = (text: string | undefined): string | null => {
  const found = /^@?([\w.-]{1,100})@([\w.:-]{1,253})$/.exec(text?.trim() ?? '')
  return found ? `${found[1]}@${found[2]!.toLowerCase()}` : null
}

const typeOf = (og: string | undefined): Found['type'] => (og?.startsWith('video') ? 'video' : 'link')

/** What the page at `address` says of itself: OpenGraph, then JSON-LD, then twitter:, then plain HTML. */
export function parsePage(html: string, address: string): Found {
  const raw = readHead(html)
  const told: Told = fromLinkedData(raw.data)
  const meta = (...names: string[]) => names.map((name) => raw.meta.get(name)?.trim()).find(Boolean)
  const link = (rel: string, type = '') =>
    raw.links.find((one) => one.rel.split(/\s+/).includes(rel) && one.type.startsWith(type))?.href
  const byline = meta('article:author', 'author', 'parsely-author')
  const authorUrl = absolute(/^https?:\/\//.test(byline ?? '') ? byline : told.authorUrl, address)
  return {
    type: typeOf(meta('og:type')),
    title: oneLine(meta('og:title') ?? told.headline ?? meta('twitter:title') ?? raw.title, 150),
    description: oneLine(
      meta('og:description') ?? told.description ?? meta('twitter:description', 'description') ?? '',
      300,
    ),
    provider: oneLine(meta('og:site_name', 'application-name') ?? told.publisher ?? '', 100),
    author: oneLine(told.author ?? (authorUrl === byline ? '' : (byline ?? '')), 100),
    authorUrl: authorUrl ?? '',
    creator: creatorOf(meta('fediverse:creator')),
    canonical: absolute(link('canonical') ?? meta('og:url'), address),
    image: absolute(
      meta('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ??
        told.image,
      address,
    ),
    imageDescription: oneLine(meta('og:image:alt', 'twitter:image:alt') ?? '', 300),
    language: languageOf(raw.language || (meta('og:locale') ?? '')),
    publishedAt: dateOf(meta('article:published_time', 'datepublished') ?? told.publishedAt),
    oembed: absolute(link('alternate', 'application/json+oembed'), address),
  }
}

/** oEmbed JSON (oembed.com), for what the page itself left out. Its HTML is not looked at. */
export function withOembed(found: Found, json: string, address: string): Found {
  let data: Record<string, unknown>
  try {
    const parsed: unknown = JSON.parse(json)
    if (typeof parsed !== 'object' || parsed === null) return found
    data = parsed as Record<string, unknown>
  } catch {
    return found
  }
  const text = (name: string) => (typeof data[name] === 'string' ? (data[name] as string) : undefined)
  return {
    ...found,
    title: found.title || oneLine(text('title') ?? '', 150),
    provider: found.provider || oneLine(text('provider_name') ?? '', 100),
    author: found.author || oneLine(text('author_name') ?? '', 100),
    authorUrl: found.authorUrl || (absolute(text('author_url'), address) ?? ''),
    image: found.image ?? absolute(text('thumbnail_url'), address),
    type: text('type') === 'video' ? 'video' : found.type,
  }
}

/** The feeds that a page names (`<link rel="alternate">`), in its order. */
export function feedsOf(html: string, address: string): string[] {
  const kinds = /^application\/(rss\+xml|atom\+xml|feed\+json|rdf\+xml)$|^text\/xml$|^application\/xml$/
  return readHead(html).links.flatMap((one) => {
    const href =
      one.rel.split(/\s+/).includes('alternate') && kinds.test(one.type) ? absolute(one.href, address) : null
    return href ? [href] : []
  })
}
