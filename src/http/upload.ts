import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, type Writable } from 'node:stream'
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
  /** Removes the files now; `tidyUploads` does it anyway when the answer is made. Safe to call twice. */
  cleanup(): Promise<void>
}

export interface UploadLimits {
  /** How many files; one more is 413. */
  files?: number
  /** Bytes of the whole request; the answer to more is 413, before the body is read where its length is told. */
  total?: number
  /**
   * For forms of pages: too much is told by `tooLarge` and no failure, so that the form can come back with what was
   * typed. A file over the limit is read on and thrown away, because browsers show an answer only once they have sent
   * everything; of a request larger than `total`, what came until there is kept.
   */
  keepFields?: boolean
}

/** Folders of temporary files by request, removed by {@link tidyUploads}. */
const folders = new WeakMap<Request, string>()

/** Where uploads wait; media.sweep empties what a crash left there. */
export const uploadFolder = (dataDir: string): string => join(dataDir, 'tmp')

const maxFieldBytes = 1024 * 1024

/**
 * Reads a form that may carry files (multipart/form-data, RFC 7578) as it arrives: files go to disk piece by piece,
 * never more than `config.maxUpload` bytes each. Other kinds of bodies are read as by `readBody`. Throws 413 for too
 * much and 400 for a form that breaks off or is no form; both leave nothing behind.
 */
export async function readUpload(c: Req, limits: UploadLimits = {}): Promise<Upload> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'multipart/form-data')
    return { params: await readBody(c), files: [], tooLarge: [], cleanup: async () => {} }
  const { config } = c.get('ctx')
  const most = limits.files ?? config.maxMedia + 2
  const total = limits.total ?? config.maxUpload * most
  const keepFields = limits.keepFields ?? false
  if (!keepFields && Number(c.req.header('content-length') ?? 0) > total + maxFieldBytes)
    throw new AppError('too_large')
  if (!c.req.raw.body) throw new AppError('malformed_body')

  const folder = join(uploadFolder(config.dataDir), `upload-${randomBytes(12).toString('hex')}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  folders.set(c.req.raw, folder)
  const cleanup = () => rm(folder, { recursive: true, force: true })
  try {
    const source = Readable.fromWeb(c.req.raw.body as never)
    const read = await readForm(source, c.req.header('content-type')!, folder, {
      file: config.maxUpload,
      files: most,
      total: total + maxFieldBytes,
      keepFields,
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
}

async function readForm(source: Readable, contentType: string, folder: string, limits: FormLimits) {
  const pairs: [string, string][] = []
  const files: UploadedFile[] = []
  const writes: Promise<void>[] = []
  const open: { stream: Readable; target: Writable }[] = []
  let fieldBytes = 0
  let bytes = 0
  let refused: AppError | null = null
  const tooLarge: string[] = []
  const refuse = (error: AppError) => {
    refused ??= error
    // Lets go of the rest: the sender is told as soon as the answer is out.
    source.destroy(refused)
  }
  let latest = ''
  const tooMuch = (readOn: boolean) => {
    tooLarge.push(latest)
    if (!(limits.keepFields && readOn)) refuse(new AppError('too_large'))
  }

  const form = new Busboy({
    headers: { 'content-type': contentType } as BusboyHeaders,
    limits: {
      fileSize: limits.file + 1,
      files: limits.files,
      fields: 500,
      fieldSize: maxFieldBytes,
      parts: 600,
      headerPairs: 50,
    },
  })
  form.on('field', (name, value, nameCut, valueCut) => {
    fieldBytes += name.length + value.length
    if (nameCut || valueCut || fieldBytes > maxFieldBytes) return refuse(new AppError('too_large'))
    pairs.push([name, value])
  })
  form.on('file', (field, stream, name) => {
    const path = join(folder, String(writes.length))
    latest = field
    // The parser may still be busy with what it had when the rest was refused: nobody waits for that file.
    if (refused) return void stream.resume()
    let cut = false
    stream.on('limit', () => {
      cut = true
      tooMuch(true)
    })
    const target = createWriteStream(path, { mode: 0o600 })
    open.push({ stream, target })
    writes.push(
      pipeline(stream, target).then(() => {
        if (!cut) files.push({ field, path, size: target.bytesWritten, name: name ?? '' })
      }),
    )
    // Awaited below; until then a failure must not count as unhandled.
    writes.at(-1)!.catch(() => {})
  })
  form.on('filesLimit', () => tooMuch(true))
  for (const event of ['fieldsLimit', 'partsLimit'] as const) {
    form.on(event, () => refuse(new AppError('too_large')))
  }

  try {
    const parsed = pipeline(source, form)
    // After the parser's own listener, so that it has seen what is counted.
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes > limits.total) tooMuch(false)
    })
    await parsed
    if (refused) throw refused
    await Promise.all(writes)
  } catch (error) {
    // The parser does not end a file whose rest will never come, and a pipeline from it may then wait for ever.
    for (const { stream, target } of open) {
      stream.destroy()
      target.destroy()
      if (!target.closed) await new Promise((closed) => target.once('close', closed))
    }
    if (!(limits.keepFields && tooLarge.length > 0)) throw refused ?? error
  }
  // A browser sends an empty part for a file input that was left empty.
  const given = files.filter((file) => file.size > 0 || file.name !== '')
  given.sort((a, b) => Number(a.path.slice(folder.length + 1)) - Number(b.path.slice(folder.length + 1)))
  return { params: fromPairs(pairs), files: given, tooLarge }
}
