import type { AppError } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { type Inheritance, selectInheritances } from '../visibility/index.ts'
import { changeEmail, changePassword, GRACE_DAYS, requestDeletion } from './changes.ts'
import { CurrentPassword, Field, FormSection, NewPassword, SettingsPage, Submit } from './forms.tsx'
import type { UserRow } from './sql.ts'
import { getUser } from './users.ts'
import { clearSessionCookie, formError, pageViewer, readForm, toLogin, type Form as Values } from './web.ts'

/** /settings/account: address, password, leaving. */

interface Props {
  view: View
  user: UserRow
  /** What she founded, and who comes after her. */
  founded: Inheritance[]
  form?: Values
  /** Which of the three forms came back, and why. */
  at?: 'email' | 'password' | 'delete'
  error?: AppError
}

function EmailForm({ view, user, form, at, error }: Props) {
  const { t } = view
  const wrong = at === 'email' ? error : undefined
  const intro = (
    <>
      <p>{t('auth.account.email_now', { email: user.email })}</p>
      {user.unconfirmed_email ? (
        <p class="aside">{t('auth.account.email_waiting', { email: user.unconfirmed_email })}</p>
      ) : null}
    </>
  )
  return (
    <FormSection
      view={view}
      id="email"
      title={t('auth.account.email_title')}
      intro={intro}
      action="/settings/account/email"
      error={wrong}
    >
      <Field
        view={view}
        name="email"
        label={t('auth.account.email_new')}
        type="email"
        value={at === 'email' ? form?.['email'] : ''}
        autocomplete="email"
        required
        error={wrong}
      />
      <CurrentPassword view={view} id="current_password" needed={user.password_hash !== null} error={wrong} />
      <Submit label={t('auth.account.email_submit')} />
    </FormSection>
  )
}

function PasswordForm({ view, user, at, error }: Props) {
  const { t } = view
  const wrong = at === 'password' ? error : undefined
  return (
    <FormSection
      view={view}
      id="password"
      title={t('auth.account.password_title')}
      action="/settings/account/password"
      error={wrong}
    >
      <CurrentPassword view={view} id="password_current" needed={user.password_hash !== null} error={wrong} />
      <NewPassword view={view} name="new_password" label={t('auth.new_password')} error={wrong} />
      <p class="hint">{t('auth.account.password_others')}</p>
      <Submit label={t('auth.account.password_submit')} />
    </FormSection>
  )
}

function DeleteForm({ view, user, founded, at, error }: Props) {
  const { t } = view
  const wrong = at === 'delete' ? error : undefined
  return (
    <FormSection
      view={view}
      id="delete"
      title={t('auth.account.delete_title')}
      intro={
        <>
          <p>{t('auth.account.delete_text', { days: GRACE_DAYS })}</p>
          {founded.length > 0 ? (
            <>
              <p>{t('auth.account.delete_rooms')}</p>
              <ul>
                {founded.map((room) => (
                  <li>
                    {t(room.heir ? 'auth.account.delete_room' : 'auth.account.delete_room_nobody', {
                      room: room.display_name || room.username,
                      heir: `@${room.heir}`,
                    })}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      }
      action="/settings/account/delete"
      error={wrong}
    >
      <CurrentPassword view={view} id="delete_password" needed={user.password_hash !== null} error={wrong} />
      <Submit label={t('auth.account.delete_submit')} kind="danger" />
    </FormSection>
  )
}

function AccountPage(props: Props) {
  const { view } = props
  return (
    <SettingsPage view={view} title={view.t('auth.settings.account')}>
      <p>{view.t('auth.account.handle', { handle: `@${props.user.username}@${view.domain}` })}</p>
      <EmailForm {...props} />
      <PasswordForm {...props} />
      <DeleteForm {...props} />
    </SettingsPage>
  )
}

/** Runs one of the three forms; what is refused comes back on the same page. */
async function change(
  c: Req,
  at: 'email' | 'password' | 'delete',
  work: (user: UserRow, form: Values) => Promise<Response>,
): Promise<Response> {
  const viewer = pageViewer(c)
  limitRate(c, 'sensitive', viewer.id, 20, 600)
  const form = await readForm(c)
  const user = await getUser(c.get('ctx'), viewer.id)
  try {
    return await work(user, form)
  } catch (thrown) {
    const error = formError(thrown)
    const founded = await selectInheritances(c.get('ctx'), viewer.id)
    const props = { view: await viewOf(c), user, founded, form, at, error }
    return c.html(<AccountPage {...props} />, 422)
  }
}

export function accountPages(app: App): void {
  app.get('/settings/account', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const ctx = c.get('ctx')
    const [user, founded] = await Promise.all([getUser(ctx, viewer.id), selectInheritances(ctx, viewer.id)])
    return c.html(<AccountPage view={await viewOf(c)} user={user} founded={founded} />)
  })
  app.post('/settings/account/email', (c) =>
    change(c, 'email', async (user, form) => {
      const waiting = await changeEmail(c.get('ctx'), user, {
        email: form['email'] ?? '',
        current: form['current_password'] ?? '',
      })
      setFlash(c, waiting ? 'auth.flash.email_sent' : 'auth.flash.email_changed')
      return c.redirect('/settings/account', 303)
    }),
  )
  app.post('/settings/account/password', (c) =>
    change(c, 'password', async (user, form) => {
      await changePassword(c.get('ctx'), user, {
        current: form['password_current'] ?? '',
        next: form['new_password'] ?? '',
        keepSession: c.get('viewer')?.sessionId ?? null,
      })
      setFlash(c, 'auth.flash.password_changed')
      return c.redirect('/settings/account', 303)
    }),
  )
  app.post('/settings/account/delete', (c) =>
    change(c, 'delete', async (user, form) => {
      await requestDeletion(c.get('ctx'), user, form['delete_password'] ?? '')
      clearSessionCookie(c)
      setFlash(c, 'auth.flash.deletion')
      return c.redirect('/login', 303)
    }),
  )
}
