import type { AppError } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Field, Form, FormError, SettingsPage, Submit } from './forms.tsx'
import { withPassword } from './security-pages.tsx'
import type { UserRow } from './sql.ts'
import { beginTotp, disableTotp, enableTotp, renewRecoveryCodes, totpCard } from './totp.ts'
import { getUser } from './users.ts'
import { formError, pageViewer, readForm, toLogin } from './web.ts'

async function setupPage(c: Req, user: UserRow, error?: AppError): Promise<Response> {
  const [view, card] = [await viewOf(c), await totpCard(c.get('ctx'), user)]
  const { t } = view
  return c.html(
    <SettingsPage view={view} title={t('auth.totp.setup_title')}>
      <p>{t('auth.totp.scan')}</p>
      <img class="qr" src={card.image} alt={t('auth.totp.qr_alt')} width={220} height={220} />
      <p>
        {t('auth.totp.by_hand')} <code>{card.secret}</code>
      </p>
      <FormError view={view} error={error} />
      <Form action="/settings/security/totp/enable" plain>
        <Field
          view={view}
          name="code"
          label={t('auth.totp.code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={7}
          required
          error={error}
        />
        <Submit label={t('auth.totp.enable')} />
      </Form>
    </SettingsPage>,
    error ? 422 : 200,
  )
}

function CodesPage({ view, codes }: { view: View; codes: string[] }) {
  return (
    <SettingsPage view={view} title={view.t('auth.totp.codes_title')}>
      <p>{view.t('auth.totp.codes_text')}</p>
      <ul class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a class="button primary" href="/settings/security">
          {view.t('auth.totp.codes_kept')}
        </a>
      </p>
    </SettingsPage>
  )
}

/** Recovery codes are shown in the answer itself and nowhere else; the page must not be kept. */
async function showCodes(c: Req, codes: string[]): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return c.html(<CodesPage view={await viewOf(c)} codes={codes} />)
}

export function totpPages(app: App): void {
  app.post('/settings/security/totp', async (c) => {
    const viewer = pageViewer(c)
    const user = await getUser(c.get('ctx'), viewer.id)
    if (!user.totp_enabled_at) await beginTotp(c.get('ctx'), viewer.id)
    return c.redirect('/settings/security/totp', 303)
  })
  app.get('/settings/security/totp', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const user = await getUser(c.get('ctx'), viewer.id)
    if (user.totp_enabled_at || !user.totp_secret) return c.redirect('/settings/security', 303)
    c.header('Cache-Control', 'no-store')
    return setupPage(c, user)
  })
  app.post('/settings/security/totp/enable', async (c) => {
    const viewer = pageViewer(c)
    limitRate(c, 'sensitive', viewer.id, 20, 600)
    const form = await readForm(c)
    const user = await getUser(c.get('ctx'), viewer.id)
    if (user.totp_enabled_at || !user.totp_secret) return c.redirect('/settings/security', 303)
    try {
      return await showCodes(c, await enableTotp(c.get('ctx'), user, form['code'] ?? ''))
    } catch (thrown) {
      return setupPage(c, user, formError(thrown))
    }
  })
  app.post('/settings/security/totp/codes', (c) =>
    withPassword(c, async (user) => {
      if (!user.totp_enabled_at) return c.redirect('/settings/security', 303)
      const codes = await c.get('ctx').tx((ctx) => renewRecoveryCodes(ctx, user.account_id))
      return showCodes(c, codes)
    }),
  )
  app.post('/settings/security/totp/disable', (c) =>
    withPassword(c, async (user) => {
      await disableTotp(c.get('ctx'), user.account_id)
      setFlash(c, 'auth.flash.totp_disabled')
      return c.redirect('/settings/security', 303)
    }),
  )
}
