import { AppError } from '../../errors.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate, pagePolicy, sameOrigin } from '../../http/guard.ts'
import { formatDate, formatRelative } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { setFlash } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { getUser, refusalOf, revokeTokens, SettingsPage, toLogin } from '../auth/index.ts'
import { OOB } from './api.ts'
import { OAuthError } from './errors.ts'
import { allowedScopes, grantCode, readChallenge } from './grants.ts'
import { type AppRow, appByClientId, authorizedApps, deleteGrantsOf } from './sql.ts'

/** What a client asks for when it sends a person here (RFC 6749 4.1.1, RFC 7636). */
interface Asked {
  app: AppRow
  redirectUri: string
  state: string
  scopes: string[]
  challenge: string | null
  raw: Record<string, string>
}

const names = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
]

/** Where the browser goes next: the client's address with the answer added to its query. */
function answerTo(redirectUri: string, answer: Record<string, string>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) if (value !== '') url.searchParams.set(name, value)
  return url.href
}

/**
 * Reads the request. A wrong client or redirect address is a page of ours (400): nobody is sent to an address that
 * was not registered. Everything else is told to the client by a redirect, which comes back as a string.
 */
async function readAsked(c: Req, input: Record<string, unknown>): Promise<Asked | string> {
  const raw: Record<string, string> = {}
  for (const name of names) raw[name] = typeof input[name] === 'string' ? input[name] : ''
  const app = raw['client_id'] ? await appByClientId(c.get('ctx'), raw['client_id']) : null
  if (!app) throw new AppError('bad_request', 'unknown_client')
  const redirectUri = raw['redirect_uri']!
  if (!app.redirect_uris.includes(redirectUri)) throw new AppError('bad_request', 'wrong_redirect')
  const state = raw['state']!
  try {
    if (raw['response_type'] !== 'code') throw new OAuthError('unsupported_response_type')
    const challenge = readChallenge(raw['code_challenge']!, raw['code_challenge_method']!)
    return { app, redirectUri, state, scopes: allowedScopes(app, raw['scope']), challenge, raw }
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    if (redirectUri === OOB) throw new AppError('bad_request', `oauth_${error.code}`)
    return answerTo(redirectUri, { error: error.code, state })
  }
}

/**
 * Chrome holds `form-action` against the redirect that answers a form, so this page's policy names where the answer
 * leads: the origin of a web client or the scheme of an app. isRedirectUri() keeps anything odd out of the header.
 */
function allowRedirect(c: Req, redirectUri: string): void {
  if (redirectUri === OOB) return
  const url = new URL(redirectUri)
  const place = /^https?:$/.test(url.protocol) ? url.origin : url.protocol
  c.header('Content-Security-Policy', pagePolicy.replace("form-action 'self'", `form-action 'self' ${place}`))
}

function Scopes({ view, scopes }: { view: View; scopes: readonly string[] }) {
  return (
    <ul class="scopes">
      {scopes.map((scope) => (
        <li>
          {view.t(`oauth.scope.${scope}`)} <code>{scope}</code>
        </li>
      ))}
    </ul>
  )
}

function Consent({ view, asked }: { view: View; asked: Asked }) {
  const { t } = view
  const { app, redirectUri } = asked
  const place = redirectUri === OOB ? '' : new URL(redirectUri).host || new URL(redirectUri).protocol
  return (
    <Page view={view} title={t('oauth.consent.title', { app: app.name })}>
      <div class="sheet door">
        <h1>{t('oauth.consent.title', { app: app.name })}</h1>
        <p>
          {t('oauth.consent.who', { handle: `@${view.viewer!.username}@${view.domain}` })}{' '}
          {place ? t('oauth.consent.where', { place }) : ''}
        </p>
        {app.website ? (
          <p>
            <a href={app.website} rel="nofollow noopener noreferrer">
              {app.website}
            </a>
          </p>
        ) : null}
        <p>{t('oauth.consent.may')}</p>
        <Scopes view={view} scopes={asked.scopes} />
        <form method="post" action="/oauth/authorize" class="form" data-turbo="false">
          {Object.entries(asked.raw).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="buttons">
            <button type="submit" class="button primary" name="decision" value="allow">
              {t('oauth.consent.allow')}
            </button>
            <button type="submit" class="button" name="decision" value="deny">
              {t('oauth.consent.deny')}
            </button>
          </p>
        </form>
      </div>
    </Page>
  )
}

async function authorize(c: Req): Promise<Response> {
  const query = readQuery(c)
  const asked = await readAsked(c, query)
  if (typeof asked === 'string') return c.redirect(asked, 303)
  const force = /^(1|true)$/.test(String(query['force_login'] ?? '')) || query['prompt'] === 'login'
  if (!c.get('viewer') || force) {
    const again = new URLSearchParams(asked.raw)
    const next = encodeURIComponent(`/oauth/authorize?${again}`)
    return c.redirect(`/login?next=${next}${force ? '&force=1' : ''}`, 303)
  }
  allowRedirect(c, asked.redirectUri)
  c.header('Cache-Control', 'no-store')
  return c.html(<Consent view={await viewOf(c)} asked={asked} />)
}

async function decide(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  if (!viewer) throw new AppError('unauthorized')
  limitRate(c, 'oauth-authorize', viewer.id, 60, 300)
  const form = Object.fromEntries(
    Object.entries(await readBody(c)).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
  const asked = await readAsked(c, form)
  if (typeof asked === 'string') return c.redirect(asked, 303)
  const { app, redirectUri, state } = asked
  if (form['decision'] !== 'allow') {
    return c.redirect(
      redirectUri === OOB ? '/' : answerTo(redirectUri, { error: 'access_denied', state }),
      303,
    )
  }
  const refusal = refusalOf(ctx, await getUser(ctx, viewer.id))
  if (refusal) throw new AppError(refusal)
  const code = await grantCode(ctx, {
    app,
    accountId: viewer.id,
    redirectUri,
    scopes: asked.scopes,
    challenge: asked.challenge,
  })
  c.header('Cache-Control', 'no-store')
  if (redirectUri !== OOB) return c.redirect(answerTo(redirectUri, { code, state }), 303)
  return c.redirect(`/oauth/authorize/native?code=${code}`, 303)
}

async function outOfBand(c: Req): Promise<Response> {
  const view = await viewOf(c)
  c.header('Cache-Control', 'no-store')
  return c.html(
    <Page view={view} title={view.t('oauth.oob.title')}>
      <div class="sheet door">
        <h1>{view.t('oauth.oob.title')}</h1>
        <p>
          <label for="code">{view.t('oauth.oob.text')}</label>
        </p>
        <input id="code" class="oauth-code" readonly value={(c.req.query('code') ?? '').slice(0, 100)} />
      </div>
    </Page>,
  )
}

async function applications(c: Req): Promise<Response> {
  const viewer = c.get('viewer')
  if (!viewer) return toLogin(c)
  const view = await viewOf(c)
  const { t } = view
  const apps = await authorizedApps(c.get('ctx'), viewer.id)
  return c.html(
    <SettingsPage view={view} title={t('auth.settings.applications')}>
      <p>{t(apps.length === 0 ? 'oauth.applications.none' : 'oauth.applications.text')}</p>
      <ul class="settings-list">
        {apps.map((app) => (
          <li>
            <h2>{app.name}</h2>
            <p class="hint">
              {t('oauth.applications.since', { date: formatDate(app.since, view.locale) })}
              {app.last_used_at
                ? ` · ${t('oauth.applications.used', { when: formatRelative(app.last_used_at, view.now, view.locale) })}`
                : ''}
            </p>
            <Scopes view={view} scopes={app.scopes} />
            <form method="post" action={`/settings/applications/${app.id}/revoke`}>
              <button type="submit" class="button danger">
                {t('oauth.applications.revoke')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </SettingsPage>,
  )
}

export function oauthPages(app: App): void {
  app.get('/oauth/authorize', authorize)
  // app.ts lets clients of other origins use /oauth; this one form is for our own page only.
  app.post('/oauth/authorize', sameOrigin, decide)
  app.get('/oauth/authorize/native', outOfBand)
  app.get('/settings/applications', applications)
  app.post('/settings/applications/:id/revoke', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    if (!viewer) throw new AppError('unauthorized')
    const appId = c.req.param('id')
    if (!isId(appId)) throw new AppError('not_found')
    await ctx.tx(async (ctx) => {
      await deleteGrantsOf(ctx, viewer.id, appId)
      const ended = await revokeTokens(ctx, { accountId: viewer.id, appId })
      if (ended === 0) throw new AppError('not_found')
    })
    setFlash(c, 'auth.flash.app_revoked')
    return c.redirect('/settings/applications', 303)
  })
}
