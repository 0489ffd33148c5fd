/**
 * Animations are kept as they came, frame for frame, and lose everything that is not picture: comments, XMP, EXIF,
 * profiles, and whatever is hung on behind the end. null: the file is not well formed.
 */
export function stripGif(data: Buffer): Buffer | null {
  if (data.length < 14 || !/^GIF8[79]a$/.test(data.toString('latin1', 0, 6))) return null
  const parts: Buffer[] = []
  let at = 13 + tableSize(data[10]!)
  parts.push(data.subarray(0, at))
  let frames = 0
  while (at < data.length) {
    const start = at
    switch (data[at]) {
      case 0x3b:
        parts.push(Buffer.from([0x3b]))
        return frames > 0 ? Buffer.concat(parts) : null
      case 0x2c: {
        if (at + 10 > data.length) return null
        const end = skipBlocks(data, at + 10 + tableSize(data[at + 9]!) + 1)
        if (end === null) return null
        parts.push(data.subarray(start, end))
        frames += 1
        at = end
        break
      }
      case 0x21: {
        const end = skipBlocks(data, at + 2)
        if (end === null) return null
        if (keepsExtension(data, at)) parts.push(data.subarray(start, end))
        at = end
        break
      }
      default:
        return null
    }
  }
  return null
}

const tableSize = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** The position behind a chain of sub-blocks, or null when it runs off the end. */
function skipBlocks(data: Buffer, from: number): number | null {
  let at = from
  while (at < data.length) {
    const length = data[at]!
    at += 1 + length
    if (length === 0) return at <= data.length ? at : null
  }
  return null
}

/** Timing of a frame, and the extension that says how often to repeat. */
function keepsExtension(data: Buffer, at: number): boolean {
  if (data[at + 1] === 0xf9) return true
  return (
    data[at + 1] === 0xff && /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(data.toString('latin1', at + 3, at + 14))
  )
}

const webpChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH'])
/** Flags of the VP8X chunk: ICC profile, EXIF, XMP (RFC 9649, section 2.7). */
const hiddenParts = 0x20 | 0x08 | 0x04

export function stripWebp(data: Buffer): Buffer | null {
  if (
    data.length < 20 ||
    data.toString('latin1', 0, 4) !== 'RIFF' ||
    data.toString('latin1', 8, 12) !== 'WEBP'
  )
    return null
  const end = Math.min(data.length, 8 + data.readUInt32LE(4))
  const parts: Buffer[] = []
  let at = 12
  while (at + 8 <= end) {
    const name = data.toString('latin1', at, at + 4)
    const length = data.readUInt32LE(at + 4)
    const next = at + 8 + length + (length & 1)
    if (at + 8 + length > end) return null
    if (webpChunks.has(name)) {
      const chunk = Buffer.from(data.subarray(at, Math.min(next, end)))
      if (name === 'VP8X') chunk[8] = chunk[8]! & ~hiddenParts
      parts.push(chunk)
    }
    at = next
  }
  if (parts.length === 0) return null
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, body])
}
