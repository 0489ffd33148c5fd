import { Parser } from 'htmlparser2'
import { SaxesParser } from 'saxes'
import { ExportError } from './records.ts'

/** An element of a record. `name` is `prefix:local` with the prefixes of {@link spaces}, whatever the file calls them. */
export interface XmlNode {
  name: string
  attributes: Record<string, string>
  parts: (string | XmlNode)[]
}

export type XmlEvent =
  | { kind: 'root'; node: XmlNode }
  /** A child of the root or of its channel: an entry, an item, or what stands at the head. */
  | { kind: 'element'; node: XmlNode; line: number; cut: boolean }
  /** Here it stops to be XML; nothing follows. */
  | { kind: 'broken'; line: number; detail: string }

/** Characters of one record that are kept. */
export const MOST_RECORD = 2 * 1024 * 1024
/** Characters without a single element: the parser holds them until one comes. */
const MOST_PENDING = 16 * 1024 * 1024
const MOST_NODES = 20_000
const MOST_DEPTH = 200

const spaces: [RegExp, string][] = [
  [/^https?:\/\/www\.w3\.org\/2005\/Atom$/i, 'atom'],
  [/^http:\/\/purl\.org\/atom\/ns#$/i, 'atom'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/?$/i, 'content'],
  [/^http:\/\/(my\.netscape\.com\/rdf\/simple\/0\.9|purl\.org\/rss\/1\.0)\/?$/i, ''],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/?$/i, 'excerpt'],
  [/^https?:\/\/wordpress\.org\/export\/[\d.]+\/?$/i, 'wp'],
  [/^https?:\/\/purl\.org\/dc\/(elements\/1\.1|terms)\/?$/i, 'dc'],
  [/^https?:\/\/schemas\.google\.com\/blogger\/2018$/i, 'blogger'],
  [/^http:\/\/purl\.org\/syndication\/thread\/1\.0$/i, 'thr'],
  [/^http:\/\/(www\.w3\.org\/2007\/app|purl\.org\/atom\/app#)$/i, 'app'],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/i, 'rdf'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/i, 'xhtml'],
]

// Mistakes that change nothing of what is meant. Everything else is where reading ends.
const forgiven =
  /undefined entity|malformed character entity|disallowed character in entity name|empty entity name|: disallowed character\.$|"\]\]>" is disallowed|outside of root|XML declaration|name\/value pairs|expected (the name|one of)|encoding value|version number|standalone value|unbound namespace|duplicate attribute|may not assign|must be bound|undefine prefix|instructions are not allowed before root|whitespace required/

class Broken extends Error {}

/** The five entities of XML are the parser's; those of HTML are understood where a blog's text has them. */
function htmlEntity(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9]{1,30}$/.test(name)) return undefined
  let text = ''
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true })
  parser.end(`&${name};`)
  return text === `&${name};` ? undefined : text
}

function entities(): Record<string, string> {
  const known: Record<string, string> = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" }
  return new Proxy(known, {
    get(target, name) {
      if (typeof name !== 'string') return undefined
      if (Object.hasOwn(target, name)) return target[name]
      return htmlEntity(name)
    },
  })
}

/** Builds the records of one file out of the parser's events. */
class Collector {
  readonly events: XmlEvent[] = []
  /** How many characters were written when the last element came. */
  progress = 0
  private readonly parser: SaxesParser<{ xmlns: true }>
  private written = 0
  private depth = 0
  private inChannel = false
  private atomRoot = false
  private rooted = false
  private stack: XmlNode[] = []
  private size = 0
  private nodes = 0
  private cut = false
  private line = 1

  constructor() {
    this.parser = new SaxesParser({ xmlns: true })
    Object.assign(this.parser, { ENTITIES: entities() })
    this.parser.on('error', (error) => {
      if (!forgiven.test(error.message)) throw new Broken(error.message.replace(/^[\d:]+\s*/, ''))
    })
    this.parser.on('doctype', (text) => {
      if (/<!\s*(ENTITY|ELEMENT|ATTLIST)|%/i.test(text)) throw new ExportError('entities')
    })
    this.parser.on('opentag', (tag) => {
      const attributes: Record<string, string> = {}
      for (const one of Object.values(tag.attributes)) attributes[one.local] ??= one.value
      this.open({ name: this.nameOf(tag.uri, tag.local, tag.prefix), attributes, parts: [] })
    })
    this.parser.on('closetag', () => this.close())
    this.parser.on('text', (text) => this.text(text))
    this.parser.on('cdata', (text) => this.text(text))
  }

  get lineNow(): number {
    return this.parser.line
  }

  write(chunk: string): void {
    this.written += chunk.length
    this.parser.write(chunk)
    if (this.written - this.progress > MOST_PENDING) throw new Broken('too long')
    // A declaration of the kind of document is short, or meant to do harm.
    if (!this.rooted && this.written > 4 * 1024 * 1024) throw new ExportError('not_an_export')
  }

  end(): void {
    this.parser.close()
  }

  private nameOf(uri: string, local: string, prefix: string): string {
    const space = spaces.find(([pattern]) => pattern.test(uri))?.[1] ?? prefix
    if (this.depth === 0) this.atomRoot = space === 'atom'
    if (space === '' || (space === 'atom' && this.atomRoot)) return local
    return `${space}:${local}`
  }

  private open(node: XmlNode): void {
    this.progress = this.written
    this.depth += 1
    if (this.depth > MOST_DEPTH) throw new Broken('too deep')
    if (this.depth === 1) {
      this.rooted = true
      this.events.push({ kind: 'root', node })
      return
    }
    if (this.depth === 2 && node.name === 'channel') {
      this.inChannel = true
      return
    }
    if (this.stack.length === 0) {
      this.line = this.parser.line
      this.size = this.nodes = 0
      this.cut = false
    }
    this.nodes += 1
    const parent = this.stack.at(-1)
    if (this.nodes > MOST_NODES) this.cut = true
    else parent?.parts.push(node)
    this.stack.push(node)
  }

  private close(): void {
    this.progress = this.written
    this.depth -= 1
    if (this.depth === 1 && this.inChannel && this.stack.length === 0) this.inChannel = false
    const node = this.stack.pop()
    if (node && this.stack.length === 0)
      this.events.push({ kind: 'element', node, line: this.line, cut: this.cut })
  }

  private text(text: string): void {
    this.progress = this.written
    const node = this.stack.at(-1)
    if (!node || !text) return
    const room = MOST_RECORD - this.size
    if (text.length > room) this.cut = true
    if (room <= 0) return
    this.size += text.length
    node.parts.push(text.length > room ? text.slice(0, room) : text)
  }
}

/**
 * Reads XML that somebody sent, one record at a time. Nothing in it is expanded: a document type with declarations is
 * refused (throws {@link ExportError}). What is broken ends the reading, and what stood before it is kept.
 */
export async function* xmlEvents(text: AsyncIterable<string>): AsyncGenerator<XmlEvent> {
  const collector = new Collector()
  let broken: XmlEvent | null = null
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      broken = { kind: 'broken', line: collector.lineNow, detail: error.message }
    }
  }
  try {
    for await (const chunk of text) {
      attempt(() => collector.write(chunk))
      yield* collector.events.splice(0)
      if (broken) break
    }
    if (!broken) attempt(() => collector.end())
  } catch (error) {
    if (error instanceof ExportError) throw error
    // The file ended before it was whole (a gzip that was cut off).
    yield* collector.events.splice(0)
    broken = { kind: 'broken', line: collector.lineNow, detail: 'unexpected end' }
  }
  yield* collector.events.splice(0)
  if (broken) yield broken
}

export const child = (node: XmlNode, name: string): XmlNode | undefined =>
  node.parts.find((part): part is XmlNode => typeof part !== 'string' && part.name === name)

export const children = (node: XmlNode, name: string): XmlNode[] =>
  node.parts.filter((part): part is XmlNode => typeof part !== 'string' && part.name === name)

/** All text within, in NFC: the old Vietnamese encodings have their marks apart. */
export function textOf(node: XmlNode | undefined): string {
  if (!node) return ''
  const parts = node.parts.map((part) => (typeof part === 'string' ? part : textOf(part)))
  return parts.join('').normalize('NFC')
}

/** The trimmed text of a child; '' when there is none. */
export const textIn = (node: XmlNode, name: string): string => textOf(child(node, name)).trim()
