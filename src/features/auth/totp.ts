import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'
import type { Context, Id } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { hashToken } from '../../lib/crypto.ts'
import { getSettings } from '../instance/index.ts'
import { replaceRecoveryCodes, setTotp, type UserRow, useRecoveryCode, useTotpStep } from './sql.ts'
import { openSecret, sealSecret } from './totp-secret.ts'

const PERIOD = 30
const CODES = 10

const generator = (secret: string, label = '', issuer = '') =>
  new TOTP({ secret: Secret.fromBase32(secret), label, issuer, digits: 6, period: PERIOD, algorithm: 'SHA1' })

/** Puts a fresh secret beside the account; nothing is asked for until `enableTotp`. */
export async function beginTotp(ctx: Context, accountId: Id): Promise<void> {
  const secret = sealSecret(ctx, accountId, new Secret({ size: 20 }).base32)
  await setTotp(ctx, accountId, { secret, enabledAt: null })
}

/** The picture (a data: address of an SVG) and the text that an authenticator app wants. */
export async function totpCard(ctx: Context, user: UserRow): Promise<{ image: string; secret: string }> {
  const { name } = await getSettings(ctx)
  const secret = openSecret(ctx, user)
  const uri = generator(secret, user.username, name).toString()
  const svg = await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return {
    image: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
  }
}

/** RFC 6238, one step of 30 seconds either way. A step counts once: a code that was seen is worth nothing. */
async function useTotp(ctx: Context, user: UserRow, code: string): Promise<boolean> {
  if (!user.totp_secret || !/^\d{6}$/.test(code)) return false
  const now = ctx.clock().getTime()
  const delta = generator(openSecret(ctx, user)).validate({ token: code, timestamp: now, window: 1 })
  if (delta === null) return false
  return useTotpStep(ctx, user.account_id, Math.floor(now / 1000 / PERIOD) + delta)
}

/** The second step of signing in: a code of the app, or a recovery code (which is then used up). */
export async function checkSecondStep(ctx: Context, user: UserRow, typed: string): Promise<boolean> {
  const code = typed.replace(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(code)) return useTotp(ctx, user, code)
  if (!/^[a-z2-9]{10}$/.test(code)) return false
  return useRecoveryCode(ctx, user.account_id, hashToken(code), ctx.clock())
}

/** Turns the second step on when the code fits; answers the recovery codes, which are shown this once. */
export async function enableTotp(ctx: Context, user: UserRow, typed: string): Promise<string[]> {
  const code = typed.replace(/\s/g, '')
  if (!user.totp_secret || user.totp_enabled_at || !(await useTotp(ctx, user, code))) {
    throw invalid({ field: 'code', code: 'wrong_code' })
  }
  return ctx.tx(async (ctx) => {
    await setTotp(ctx, user.account_id, { secret: user.totp_secret, enabledAt: ctx.clock() })
    return renewRecoveryCodes(ctx, user.account_id)
  })
}

export async function disableTotp(ctx: Context, accountId: Id): Promise<void> {
  await ctx.tx(async (ctx) => {
    await setTotp(ctx, accountId, { secret: null, enabledAt: null })
    await replaceRecoveryCodes(ctx, accountId, [])
  })
}

/** Without 0, 1, i, l and o, which people misread. 10 of 31 letters: 49 bits, and guesses are counted. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten new recovery codes; the old ones stop working. Only hashes are stored. */
export async function renewRecoveryCodes(ctx: Context, accountId: Id): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () =>
    Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  )
  await replaceRecoveryCodes(ctx, accountId, codes.map(hashToken))
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}
