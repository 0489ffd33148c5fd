import { stat } from 'node:fs/promises'
import { encode } from 'blurhash'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { unprocessable } from '../../errors.ts'
import { createGate } from '../../lib/gate.ts'
import { notAccepted, type Sniffed } from './sniff.ts'

// Memory stays bounded: no cache of decoded images, one thread for each, two images at once in this process.
sharp.cache(false)
sharp.concurrency(1)
// The decoders that we mean to use and no other (not PDF, ImageMagick, raw ...). SVG is for drawings of our own:
// an upload only gets here when its bytes say one of the other five, and `openImage` asks again.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadSvg',
  ],
})
const atWork = createGate(2)
// Of two, at most one is large: 40 megapixels take some 200 MB while they are decoded.
const largeAtWork = createGate(1)
const largeFrom = 12_000_000

export type ImageSource = Uint8Array | string

/** Pixels that a picture may have before it is made smaller; what must be decoded as a whole may have fewer. */
const maxPixelsStreamed = 150_000_000
const maxPixelsWhole = 34_000_000
/** Kept at most as large as a 4K screen. */
const maxArea = 3840 * 2160
const secondsPerImage = 20

export interface Size {
  width: number
  height: number
}

const formats: Record<string, string[]> = {
  jpg: ['jpeg'],
  png: ['png'],
  webp: ['webp'],
  gif: ['gif'],
  avif: ['heif'],
}

/** Opens a picture; throws 422 for one that is broken, has too many pixels, or is not what its first bytes say. */
async function openImage(source: ImageSource, sniffed: Sniffed, field: string) {
  const options = { limitInputPixels: maxPixelsStreamed, sequentialRead: true, failOn: 'error' } as const
  let facts: Metadata
  try {
    facts = await sharp(source, { ...options, limitInputPixels: false }).metadata()
  } catch (cause) {
    throw notAccepted(field, cause)
  }
  const { width, height } = facts
  if (sniffed.kind !== 'image' || !formats[sniffed.extension]?.includes(facts.format))
    throw notAccepted(field)
  const most = facts.format === 'jpeg' && !facts.isProgressive ? maxPixelsStreamed : maxPixelsWhole
  if (width * height > most) {
    throw unprocessable('media_dimensions', { width: String(width), height: String(height) })
  }
  return { open: (): Sharp => sharp(source, options).timeout({ seconds: secondsPerImage }), facts }
}

type Opened = Awaited<ReturnType<typeof openImage>>

/** Opens a picture (reads its header) and works on it when its turn comes. */
async function withImage<T>(
  source: ImageSource,
  sniffed: Sniffed,
  field: string,
  work: (image: Opened) => Promise<T>,
): Promise<T> {
  const image = await openImage(source, sniffed, field)
  const turn = () => atWork(() => work(image))
  return image.facts.width * image.facts.height > largeFrom ? largeAtWork(turn) : turn()
}

/** The size on screen (after the camera's rotation), within {@link maxArea}. */
function keptSize(facts: Metadata): Size {
  const { width, height } = facts.autoOrient
  const scale = Math.min(1, Math.sqrt(maxArea / (width * height)))
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

export interface PreparedImage extends Size {
  data: Buffer
  extension: string
  small: Preview
}

export interface Preview extends Size {
  data: Buffer
  extension: 'webp'
  blurhash: string
}

/**
 * A picture as it is kept: turned upright, sRGB, at most 3840x2160 in area, and made anew from its pixels, so that
 * position, camera, owner and everything else hidden in the file is gone. Photographs stay JPEG, small PNG files
 * stay PNG, the rest becomes WebP.
 */
export function prepareImage(source: ImageSource, sniffed: Sniffed): Promise<PreparedImage> {
  return withImage(source, sniffed, 'file', async ({ open, facts }) => {
    const size = keptSize(facts)
    const bytes = typeof source === 'string' ? (await stat(source)).size : source.byteLength
    const extension = keptAs(facts, bytes)
    const image = open().autoOrient().resize(size.width, size.height, { fit: 'fill' })
    const data = await encoded(image, extension).catch((cause: unknown) => {
      throw notAccepted('file', cause)
    })
    return { ...size, data, extension, small: await preview(data) }
  })
}

/** The first frame of an animation that is kept as it is: its size, a preview, and proof that it can be decoded. */
export function previewAnimation(data: Buffer, sniffed: Sniffed): Promise<Size & { small: Preview }> {
  return withImage(data, sniffed, 'file', async ({ facts }) => {
    if (facts.width * facts.height > maxArea) {
      throw unprocessable('media_dimensions', { width: String(facts.width), height: String(facts.height) })
    }
    const small = await preview(data).catch((cause: unknown) => {
      throw notAccepted('file', cause)
    })
    return { width: facts.width, height: facts.height, small }
  })
}

/** True for a GIF or WebP with more than one frame. */
export async function isAnimated(source: ImageSource, sniffed: Sniffed): Promise<boolean> {
  if (sniffed.extension !== 'gif' && sniffed.extension !== 'webp') return false
  const { facts } = await openImage(source, sniffed, 'file')
  return (facts.pages ?? 1) > 1
}

/** A preview made from any picture: a poster that somebody chose, or a frame of a video. */
export function preparePreview(source: ImageSource, sniffed: Sniffed, field = 'thumbnail'): Promise<Preview> {
  return withImage(source, sniffed, field, () =>
    preview(source).catch((cause: unknown) => {
      throw notAccepted(field, cause)
    }),
  )
}

export type Crop = 'centre' | 'top' | 'bottom'

const cuts = { avatar: { width: 400, height: 400 }, header: { width: 1500, height: 500 } } as const

/** A profile picture cut to its shape (never enlarged), as WebP. `crop` says which part of a tall or wide one stays. */
export function cutPicture(
  source: ImageSource,
  sniffed: Sniffed,
  kind: keyof typeof cuts,
  crop: Crop,
): Promise<Buffer> {
  return withImage(source, sniffed, kind, async ({ open, facts }) => {
    const { width, height } = facts.autoOrient
    const cut = cuts[kind]
    const scale = Math.min(1, width / cut.width, height / cut.height)
    const position = crop === 'top' ? 'top' : crop === 'bottom' ? 'bottom' : 'centre'
    try {
      return await open()
        .autoOrient()
        .resize(Math.max(1, Math.round(cut.width * scale)), Math.max(1, Math.round(cut.height * scale)), {
          fit: 'cover',
          position,
        })
        .toColourspace('srgb')
        .webp({ quality: 85, effort: 3 })
        .toBuffer()
    } catch (cause) {
      throw notAccepted(kind, cause)
    }
  })
}

/** Pixels of a face's side: twice what a page shows on most screens. About 2 kB. */
const faceSide = 96

/** The small variant of an avatar that {@link cutPicture} made. */
export function cutFace(avatar: Uint8Array): Promise<Buffer> {
  return atWork(() =>
    sharp(avatar, { limitInputPixels: maxPixelsWhole, failOn: 'error' })
      .timeout({ seconds: secondsPerImage })
      .resize(faceSide, faceSide, { fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 80, effort: 4 })
      .toBuffer(),
  )
}

/** PNG files above this are photographs or huge drawings; WebP takes a fraction of the room. */
const largestPng = 2 * 1024 * 1024

function keptAs(facts: Metadata, bytes: number): 'jpg' | 'png' | 'webp' {
  if (facts.format === 'jpeg') return 'jpg'
  if ((facts.format === 'png' && bytes <= largestPng) || facts.format === 'gif') return 'png'
  return 'webp'
}

function encoded(image: Sharp, extension: 'jpg' | 'png' | 'webp'): Promise<Buffer> {
  const upright = image.toColourspace('srgb')
  switch (extension) {
    case 'jpg':
      return upright.jpeg({ quality: 85, progressive: true }).toBuffer()
    case 'png':
      return upright.png({ compressionLevel: 8 }).toBuffer()
    default:
      return upright.webp({ quality: 86, effort: 3 }).toBuffer()
  }
}

/** 640 pixels wide at most (and not taller than twice that), with the blurhash of 32 pixels of it. */
async function preview(source: ImageSource): Promise<Preview> {
  const { data, info } = await sharp(source, {
    limitInputPixels: maxPixelsStreamed,
    sequentialRead: true,
    failOn: 'error',
  })
    .timeout({ seconds: secondsPerImage })
    .autoOrient()
    .resize(640, 1280, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    // Effort 5 quantises with care: a third smaller than with 3 for a little more time; lists are read on phones.
    .webp({ quality: 69, effort: 5 })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const tiny = await sharp(data)
    .resize(32, 32, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [across, down] = width >= height ? [4, 3] : [3, 4]
  const blurhash = encode(new Uint8ClampedArray(tiny.data), tiny.info.width, tiny.info.height, across, down)
  return { data, extension: 'webp', width, height, blurhash }
}
