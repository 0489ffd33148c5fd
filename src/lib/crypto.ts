import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A fresh secret of `bytes` random bytes as base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** SHA-256 of a secret with enough entropy of its own; what is stored instead of it. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Compares in constant time; strings of different length differ. */
export function sameSecret(a: string | Buffer, b: string | Buffer): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()]
  return timingSafeEqual(left, right)
}
