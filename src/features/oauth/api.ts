import { z } from 'zod'
import { bool } from '../../http/body.ts'

/** Schemes that run in the page itself instead of opening an app. */
const dangerous = /^(javascript|data|vbscript|blob|file|about):/i

export const OOB = 'urn:ietf:wg:oauth:2.0:oob'

/** An absolute address without fragment (RFC 6749 3.1.2), of any scheme that opens something. */
export function isRedirectUri(uri: string): boolean {
  if (uri === OOB) return true
  if (uri.length > 2000 || uri.includes('#') || dangerous.test(uri) || /[\s\p{Cc}"'<>\\;,]/u.test(uri))
    return false
  return /^[a-z][a-z0-9+.-]*:./i.test(uri) && URL.canParse(uri)
}

const website = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text)))

const redirectUris = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : value),
  z.array(z.string().refine(isRedirectUri)).min(1).max(20),
)

/** POST /api/v1/apps */
export const NewApp = z.object({
  client_name: z.string().trim().min(1).max(120),
  redirect_uris: redirectUris,
  scopes: z.union([z.string(), z.array(z.string())]).nullish(),
  website: website.nullish(),
})

/** Mastodon's Application entity. */
export const Application = z.object({
  id: z.string(),
  name: z.string(),
  website: z.string().nullable(),
  scopes: z.array(z.string()),
  redirect_uris: z.array(z.string()),
  redirect_uri: z.string(),
  vapid_key: z.string(),
})
export type Application = z.infer<typeof Application>

/** Shown once, to whoever registered the app. */
export const CredentialApplication = Application.extend({
  client_id: z.string(),
  client_secret: z.string(),
  client_secret_expires_at: z.int(),
})
export type CredentialApplication = z.infer<typeof CredentialApplication>

/** RFC 6749 5.1, with Mastodon's `created_at` in seconds. */
export const Token = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  scope: z.string(),
  created_at: z.int(),
  expires_in: z.int().optional(),
  refresh_token: z.string().optional(),
})
export type Token = z.infer<typeof Token>

/** POST /api/v1/accounts */
export const NewAccount = z.object({
  username: z.string().max(300).default(''),
  email: z.string().max(500).default(''),
  password: z.string().max(1000).default(''),
  agreement: bool.default(false),
  locale: z.string().max(40).default(''),
  reason: z.string().max(2000).nullish(),
  invite_code: z.string().max(100).nullish(),
})
