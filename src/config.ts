import { resolve } from 'node:path'

/** Everything the environment decides. What the community decides lives in the database (features/instance). */
export interface Config {
  /** Public origin without a trailing slash, e.g. `https://xom.example`. */
  origin: string
  /** Domain of handles: the host (with port) of `origin`. */
  domain: string
  host: string
  port: number
  dataDir: string
  /** Set: an external PostgreSQL >= 15. Unset: the embedded one in `dataDir`. */
  databaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string
  /** Which halves run in this process. */
  role: 'all' | 'web' | 'worker'
  production: boolean
  /** 'wizard' prints a one-time link on a new data folder; 'cli' leaves the first admin to `npm run xom`. */
  setup: 'wizard' | 'cli'
  /** Number of reverse proxies whose X-Forwarded-For entry is believed; 0 trusts none. */
  trustedProxies: number
  allowPrivateAddress: boolean
  /** Whether pages that people link to are looked at for a preview. */
  linkPreviews: boolean
  /** Seconds: a link is looked at some time within them, so that servers that hear of it together do not come together. */
  linkDelay: number
  /** Seconds between two requests to one host. */
  hostPause: number
  maxPostChars: number
  maxMedia: number
  /** Bytes. */
  maxUpload: number
  dbPool: number
  /** Words of 32 characters or more that seal what the database must not show; null: `secret.key` in `dataDir` does. */
  secret: string | null
  /** Where the running code can be had (AGPL-3.0 section 13); told to clients and in NodeInfo. */
  sourceUrl: string | null
}

function longWords(env: NodeJS.ProcessEnv, name: string): string | null {
  const text = env[name]?.trim()
  if (!text) return null
  if (text.split(/\s+/).some((word) => word.length < 32)) {
    throw new Error(
      `${name} must have at least 32 characters; several are apart by spaces, the newest first.`,
    )
  }
  return text
}

function whole(env: NodeJS.ProcessEnv, name: string, fallback: number, low: number, high: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new Error(`${name} must be a whole number from ${low} to ${high}, not "${text}".`)
  }
  return value
}

/** `smtp://`, `smtps://` with a host, or `dev:`; anything else would promise letters that never come. */
function mailAddress(text: string | undefined): string | null {
  if (!text) return null
  if (text.startsWith('dev:')) return text
  const url = URL.canParse(text) ? new URL(text) : null
  if ((url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname) return text
  throw new Error('SMTP_URL must be an address such as smtps://user:password@mail.example.org:465.')
}

/** Reads the environment; throws an Error with one clear sentence for a wrong value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = whole(env, 'PORT', 3000, 0, 65535)
  const originText = env['XOM_ORIGIN'] || `http://localhost:${port}`
  let origin: URL
  try {
    origin = new URL(originText)
  } catch {
    throw new Error(`XOM_ORIGIN must be an address such as https://xom.example, not "${originText}".`)
  }
  const role = env['XOM_ROLE'] ?? 'all'
  if (role !== 'all' && role !== 'web' && role !== 'worker') {
    throw new Error(`XOM_ROLE must be all, web or worker, not "${role}".`)
  }
  return {
    origin: origin.origin,
    domain: origin.host,
    host: env['HOST'] || '0.0.0.0',
    port,
    dataDir: resolve(env['XOM_DATA'] || 'data'),
    databaseUrl: env['DATABASE_URL'] || null,
    smtpUrl: mailAddress(env['SMTP_URL']),
    mailFrom: env['MAIL_FROM'] || `Xóm <xom@${origin.hostname}>`,
    role,
    production: env['NODE_ENV'] !== 'development' && env['NODE_ENV'] !== 'test',
    setup: env['XOM_SETUP'] === 'cli' ? 'cli' : 'wizard',
    trustedProxies: whole(env, 'XOM_TRUSTED_PROXIES', 0, 0, 10),
    allowPrivateAddress: env['XOM_ALLOW_PRIVATE_ADDRESS'] === '1',
    linkPreviews: env['XOM_LINK_PREVIEWS'] !== 'off',
    linkDelay: whole(env, 'XOM_LINK_DELAY', 20, 0, 3600),
    hostPause: whole(env, 'XOM_HOST_PAUSE', 1, 0, 3600),
    maxPostChars: whole(env, 'XOM_MAX_POST_CHARS', 5000, 100, 100_000),
    maxMedia: whole(env, 'XOM_MAX_MEDIA', 4, 1, 16),
    maxUpload: whole(env, 'XOM_MAX_UPLOAD_MB', 40, 1, 2000) * 1024 * 1024,
    secret: longWords(env, 'XOM_SECRET'),
    sourceUrl: env['XOM_SOURCE_URL'] || null,
    dbPool: whole(env, 'XOM_DB_POOL', 4, 2, 200),
  }
}
