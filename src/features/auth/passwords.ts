import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../../errors.ts'
import { createGate, GateFull } from '../../lib/gate.ts'

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default), 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 200

/** Two hashes at a time (40 MB) whatever arrives; behind a queue that is too long people are told to come back. */
const atOnce = 2
const longestQueue = 300

const gate = createGate(atOnce, longestQueue)

const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  gate(work).catch((error: unknown) => {
    throw error instanceof GateFull ? new AppError('unavailable') : error
  })

/** The same password typed with different keyboards is one: NFKC, as RFC 8265 (OpaqueString) advises for spaces and forms. */
const normal = (password: string): string => password.normalize('NFKC')

/** The argon2id hash (PHC string) of a password. Throws `unavailable` when too many are waiting. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), cost))

let decoy: Promise<string> | undefined

/**
 * True when the password fits the hash. With no hash (unknown account, or one without a password) it takes just as
 * long and is false, so that the time of an answer does not tell who has an account.
 */
export async function checkPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('mật khẩu không của ai')
  const against = stored ?? (await decoy)
  if (password.length > PASSWORD_MAX) return false
  const good = await inTurn(() => verify(against, normal(password)))
  return good && Boolean(stored)
}
