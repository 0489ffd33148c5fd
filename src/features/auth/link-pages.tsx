import type { AppError } from '../../errors.ts'
import { AppError as Failure } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { confirmEmail, requestReset, resetPassword } from './changes.ts'
import { DoorPage, Field, Form, FormError, NewPassword, Submit } from './forms.tsx'
import { peekOneTime } from './one-time.ts'
import { getUser, refusalOf } from './users.ts'
import { formError, letIn, limitByAddress, readForm } from './web.ts'

/** Pages that letters lead to. A GET only asks: mail scanners open every link. */

function Expired({ view }: { view: View }) {
  return (
    <DoorPage view={view} title={view.t('errors.link_expired')}>
      <p>{view.t('auth.link.expired_text')}</p>
      <p>
        <a href="/login">{view.t('auth.login.title')}</a>
      </p>
    </DoorPage>
  )
}

function ResetPage({ view, error }: { view: View; error?: AppError | null }) {
  const { t } = view
  return (
    <DoorPage view={view} title={t('auth.reset.title')}>
      <p>{t('auth.reset.text')}</p>
      <FormError view={view} error={error} />
      <Form action="/reset">
        <Field
          view={view}
          name="email"
          label={t('auth.email')}
          type="email"
          autocomplete="email"
          required
          error={error}
        />
        <Submit label={t('auth.reset.submit')} />
      </Form>
    </DoorPage>
  )
}

function NewPasswordPage({ view, token, error }: { view: View; token: string; error?: AppError | null }) {
  const { t } = view
  return (
    <DoorPage view={view} title={t('auth.reset.new_title')}>
      <FormError view={view} error={error} />
      <Form action="/reset/new">
        <input type="hidden" name="token" value={token} />
        <NewPassword view={view} name="new_password" label={t('auth.new_password')} error={error} />
        <p class="hint">{t('auth.reset.signs_out')}</p>
        <Submit label={t('auth.reset.save')} />
      </Form>
    </DoorPage>
  )
}

/** A link that was used or is too old gets a page that says so, not a bare error. */
const expired = (error: AppError): boolean => error.reason === 'link_expired'

async function confirm(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const form = await readForm(c)
  const change = form['change'] === '1'
  try {
    const user = await confirmEmail(ctx, form['token'] ?? '', change)
    setFlash(c, change ? 'auth.flash.email_changed' : 'auth.flash.confirmed')
    if (change) return c.redirect('/settings/account', 303)
    const fresh = await getUser(ctx, user.account_id)
    // Whoever reads the letter owns the address; the first visit needs no second sign-in.
    if (!c.get('viewer') && !refusalOf(ctx, fresh) && !fresh.totp_enabled_at) await letIn(c, fresh)
    return c.redirect(refusalOf(ctx, fresh) ? '/login' : '/', 303)
  } catch (thrown) {
    const error = formError(thrown)
    const view = await viewOf(c)
    if (expired(error)) return c.html(<Expired view={view} />, 422)
    throw error
  }
}

export function linkPages(app: App): void {
  app.get('/confirm', async (c) => {
    const token = c.req.query('token') ?? ''
    const change = c.req.query('change') === '1'
    const view = await viewOf(c)
    const pending = await peekOneTime(c.get('ctx'), change ? 'email' : 'confirm', token)
    if (!pending) return c.html(<Expired view={view} />, 404)
    return c.html(
      <DoorPage view={view} title={view.t('auth.confirm.title')}>
        <p>{view.t('auth.confirm.text', { email: String(pending.data['email'] ?? '') })}</p>
        <Form action="/confirm">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="change" value={change ? '1' : ''} />
          <Submit label={view.t('auth.confirm.submit')} />
        </Form>
      </DoorPage>,
    )
  })
  app.post('/confirm', confirm)

  app.get('/reset', async (c) => {
    const view = await viewOf(c)
    if (c.get('ctx').mail.configured) return c.html(<ResetPage view={view} />)
    return c.html(
      <DoorPage view={view} title={view.t('auth.reset.title')}>
        <p>{view.t('auth.reset.no_mail')}</p>
        <p>
          <a href="/login">{view.t('auth.login.title')}</a>
        </p>
      </DoorPage>,
    )
  })
  app.post('/reset', async (c) => {
    limitByAddress(c, 'reset', 10, 600)
    const form = await readForm(c)
    const email = form['email'] ?? ''
    limitRate(c, 'reset-account', email.trim().toLowerCase().slice(0, 254), 5, 3600)
    if (c.get('ctx').mail.configured) await requestReset(c.get('ctx'), email)
    const view = await viewOf(c)
    return c.html(
      <DoorPage view={view} title={view.t('auth.reset.sent_title')}>
        <p>{view.t('auth.reset.sent_text')}</p>
      </DoorPage>,
    )
  })
  app.get('/reset/new', async (c) => {
    const token = c.req.query('token') ?? ''
    const view = await viewOf(c)
    if (!(await peekOneTime(c.get('ctx'), 'reset', token))) return c.html(<Expired view={view} />, 404)
    return c.html(<NewPasswordPage view={view} token={token} />)
  })
  app.post('/reset/new', async (c) => {
    limitByAddress(c, 'reset-new', 20, 600)
    const form = await readForm(c)
    const token = form['token'] ?? ''
    try {
      if (!(await peekOneTime(c.get('ctx'), 'reset', token)))
        throw new Failure('unprocessable', 'link_expired')
      await resetPassword(c.get('ctx'), token, form['new_password'] ?? '')
      setFlash(c, 'auth.flash.password_changed')
      return c.redirect('/login', 303)
    } catch (thrown) {
      const error = formError(thrown)
      const view = await viewOf(c)
      if (expired(error)) return c.html(<Expired view={view} />, 422)
      return c.html(<NewPasswordPage view={view} token={token} error={error} />, 422)
    }
  })
}
