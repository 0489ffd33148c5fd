/**
 * HTML of old sites, of word processors and of pastes to our Markdown. Written on the tokenizer of htmlparser2 and not on
 * a DOM: it is several times as fast, and neither a deep nor a torn document can exhaust the stack.
 */
import { cleanText } from '../graphemes.ts'
import { type Block, describe, indented, joined, row } from './blocks.ts'
import {
  bareText,
  embedAddress,
  flat,
  isDropped,
  isPictureFile,
  isTracker,
  nameless,
  pictureSource,
  raised,
  styleOf,
  webAddress,
} from './elements.ts'
import { inlineMarkdown, PLAIN, type Run, type Style } from './inline.ts'
import { findNotes, type Notes } from './notes.ts'
import { expandShortcodes, hasBareParagraphs } from './shortcodes.ts'
import { isLayout, tableMarkdown } from './table.ts'
import { BREAK, type Element, findBelow, type Node, parseTree, rawText, textBelow } from './tree.ts'

export interface Lost {
  what: 'picture' | 'script' | 'frame' | 'form' | 'embed' | 'style' | 'link'
  detail: string
}

export interface FromHtmlOptions {
  /** Address of the page, for relative addresses. */
  base?: string
  /** Answers `media:ID`, or null to leave the picture out. */
  picture?(src: string, alt: string): string | null
}

export interface FromHtml {
  markdown: string
  /** What was left out, each once. */
  lost: Lost[]
  /** Addresses of all pictures, each once. */
  pictures: string[]
}

interface Picture {
  src: string
  alt: string
}

/** A piece of running text, or a picture in it. */
type Piece = Run | Picture

const BLOCK = new Set(
  'root address article aside blockquote caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul iframe frame object embed applet video audio canvas svg math form input select textarea button script style link meta title noscript template'.split(
    ' ',
  ),
)

const NESTING_MAX = 6
const LOST_MAX = 500
const DETAIL_MAX = 300
const CAPTION =
  /(?:^|[\s_-])(?:p?caption(?:image)?|tr-caption|wp-caption-text|fig-?caption|img-?caption|image-caption|chu-?thich(?:-anh)?)(?:$|[\s_])/i

class Converter {
  readonly lost = new Map<string, Lost>()
  readonly pictures = new Map<string, string | null>()
  private readonly blockish = new Map<Element, boolean>()
  /** The picture that was the last thing written: what comes may be its caption. */
  private last: (Block & { kind: 'picture' }) | null = null
  private lists = 0
  private quotes = 0
  private tables = 0

  private readonly options: FromHtmlOptions
  private readonly notes: Notes
  /** Line ends in the text mean something. */
  private readonly bare: boolean

  constructor(options: FromHtmlOptions, notes: Notes, bare: boolean) {
    this.options = options
    this.notes = notes
    this.bare = bare
  }

  lose(what: Lost['what'], detail: string): void {
    const short = detail.slice(0, DETAIL_MAX)
    if (this.lost.size < LOST_MAX) this.lost.set(`${what} ${short}`, { what, detail: short })
  }

  private hasBlocks(element: Element): boolean {
    let found = this.blockish.get(element)
    if (found === undefined) {
      found =
        BLOCK.has(element.name) ||
        element.name === BREAK ||
        element.children.some((child) => typeof child !== 'string' && this.hasBlocks(child))
      this.blockish.set(element, found)
    }
    return found
  }

  /** Running text and the pictures in it. */
  private inline(nodes: readonly Node[], style: Style, out: Piece[]): void {
    for (const node of nodes) {
      if (typeof node === 'string') out.push({ text: this.bare ? bareText(node) : flat(node), style })
      else this.inlineElement(node, style, out)
    }
  }

  private inlineElement(node: Element, style: Style, out: Piece[]): void {
    const { name, children } = node
    if (name === 'br') out.push({ text: '\n', style: PLAIN })
    else if (name === 'img') this.image(node, style, out)
    else if (name === 'a') this.link(node, style, out)
    else if ((name === 'sup' || name === 'sub') && raised(node) !== null) {
      out.push({ text: raised(node)!, style })
    } else if (name === 'q') {
      out.push({ text: '“', style })
      this.inline(children, style, out)
      out.push({ text: '”', style })
    } else if (!isDropped(node)) this.inline(children, styleOf(node, style), out)
    else this.drop(node)
  }

  private image(node: Element, style: Style, out: Piece[]): void {
    const { alt = '', class: className = '' } = node.attributes
    if (/\b(?:emoji|wp-smiley)\b/.test(className)) {
      out.push({ text: alt, style })
      return
    }
    const src = pictureSource(node, this.options.base)
    if (src === null) {
      const given = node.attributes.src ?? ''
      if (given !== '' && !isTracker(node)) this.lose('picture', given)
      return
    }
    if (isTracker(node)) return
    // The picture behind the small one is the one to keep.
    out.push({ src: isPictureFile(style.href) ? style.href : src, alt: nameless(alt) })
  }

  private link(node: Element, style: Style, out: Piece[]): void {
    const href = node.attributes.href?.trim() ?? ''
    const note = this.notes.label(node)
    if (note !== null) {
      out.push({ text: '', style: PLAIN, note })
      return
    }
    if (this.notes.isWayBack(node)) return
    if (href === '' || href.startsWith('#') || node.attributes.class === 'tag') {
      this.inline(node.children, style, out)
      return
    }
    const address = webAddress(href, this.options.base)
    if (address === null) this.lose('link', href)
    this.inline(node.children, address === null ? style : { ...style, href: address }, out)
  }

  private target(src: string, alt: string): string | null {
    const known = this.pictures.get(src)
    if (known !== undefined) return known
    const target = this.options.picture?.(src, alt) ?? null
    this.pictures.set(src, target)
    if (target === null) this.lose('picture', src)
    return target
  }

  /** Text and pictures in the order in which they stand, as blocks. */
  private flow(pieces: Piece[], blocks: Block[]): void {
    let runs: Run[] = []
    const end = (): void => {
      for (const markdown of inlineMarkdown(runs)) {
        blocks.push({ kind: 'text', markdown })
        this.last = null
      }
      runs = []
    }
    for (const piece of pieces) {
      if ('text' in piece) runs.push(piece)
      else {
        end()
        const target = this.target(piece.src, piece.alt)
        if (target === null) continue
        this.last = { kind: 'picture', target, alt: piece.alt, caption: '', licence: '' }
        blocks.push(this.last)
      }
    }
    end()
  }

  blocks(nodes: readonly Node[], style: Style = PLAIN): Block[] {
    const blocks: Block[] = []
    let pieces: Piece[] = []
    const end = (): void => {
      if (pieces.length > 0) this.flow(pieces, blocks)
      pieces = []
    }
    for (const node of nodes) {
      if (typeof node === 'string' || !this.hasBlocks(node)) this.inline([node], style, pieces)
      else {
        end()
        if (this.notes.isNote(node)) continue
        this.block(node, style, blocks)
      }
    }
    end()
    return blocks
  }

  private block(node: Element, style: Style, out: Block[]): void {
    const { name, children } = node
    if (isDropped(node)) {
      const address = this.drop(node)
      if (address !== null) out.push({ kind: 'text', markdown: `<${address}>` })
    } else if (this.caption(node)) return
    else if (/^h[1-6]$/.test(name)) this.heading(node, out)
    else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') this.list(node, out)
    else if (name === 'blockquote') this.quote(children, style, out)
    else if (name === 'pre') this.code(node, out)
    else if (name === 'table') this.table(node, out)
    else if (name === 'figure') this.figure(node, out)
    else if (name === 'hr') out.push({ kind: 'text', markdown: '---' })
    else if (name === 'p' && /mso-list:\s*l\d/i.test(node.attributes.style ?? '')) this.wordItem(node, out)
    else if (/\bgallery\b/.test(node.attributes.class ?? '')) out.push(...row(this.blocks(children, style)))
    else {
      const blockStyle = name === 'a' ? this.linkStyle(node, style) : styleOf(node, style)
      out.push(...this.blocks(children, blockStyle))
    }
  }

  private linkStyle(node: Element, style: Style): Style {
    const address = webAddress(node.attributes.href ?? '', this.options.base)
    return address === null ? style : { ...style, href: address }
  }

  /** Something below a picture that calls itself its caption. */
  private caption(node: Element): boolean {
    const { last } = this
    if (last === null || last.caption !== '') return false
    const { class: className = '' } = node.attributes
    if (node.name !== 'figcaption' && !CAPTION.test(className) && className !== 'Image') return false
    if (findBelow(node, (element) => element.name === 'img') !== null) return false
    const text = textBelow(node)
    if (text === '' || text.length > 1000) return false
    describe(last, node)
    return true
  }

  private figure(node: Element, out: Block[]): void {
    const caption = node.children.find((child) => typeof child !== 'string' && child.name === 'figcaption')
    const inner = this.blocks(node.children.filter((child) => child !== caption))
    const isGallery = /\bgallery\b/.test(node.attributes.class ?? '')
    const text = caption === undefined ? '' : textBelow(caption)
    const pictures = inner.filter((block) => block.kind === 'picture')
    const last = pictures.at(-1)
    if (text !== '' && last !== undefined && last.caption === '') describe(last, caption as Element)
    else if (text !== '') inner.push(...this.blocks((caption as Element).children))
    out.push(...(isGallery ? row(inner) : inner))
  }

  private heading(node: Element, out: Block[]): void {
    const inner = this.blocks(node.children, PLAIN)
    const words = inner
      .flatMap((block) => (block.kind === 'picture' ? [] : [block.markdown]))
      .join(' ')
      .replace(/\s*\n\s*/g, ' ')
      // A heading that is bold as a whole is only a heading; its own #s at the end would not show.
      .replace(/^\*\*([^*]+)\*\*$/, '$1')
      .replace(/#(?=#*$)/g, '\\#')
    const level = Math.max(2, Number(node.name.slice(1)))
    if (words.trim() !== '') out.push({ kind: 'text', markdown: `${'#'.repeat(level)} ${words}` })
    out.push(...inner.filter((block) => block.kind === 'picture'))
  }

  private quote(children: readonly Node[], style: Style, out: Block[]): void {
    this.quotes += 1
    const inner = this.blocks(children, style)
    this.quotes -= 1
    if (this.quotes >= NESTING_MAX) out.push(...inner)
    else if (inner.length > 0) {
      const markdown = joined(inner).replace(/^.*$/gm, (line) => (line === '' ? '>' : `> ${line}`))
      out.push({ kind: 'text', markdown })
    }
  }

  private list(node: Element, out: Block[]): void {
    this.lists += 1
    const items: string[] = []
    let number = Number(node.attributes.start ?? 1) || 1
    for (const child of node.children) {
      if (typeof child === 'string' && child.trim() === '') continue
      if (typeof child !== 'string' && this.notes.isNote(child)) continue
      const isItem = typeof child !== 'string' && child.name === 'li'
      const blocks = this.blocks(isItem ? child.children : [child])
      if (blocks.length === 0) continue
      const markdown = joined(blocks, true)
      // A list that stands in a list without an item belongs to the item before it.
      if (!isItem && items.length > 0) items[items.length - 1] += `\n${indented(markdown, '  ')}`
      else {
        const marker = node.name === 'ol' ? `${Math.min(number++, 999_999_999)}. ` : '- '
        items.push(marker + indented(markdown, ' '.repeat(marker.length)).trimStart())
      }
    }
    this.lists -= 1
    if (items.length === 0) return
    if (this.lists >= NESTING_MAX) {
      out.push(...items.map((item): Block => ({ kind: 'text', markdown: item.replace(/^\S+ +/, '') })))
      return
    }
    const other = items.map((item) => item.replace(/^-/, '*').replace(/^(\d+)\./, '$1)'))
    out.push({ kind: 'list', markdown: items.join('\n'), other: other.join('\n') })
  }

  /** Word has no lists in its HTML: paragraphs that say they are items, with the sign as text. */
  private wordItem(node: Element, out: Block[]): void {
    const style = node.attributes.style ?? ''
    const level = Math.min(NESTING_MAX, Number(/level(\d)/.exec(style)?.[1] ?? 1))
    const isSign = (child: Node): child is Element =>
      typeof child !== 'string' && /mso-list:\s*ignore/i.test(child.attributes.style ?? '')
    const sign = findBelow(node, isSign)
    const marker = sign !== null && /\d/.test(rawText(sign)) ? '1.' : '-'
    if (sign !== null) sign.children.length = 0
    const markdown = joined(this.blocks(node.children))
    if (markdown !== '') out.push({ kind: 'item', level, marker, markdown })
  }

  private code(node: Element, out: Block[]): void {
    const text = rawText(node).replace(/^\n|\s+$/g, '')
    if (text.trim() === '') return
    const inner = node.children.length === 1 ? node.children[0]! : node
    const className = typeof inner === 'string' ? '' : (inner.attributes.class ?? '')
    const language = /\blanguage-([\w+#-]{1,40})/.exec(className)?.[1] ?? ''
    const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map((found) => found[0].length))
    const fence = '`'.repeat(longest + 1)
    out.push({ kind: 'text', markdown: `${fence}${language}\n${text}\n${fence}` })
  }

  private table(node: Element, out: Block[]): void {
    this.tables += 1
    if (this.tables > 1 || isLayout(node)) out.push(...this.blocks(node.children))
    else {
      const pictures: Block[] = []
      const markdown = tableMarkdown(node, (cell) => {
        const inner = this.blocks(cell.children)
        pictures.push(...inner.filter((block) => block.kind === 'picture'))
        return inner.flatMap((block) => (block.kind === 'picture' ? [] : [block.markdown])).join(' ')
      })
      if (markdown !== '') out.push({ kind: 'text', markdown })
      out.push(...pictures)
    }
    this.tables -= 1
  }

  /** Names what is left out; answers the page that a frame or player shows. */
  private drop(node: Element): string | null {
    const { name, attributes } = node
    const source = attributes.src ?? attributes.data ?? attributes.href ?? ''
    if (name === 'script') this.lose('script', source)
    else if (name === 'style' || (name === 'link' && /stylesheet/i.test(attributes.rel ?? '')))
      this.lose('style', source)
    else if (/^(?:form|input|select|textarea|button)$/.test(name)) {
      if (attributes.type !== 'hidden') this.lose('form', attributes.action ?? attributes.name ?? '')
    } else if (/^(?:iframe|frame|object|embed|applet|video|audio|svg|canvas|math)$/.test(name)) {
      const address = embedAddress(node, this.options.base)
      this.lose(name === 'iframe' || name === 'frame' ? 'frame' : 'embed', address ?? source)
      return address
    }
    return null
  }

  notesMarkdown(): string[] {
    return this.notes.all().map(({ label, node }) => {
      const text = joined(this.blocks(node.children))
      return `[^${label}]: ${indented(text, '    ').trimStart()}`
    })
  }
}

/** HTML of an old site or of a paste to Markdown of {@link renderArticle}. Linear in its input; never throws. */
export function htmlToMarkdown(html: string, options: FromHtmlOptions = {}): FromHtml {
  const early: Lost[] = []
  const source = expandShortcodes(cleanText(html), (what, detail) => early.push({ what, detail }))
  const root = parseTree(source)
  const converter = new Converter(options, findNotes(root), hasBareParagraphs(source))
  for (const { what, detail } of early) converter.lose(what, detail)
  const parts = [joined(converter.blocks(root.children)), ...converter.notesMarkdown()]
  return {
    markdown: parts.filter((part) => part !== '').join('\n\n'),
    lost: [...converter.lost.values()],
    pictures: [...converter.pictures.keys()],
  }
}
