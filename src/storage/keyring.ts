import { hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { KEY_BYTES, type Key, type Keyring, keyOf, newKey } from '../lib/seal.ts'

/**
 * Where the keys of lib/seal.ts come from. `secret.key` in the data folder (mode 0600) holds one key a line, base64 of
 * 32 bytes; the first line seals, the others still open what they sealed. XOM_SECRET, when set, goes first: several
 * words are several keys, so that it can be changed as well.
 */
export const keyFile = (dataDir: string): string => join(dataDir, 'secret.key')

const header = '# Opens what is sealed in the database. Keep it with the backups; without it nobody can.\n'
const line = (key: Key): string => `${key.bytes.toString('base64')}\n`

/** The keys in the text of a key file. Throws an Error for a line that is none. */
export function parseKeys(text: string): Key[] {
  const lines = text.split('\n').map((one) => one.trim())
  return lines
    .filter((one) => one !== '' && !one.startsWith('#'))
    .map((one) => keyOf(Buffer.from(one, 'base64')))
}

/** A key made of a long random word of the operator's. */
const keyOfWord = (word: string): Key =>
  keyOf(Buffer.from(hkdfSync('sha256', word, '', 'xom keyring 1', KEY_BYTES)))

/** The file as it is; null when there is none yet. */
export function readKeyFile(dataDir: string): string | null {
  const file = keyFile(dataDir)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** The keys that are there, without making any. */
export function findKeys(dataDir: string, secret: string | null): Key[] {
  const words = secret?.split(/\s+/).filter((word) => word !== '') ?? []
  return [...words.map(keyOfWord), ...parseKeys(readKeyFile(dataDir) ?? '')]
}

/** {@link openKeyring} of a running server: read once. */
export function keyringOf(ctx: Pick<Context, 'cache' | 'config'>): Keyring {
  const kept = ctx.cache.lru<string, Keyring>('keyring', { max: 1 })
  const known = kept.get('all')
  if (known) return known
  const opened = openKeyring(ctx.config.dataDir, ctx.config.secret)
  kept.set('all', opened)
  return opened
}

/** The keyring of this data folder; its first key is made when there is none. */
export function openKeyring(dataDir: string, secret: string | null): Keyring {
  const found = findKeys(dataDir, secret)
  if (found.length === 0) {
    writeKeys(dataDir, `${header}${line(newKey())}`, linkSync)
    return openKeyring(dataDir, secret)
  }
  return found as [Key, ...Key[]]
}

/** Adds the keys of a backup to those of the folder, in front: what is restored was sealed by them. */
export function mergeKeys(dataDir: string, text: string): void {
  const keys = new Map([...parseKeys(text), ...findKeys(dataDir, null)].map((key) => [key.id, key]))
  if (keys.size > 0) writeKeys(dataDir, header + [...keys.values()].map(line).join(''), renameSync)
}

/** Whole or not at all. `put` decides: `link` leaves a file that another process made meanwhile, `rename` replaces it. */
function writeKeys(dataDir: string, text: string, put: (from: string, to: string) => void): void {
  mkdirSync(dataDir, { recursive: true })
  const partial = `${keyFile(dataDir)}.${randomBytes(4).toString('hex')}.partial`
  const handle = openSync(partial, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    put(partial, keyFile(dataDir))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(partial, { force: true })
  }
}
