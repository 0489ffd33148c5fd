import { createReadStream } from 'node:fs'
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context, Id } from '../../context.ts'
import { uploadFolder } from '../../http/upload.ts'
import { randomToken } from '../../lib/crypto.ts'
import type { Preview } from './images.ts'
import { newKey, typeOfKey } from './keys.ts'
import { sniff } from './sniff.ts'
import { finishMedia, type MediaType, type Prepared, selectMedia } from './sql.ts'
import { cleanAudio, type Facts, posterOf, probe, toMp4, Unreadable } from './video.ts'

/** Mastodon's name for one size of a picture: '640x480' and its ratio. */
export const dimensions = ({ width, height }: { width: number; height: number }) => ({
  width,
  height,
  size: `${width}x${height}`,
  aspect: width / height,
})

/** Job: a video, sound or animation becomes what browsers play, without its metadata. Runs twice harmlessly. */
export async function processMedia(ctx: Context, { mediaId }: { mediaId: Id }): Promise<void> {
  const [row] = await selectMedia(ctx, [mediaId])
  if (!row?.file || row.state !== 'processing') return
  const folder = join(uploadFolder(ctx.config.dataDir), `process-${randomToken(9)}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const made: string[] = []
  let stored = false
  try {
    const prepared = await prepare(ctx, row.file, row.type, folder, made).catch(
      (error: unknown): Prepared => {
        if (!(error instanceof Unreadable)) throw error
        ctx.log.warn('media could not be read', { error })
        return { ...nothing, type: row.type, state: 'failed' }
      },
    )
    const incoming = row.file
    await ctx.tx(async (ctx) => {
      stored = await finishMedia(ctx, mediaId, prepared)
      if (stored) await ctx.enqueue('media.removeFiles', { keys: [incoming] })
    })
  } finally {
    if (!stored) await ctx.storage.remove(made)
    await rm(folder, { recursive: true, force: true })
  }
}

const nothing = { file: null, file_type: null, file_size: null, thumbnail: null, blurhash: null, meta: {} }

async function prepare(
  ctx: Context,
  key: string,
  type: MediaType,
  folder: string,
  made: string[],
): Promise<Prepared> {
  const source = join(folder, 'source')
  await copyFile(ctx.storage.path(key), source)
  const sniffed = await sniff(source, 'file').catch(() => null)
  if (!sniffed) throw new Unreadable('the file is of no known kind')
  const demuxer = sniffed.demuxer ?? (sniffed.extension === 'gif' ? 'gif' : null)
  if (!demuxer) throw new Unreadable('not a video')
  const facts = await probe(source, demuxer)
  const store = async (path: string, extension: string) => {
    const name = newKey(extension)
    made.push(name)
    await ctx.storage.put(name, createReadStream(path))
    return name
  }
  if (facts.video && (sniffed.kind !== 'audio' || type === 'gifv')) {
    if (facts.video.width * facts.video.height > 7680 * 4320) throw new Unreadable('too many pixels')
    const target = join(folder, 'out.mp4')
    await toMp4(source, demuxer, facts, target, type === 'gifv')
    const after = await probe(target, 'mov')
    const small = await posterFor(target, after, folder)
    const file = await store(target, 'mp4')
    const thumbnail = small ? newKey(small.extension) : null
    if (small && thumbnail) {
      made.push(thumbnail)
      await ctx.storage.put(thumbnail, small.data)
    }
    return {
      type: type === 'gifv' ? 'gifv' : 'video',
      state: 'ready',
      file,
      file_type: typeOfKey(file),
      file_size: (await stat(target)).size,
      thumbnail,
      blurhash: small?.blurhash ?? null,
      meta: videoMeta(after, small),
    }
  }
  if (!facts.audio) throw new Unreadable('neither picture nor sound')
  const out = audioTarget(sniffed.extension, facts)
  const target = join(folder, `out.${out.extension}`)
  await cleanAudio(source, demuxer, out.muxer, target)
  const file = await store(target, out.extension)
  return {
    ...nothing,
    type: 'audio',
    state: 'ready',
    file,
    file_type: typeOfKey(file),
    file_size: (await stat(target)).size,
    meta: audioMeta(facts),
  }
}

/** Sounds keep their codec; only the box around them is written anew. */
function audioTarget(extension: string, facts: Facts): { extension: string; muxer: string } {
  switch (extension) {
    case 'ogg':
    case 'opus':
    case 'ogv':
      return { extension: facts.audio?.codec === 'opus' ? 'opus' : 'ogg', muxer: 'ogg' }
    case 'm4a':
    case 'mp4':
      return { extension: 'm4a', muxer: 'ipod' }
    case 'aac':
      return { extension: 'aac', muxer: 'adts' }
    case 'webm':
      return { extension: 'webm', muxer: 'webm' }
    default:
      return { extension, muxer: extension }
  }
}

async function posterFor(path: string, facts: Facts, folder: string): Promise<Preview | null> {
  const picture = await posterOf(path, 'mov', facts.duration, join(folder, 'poster.png')).catch(() => null)
  if (!picture) return null
  const { preparePreview } = await import('./images.ts')
  return preparePreview(picture, { kind: 'image', extension: 'png' })
}

/** As Mastodon's `meta`: docs.joinmastodon.org/entities/MediaAttachment/#meta. */
function videoMeta(facts: Facts, small: Preview | null): Record<string, unknown> {
  const video = facts.video!
  const { width, height } = video
  return {
    length: clock(facts.duration),
    duration: facts.duration,
    fps: video.fps,
    ...dimensions(video),
    ...(facts.audio ? { audio_encode: facts.audio.codec, audio_channels: channels(facts) } : {}),
    original: {
      width,
      height,
      frame_rate: video.frameRate,
      duration: facts.duration,
      bitrate: facts.bitrate,
    },
    ...(small ? { small: dimensions(small) } : {}),
  }
}

function audioMeta(facts: Facts): Record<string, unknown> {
  const bitrate = facts.audio?.bitrate ?? facts.bitrate
  return {
    length: clock(facts.duration),
    duration: facts.duration,
    audio_encode: facts.audio?.codec,
    ...(bitrate ? { audio_bitrate: `${Math.round(bitrate / 1000)} kb/s` } : {}),
    audio_channels: channels(facts),
    original: { duration: facts.duration, bitrate },
  }
}

const channels = ({ audio }: Facts): string =>
  audio?.channels === 1 ? 'mono' : audio?.channels === 2 ? 'stereo' : String(audio?.channels ?? '')

/** Seconds as '0:01:28.65'. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = Math.floor((seconds - whole) * 100)
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${two(rest)}`
}
