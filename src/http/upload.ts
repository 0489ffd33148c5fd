import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { AppError } from '../errors.ts'
import { fromPairs, type Params, readBody } from './body.ts'
import type { Req } from './env.ts'

/** One uploaded file, on disk until the request is answered. `name` is what the sender says: show it, trust nothing of it. */
export interface UploadedFile {
  field: string
  path: string
  /** Bytes. */
  size: number
  name: string
}

export interface Upload {
  params: Params
  files: UploadedFile[]
  /** With `keepFields`: the fields whose files were too large or too many. Other fields and files are here all the same. */
  tooLarge: string[]
  /** With `dropFiles`: whether there were any. */
  dropped: boolean
  /** Removes the files now; `tidyUploads` does it anyway when the answer is made. Safe to call twice. */
  cleanup(): Promise<void>
}

export interface UploadLimits {
  /** How many files; one more is 413. */
  files?: number
  /** Bytes of each file, where that is not `config.maxUpload`. */
  file?: number
  /** Bytes of the whole request; the answer to more is 413, before the body is read where its length is told. */
  total?: number
  /**
   * For forms of pages: too much is told by `tooLarge` and no failure, so that the form can come back with what was
   * typed. A file over the limit is read on and thrown away, because browsers show an answer only once they have sent
   * everything; of a request larger than `total`, what came until there is kept.
   */
  keepFields?: boolean
  /** Bytes of all fields together, 1 MB when left out. */
  fields?: number
  /** Reads files without writing them anywhere: for a form that only its text is wanted of. */
  dropFiles?: boolean
}

/** Folders of temporary files by request, removed by {@link tidyUploads}. */
const folders = new WeakMap<Request, string>()

/** Where uploads wait; media.sweep empties what a crash left there. */
export const uploadFolder = (dataDir: string): string => join(dataDir, 'tmp')

const maxFieldBytes = 1024 * 1024

/**
 * Reads a form that may carry files (multipart/form-data, RFC 7578) as it arrives: files go to disk piece by piece,
 * never more than `config.maxUpload` bytes each (or `file`). Other kinds of bodies are read as by `readBody`. Throws 413 for too
 * much and 400 for a form that breaks off or is no form; both leave nothing behind.
 */
export async function readUpload(c: Req, limits: UploadLimits = {}): Promise<Upload> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'multipart/form-data')
    return { params: await readBody(c), files: [], tooLarge: [], dropped: false, cleanup: async () => {} }
  const { config } = c.get('ctx')
  const most = limits.files ?? config.maxMedia + 2
  const total = limits.total ?? config.maxUpload * most
  const { keepFields = false, dropFiles = false, fields = maxFieldBytes } = limits
  if (!keepFields && Number(c.req.header('content-length') ?? 0) > total + fields)
    throw new AppError('too_large')
  if (!c.req.raw.body) throw new AppError('malformed_body')

  const folder = join(uploadFolder(config.dataDir), `upload-${randomBytes(12).toString('hex')}`)
  if (!dropFiles) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    folders.set(c.req.raw, folder)
  }
  const cleanup = () => rm(folder, { recursive: true, force: true })
  try {
    const source = Readable.fromWeb(c.req.raw.body as never)
    const read = await readForm(source, c.req.header('content-type')!, folder, {
      file: limits.file ?? config.maxUpload,
      files: most,
      total: total + fields,
      fields,
      keepFields,
      dropFiles,
    })
    return { ...read, cleanup }
  } catch (error) {
    await cleanup()
    throw error instanceof AppError
      ? error
      : new AppError('malformed_body', 'malformed_body', { cause: error })
  }
}

/** Removes what {@link readUpload} wrote for this request; the app calls it once the answer is made. */
export async function tidyUploads(request: Request): Promise<void> {
  const folder = folders.get(request)
  if (!folder) return
  folders.delete(request)
  await rm(folder, { recursive: true, force: true })
}

interface FormLimits {
  file: number
  files: number
  total: number
  keepFields: boolean
  dropFiles: boolean
  fields: number
}

/** A form on its way in. */
interface Arriving {
  source: Readable
  folder: string
  limits: FormLimits
  pairs: [string, string][]
  files: UploadedFile[]
  writes: Promise<void>[]
  open: { stream: Readable; target: Writable }[]
  /** The field of the latest file, and those whose files were too much. */
  latest: string
  tooLarge: string[]
  dropped: boolean
  refused: AppError | null
}

/** Lets go of the rest: the sender is told as soon as the answer is out. */
function refuse(form: Arriving): void {
  form.refused ??= new AppError('too_large')
  form.source.destroy(form.refused)
}

function tooMuch(form: Arriving, readOn: boolean): void {
  if (!form.tooLarge.includes(form.latest)) form.tooLarge.push(form.latest)
  if (!(form.limits.keepFields && readOn)) refuse(form)
}

/**
 * What is over the total never reaches the parser. Of a page's form it is read all the same, up to four times the
 * total: a browser whose upload is cut off shows an error of its own and loses everything.
 */
function gateOf(form: Arriving): Transform {
  const { total } = form.limits
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const room = Math.max(0, total - bytes)
      bytes += chunk.byteLength
      if (bytes > total) tooMuch(form, bytes <= 4 * total)
      done(null, chunk.subarray(0, room))
    },
  })
}

function takeFile(form: Arriving, field: string, stream: Readable, name: string | undefined): void {
  form.latest = field
  // A browser names no file for an input that was left empty.
  if (form.limits.dropFiles && name) form.dropped = true
  // The parser may still be busy with what it had when the rest was refused: nobody waits for that file.
  if (form.refused || form.limits.dropFiles) {
    stream.resume()
    return
  }
  const path = join(form.folder, String(form.writes.length))
  let cut = false
  stream.on('limit', () => {
    cut = true
    tooMuch(form, true)
  })
  const target = createWriteStream(path, { mode: 0o600 })
  form.open.push({ stream, target })
  const write = pipeline(stream, target).then(() => {
    if (!cut) form.files.push({ field, path, size: target.bytesWritten, name: name ?? '' })
  })
  // Awaited later; until then a failure must not count as unhandled.
  write.catch(() => {})
  form.writes.push(write)
}

function parserOf(form: Arriving, contentType: string): Writable {
  let fieldBytes = 0
  const parser = new Busboy({
    headers: { 'content-type': contentType } as BusboyHeaders,
    limits: {
      fileSize: form.limits.file + 1,
      files: form.limits.files,
      fields: 500,
      fieldSize: form.limits.fields,
      parts: 600,
      headerPairs: 50,
    },
  })
  parser.on('field', (name, value, nameCut, valueCut) => {
    fieldBytes += name.length + value.length
    if (nameCut || valueCut || fieldBytes > form.limits.fields) return refuse(form)
    form.pairs.push([name, value])
  })
  parser.on('file', (field, stream, name) => takeFile(form, field, stream, name))
  parser.on('filesLimit', () => tooMuch(form, true))
  for (const event of ['fieldsLimit', 'partsLimit'] as const) parser.on(event, () => refuse(form))
  return parser
}

/** The parser does not end a file whose rest will never come, and a pipeline from it may then wait for ever. */
async function letGo(form: Arriving): Promise<void> {
  for (const { stream, target } of form.open) {
    stream.destroy()
    target.destroy()
    if (!target.closed) await new Promise((closed) => target.once('close', closed))
  }
}

async function readForm(source: Readable, contentType: string, folder: string, limits: FormLimits) {
  const form: Arriving = {
    source,
    folder,
    limits,
    pairs: [],
    files: [],
    writes: [],
    open: [],
    latest: '',
    tooLarge: [],
    dropped: false,
    refused: null,
  }
  try {
    await pipeline(source, gateOf(form), parserOf(form, contentType))
    if (form.refused) throw form.refused
    await Promise.all(form.writes)
  } catch (error) {
    await letGo(form)
    if (!(limits.keepFields && form.tooLarge.length > 0)) throw form.refused ?? error
  }
  // A browser sends an empty part for a file input that was left empty.
  const given = form.files.filter((file) => file.size > 0 || file.name !== '')
  given.sort((a, b) => Number(a.path.slice(folder.length + 1)) - Number(b.path.slice(folder.length + 1)))
  return { params: fromPairs(form.pairs), files: given, tooLarge: form.tooLarge, dropped: form.dropped }
}
