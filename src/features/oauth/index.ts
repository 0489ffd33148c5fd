/**
 * OAuth 2 as Mastodon speaks it: apps, the authorize page, tokens. Owns oauth_apps and oauth_grants; tokens are kept
 * by features/auth.
 * API: POST /api/v1/apps, GET /api/v1/apps/verify_credentials, POST /api/v1/accounts, POST /oauth/token,
 * POST /oauth/revoke, /oauth/userinfo, /.well-known/oauth-authorization-server
 * Pages: /oauth/authorize, /oauth/authorize/native, /settings/applications
 */
import type { Feature } from '../../feature.ts'
import { DAY_MS } from '../../lib/time.ts'
import { oauthPages } from './pages.tsx'
import { oauthRoutes } from './routes.ts'
import { sweepGrants } from './sql.ts'

export { issueToken } from './tokens.ts'

export const oauth: Feature = {
  name: 'oauth',
  routes(app) {
    oauthRoutes(app)
    oauthPages(app)
  },
  jobs: { 'oauth.sweep': (ctx) => sweepGrants(ctx, new Date(ctx.clock().getTime() - DAY_MS)) },
  cron: [{ at: '27 * * * *', job: 'oauth.sweep' }],
}
