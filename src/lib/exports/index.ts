import { atomEntry, atomHead } from './atom.ts'
import { type Decoded, decode } from './decode.ts'
import { type ExportLimits, partsOf } from './file.ts'
import { jsonFeed } from './json-feed.ts'
import { note, Reading } from './reading.ts'
import { ExportError, type ExportFormat, type ExportRecord } from './records.ts'
import { rssHead, rssItem } from './rss.ts'
import { textOf, type XmlNode, xmlEvents } from './xml.ts'

/** Exports of blogs and feeds, read one record at a time into one neutral form. Pure but for the file that they read. */
export { webAddress } from './addresses.ts'
export type { ExportLimits } from './file.ts'
export * from './records.ts'

/**
 * Reads an upload: a Blogger export (the old Atom or Google Takeout's zip), WordPress' WXR, RSS, Atom, RDF or JSON Feed,
 * plain, gzipped or zipped. Memory does not grow with the file. The order is that of the file, and always the same.
 * What breaks off yields a note `broken` after what stood before it. Throws {@link ExportError} for what is none, or is
 * made to do harm.
 */
export async function* readExport(path: string, limits: ExportLimits = {}): AsyncGenerator<ExportRecord> {
  let read = 0
  let refused: ExportError | null = null
  for await (const part of partsOf(path, limits)) {
    try {
      yield* readPart(part.bytes)
      read += 1
    } catch (error) {
      // One of many that is no export is passed over: a zip holds what it holds.
      if (!(error instanceof ExportError) || error.code !== 'not_an_export' || !part.name) throw error
      refused = error
      yield note('extra_file', part.name)
    }
  }
  if (read === 0) throw refused ?? new ExportError('not_an_export')
}

async function* readPart(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ExportRecord> {
  const decoded = await decode(bytes)
  const reading = new Reading()
  if (decoded.lie) yield note('encoding', '', `${decoded.lie} → ${decoded.encoding}`)
  const { first, text } = await peek(decoded)
  if (first === '{') yield* jsonFeed(text, reading)
  else if (first === '<') yield* xmlFile(text, reading)
  else throw new ExportError('not_an_export')
  reading.count('undecodable', decoded.unreadable())
  yield* reading.counted()
}

/** The first character that is no space, and the whole text again without what stood before it. */
async function peek(decoded: Decoded): Promise<{ first: string; text: AsyncGenerator<string> }> {
  let start = ''
  try {
    for (let next = await decoded.text.next(); !next.done; next = await decoded.text.next()) {
      start = next.value.trimStart()
      if (start) break
    }
  } catch (cause) {
    // Packed bytes that are none: not even the first character came out.
    throw cause instanceof ExportError ? cause : new ExportError('not_an_export', { cause })
  }
  async function* text(): AsyncGenerator<string> {
    if (start) yield start
    yield* decoded.text
  }
  return { first: start[0] ?? '', text: text() }
}

/** What is known once the first entry comes. */
interface Head {
  format: ExportFormat
  title: string
  told: boolean
}

const formats: Record<string, ExportFormat> = { feed: 'atom', rss: 'rss', RDF: 'rss' }

function readHead(head: Head, node: XmlNode, reading: Reading): void {
  if (node.name === 'title') head.title ||= textOf(node).trim()
  if (node.name.startsWith('wp:')) head.format = 'wordpress'
  const isBlogger = (text: string) => /blogger\.com|^Blogger$/i.test(text)
  if (head.format === 'atom' && /^(id|generator)$/.test(node.name) && isBlogger(textOf(node).trim()))
    head.format = 'blogger'
  if (head.format === 'atom' || head.format === 'blogger') atomHead(node, reading)
  else rssHead(node, reading)
}

async function* xmlFile(text: AsyncIterable<string>, reading: Reading): AsyncGenerator<ExportRecord> {
  const head: Head = { format: 'atom', title: '', told: false }
  const tell = function* (): Generator<ExportRecord> {
    if (!head.told) yield { kind: 'site', format: head.format, title: head.title, url: reading.base }
    head.told = true
  }
  let rooted = false
  for await (const event of xmlEvents(text)) {
    if (event.kind === 'root') {
      const format = formats[event.node.name.replace(/^rdf:/, '')]
      if (!format) throw new ExportError('not_an_export')
      head.format = format
      rooted = true
    } else if (event.kind === 'broken') {
      if (!rooted) throw new ExportError('not_an_export')
      yield* tell()
      yield note('broken', '', event.detail, event.line)
    } else if (event.node.name === 'entry' || event.node.name === 'item') {
      yield* tell()
      if (event.cut) yield note('cut', textOf(event.node).trim().slice(0, 80), '', event.line)
      const records = event.node.name === 'entry' ? atomEntry : rssItem
      yield* records(event.node, event.line, reading)
    } else if (!head.told) readHead(head, event.node, reading)
  }
  yield* tell()
}
