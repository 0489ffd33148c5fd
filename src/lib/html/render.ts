/** Plain text of a local post to the HTML that Mastodon and its clients know. Rendered once, then stored. */
import { cutGraphemes } from '../graphemes.ts'
import { escapeHtml } from './escape.ts'
import { collect, type Extracted, type PostToken, tokenize } from './tokenize.ts'

/** The account behind a mention: its profile page, and the name shown after the @. */
export interface MentionTarget {
  url: string
  username: string
  acct: string
}

export interface RenderOptions {
  /** By lower-case `handle` or `handle@domain`; mentions that are not in it stay plain text. */
  mentions: ReadonlyMap<string, MentionTarget>
  tagUrl: (key: string, display: string) => string
}

export interface Rendered {
  html: string
  tags: Extracted['tags']
  links: string[]
  /** Keys of `mentions` that were found and linked, each once. */
  mentioned: string[]
}

const SHOWN_OF_LINK = 30

/** A link as Mastodon shows it: without its scheme, cut to 30, the whole address still there to copy. */
export function linkHtml(href: string, text = href): string {
  const prefix = /^https?:\/\/(?:www\.)?/i.exec(text)?.[0] ?? ''
  const rest = text.slice(prefix.length)
  const shown = cutGraphemes(rest, SHOWN_OF_LINK)
  const hidden = rest.slice(shown.length)
  return (
    `<a href="${escapeHtml(href)}" target="_blank" rel="nofollow noopener" translate="no">` +
    `<span class="invisible">${escapeHtml(prefix)}</span>` +
    `<span class="${hidden === '' ? '' : 'ellipsis'}">${escapeHtml(shown)}</span>` +
    `<span class="invisible">${escapeHtml(hidden)}</span></a>`
  )
}

function tokenHtml(token: PostToken, options: RenderOptions, mentioned: Set<string>): string {
  if (token.type === 'link') return linkHtml(token.href, token.text)
  if (token.type === 'tag') {
    const url = escapeHtml(options.tagUrl(token.key, token.display))
    return `<a href="${url}" class="mention hashtag" rel="tag">#<span>${escapeHtml(token.display)}</span></a>`
  }
  if (token.type === 'mention') {
    const target = options.mentions.get(token.acct)
    if (target === undefined) return escapeHtml(token.text)
    mentioned.add(token.acct)
    return (
      `<span class="h-card" translate="no"><a href="${escapeHtml(target.url)}" class="u-url mention">` +
      `@<span>${escapeHtml(target.username)}</span></a></span>`
    )
  }
  return escapeHtml(token.text)
}

/** A paragraph; its lines that begin with "> " are a quotation, also right before and after others. */
function paragraphHtml(html: string): string {
  const parts: { quoted: boolean; lines: string[] }[] = []
  for (const line of html.trim().split('\n')) {
    const last = parts.at(-1)
    // A bare ">" is an empty line of a quotation, and begins none.
    const quoted = /^&gt;\s/.test(line) || (line === '&gt;' && last?.quoted === true)
    const text = quoted ? line.replace(/^&gt;\s?/, '') : line
    if (last?.quoted === quoted) last.lines.push(text)
    else parts.push({ quoted, lines: [text] })
  }
  return parts
    .map(({ quoted, lines }) => {
      const paragraph = `<p>${lines.join('<br>')}</p>`
      return quoted ? `<blockquote>${paragraph}</blockquote>` : paragraph
    })
    .join('')
}

/**
 * Renders a post: paragraphs at blank lines, `<br>` at line ends, links (http and https), mentions and tags.
 * Everything is escaped; the output holds no element or attribute but those written here.
 */
export function renderPost(text: string, options: RenderOptions): Rendered {
  const mentioned = new Set<string>()
  const tokens = tokenize(text.trim())
  const { tags, links } = collect(tokens)
  const body = tokens.map((token) => tokenHtml(token, options, mentioned)).join('')
  const html = body
    .split(/\n(?:[^\S\n]*\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map(paragraphHtml)
    .join('')
  return { html, tags, links, mentioned: [...mentioned] }
}
