/**
 * The door: sign-up, sign-in, sessions, passwords, passkeys, second factor, invitations, change of address.
 * Owns users, sessions, invites, passkeys, recovery_codes, one_time_tokens, and oauth_tokens (what opens the door; how
 * a client gets one is features/oauth).
 * Pages: /signup /login /login/code /logout /confirm /reset /settings/account /settings/security /invites /dev/inbox
 */
import type { Feature } from '../../feature.ts'
import { accountPages } from './account-pages.tsx'
import { inboxPages } from './inbox-pages.tsx'
import { invitePages } from './invite-pages.tsx'
import { sweep } from './jobs.ts'
import { linkPages } from './link-pages.tsx'
import { loginPages } from './login-pages.tsx'
import { sendMail } from './mail.ts'
import { securityPages } from './security-pages.tsx'
import { signupPages } from './signup-pages.tsx'
import { totpPages } from './totp-pages.tsx'
import { keepFresh } from './web.ts'

export { makeResetLink, resetPassword } from './changes.ts'
export { type Choices, saveChoices } from './choices.ts'
export { createSession, revokeAll, revokeSession, revokeSessions, revokeTokens, storeToken } from './doors.ts'
export { SettingsPage } from './forms.tsx'
export { queueMail } from './mail.ts'
export { checkPassword, hashPassword } from './passwords.ts'
export { ensureSetupToken, isSetupToken, useSetupToken } from './setup-link.ts'
export { shutOutBy } from './shut-out.ts'
export { type Application, doorState, signUp } from './signup.ts'
export { sealSecrets } from './totp-secret.ts'
export {
  approveUser,
  freezeUser,
  getUser,
  type Registration,
  refusalOf,
  registerUser,
  registrationProblems,
  rejectUser,
  suggestHandle,
} from './users.ts'
export { clearHomes, deleteUser, setActive, setHomeBuilt, setRole } from './users-sql.ts'
export { limitSignUps, setSessionCookie, toLogin } from './web.ts'

export const auth: Feature = {
  name: 'auth',
  routes(app) {
    app.use(keepFresh)
    signupPages(app)
    loginPages(app)
    linkPages(app)
    accountPages(app)
    securityPages(app)
    totpPages(app)
    invitePages(app)
    inboxPages(app)
  },
  jobs: { 'mail.send': sendMail, 'auth.sweep': sweep },
  cron: [{ at: '17 * * * *', job: 'auth.sweep' }],
}
