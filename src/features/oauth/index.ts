/**
 * OAuth 2 as Mastodon speaks it: apps, the authorize page, tokens. Owns oauth_apps and oauth_grants; tokens are kept
 * by features/auth.
 */
import type { Feature } from '../../feature.ts'

export { issueToken } from './tokens.ts'

export const oauth: Feature = { name: 'oauth' }
