import type { Req } from '../../http/env.ts'
import { pickLocale, t } from '../../ui/i18n/index.ts'

/** RFC 6749 5.2 and 4.1.2.1, RFC 7009 2.2.1. */
export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'access_denied'

/** A refusal in OAuth's own words. Not an AppError: clients read `error` as a code here, not as a sentence. */
export class OAuthError extends Error {
  readonly code: OAuthCode
  constructor(code: OAuthCode) {
    super(code)
    this.name = 'OAuthError'
    this.code = code
  }
}

const status = { invalid_client: 401, unauthorized_client: 403 } as const

/** Runs a protocol handler; its OAuthErrors become `{error, error_description}`. */
export async function oauthJson(c: Req, work: () => Promise<object>): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  c.header('Pragma', 'no-cache')
  try {
    return c.json(await work())
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    if (error.code === 'invalid_client') c.header('WWW-Authenticate', 'Basic realm="oauth"')
    // Clients of the API read English unless they say otherwise, as everywhere in the API.
    const locale = pickLocale(c.req.header('accept-language'), null, 'en')
    const code = status[error.code as keyof typeof status] ?? 400
    return c.json({ error: error.code, error_description: t(locale, `oauth.error.${error.code}`) }, code)
  }
}
