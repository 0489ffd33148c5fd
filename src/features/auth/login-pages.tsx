import { getCookie } from 'hono/cookie'
import { AppError, invalid } from '../../errors.ts'
import { sessionCookie } from '../../http/auth.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { errorJson, toAppError } from '../../http/errors.tsx'
import { limitRate } from '../../http/guard.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { revokeSession } from './doors.ts'
import { DoorPage, Field, Form, FormError, Submit } from './forms.tsx'
import { makeOneTime, peekOneTime, takeOneTime } from './one-time.ts'
import { checkPasskey, passkeyChallenge } from './passkeys.ts'
import { type ShutOut, shutOutOf } from './shut-out.ts'
import { checkSignIn } from './signin.ts'
import { type UserRow, userById } from './sql.ts'
import { checkSecondStep } from './totp.ts'
import { type Refusal, refusalOf, sendConfirmation } from './users.ts'
import {
  clearSessionCookie,
  clearStepCookie,
  formError,
  letIn,
  limitByAddress,
  localPath,
  readForm,
  readStepCookie,
  setStepCookie,
  type Form as Values,
} from './web.ts'

/** What shut her out, until when, and the way to the reasons and the appeal: without signing in. */
function ShutOutPage({ view, out }: { view: View; out: ShutOut }) {
  const { t } = view
  const end = out.ends_at ? { date: formatDateTime(out.ends_at, view.locale) } : null
  return (
    <DoorPage view={view} title={t('auth.refused.account_suspended.title')}>
      <p>
        {t('auth.shut_out.measure')} <strong>{t(`moderation.measure.${out.measure}`)}</strong>.{' '}
        {end ? t('auth.shut_out.until', end) : t('auth.shut_out.for_good')}
      </p>
      {out.cited ? (
        <p>
          {t('auth.shut_out.cited')} <span dir="auto">{out.cited}</span>
        </p>
      ) : null}
      <p>{t('auth.shut_out.text')}</p>
      <p>
        <a class="button primary" href={out.path}>
          {t('auth.shut_out.read')}
        </a>
      </p>
      <p class="hint">{t('auth.shut_out.key')}</p>
    </DoorPage>
  )
}

/** Why somebody who proved who she is may not come in, and what she can do about it. */
export function Refused({
  view,
  user,
  refusal,
  resend,
  fresh,
  mail,
  out = null,
}: {
  view: View
  user: UserRow
  refusal: Refusal
  resend?: string
  fresh?: boolean
  /** Whether this server writes letters: without, nobody is told that one will come. */
  mail: boolean
  /** The decision that shut her out, if it was one. */
  out?: ShutOut | null
}) {
  const { t } = view
  if (out) return <ShutOutPage view={view} out={out} />
  const text = refusal === 'account_pending' && !mail ? 'text_no_mail' : 'text'
  return (
    <DoorPage view={view} title={t(`auth.refused.${fresh ? 'fresh_' : ''}${refusal}.title`)}>
      <p>{t(`auth.refused.${refusal}.${text}`, { email: user.email, network: view.network })}</p>
      {resend ? (
        <Form action="/confirm/resend">
          <input type="hidden" name="token" value={resend} />
          <Submit label={t('auth.refused.resend')} kind="" />
        </Form>
      ) : null}
      <p>
        <a href="/">{t('auth.to_home')}</a>
      </p>
    </DoorPage>
  )
}

function LoginPage({ view, form, error }: { view: View; form: Values; error?: AppError | null }) {
  const { t } = view
  const next = form['next'] ?? ''
  return (
    <DoorPage view={view} title={t('auth.login.title')}>
      <FormError view={view} error={error} />
      <Form action="/login" plain>
        <input type="hidden" name="next" value={next} />
        <Field
          view={view}
          name="name"
          label={t('auth.login.name')}
          value={form['name']}
          autocomplete="username webauthn"
          required
          error={error}
        />
        <Field
          view={view}
          name="password"
          label={t('auth.password')}
          type="password"
          autocomplete="current-password"
          required
          error={error}
        />
        <Submit label={t('auth.login.submit')} />
      </Form>
      <passkey-button
        class="passkey"
        hidden
        data-mode="get"
        data-options="/login/passkey/options"
        data-verify="/login/passkey"
        data-next={next}
      >
        <button type="button" class="button">
          {t('auth.login.passkey')}
        </button>
        <p class="problem" role="alert" hidden data-text={t('errors.passkey_failed')} />
      </passkey-button>
      <p>
        <a href="/reset">{t('auth.login.forgot')}</a>
      </p>
      <p>
        <a href={next ? `/signup?next=${encodeURIComponent(next)}` : '/signup'}>
          {t('auth.login.no_account')}
        </a>
      </p>
    </DoorPage>
  )
}

function CodePage({ view, error }: { view: View; error?: AppError | null }) {
  const { t } = view
  return (
    <DoorPage view={view} title={t('auth.code.title')}>
      <p>{t('auth.code.text')}</p>
      <Form action="/login/code" plain>
        <Field
          view={view}
          name="code"
          label={t('auth.code.label')}
          hint={t('auth.code.hint')}
          autocomplete="one-time-code"
          required
          autofocus
          maxlength={20}
          error={error}
        />
        <Submit label={t('auth.login.submit')} />
      </Form>
      <p>
        <a href="/login">{t('auth.code.again')}</a>
      </p>
    </DoorPage>
  )
}

async function refuse(c: Req, user: UserRow, refusal: Refusal): Promise<Response> {
  const resend =
    refusal === 'account_unconfirmed'
      ? await makeOneTime(c.get('ctx'), 'resend', { accountId: user.account_id, minutes: 30 })
      : undefined
  const view = await viewOf(c)
  const mail = c.get('ctx').mail.configured
  const out = refusal === 'account_suspended' ? await shutOutOf(c.get('ctx'), user.account_id) : null
  if (out) c.header('Cache-Control', 'no-store')
  return c.html(
    <Refused
      view={view}
      user={user}
      refusal={refusal}
      mail={mail}
      out={out}
      {...(resend ? { resend } : {})}
    />,
    403,
  )
}

/** Tries are counted by address and by account, before anything is looked up. */
function countTry(c: Req, name: string): void {
  limitByAddress(c, 'login', 30, 300)
  limitRate(c, 'login-account', name.trim().toLowerCase().replace(/^@/, '').slice(0, 320), 10, 300)
}

async function login(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const form = await readForm(c)
  const name = form['name'] ?? ''
  countTry(c, name)
  const next = localPath(form['next'])
  const found = await checkSignIn(ctx, name, form['password'] ?? '')
  if (found.kind === 'wrong') {
    const error = new AppError('unprocessable', 'wrong_sign_in')
    return c.html(<LoginPage view={await viewOf(c)} form={form} error={error} />, 422)
  }
  if (found.kind === 'refused') return refuse(c, found.user, found.refusal)
  if (found.kind === 'second_step') {
    const data = { next }
    setStepCookie(
      c,
      await makeOneTime(ctx, 'second-step', { accountId: found.user.account_id, minutes: 10, data }),
    )
    return c.redirect('/login/code', 303)
  }
  await letIn(c, found.user)
  return c.redirect(next, 303)
}

async function secondStep(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const step = readStepCookie(c)
  const pending = await peekOneTime(ctx, 'second-step', step)
  const user = pending?.accountId ? await userById(ctx, pending.accountId) : null
  if (!pending || !user) return c.redirect('/login', 303)
  limitByAddress(c, 'login', 30, 300)
  limitRate(c, 'login-code', user.account_id, 8, 300)
  const form = await readForm(c)
  if (!(await checkSecondStep(ctx, user, form['code'] ?? ''))) {
    const error = invalid({ field: 'code', code: 'wrong_code' })
    return c.html(<CodePage view={await viewOf(c)} error={error} />, 422)
  }
  await takeOneTime(ctx, 'second-step', step)
  clearStepCookie(c)
  const refusal = refusalOf(ctx, user)
  if (refusal) return refuse(c, user, refusal)
  await letIn(c, user)
  return c.redirect(localPath(String(pending.data['next'] ?? '/')), 303)
}

/** JSON for the custom element; errors too. */
export async function asJson(c: Req, work: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await work())
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.status >= 500) throw thrown
    return c.json(errorJson(error, c.get('locale')), error.status)
  }
}

/** A passkey is possession and, mostly, a fingerprint: no second step is asked on top. */
async function loginByPasskey(c: Req): Promise<object> {
  limitByAddress(c, 'login', 30, 300)
  const body = await readBody(c)
  const user = await checkPasskey(c.get('ctx'), body['response'])
  const refusal = refusalOf(c.get('ctx'), user)
  const out = refusal === 'account_suspended' ? await shutOutOf(c.get('ctx'), user.account_id) : null
  if (out) return { location: out.path }
  if (refusal) throw new AppError(refusal)
  await letIn(c, user)
  return { location: localPath(typeof body['next'] === 'string' ? body['next'] : '/') }
}

export function loginPages(app: App): void {
  app.get('/login', async (c) => {
    const next = c.req.query('next') ?? ''
    if (c.get('viewer') && !c.req.query('force')) return c.redirect(localPath(next), 303)
    return c.html(<LoginPage view={await viewOf(c)} form={{ next }} />)
  })
  app.post('/login', login)
  // For who signs in beside a form that waits in another tab (ui/kept-page.tsx).
  app.get('/login/done', async (c) => {
    const view = await viewOf(c)
    if (!view.viewer) return c.redirect('/login?next=%2Flogin%2Fdone', 303)
    return c.html(
      <DoorPage view={view} title={view.t('common.kept.done_title')}>
        <p>{view.t('common.kept.done')}</p>
        <p>
          <a href="/">{view.t('auth.to_home')}</a>
        </p>
      </DoorPage>,
    )
  })
  app.get('/login/code', async (c) => {
    const pending = await peekOneTime(c.get('ctx'), 'second-step', readStepCookie(c))
    return pending ? c.html(<CodePage view={await viewOf(c)} />) : c.redirect('/login', 303)
  })
  app.post('/login/code', secondStep)
  app.post('/login/passkey/options', (c) =>
    asJson(c, async () => {
      limitByAddress(c, 'passkey-options', 60, 300)
      return passkeyChallenge(c.get('ctx'))
    }),
  )
  app.post('/login/passkey', (c) => asJson(c, () => loginByPasskey(c)))
  app.get('/logout', async (c) => {
    const view = await viewOf(c)
    if (!view.viewer) return c.redirect('/', 303)
    return c.html(
      <DoorPage view={view} title={view.t('auth.logout.title')}>
        <Form action="/logout">
          <Submit label={view.t('auth.logout.submit')} />
        </Form>
      </DoorPage>,
    )
  })
  app.post('/logout', async (c) => {
    const viewer = c.get('viewer')
    if (viewer?.sessionId) await revokeSession(c.get('ctx'), viewer.id, viewer.sessionId)
    if (getCookie(c, sessionCookie)) clearSessionCookie(c)
    return c.redirect('/', 303)
  })
  app.post('/confirm/resend', async (c) => {
    const ctx = c.get('ctx')
    limitByAddress(c, 'resend', 5, 600)
    const form = await readForm(c)
    const pending = await takeOneTime(ctx, 'resend', form['token'] ?? '')
    if (!pending?.accountId) throw formError(new AppError('unprocessable', 'link_expired'))
    await sendConfirmation(ctx, pending.accountId)
    const view = await viewOf(c)
    return c.html(
      <DoorPage view={view} title={view.t('auth.confirm.sent_title')}>
        <p>{view.t('auth.confirm.sent_text')}</p>
      </DoorPage>,
    )
  })
}
