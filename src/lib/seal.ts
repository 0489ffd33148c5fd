import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * Sealing of small secrets that must be read again (a hash would not do), under a key that is kept outside the
 * database: a copy of the database alone opens nothing.
 *
 * AES-256-GCM with a fresh 96-bit nonce for each sealing (NIST SP 800-38D). The text is bound to a context such as
 * `totp:<account id>`, so that a sealed value moved to another row does not open there. A sealed value names its key,
 * so that keys can be changed while old values still open: `x1.<key id>.<base64url of nonce, tag, ciphertext>`.
 */
export interface Key {
  /** Eight hex digits of the key's SHA-256: tells keys apart, tells nothing about them. */
  id: string
  bytes: Buffer
}

/** The first key seals, every key opens. */
export type Keyring = readonly [Key, ...Key[]]

export const KEY_BYTES = 32
const NONCE = 12
const TAG = 16
const version = 'x1'
const form = /^x1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/

/** `unknown_key`: sealed by a key that is not on the ring. `damaged`: changed, or not of this context. */
export class CannotOpen extends Error {
  readonly reason: 'unknown_key' | 'damaged'
  constructor(reason: 'unknown_key' | 'damaged') {
    super(reason)
    this.reason = reason
  }
}

export function keyOf(bytes: Buffer): Key {
  if (bytes.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes`)
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

export const newKey = (): Key => keyOf(randomBytes(KEY_BYTES))

/** The id of the key that sealed it; null for what is not sealed. */
export const sealedBy = (text: string): string | null => form.exec(text)?.[1] ?? null

export function seal(keyring: Keyring, context: string, text: string): string {
  const [key] = keyring
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${version}.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** Throws CannotOpen. */
export function unseal(keyring: Keyring, context: string, sealed: string): string {
  const [, id, body] = form.exec(sealed) ?? []
  if (!id || !body) throw new CannotOpen('damaged')
  const key = keyring.find((one) => one.id === id)
  if (!key) throw new CannotOpen('unknown_key')
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length < NONCE + TAG) throw new CannotOpen('damaged')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new CannotOpen('damaged')
  }
}
