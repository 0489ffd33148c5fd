/** Bytes that are looked at to tell the encoding. */
const SAMPLE = 64 * 1024

/** What the bytes were taken for. */
export interface Decoded {
  encoding: string
  /** What the file says of itself, where that was not true or is not known. */
  lie: string | null
  text: AsyncGenerator<string>
  /** Characters that could not be read; counted while reading. */
  unreadable(): number
}

function bomOf(head: Uint8Array): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  return null
}

/** Whether the sample is UTF-8, and says more than ASCII. A character that is cut at its end does not count. */
function utf8In(sample: Uint8Array): 'no' | 'ascii' | 'yes' {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return text.length === sample.byteLength ? 'ascii' : 'yes'
  } catch {
    return 'no'
  }
}

function known(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** The encoding of a file by its byte order mark, then its declaration, then its bytes: these have the last word. */
export function encodingOf(sample: Uint8Array): { encoding: string; lie: string | null } {
  const bom = bomOf(sample)
  if (bom) return { encoding: bom, lie: null }
  const head = Buffer.from(sample.subarray(0, 1024)).toString('latin1')
  const said = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/i.exec(head)?.[1] ?? null
  const label = said ? known(said) : 'utf-8'
  const utf8 = utf8In(sample)
  if (label === null) return { encoding: utf8 === 'no' ? 'windows-1258' : 'utf-8', lie: said }
  // UTF-16 would have begun with a mark or with zeros.
  const wide = label.startsWith('utf-16')
  if (label === 'utf-8' || wide) {
    if (utf8 === 'no') return { encoding: 'windows-1258', lie: said ?? 'utf-8' }
    return { encoding: 'utf-8', lie: wide ? said : null }
  }
  return utf8 === 'yes' ? { encoding: 'utf-8', lie: said } : { encoding: label, lie: null }
}

async function* rest(first: Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
}

// What XML 1.0 forbids and blogs contain all the same.
const forbidden = /[^\t\n\r -\ufffd]/g

/** Decodes a file while it is read. Whatever it says of itself, this never fails. */
export async function decode(bytes: AsyncIterable<Uint8Array>): Promise<Decoded> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let failure: unknown = null
  for (let size = 0; size < SAMPLE; ) {
    try {
      const next = await iterator.next()
      if (next.done) break
      first.push(next.value)
      size += next.value.byteLength
    } catch (error) {
      failure = error
      break
    }
  }
  const sample = Buffer.concat(first).subarray(0, SAMPLE)
  const { encoding, lie } = encodingOf(sample)
  let unreadable = 0
  const clean = (text: string) => {
    for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) unreadable += 1
    return text.replace(forbidden, '')
  }
  async function* text(): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding)
    for await (const chunk of failure ? first : rest(first, iterator)) {
      const piece = clean(decoder.decode(chunk, { stream: true }))
      if (piece) yield piece
    }
    const last = clean(decoder.decode())
    if (last) yield last
    if (failure) throw failure
  }
  return { encoding, lie, text: text(), unreadable: () => unreadable }
}
