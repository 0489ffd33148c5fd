/**
 * Beside each avatar (400 pixels, for clients) lies a face: the same picture at the size in which our own pages show
 * it. Its storage key follows from the avatar's, so that no column names it: `avatars/ab/cd/x.webp` ->
 * `faces/ab/cd/x.webp`.
 */
const avatars = 'avatars/'
const faces = 'faces/'

/** Null for a key that is no avatar's. */
export const faceOf = (key: string): string | null =>
  key.startsWith(avatars) ? faces + key.slice(avatars.length) : null

/** The avatar that a face was made of; null for a key that is no face's. */
export const avatarOf = (key: string): string | null =>
  key.startsWith(faces) ? avatars + key.slice(faces.length) : null

/** The drawing for people without a picture, and its small variant. Paths. */
export const missingAvatar = '/avatars/missing.png'
export const missingFace = '/avatars/missing-face.webp'

/**
 * The address of the face for the address of an avatar of ours, as a path; what is stored elsewhere stays as it is.
 * `origin` is this server's.
 */
export function faceAddress(origin: string, avatar: string): string {
  const path = avatar.startsWith(origin) ? avatar.slice(origin.length) : avatar
  if (path === missingAvatar) return missingFace
  return path.startsWith(`/media/${avatars}`) ? `/media/${faces}${path.slice(7 + avatars.length)}` : avatar
}

/** The same for a row's column. */
export const faceOfMedia = (key: string | null): string =>
  key === null ? missingFace : `/media/${faceOf(key) ?? key}`
