import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Context, Id } from '../../context.ts'
import { AppError, invalid, notFound, unprocessable } from '../../errors.ts'
import type { UploadedFile } from '../../http/upload.ts'
import { faceOf } from '../../lib/faces.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { requireFile } from '../blocklists/index.ts'
import type { Crop, Preview, Size } from './images.ts'
import { newKey, typeOfKey } from './keys.ts'
import { dimensions } from './process.ts'
import { blankFile, notAccepted, type Sniffed, sniff } from './sniff.ts'
import {
  changeMedia,
  deleteMedia,
  insertMedia,
  type MediaChange,
  type MediaRow,
  type NewMedia,
  selectMedia,
} from './sql.ts'
import { stripGif, stripWebp } from './strip.ts'
import { hasFfmpeg } from './video.ts'

// libvips costs a tenth of a second and some 20 MB: only when the first picture comes.
const images = () => import('./images.ts')

/** Graphemes of a description, as Mastodon counts. */
export const DESCRIPTION_LIMIT = 1500
/** Animations are rewritten in memory. Bytes. */
const largestAnimation = 16 * 1024 * 1024

export interface MediaDetails {
  description?: string | undefined
  /** From (-1, -1) at the lower left to (1, 1) at the upper right. */
  focus?: { x: number; y: number } | undefined
  /** A poster of her own choice. */
  thumbnail?: Pick<UploadedFile, 'path'> | undefined
}

/**
 * Takes a file in: cleaned and measured at once when it is a picture, by a job (`state` 'processing') when ffmpeg has
 * to work on it. It belongs to nobody's post yet; media.sweep takes it after a day. Throws 422 for what is no known
 * kind of picture, video or sound, is broken, could not be cleaned here, or is listed (features/blocklists).
 */
export async function createMedia(
  ctx: Context,
  owner: { id: Id },
  file: Pick<UploadedFile, 'path'>,
  details: MediaDetails = {},
): Promise<Id> {
  const description = cleanDescription(details.description ?? '')
  const { size } = await stat(file.path)
  if (size === 0) throw blankFile('file')
  if (size > ctx.config.maxUpload) throw new AppError('too_large')
  const sniffed = await sniff(file.path, 'file')
  const sha256 = await hashOf(file.path)
  await requireFile(ctx, sha256)
  const put: string[] = []
  const store = async (data: Uint8Array | NodeJS.ReadableStream, extension: string, room?: 'incoming') => {
    const key = newKey(extension, room)
    put.push(key)
    await ctx.storage.put(key, data)
    return key
  }
  try {
    const poster = details.thumbnail ? await posterFrom(details.thumbnail.path) : null
    const prepared = await take(ctx, file.path, size, sniffed, store)
    const row: NewMedia = {
      ...prepared,
      account_id: owner.id,
      description,
      focus_x: details.focus?.x ?? 0,
      focus_y: details.focus?.y ?? 0,
      sha256,
    }
    if (poster) {
      row.thumbnail = await store(poster.data, poster.extension)
      row.blurhash = poster.blurhash
      row.meta = { ...row.meta, small: dimensions(poster) }
    }
    return await ctx.tx(async (ctx) => {
      const id = await insertMedia(ctx, row)
      if (row.state === 'processing') await ctx.enqueue('media.process', { mediaId: id })
      return id
    })
  } catch (error) {
    await ctx.storage.remove(put)
    throw error
  }
}

async function hashOf(source: Uint8Array | string): Promise<Buffer> {
  const hash = createHash('sha256')
  if (typeof source === 'string') await pipeline(createReadStream(source), hash)
  else hash.update(source)
  return hash.digest()
}

type Store = (
  data: Uint8Array | NodeJS.ReadableStream,
  extension: string,
  room?: 'incoming',
) => Promise<string>
type Taken = Omit<NewMedia, 'account_id' | 'description' | 'focus_x' | 'focus_y' | 'sha256'>

const unknownYet = { file_type: null, thumbnail: null, blurhash: null, meta: {} }

async function take(
  ctx: Context,
  path: string,
  size: number,
  sniffed: Sniffed,
  store: Store,
): Promise<Taken> {
  if (sniffed.kind === 'image') {
    if (await (await images()).isAnimated(path, sniffed))
      return takeAnimation(ctx, path, size, sniffed, store)
    return takeImage(path, sniffed, store)
  }
  if (await hasFfmpeg(ctx)) {
    const file = await store(createReadStream(path), 'bin', 'incoming')
    return { ...unknownYet, type: sniffed.kind, state: 'processing', file, file_size: size }
  }
  if (sniffed.mayCarryPlace) throw unprocessable('media_needs_ffmpeg')
  const file = await store(createReadStream(path), sniffed.extension)
  return {
    ...unknownYet,
    type: sniffed.kind,
    state: 'ready',
    file,
    file_type: typeOfKey(file),
    file_size: size,
  }
}

async function takeImage(path: string, sniffed: Sniffed, store: Store): Promise<Taken> {
  const image = await (await images()).prepareImage(path, sniffed)
  return keepImage(image.data, image.extension, image, store)
}

/** Stores a picture that is ready, and its preview. */
async function keepImage(
  data: Buffer,
  extension: string,
  image: Size & { small: Preview },
  store: Store,
): Promise<Taken> {
  const file = await store(data, extension)
  const thumbnail = await store(image.small.data, image.small.extension)
  return {
    type: 'image',
    state: 'ready',
    file,
    file_type: typeOfKey(file),
    file_size: data.byteLength,
    thumbnail,
    blurhash: image.small.blurhash,
    meta: { original: dimensions(image), small: dimensions(image.small) },
  }
}

/** A GIF becomes a silent video where ffmpeg is; without it, and for WebP, the animation itself is kept. */
async function takeAnimation(
  ctx: Context,
  path: string,
  size: number,
  sniffed: Sniffed,
  store: Store,
): Promise<Taken> {
  if (size > largestAnimation) throw new AppError('too_large')
  const data = await readFile(path)
  const clean = sniffed.extension === 'gif' ? stripGif(data) : stripWebp(data)
  if (!clean) throw notAccepted('file')
  const first = await (await images()).previewAnimation(clean, sniffed)
  if (sniffed.extension === 'gif' && (await hasFfmpeg(ctx))) {
    const file = await store(clean, 'bin', 'incoming')
    return { ...unknownYet, type: 'gifv', state: 'processing', file, file_size: size }
  }
  return keepImage(clean, sniffed.extension, first, store)
}

async function posterFrom(path: string) {
  if ((await stat(path)).size === 0) throw blankFile('thumbnail')
  return (await images()).preparePreview(path, await sniff(path, 'thumbnail'))
}

function cleanDescription(text: string): string {
  const clean = cleanText(text).trim()
  if (clean.length > DESCRIPTION_LIMIT * 20 || countGraphemes(clean, DESCRIPTION_LIMIT) > DESCRIPTION_LIMIT) {
    throw invalid({ field: 'description', code: 'too_big', params: { limit: DESCRIPTION_LIMIT } })
  }
  return clean
}

/** A file of this person that is not in a post yet; 404 for everything else, as Mastodon answers. */
export async function ownMedia(ctx: Context, owner: { id: Id }, id: string): Promise<MediaRow> {
  const [row] = isId(id) ? await selectMedia(ctx, [id]) : []
  if (!row || row.account_id !== owner.id || row.status_id) throw notFound()
  return row
}

/** Changes description, focus or poster of a file that is not posted yet. Throws 404 and 422. */
export async function changeDetails(
  ctx: Context,
  owner: { id: Id },
  id: string,
  details: MediaDetails,
): Promise<void> {
  const row = await ownMedia(ctx, owner, id)
  const change: MediaChange = {}
  if (details.description !== undefined) change.description = cleanDescription(details.description)
  if (details.focus) Object.assign(change, { focus_x: details.focus.x, focus_y: details.focus.y })
  if (details.thumbnail) {
    const poster = await posterFrom(details.thumbnail.path)
    change.thumbnail = newKey(poster.extension)
    change.blurhash = poster.blurhash
    await ctx.storage.put(change.thumbnail, poster.data)
  }
  if (Object.keys(change).length === 0) return
  await ctx.tx(async (ctx) => {
    await changeMedia(ctx, row.id, change)
    if (change.thumbnail && row.thumbnail) await ctx.enqueue('media.removeFiles', { keys: [row.thumbnail] })
  })
}

/** The description alone, for the composer; leaves one that is the same, and files already posted, as they are. */
export async function describeMedia(
  ctx: Context,
  owner: { id: Id },
  id: string,
  description: string,
): Promise<void> {
  const row = await ownMedia(ctx, owner, id)
  const clean = cleanDescription(description)
  if (clean !== row.description) await changeMedia(ctx, row.id, { description: clean })
}

/** Deletes a file that is in no post; 422 for one that is. */
export async function removeMedia(ctx: Context, owner: { id: Id }, id: string): Promise<void> {
  const [row] = isId(id) ? await selectMedia(ctx, [id]) : []
  if (!row || row.account_id !== owner.id) throw notFound()
  await ctx.tx(async (ctx) => {
    const gone = await deleteMedia(ctx, row.id)
    if (gone.length === 0) throw unprocessable('media_in_use')
    await ctx.enqueue('media.removeFiles', { keys: keysOf(gone) })
  })
}

export const keysOf = (rows: { file: string | null; thumbnail: string | null }[]): string[] =>
  rows.flatMap((row) => [row.file, row.thumbnail]).filter((key): key is string => key !== null)

/**
 * Cuts and stores a profile picture (400x400 or 1500x500, WebP) from bytes or a file; an avatar's face (lib/faces.ts)
 * beside it. Returns its key; the profile
 * takes it from there and removes the one before. Throws 422 for anything that is not a picture.
 */
export async function storeImage(
  ctx: Context,
  source: Uint8Array | Pick<UploadedFile, 'path'>,
  options: { kind: 'avatar' | 'header'; crop?: Crop },
): Promise<string> {
  const { kind, crop = 'centre' } = options
  const image = source instanceof Uint8Array ? source : source.path
  await requireFile(ctx, await hashOf(image))
  const sniffed = await sniff(image, kind)
  const data = await (await images()).cutPicture(image, sniffed, kind, crop)
  const key = newKey('webp', kind === 'avatar' ? 'avatars' : 'headers')
  await ctx.storage.put(key, data)
  const face = faceOf(key)
  if (face) await ctx.storage.put(face, await (await images()).cutFace(data))
  return key
}

/** Keeps a small copy (640 wide at most, WebP) of a picture that a page elsewhere shows. Throws 422 for what is no picture. */
export async function storePreview(ctx: Context, bytes: Uint8Array) {
  await requireFile(ctx, await hashOf(bytes))
  const { data, extension, width, height, blurhash } = await (await images()).preparePreview(
    bytes,
    await sniff(bytes, 'file'),
    'file',
  )
  const key = newKey(extension)
  await ctx.storage.put(key, data)
  return { key, width, height, blurhash }
}
