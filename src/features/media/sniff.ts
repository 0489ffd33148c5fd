import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import { AppError, invalid, unprocessable } from '../../errors.ts'

/** What a file is by its first bytes; its name and its declared type are never asked. */
export interface Sniffed {
  kind: 'image' | 'video' | 'audio'
  /** The extension under which it is kept when it is kept as it is. */
  extension: string
  /** The demuxer that ffmpeg is told to use, so that a crafted file cannot choose another one. */
  demuxer?: string
  /** Without ffmpeg it cannot be cleaned of the place where it was recorded. */
  mayCarryPlace?: boolean
}

const known: Record<string, Sniffed> = {
  jpg: { kind: 'image', extension: 'jpg' },
  png: { kind: 'image', extension: 'png' },
  apng: { kind: 'image', extension: 'png' },
  webp: { kind: 'image', extension: 'webp' },
  gif: { kind: 'image', extension: 'gif' },
  avif: { kind: 'image', extension: 'avif' },
  mp4: { kind: 'video', extension: 'mp4', demuxer: 'mov', mayCarryPlace: true },
  m4v: { kind: 'video', extension: 'mp4', demuxer: 'mov', mayCarryPlace: true },
  mov: { kind: 'video', extension: 'mp4', demuxer: 'mov', mayCarryPlace: true },
  '3gp': { kind: 'video', extension: 'mp4', demuxer: 'mov', mayCarryPlace: true },
  '3g2': { kind: 'video', extension: 'mp4', demuxer: 'mov', mayCarryPlace: true },
  webm: { kind: 'video', extension: 'webm', demuxer: 'matroska' },
  mkv: { kind: 'video', extension: 'mp4', demuxer: 'matroska', mayCarryPlace: true },
  ogv: { kind: 'video', extension: 'ogv', demuxer: 'ogg' },
  mp3: { kind: 'audio', extension: 'mp3', demuxer: 'mp3' },
  m4a: { kind: 'audio', extension: 'm4a', demuxer: 'mov', mayCarryPlace: true },
  aac: { kind: 'audio', extension: 'aac', demuxer: 'aac' },
  ogg: { kind: 'audio', extension: 'ogg', demuxer: 'ogg' },
  oga: { kind: 'audio', extension: 'ogg', demuxer: 'ogg' },
  opus: { kind: 'audio', extension: 'opus', demuxer: 'ogg' },
  flac: { kind: 'audio', extension: 'flac', demuxer: 'flac' },
  wav: { kind: 'audio', extension: 'wav', demuxer: 'wav' },
}

/** Mastodon's answer (paperclip's words) to a file that is not what it should be. */
export const notAccepted = (field: string, cause?: unknown): AppError =>
  new AppError('unprocessable', 'validation_failed', {
    fields: [
      { field, code: 'content_type' },
      { field, code: 'invalid' },
    ],
    cause,
  })

/** Throws 422 for what is not an image, a video or a sound that we know, and for an empty file. */
export async function sniff(source: Uint8Array | string, field: string): Promise<Sniffed> {
  const found = typeof source === 'string' ? await fromFile(source) : await fileTypeFromBuffer(source)
  if (found?.ext === 'heic') throw unprocessable('media_heic')
  const sniffed = found ? known[found.ext] : undefined
  if (!sniffed) throw notAccepted(field)
  return sniffed
}

async function fromFile(path: string) {
  try {
    return await fileTypeFromFile(path)
  } catch {
    // A file that ends in the middle of its own header.
    return undefined
  }
}

/** A file that was promised and is missing or has no bytes. */
export const blankFile = (field: string): AppError => invalid({ field, code: 'blank' })
