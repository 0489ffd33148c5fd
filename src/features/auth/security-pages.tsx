import type { AppError } from '../../errors.ts'
import { notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatDateTime, formatRelative } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { requirePassword } from './changes.ts'
import { revokeSession, revokeSessions } from './doors.ts'
import { CurrentPassword, Field, Form, FormError, SettingsPage, Submit } from './forms.tsx'
import { asJson } from './login-pages.tsx'
import { addPasskey, passkeyRegistration } from './passkeys.ts'
import {
  deletePasskey,
  type PasskeyRow,
  passkeysOf,
  recoveryCodesLeft,
  renamePasskey,
  type SessionRow,
  sessionsOf,
  type UserRow,
} from './sql.ts'
import { getUser } from './users.ts'
import { clearSessionCookie, formError, pageViewer, readForm, toLogin } from './web.ts'

/** /settings/security: second step, passkeys, sessions. */

function SecondStep({
  view,
  user,
  left,
  error,
}: {
  view: View
  user: UserRow
  left: number
  error?: AppError
}) {
  const { t } = view
  if (!user.totp_enabled_at) {
    return (
      <section aria-labelledby="totp-title">
        <h2 id="totp-title">{t('auth.totp.title')}</h2>
        <p>{t('auth.totp.off')}</p>
        <Form action="/settings/security/totp">
          <Submit label={t('auth.totp.begin')} />
        </Form>
      </section>
    )
  }
  return (
    <section aria-labelledby="totp-title">
      <h2 id="totp-title">{t('auth.totp.title')}</h2>
      <p>{t('auth.totp.on', { count: left })}</p>
      <FormError view={view} error={error} />
      <form method="post" action="/settings/security/totp/codes" class="form" data-turbo="false">
        <CurrentPassword view={view} needed={user.password_hash !== null} error={error} />
        <p class="buttons">
          <button type="submit" class="button">
            {t('auth.totp.renew')}
          </button>
          <button type="submit" class="button danger" formaction="/settings/security/totp/disable">
            {t('auth.totp.disable')}
          </button>
        </p>
      </form>
    </section>
  )
}

function Passkeys({ view, user, keys }: { view: View; user: UserRow; keys: readonly PasskeyRow[] }) {
  const { t } = view
  return (
    <section aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{t('auth.passkeys.title')}</h2>
      <p>{t('auth.passkeys.text')}</p>
      <ul class="settings-list">
        {keys.map((key) => (
          <li>
            <form method="post" action={`/settings/security/passkeys/${key.id}`} class="inline-form">
              <label for={`key-${key.id}`} class="visually-hidden">
                {t('auth.passkeys.name')}
              </label>
              <input id={`key-${key.id}`} name="name" value={key.name} maxlength={60} required />
              <button type="submit" class="button">
                {t('auth.passkeys.rename')}
              </button>
              <button type="submit" class="button danger" name="do" value="remove" formnovalidate>
                {t('auth.passkeys.remove')}
              </button>
            </form>
            <p class="hint">
              {key.last_used_at
                ? t('auth.passkeys.used', { when: formatRelative(key.last_used_at, view.now, view.locale) })
                : t('auth.passkeys.unused')}
            </p>
          </li>
        ))}
      </ul>
      <passkey-button
        class="passkey form"
        hidden
        data-mode="create"
        data-options="/settings/security/passkeys/options"
        data-verify="/settings/security/passkeys"
      >
        <Field
          view={view}
          name="passkey_name"
          label={t('auth.passkeys.name')}
          value={t('auth.passkeys.name_default')}
          maxlength={60}
        />
        <CurrentPassword view={view} id="passkey_password" needed={user.password_hash !== null} />
        <p class="buttons">
          <button type="button" class="button primary">
            {t('auth.passkeys.add')}
          </button>
        </p>
        <p class="problem" role="alert" hidden data-text={t('errors.passkey_failed')} />
      </passkey-button>
      <noscript>
        <p class="hint">{t('auth.passkeys.needs_script')}</p>
      </noscript>
    </section>
  )
}

function Sessions({ view, sessions }: { view: View; sessions: readonly SessionRow[] }) {
  const { t } = view
  return (
    <section aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('auth.sessions.title')}</h2>
      <ul class="settings-list">
        {sessions.map((session) => {
          const here = session.id === view.viewer?.sessionId
          return (
            <li>
              <p>
                <strong>{session.device || t('auth.sessions.unknown')}</strong>
                {here ? ` · ${t('auth.sessions.here')}` : ''}
              </p>
              <p class="hint">
                {t('auth.sessions.since', { when: formatDateTime(session.created_at, view.locale) })}
                {' · '}
                {t('auth.sessions.used', {
                  when: formatRelative(session.last_used_at, view.now, view.locale),
                })}
              </p>
              <form method="post" action={`/settings/security/sessions/${session.id}/revoke`}>
                <button type="submit" class="button">
                  {here ? t('auth.logout.submit') : t('auth.sessions.revoke')}
                </button>
              </form>
            </li>
          )
        })}
      </ul>
      {sessions.length > 1 ? (
        <Form action="/settings/security/sessions/revoke-others">
          <Submit label={t('auth.sessions.revoke_others')} kind="danger" />
        </Form>
      ) : null}
    </section>
  )
}

/** The whole page; also what the forms of totp-pages.tsx come back to. */
export async function securityPage(c: Req, user: UserRow, error?: AppError): Promise<Response> {
  const ctx = c.get('ctx')
  const [view, keys, sessions, left] = await Promise.all([
    viewOf(c),
    passkeysOf(ctx, user.account_id),
    sessionsOf(ctx, user.account_id, ctx.clock()),
    recoveryCodesLeft(ctx, user.account_id),
  ])
  return c.html(
    <SettingsPage view={view} title={view.t('auth.settings.security')}>
      <SecondStep view={view} user={user} left={left} {...(error ? { error } : {})} />
      <Passkeys view={view} user={user} keys={keys} />
      <Sessions view={view} sessions={sessions} />
    </SettingsPage>,
    error ? 422 : 200,
  )
}

function passkeyRoutes(app: App): void {
  app.post('/settings/security/passkeys/options', (c) =>
    asJson(c, async () => {
      const viewer = pageViewer(c)
      limitRate(c, 'sensitive', viewer.id, 20, 600)
      const body = await readBody(c)
      const user = await getUser(c.get('ctx'), viewer.id)
      await requirePassword(user, typeof body['password'] === 'string' ? body['password'] : '')
      return passkeyRegistration(c.get('ctx'), user)
    }),
  )
  app.post('/settings/security/passkeys', (c) =>
    asJson(c, async () => {
      const viewer = pageViewer(c)
      const body = await readBody(c)
      const name = typeof body['name'] === 'string' ? body['name'] : ''
      const user = await getUser(c.get('ctx'), viewer.id)
      await addPasskey(c.get('ctx'), user, body['response'], name)
      setFlash(c, 'auth.flash.passkey_added')
      return { location: '/settings/security' }
    }),
  )
  app.post('/settings/security/passkeys/:id', async (c) => {
    const ctx = c.get('ctx')
    const viewer = pageViewer(c)
    const form = await readForm(c)
    const name = (form['name'] ?? '').trim().slice(0, 60)
    const id = c.req.param('id')
    const done =
      form['do'] === 'remove'
        ? await deletePasskey(ctx, viewer.id, id)
        : name !== '' && (await renamePasskey(ctx, viewer.id, id, name))
    if (!done) throw notFound()
    setFlash(c, form['do'] === 'remove' ? 'auth.flash.passkey_removed' : 'auth.flash.saved')
    return c.redirect('/settings/security', 303)
  })
}

export function securityPages(app: App): void {
  app.get('/settings/security', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    return securityPage(c, await getUser(c.get('ctx'), viewer.id))
  })
  passkeyRoutes(app)
  app.post('/settings/security/sessions/revoke-others', async (c) => {
    const viewer = pageViewer(c)
    await revokeSessions(c.get('ctx'), viewer.id, viewer.sessionId)
    setFlash(c, 'auth.flash.sessions_revoked')
    return c.redirect('/settings/security', 303)
  })
  app.post('/settings/security/sessions/:id/revoke', async (c) => {
    const viewer = pageViewer(c)
    const id = c.req.param('id')
    if (!isId(id) || !(await revokeSession(c.get('ctx'), viewer.id, id))) throw notFound()
    if (id === viewer.sessionId) {
      clearSessionCookie(c)
      return c.redirect('/login', 303)
    }
    setFlash(c, 'auth.flash.session_revoked')
    return c.redirect('/settings/security', 303)
  })
}

/** Checks the password of a sensitive form; the page with the error when it is wrong. */
export async function withPassword(c: Req, work: (user: UserRow) => Promise<Response>): Promise<Response> {
  const viewer = pageViewer(c)
  limitRate(c, 'sensitive', viewer.id, 20, 600)
  const form = await readForm(c)
  const user = await getUser(c.get('ctx'), viewer.id)
  try {
    await requirePassword(user, form['current_password'] ?? '')
  } catch (thrown) {
    return securityPage(c, user, formError(thrown))
  }
  return work(user)
}
