import { cleanText } from '../graphemes.ts'
import { escapeHtml } from '../html/index.ts'
import { articleText, cleanArticle } from './clean.ts'
import { POST_MARK } from './links.ts'
import { markdownIt } from './markdown.ts'
import { mediaId } from './pictures.ts'
import type { Env, RenderArticleOptions, RenderedArticle } from './types.ts'

/** Vietnamese is read at about so many syllables a minute; other languages have fewer and longer words. */
const SYLLABLES_A_MINUTE = 250

/** How many words (of Vietnamese: syllables) a text has. */
export function countWords(text: string): number {
  let words = 0
  for (const part of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(part)) words += 1
  return words
}

/** No article has so many parts; a text of nothing but signs is shown as it was typed. */
const TOKENS_MAX = 200_000

function write(source: string, env: Env): string {
  const md = markdownIt()
  const carried = env as unknown as Record<string, unknown>
  const tokens = md.parse(source, carried)
  if (tokens.length <= TOKENS_MAX) return md.renderer.render(tokens, md.options, carried)
  env.headings.length = 0
  env.posts.clear()
  return `<pre>${escapeHtml(source)}</pre>`
}

/**
 * Markdown of an article to safe HTML, with everything that is to be known of it. Pure, and the same for everybody:
 * who may see an embedded post is asked when the mark is filled in.
 */
export function renderArticle(markdown: string, options: RenderArticleOptions): RenderedArticle {
  const env: Env = {
    options,
    media: new Set(),
    posts: new Set(),
    links: new Set(),
    headings: [],
    shown: new Set(),
    depth: 0,
    searched: 0,
  }
  const raw = write(cleanText(markdown), env)
  const clean = cleanArticle(raw, env.shown)
  const text = articleText(clean)
  const words = countWords(text)
  return {
    html: clean.replace(POST_MARK, '<!--post:$1-->').trim(),
    mediaIds: [...env.media],
    posts: [...env.posts],
    headings: env.headings,
    links: [...env.links],
    text,
    words,
    readingMinutes: Math.max(1, Math.round(words / SYLLABLES_A_MINUTE)),
  }
}

/** Ids after `media:` anywhere in the Markdown, each once: what to look up before rendering. */
export function mediaIdsOf(markdown: string): string[] {
  const ids = new Set<string>()
  for (const [address] of markdown.matchAll(/media:\d{1,19}(?!\d)/g)) {
    const id = mediaId(address)
    if (id !== null) ids.add(id)
  }
  return [...ids]
}
