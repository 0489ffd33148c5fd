import { randomBytes } from 'node:crypto'

/**
 * A storage key that nobody can guess (128 random bits): the files of private posts are served by whoever knows
 * the address, as everywhere in the fediverse. `room` keeps profile pictures apart.
 */
export function newKey(extension: string, room?: 'avatars' | 'headers' | 'incoming'): string {
  const name = randomBytes(16).toString('hex')
  return `${room ? `${room}/` : ''}${name.slice(0, 2)}/${name.slice(2, 4)}/${name}.${extension}`
}

/** Keys of the shape that `newKey` makes, and of the faces beside avatars. */
export const isOurs = (key: string): boolean =>
  /^((avatars|faces|headers|incoming)\/)?([0-9a-f]{2})\/([0-9a-f]{2})\/\3\4[0-9a-f]{28}\.[a-z0-9]+$/.test(key)

/** Uploads that still wait for ffmpeg; never served. */
export const isIncoming = (key: string): boolean => key.startsWith('incoming/')

/** Media types by extension: all that is ever stored, and so all that is ever served. */
const types: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp4: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  wav: 'audio/wav',
}

export const typeOfKey = (key: string): string | null => types[key.slice(key.lastIndexOf('.') + 1)] ?? null
