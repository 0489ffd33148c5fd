/** Bytes of a body, at most `limit`, and whether there was more. */
export interface Part {
  bytes: Buffer
  cut: boolean
}

/**
 * Reads a body up to `limit` bytes, or until `enough` says so, and hangs up. A body that never ends is ended by the
 * time-out of its fetch, which throws here.
 */
export async function readPart(
  response: Response,
  limit: number,
  enough: (bytes: Buffer) => boolean = () => false,
): Promise<Part> {
  const reader = response.body?.getReader()
  if (!reader) return { bytes: Buffer.alloc(0), cut: false }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { bytes: Buffer.concat(chunks), cut: false }
      const chunk = Buffer.from(value)
      chunks.push(chunk)
      size += chunk.byteLength
      if (size > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), cut: true }
      // Looked at with the end of the piece before it, where a word may be torn in two.
      if (enough(chunks.length > 1 ? Buffer.concat(chunks.slice(-2)) : chunk))
        return { bytes: Buffer.concat(chunks), cut: true }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

const ofHeader = (contentType: string | null): string | undefined =>
  /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]

function ofMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

const inDocument = {
  html: /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)/i,
  xml: /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)["']/i,
}

function decoder(label: string | undefined): TextDecoder | null {
  if (!label) return null
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/**
 * Bytes as text: by their byte order mark, the header, the document's own word (WHATWG labels), else UTF-8, and
 * windows-1252 for what is not.
 */
export function decode(bytes: Buffer, contentType: string | null, kind: 'html' | 'xml'): string {
  const own = inDocument[kind].exec(bytes.subarray(0, 4096).toString('latin1'))?.[1]
  // A document that says in ASCII letters that it is UTF-16 is not.
  const said = own && /^utf-?16/i.test(own) ? 'utf-8' : own
  const found = decoder(ofMark(bytes)) ?? decoder(ofHeader(contentType)) ?? decoder(said)
  if (found) return found.decode(bytes)
  try {
    // The last bytes may be torn: as a stream they are left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
