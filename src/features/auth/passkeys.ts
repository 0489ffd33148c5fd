import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Context } from '../../context.ts'
import { invalid, unprocessable } from '../../errors.ts'
import { getSettings } from '../instance/index.ts'
import { makeOneTime, takeOneTime } from './one-time.ts'
import { insertPasskey, passkeyById, passkeysOf, passkeyUsed, type UserRow, userById } from './sql.ts'

/** WebAuthn's relying party: the host without port. */
const rpId = (ctx: Context): string => new URL(ctx.config.origin).hostname

type RegistrationResponse = Parameters<typeof verifyRegistrationResponse>[0]['response']
type AuthenticationResponse = Parameters<typeof verifyAuthenticationResponse>[0]['response']

export const PASSKEYS_MAX = 20

/** What the browser needs to make a passkey. The challenge is good for five minutes and for this person only. */
export async function passkeyRegistration(ctx: Context, user: UserRow): Promise<object> {
  const { name } = await getSettings(ctx)
  const existing = await passkeysOf(ctx, user.account_id)
  if (existing.length >= PASSKEYS_MAX) throw unprocessable('too_many_passkeys')
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: rpId(ctx),
    userName: user.username,
    userID: new Uint8Array(Buffer.from(user.account_id)),
    userDisplayName: user.display_name || user.username,
    attestationType: 'none',
    excludeCredentials: existing.map((key) => ({ id: key.id, transports: key.transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  await makeOneTime(ctx, 'passkey-add', {
    accountId: user.account_id,
    minutes: 5,
    secret: options.challenge,
  })
  return options
}

/** Stores the passkey that the browser made. Throws 422 `passkey_failed` for anything that does not verify. */
export async function addPasskey(
  ctx: Context,
  user: UserRow,
  response: unknown,
  name: string,
): Promise<void> {
  const label = name.trim().slice(0, 60)
  if (label === '') throw invalid({ field: 'name', code: 'blank' })
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponse,
    expectedChallenge: async (challenge) =>
      (await takeOneTime(ctx, 'passkey-add', challenge))?.accountId === user.account_id,
    expectedOrigin: ctx.config.origin,
    expectedRPID: rpId(ctx),
    requireUserVerification: false,
  }).catch(() => null)
  if (!verified?.verified) throw unprocessable('passkey_failed')
  const { credential } = verified.registrationInfo
  await insertPasskey(ctx, {
    id: credential.id,
    accountId: user.account_id,
    name: label,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: ((credential.transports ?? []) as string[]).slice(0, 8),
  })
}

/** What the browser needs to ask for any passkey of ours; nobody has to be named first. */
export async function passkeyChallenge(ctx: Context): Promise<object> {
  const options = await generateAuthenticationOptions({ rpID: rpId(ctx), userVerification: 'preferred' })
  await makeOneTime(ctx, 'passkey-in', { minutes: 5, secret: options.challenge })
  return options
}

/**
 * The person whose passkey signed the challenge; throws 422 `passkey_failed`. A counter that went backwards (a
 * copied key) fails inside the library.
 */
export async function checkPasskey(ctx: Context, response: unknown): Promise<UserRow> {
  const id = (response as { id?: unknown } | null)?.id
  const key = typeof id === 'string' && id.length <= 1400 ? await passkeyById(ctx, id) : null
  if (!key) throw unprocessable('passkey_failed')
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponse,
    expectedChallenge: async (challenge) => (await takeOneTime(ctx, 'passkey-in', challenge)) !== null,
    expectedOrigin: ctx.config.origin,
    expectedRPID: rpId(ctx),
    credential: {
      id: key.id,
      publicKey: new Uint8Array(key.public_key),
      counter: Number(key.counter),
      transports: key.transports,
    },
    requireUserVerification: false,
  }).catch(() => null)
  if (!verified?.verified) throw unprocessable('passkey_failed')
  await passkeyUsed(ctx, key.id, verified.authenticationInfo.newCounter, ctx.clock())
  const user = await userById(ctx, key.account_id)
  if (!user) throw unprocessable('passkey_failed')
  return user
}
