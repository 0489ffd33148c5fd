/**
 * Finds links, mentions and tags in the plain text of a post, in one pass and linear time: every character is
 * looked at a bounded number of times, whatever the text.
 */
import { LinkifyIt } from 'linkify-it'
import { countGraphemes } from '../graphemes.ts'
import { tagKey } from '../vietnamese/keys.ts'

export type PostToken =
  | { type: 'text'; text: string }
  /** `href` is the normalised address, `text` what the author typed. */
  | { type: 'link'; text: string; href: string }
  /** `acct` is lower-case `handle` or `handle@domain`, `text` what the author typed, with its @. */
  | { type: 'mention'; text: string; acct: string; user: string; domain: string | null }
  /** `display` is without the #, `key` the tag's identity. */
  | { type: 'tag'; text: string; display: string; key: string }

const URL_MAX = 2048
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, maxLength: URL_MAX })
linkify.add('ftp:', null).add('mailto:', null).add('//', null)

const CANDIDATE = /https?:\/\/|[@#]/giu
const WORD_BEFORE = /[\p{L}\p{M}\p{N}_]$/u
const TAG_RUN = /[\p{L}\p{M}\p{Nd}_]+/uy
const USER_RUN = /[a-z0-9_][a-z0-9_.-]*/iy
const LOCAL_USER = /^\w+/
const DOMAIN_RUN = /[\p{L}\p{M}\p{Nd}.-]+/uy
const PORT = /:\d{1,5}(?!\d)/y
const LETTER_HERE = /[\p{L}\p{M}]/uy

function at(pattern: RegExp, text: string, index: number): string | null {
  pattern.lastIndex = index
  return pattern.exec(text)?.[0] ?? null
}

/** Is the character before `index` part of a word, or one of `also`? Takes surrogate pairs whole. */
function follows(text: string, index: number, also: string): boolean {
  if (index === 0) return false
  const before = text.slice(Math.max(0, index - 2), index)
  return also.includes(before[before.length - 1]!) || WORD_BEFORE.test(before)
}

function trimEnd(run: string, chars: string): string {
  let end = run.length
  while (end > 0 && chars.includes(run[end - 1]!)) end--
  return run.slice(0, end)
}

/** An address with a user name is no link: `https://bank.example@evil.example` shows one host and leads to another. */
const NAMED = /[^\s/?#@]*@/y

function linkAt(text: string, index: number): PostToken | null {
  if (follows(text, index, '@')) return null
  const schema = text[index + 4] === ':' ? 'http:' : 'https:'
  if (at(NAMED, text, index + schema.length + 2) !== null) return null
  const window = text.slice(index, index + URL_MAX + 1)
  const length = linkify.testSchemaAt(window, schema, schema.length)
  if (length === 0) return null
  const typed = window.slice(0, schema.length + length)
  if (typed.length > URL_MAX || !URL.canParse(typed)) return null
  return { type: 'link', text: typed, href: new URL(typed).href }
}

function mentionAt(text: string, index: number): PostToken | null {
  if (follows(text, index, '/@=.-')) return null
  const run = at(USER_RUN, text, index + 1)
  if (run === null) return null
  const user = trimEnd(run, '.-')
  const afterUser = index + 1 + user.length
  if (text[afterUser] === '@' && user.length <= 200) {
    const domain = domainAt(text, afterUser + 1)
    if (domain !== null) {
      const typed = text.slice(index, afterUser + 1 + domain.length)
      return {
        type: 'mention',
        text: typed,
        acct: typed.slice(1).toLowerCase(),
        user,
        domain: domain.toLowerCase(),
      }
    }
  }
  const local = LOCAL_USER.exec(user)?.[0]
  if (local === undefined || local.length > 30) return null
  const next = index + 1 + local.length
  // "@anhđẹp" is no handle, and "@an@" no address.
  if (text[next] === '@' || at(LETTER_HERE, text, next) !== null) return null
  return {
    type: 'mention',
    text: text.slice(index, next),
    acct: local.toLowerCase(),
    user: local,
    domain: null,
  }
}

function domainAt(text: string, index: number): string | null {
  const run = at(DOMAIN_RUN, text, index)
  if (run === null || run.length > 400) return null
  const host = trimEnd(run, '.-')
  if (host === '' || /^[.-]|\.\./.test(host)) return null
  const port = at(PORT, text, index + host.length) ?? ''
  return host.includes('.') || port !== '' || host.toLowerCase() === 'localhost' ? host + port : null
}

function tagAt(text: string, index: number): { token: PostToken | null; end: number } {
  const run = at(TAG_RUN, text, index + 1)
  if (run === null) return { token: null, end: index + 1 }
  const end = index + 1 + run.length
  if (follows(text, index, '/=&#')) return { token: null, end }
  const identity = tagKey(run)
  return {
    token: identity === null ? null : { type: 'tag', text: `#${run}`, display: run, key: identity },
    end,
  }
}

/** The tokens of a post in order; their texts joined are the input. */
export function tokenize(text: string): PostToken[] {
  const found: PostToken[] = []
  let done = 0
  let from = 0
  for (;;) {
    CANDIDATE.lastIndex = from
    const candidate = CANDIDATE.exec(text)
    if (candidate === null) break
    const { index } = candidate
    let token: PostToken | null
    if (candidate[0] === '#') {
      const tag = tagAt(text, index)
      token = tag.token
      from = tag.end
    } else {
      token = candidate[0] === '@' ? mentionAt(text, index) : linkAt(text, index)
      from = index + (token?.text.length ?? candidate[0].length)
    }
    if (token === null) continue
    if (index > done) found.push({ type: 'text', text: text.slice(done, index) })
    found.push(token)
    done = index + token.text.length
  }
  if (done < text.length) found.push({ type: 'text', text: text.slice(done) })
  return found
}

export interface Extracted {
  /** Lower-case `handle` or `handle@domain`, each once, in order. */
  mentions: string[]
  /** Each key once, displayed as first written. */
  tags: { key: string; display: string }[]
  /** Normalised http(s) addresses, each once. */
  links: string[]
}

/** What a text mentions, tags and links to. */
export function extract(text: string): Extracted {
  return collect(tokenize(text))
}

/** {@link extract} for text that is already in tokens. */
export function collect(tokens: readonly PostToken[]): Extracted {
  const mentions = new Set<string>()
  const tags = new Map<string, string>()
  const links = new Set<string>()
  for (const token of tokens) {
    if (token.type === 'mention') mentions.add(token.acct)
    else if (token.type === 'link') links.add(token.href)
    else if (token.type === 'tag' && !tags.has(token.key)) tags.set(token.key, token.display)
  }
  return {
    mentions: [...mentions],
    tags: [...tags].map(([key, display]) => ({ key, display })),
    links: [...links],
  }
}

/** What one link counts, however long (as in Mastodon). */
export const LINK_LENGTH = 23
const LINK_STAND_IN = 'x'.repeat(LINK_LENGTH)

/** Length of a post in graphemes: a link counts 23, a remote mention `@user@domain` only its `@user`. */
export function postLength(text: string): number {
  let counted = ''
  for (const token of tokenize(text)) {
    if (token.type === 'link') counted += LINK_STAND_IN
    else if (token.type === 'mention') counted += `@${token.user}`
    else counted += token.text
  }
  return countGraphemes(counted)
}
