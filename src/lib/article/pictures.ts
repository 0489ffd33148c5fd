/** Pictures of an article: figures with caption, credit and licence; never one from another server. */
import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it'
import { escapeHtml } from '../html/index.ts'
import { linkAttributes } from './links.ts'
import { type Env, envOf } from './types.ts'
import { wordsOf } from './words.ts'

const MEDIA = /^media:(\d{1,19})$/
const ID_MAX = 2n ** 63n

/** The id in `media:ID`, or null. */
export function mediaId(address: string): string | null {
  const digits = MEDIA.exec(address)?.[1]
  return digits === undefined || BigInt(digits) >= ID_MAX ? null : BigInt(digits).toString()
}

const ATTRIBUTES = /\{((?:\s*(?:credit|licence)="(?:[^"\\\n]|\\.){0,500}"){1,2})\s*\}/y
const ATTRIBUTE = /(credit|licence)="((?:[^"\\\n]|\\.)*)"/g

/** `{credit="B.M" licence="CC BY 4.0"}` right behind a picture. */
function pictureAttributes(state: StateInline, silent: boolean): boolean {
  if (silent || state.pending !== '' || state.src[state.pos] !== '{') return false
  const image = state.tokens.at(-1)
  if (image?.type !== 'image' || image.meta !== null) return false
  ATTRIBUTES.lastIndex = state.pos
  const found = ATTRIBUTES.exec(state.src)
  if (found === null || state.pos + found[0].length > state.posMax) return false
  image.meta = {}
  for (const [, name, value] of found[1]!.matchAll(ATTRIBUTE)) {
    image.meta[name!] = value!.replace(/\\(["\\`&])/g, '$1')
  }
  state.pos += found[0].length
  return true
}

const plainText = (tokens: Token[] | null): string =>
  (tokens ?? [])
    .map((token) =>
      token.type === 'image' ? plainText(token.children) : token.type === 'softbreak' ? ' ' : token.content,
    )
    .join('')

const link = (href: string, text: string, env: Env): string =>
  `<a${Object.entries(linkAttributes(href, env))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('')}>${escapeHtml(text)}</a>`

interface Shown {
  image: string
  caption: string
}

/** The picture and what stands below it. Remote pictures are links: no reader's browser is sent to strangers. */
function show(token: Token, env: Env): Shown {
  const source = String(token.attrGet('src') ?? '')
  const alt = plainText(token.children)
  const words = wordsOf(env.options.language)
  const id = mediaId(source)
  if (id === null) return { image: link(source, alt.trim() || source, env), caption: '' }
  env.media.add(id)
  const picture = env.options.picture(id)
  const part = (name: string, text: string): string =>
    text.trim() === '' ? '' : `<span class="${name}">${escapeHtml(text.trim())}</span>`
  const credit = String(token.meta?.credit ?? '').trim()
  const caption = [
    part('caption', String(token.attrGet('title') ?? '')),
    part('credit', credit === '' ? '' : words.photo + credit),
    part('licence', String(token.meta?.licence ?? '')),
  ]
    .filter((html) => html !== '')
    .join(' ')
  if (picture === null) {
    const text = alt.trim() === '' ? words.gone : `${words.gone}: ${alt.trim()}`
    return { image: `<span class="picture-gone">${escapeHtml(text)}</span>`, caption }
  }
  env.shown.add(picture.url)
  const size =
    picture.width !== null && picture.height !== null
      ? ` width="${Math.round(picture.width)}" height="${Math.round(picture.height)}"`
      : ''
  const image = `<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(alt.trim() || picture.alt)}"${size} loading="lazy" decoding="async">`
  return { image, caption }
}

/** Pieces of a paragraph: a run of text, or a picture with the link around it. */
type Piece = { tokens: Token[] } | { picture: Token; around: Token | null }

function pieces(children: Token[]): Piece[] {
  const found: Piece[] = []
  let run: Token[] = []
  const end = (): void => {
    if (run.some((token) => token.type !== 'softbreak' && token.content.trim() + token.markup !== ''))
      found.push({ tokens: run })
    run = []
  }
  let depth = 0
  for (let i = 0; i < children.length; i += 1) {
    const token = children[i]!
    const linked = depth === 0 && token.type === 'link_open' && children[i + 2]?.type === 'link_close'
    const image = linked ? children[i + 1]! : token
    if (depth === 0 && image.type === 'image' && mediaId(String(image.attrGet('src'))) !== null) {
      end()
      found.push({ picture: image, around: linked ? token : null })
      if (linked) i += 2
      continue
    }
    depth += token.nesting
    run.push(token)
  }
  end()
  return found
}

/** Paragraphs with pictures become text, figures, and galleries of several figures in a row. */
function liftPictures(state: StateCore): void {
  const out: Token[] = []
  const { tokens } = state
  for (let i = 0; i < tokens.length; i += 1) {
    const [open, inline, close] = [tokens[i]!, tokens[i + 1], tokens[i + 2]]
    const children = inline?.children
    if (open.type !== 'paragraph_open' || !children?.some((token) => token.type === 'image')) {
      out.push(open)
      continue
    }
    const parts = pieces(children)
    let figures: Token | null = null
    for (const part of parts) {
      if ('tokens' in part) {
        figures = null
        const text = new state.Token('inline', '', 0)
        text.children = trimBreaks(part.tokens)
        text.content = inline!.content
        out.push(open, text, close!)
        continue
      }
      if (figures === null) {
        figures = new state.Token('figures', '', 0)
        figures.meta = { list: [] }
        out.push(figures)
      }
      ;(figures.meta!.list as Piece[]).push(part)
    }
    // What follows the paragraph inside its list item (the way back of a footnote) stays behind it.
    i += 2
  }
  state.tokens = out
}

function trimBreaks(tokens: Token[]): Token[] {
  const isBlank = (token: Token | undefined): boolean =>
    token?.type === 'softbreak' ||
    token?.type === 'hardbreak' ||
    (token?.type === 'text' && token.content.trim() === '')
  let [from, to] = [0, tokens.length]
  while (from < to && isBlank(tokens[from])) from += 1
  while (to > from && isBlank(tokens[to - 1])) to -= 1
  const rest = tokens.slice(from, to)
  const [first, last] = [rest[0], rest.at(-1)]
  if (first?.type === 'text') first.content = first.content.trimStart()
  if (last?.type === 'text') last.content = last.content.trimEnd()
  return rest
}

function figure(part: Piece, env: Env): string {
  if (!('picture' in part)) return ''
  const { image, caption } = show(part.picture, env)
  const href = part.around?.attrGet('href')
  const label = image.includes(' alt=""') ? ` aria-label="${wordsOf(env.options.language).picture}"` : ''
  const attributes = Object.entries(href ? linkAttributes(String(href), env) : {})
  const shown = href
    ? `<a${attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('')}${label}>${image}</a>`
    : image
  return `<figure>${shown}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`
}

export function usePictures(md: MarkdownIt): void {
  md.inline.ruler.after('image', 'picture_attributes', pictureAttributes)
  md.core.ruler.push('pictures', liftPictures)
  md.renderer.rules.figures = (tokens, at, _options, env) => {
    const list = tokens[at]!.meta!.list as Piece[]
    const figures = list.map((part) => figure(part, envOf(env))).join('')
    return list.length === 1 ? `${figures}\n` : `<div class="gallery">${figures}</div>\n`
  }
  md.renderer.rules.image = (tokens, at, _options, env) => {
    const { image, caption } = show(tokens[at]!, envOf(env))
    return caption === '' ? image : `${image} <small>${caption}</small>`
  }
}
