/** HTML of strangers as a tree of bounded depth. Only the tokenizer of htmlparser2 is used: its parser's stack is unbounded. */
import { Tokenizer } from 'htmlparser2'

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Node[]
}

export type Node = Element | string

/** Stands where an element that lay too deep began. */
export const BREAK = '#break'

/** Elements that lie deeper lend their children to the last one that counts. */
const DEPTH_MAX = 120

const VOID = new Set(
  'area base br col embed frame hr img input link meta param source track wbr keygen'.split(' '),
)
/** What an opening tag closes when it is the innermost: lists, tables and paragraphs are often left open. */
const CLOSES: Record<string, string[]> = {
  li: ['p', 'li'],
  dt: ['p', 'dt', 'dd'],
  dd: ['p', 'dt', 'dd'],
  tr: ['p', 'td', 'th', 'tr'],
  td: ['p', 'td', 'th'],
  th: ['p', 'td', 'th'],
  option: ['option'],
}
const CLOSES_P = new Set(
  'p div ul ol dl table blockquote pre h1 h2 h3 h4 h5 h6 hr section article figure form'.split(' '),
)
/** A closing tag reaches no further than this. */
const WALLS = new Set(['table', 'td', 'th'])

const fromCode = (code: number): string =>
  code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code)

class Builder {
  readonly root: Element = { name: 'root', attributes: {}, children: [] }
  private readonly stack: Element[] = [this.root]
  private readonly beyond = new Map<string, number>()
  private open: Element | null = null
  private attribute = ''
  private value = ''

  private readonly html: string

  constructor(html: string) {
    this.html = html
  }

  private top(): Element {
    return this.stack[this.stack.length - 1]!
  }

  private text(part: string): void {
    const { children } = this.top()
    const last = children.length - 1
    if (typeof children[last] === 'string') children[last] += part
    else children.push(part)
  }

  private start(end: number, name: number): void {
    const tag = this.html.slice(name, end).toLowerCase()
    this.open = { name: tag, attributes: {}, children: [] }
  }

  private finish(): void {
    const element = this.open
    this.open = null
    if (element === null) return
    const closed = CLOSES[element.name]
    while (closed?.includes(this.top().name)) this.stack.pop()
    if (CLOSES_P.has(element.name) && this.top().name === 'p') this.stack.pop()
    if (VOID.has(element.name)) {
      this.top().children.push(element)
    } else if (this.stack.length > DEPTH_MAX) {
      this.beyond.set(element.name, (this.beyond.get(element.name) ?? 0) + 1)
      // A tree that is cut there still parts its paragraphs.
      if (CLOSES_P.has(element.name)) this.top().children.push({ name: BREAK, attributes: {}, children: [] })
    } else {
      this.top().children.push(element)
      this.stack.push(element)
    }
  }

  private close(name: string): void {
    const beyond = this.beyond.get(name) ?? 0
    if (beyond > 0) {
      this.beyond.set(name, beyond - 1)
      return
    }
    if (name === 'br') this.top().children.push({ name: 'br', attributes: {}, children: [] })
    for (let i = this.stack.length - 1; i > 0; i -= 1) {
      const found = this.stack[i]!.name
      if (found === name) {
        this.stack.length = i
        return
      }
      if (WALLS.has(found) && !(name === 'table' || name === 'tr' || name === 'tbody')) return
    }
  }

  run(): Element {
    const { html } = this
    const tokenizer = new Tokenizer(
      { decodeEntities: true },
      {
        onattribname: (start, end) => {
          this.attribute = html.slice(start, end).toLowerCase()
          this.value = ''
        },
        onattribdata: (start, end) => {
          this.value += html.slice(start, end)
        },
        onattribentity: (code) => {
          this.value += fromCode(code)
        },
        onattribend: () => {
          if (this.open && !Object.hasOwn(this.open.attributes, this.attribute)) {
            this.open.attributes[this.attribute] = this.value
          }
        },
        onopentagname: (start, end) => this.start(end, start),
        onopentagend: () => this.finish(),
        onselfclosingtag: () => this.finish(),
        onclosetag: (start, end) => this.close(html.slice(start, end).trim().toLowerCase()),
        ontext: (start, end) => this.text(html.slice(start, end)),
        ontextentity: (code) => this.text(fromCode(code)),
        oncomment: () => {},
        oncdata: (start, end, offset) => this.text(html.slice(start, end - offset)),
        ondeclaration: () => {},
        onprocessinginstruction: () => {},
        onend: () => {},
      },
    )
    tokenizer.write(html)
    tokenizer.end()
    return this.root
  }
}

/** Parses anything; never throws, in time linear to the input. */
export function parseTree(html: string): Element {
  return new Builder(html).run()
}

/** The text below a node as HTML shows it: runs of white space are one space. */
export function textBelow(node: Node): string {
  return rawText(node)
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

export function rawText(node: Node): string {
  if (typeof node === 'string') return node
  if (node.name === 'br') return '\n'
  if (node.name === 'script' || node.name === 'style') return ''
  return node.children.map(rawText).join('')
}

/** The first element below (or at) `node` that `fits`, in document order. */
export function findBelow(node: Node, fits: (element: Element) => boolean): Element | null {
  if (typeof node === 'string') return null
  if (fits(node)) return node
  for (const child of node.children) {
    const found = findBelow(child, fits)
    if (found !== null) return found
  }
  return null
}
