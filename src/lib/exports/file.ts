import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ExportError } from './records.ts'

/** Bytes of everything together, once it is unpacked. */
const MOST_UNPACKED = 500 * 1024 * 1024
/** Text is packed to a tenth; a hundred and fifty times is no text. Only looked at once there is much of it. */
const MOST_RATIO = 150
const RATIO_FROM = 8 * 1024 * 1024
const MOST_ENTRIES = 20_000
/** How many files of a zip are read: a large WordPress comes in parts. */
const MOST_FILES = 200

export interface ExportLimits {
  unpacked?: number
}

/** One file that may be an export. `extra` are those of a zip that were passed over although they look like one. */
export interface Part {
  name: string
  bytes: AsyncIterable<Uint8Array>
}

/** Counts what comes out of a packed stream and stops one that grows beyond measure. */
class Meter {
  unpacked = 0
  readonly most: number

  constructor(most: number) {
    this.most = most
  }

  async *through(stream: AsyncIterable<Uint8Array>, packed: number): AsyncGenerator<Uint8Array> {
    let here = 0
    for await (const chunk of stream) {
      here += chunk.byteLength
      this.unpacked += chunk.byteLength
      if (this.unpacked > this.most) throw new ExportError('too_large')
      if (here > RATIO_FROM && here > packed * MOST_RATIO) throw new ExportError('bomb')
      yield chunk
    }
  }
}

async function headOf(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return { head: buffer.subarray(0, bytesRead), size: (await file.stat()).size }
  } finally {
    await file.close()
  }
}

/**
 * The files of an upload, one after the other, unpacked while they are read: a plain file, a gzip, or those of a zip
 * that end in .atom, .xml or .json. Names within a zip only say what may be read; nothing is written by them, and
 * packed files within are left closed. Throws {@link ExportError}.
 */
export async function* partsOf(path: string, limits: ExportLimits = {}): AsyncGenerator<Part> {
  const meter = new Meter(limits.unpacked ?? MOST_UNPACKED)
  const { head, size } = await headOf(path)
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) || head.subarray(0, 2).toString() === 'PK') {
    yield* zipParts(path, meter)
  } else if (head[0] === 0x1f && head[1] === 0x8b) {
    const packed = createReadStream(path)
    const plain = createGunzip()
    packed.on('error', (error) => plain.destroy(error)).pipe(plain)
    try {
      yield { name: '', bytes: meter.through(plain, size) }
    } finally {
      packed.destroy()
      plain.destroy()
    }
  } else {
    const plain = createReadStream(path)
    try {
      yield { name: '', bytes: meter.through(plain, size) }
    } finally {
      plain.destroy()
    }
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    // Names stay bytes: one that would be refused as a path is no reason to refuse the zip.
    return await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (cause) {
    throw new ExportError('bad_zip', { cause })
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MOST_ENTRIES) throw new ExportError('too_many_files')
  const found: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) found.push(entry)
  } catch (cause) {
    throw new ExportError('bad_zip', { cause })
  }
  return found
}

const nameOf = (entry: Entry): string => Buffer.from(entry.fileName as unknown as Buffer).toString('utf8')

/** Takeout has the blogs in Blogs/ and beside them what the person wrote elsewhere: that is not hers to publish here. */
function chosen(entries: Entry[]): Entry[] {
  const feeds = entries.filter((entry) => {
    const name = nameOf(entry)
    return /\.(atom|xml|json)$/i.test(name) && !/(^|\/)(__MACOSX\/|\.[^/]*$)/.test(name)
  })
  const blogs = feeds.filter((entry) => /(^|\/)Blogs\/.*\.atom$/i.test(nameOf(entry)))
  const atoms = feeds.filter((entry) => /\.atom$/i.test(nameOf(entry)))
  const xml = feeds.filter((entry) => /\.xml$/i.test(nameOf(entry)))
  return [blogs, atoms, xml, feeds].find((list) => list.length > 0) ?? []
}

async function* zipParts(path: string, meter: Meter): AsyncGenerator<Part> {
  const zip = await openZip(path)
  try {
    const files = chosen(await entriesOf(zip))
    if (files.length === 0) throw new ExportError('nothing_inside')
    if (files.length > MOST_FILES) throw new ExportError('too_many_files')
    for (const entry of files) {
      if (entry.generalPurposeBitFlag & 1) throw new ExportError('encrypted')
      if (entry.uncompressedSize > meter.most) throw new ExportError('too_large')
      const stream: Readable = await zip.openReadStreamPromise(entry).catch((cause: unknown) => {
        throw new ExportError('bad_zip', { cause })
      })
      try {
        yield { name: nameOf(entry), bytes: meter.through(stream, entry.compressedSize) }
      } finally {
        stream.destroy()
      }
    }
  } finally {
    zip.close()
  }
}
