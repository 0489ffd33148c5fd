/** Links of an article: the web, e-mail and own paths. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { tokenize } from '../html/index.ts'
import { type Env, envOf } from './types.ts'

const HREF_MAX = 4096
/** So much text of one article is searched for addresses and tags, of paragraphs that have any. Code units. */
const SEARCHED_MAX = 300_000

/** May a link lead there? http, https, mailto, a path of this server, a place on the page; media: for pictures. */
export function mayLink(href: string): boolean {
  if (href.length > HREF_MAX) return false
  if (/^#[^\s]*$/.test(href) || /^media:\d{1,19}$/.test(href)) return true
  if (/^\/(?![/\\])[^\s\\]*$/.test(href)) return true
  if (!/^(?:https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return false
  const { protocol, username, password } = new URL(href)
  // As in posts: an address with a user name shows one host and leads to another.
  return /^(?:https?|mailto):$/.test(protocol) && username === '' && password === ''
}

const isForeign = (href: string, origin: string): boolean =>
  /^https?:/i.test(href) && (!URL.canParse(href) || new URL(href).origin !== origin)

/** Attributes of a link, which is noted in `env`. Readers' computers tell strangers nothing but the origin. */
export function linkAttributes(href: string, env: Env): Record<string, string> {
  if (/^https?:/i.test(href)) env.links.add(href)
  return isForeign(href, env.options.origin) ? { href, rel: 'nofollow noopener ugc' } : { href }
}

function anchor(state: StateCore, href: string, text: string, className: string): Token[] {
  const open = new state.Token('link_open', 'a', 1)
  open.attrs = [['href', href]]
  if (className !== '') open.attrs.push(['class', className])
  const inner = new state.Token('text', '', 0)
  inner.content = text
  return [open, inner, new state.Token('link_close', 'a', -1)]
}

/** Addresses and tags in running text, found by the same rules as in posts. */
function linked(state: StateCore, text: string): Token[] | null {
  const env = envOf(state.env)
  const { options } = env
  if (!/https?:\/\/|#/i.test(text)) return null
  env.searched += text.length
  if (env.searched > SEARCHED_MAX) return null
  const out: Token[] = []
  let plain = ''
  const flush = (): void => {
    if (plain === '') return
    const token = new state.Token('text', '', 0)
    token.content = plain
    out.push(token)
    plain = ''
  }
  for (const token of tokenize(text)) {
    const href =
      token.type === 'link'
        ? token.href
        : token.type === 'tag'
          ? options.tagUrl?.(token.key, token.display)
          : undefined
    if (href === undefined || !mayLink(href)) plain += token.text
    else {
      flush()
      out.push(...anchor(state, href, token.text, token.type === 'tag' ? 'tag' : ''))
    }
  }
  if (out.length === 0) return null
  flush()
  return out
}

function inside(state: StateCore, children: Token[]): Token[] {
  const env = envOf(state.env)
  const out: Token[] = []
  let depth = 0
  for (const token of children) {
    if (token.type === 'link_open') {
      depth += 1
      const href = String(token.attrGet('href') ?? '')
      // media: is for pictures only.
      const attributes: Record<string, string> = href.startsWith('media:') ? {} : linkAttributes(href, env)
      const title = token.attrGet('title')
      token.attrs = Object.entries(title ? { ...attributes, title: String(title) } : attributes)
    } else if (token.type === 'link_close') depth -= 1
    const found = token.type === 'text' && depth === 0 ? linked(state, token.content) : null
    if (found === null) out.push(token)
    else {
      for (const piece of found) {
        const href = piece.type === 'link_open' ? String(piece.attrGet('href')) : null
        const isTag = piece.attrGet('class') !== null
        if (href !== null && !isTag) piece.attrs = Object.entries(linkAttributes(href, env))
        out.push(piece)
      }
    }
  }
  return out
}

function findLinks(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type === 'inline' && token.children) token.children = inside(state, token.children)
  }
}

/** The post that an address of this server names, or null. */
export function postId(address: string, origin: string): string | null {
  if (!address.startsWith(`${origin}/`)) return null
  const path = address.slice(origin.length)
  const found = /^\/(?:@[\w.@-]{1,300}|xom\/\w{1,100})\/(\d{1,19})\/?$/.exec(path)
  return found === null ? null : BigInt(found[1]!).toString()
}

/** The address of a post, alone in a paragraph of its own, shows the post. */
function embedPosts(state: StateCore): void {
  const env = envOf(state.env)
  const out: Token[] = []
  for (let i = 0; i < state.tokens.length; i += 1) {
    const token = state.tokens[i]!
    const content = state.tokens[i + 1]?.content.trim() ?? ''
    const alone = token.type === 'paragraph_open' && token.level === 0 && !/\s/.test(content)
    const id = alone ? postId(content.replace(/^<(.*)>$/, '$1'), env.options.origin) : null
    if (id === null) out.push(token)
    else {
      env.posts.add(id)
      const mark = new state.Token('post', '', 0)
      mark.meta = { id }
      out.push(mark)
      i += 2
    }
  }
  state.tokens = out
}

/** The renderer's mark of a post, which survives the sanitiser; only this file can write it. */
export const POST_MARK = /<hr data-post="(\d+)" \/>/g

export function useLinks(md: MarkdownIt): void {
  md.validateLink = mayLink
  md.core.ruler.push('embed_posts', embedPosts)
  md.core.ruler.push('find_links', findLinks)
  md.renderer.rules.post = (tokens, at) => `<hr data-post="${tokens[at]!.meta!.id}">\n`
}
