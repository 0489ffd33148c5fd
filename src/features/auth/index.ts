/**
 * The door: sign-up, sign-in, sessions, passwords, passkeys, second factor, invitations, change of address.
 * Owns users, sessions, invites, passkeys, recovery_codes, one_time_tokens, dev_mails, and oauth_tokens (what opens
 * the door; how a client gets one is features/oauth).
 */
import type { Feature } from '../../feature.ts'

export { createSession, revokeAll, revokeSession, revokeSessions, revokeTokens, storeToken } from './doors.ts'
export { checkPassword, hashPassword } from './passwords.ts'
export { type Registration, registerUser } from './users.ts'

export const auth: Feature = { name: 'auth' }
