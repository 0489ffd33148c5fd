import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Context, Id } from '../context.ts'
import { AppError, forbidden, unauthorized } from '../errors.ts'
import { hashToken } from '../lib/crypto.ts'
import { pickLocale } from '../ui/i18n/index.ts'
import type { Env, Req, Viewer } from './env.ts'

export const sessionCookie = 'xom_session'

interface Door {
  viewer: Viewer | null
  appOnly: { appId: Id; scopes: readonly string[] } | null
  /** Why a known person may not come in right now. */
  refusal: 'account_suspended' | 'account_unconfirmed' | 'account_pending' | null
  expiresAt: number | null
}

/** What tokens open is remembered for some seconds; revoking drops the entry (`dropCached('doors', hash)`). */
const doors = (ctx: Context) => ctx.cache.lru<string, Door>('doors', { max: 5000, ttl: 30_000 })

interface DoorRow {
  account_id: Id | null
  session_id: Id | null
  token_id: Id | null
  app_id: Id | null
  scopes: string[] | null
  expires_at: Date | null
  signed_in_at: Date
  username: string | null
  role: Viewer['role'] | null
  locale: Viewer['locale'] | null
  preferences: Record<string, unknown> | null
  suspended: boolean
  unconfirmed: boolean
  pending: boolean
}

async function lookUp(ctx: Context, kind: 'session' | 'token', hash: Buffer): Promise<Door | null> {
  const source =
    kind === 'session'
      ? ctx.db`select id as session_id, null::bigint as token_id, null::bigint as app_id, account_id,
                 null::text[] as scopes, expires_at, created_at as signed_in_at from sessions where token_hash = ${hash}`
      : ctx.db`select null::bigint as session_id, id as token_id, app_id, account_id, scopes, expires_at,
                 coalesce(signed_in_at, created_at) as signed_in_at from oauth_tokens where token_hash = ${hash}`
  const rows = await ctx.db<DoorRow[]>`
    with door as (${source})
    select door.*, a.username, u.role, u.locale, u.preferences,
      coalesce(a.suspended_at is not null or u.disabled_at is not null or a.deleted_at is not null, false) as suspended,
      coalesce(u.email_confirmed_at is null, false) as unconfirmed,
      coalesce(u.approved_at is null, false) as pending
    from door
    left join users u on u.account_id = door.account_id
    left join accounts a on a.id = door.account_id`
  const row = rows[0]
  if (!row) return null
  const expiresAt = row.expires_at?.getTime() ?? null
  if (!row.account_id) {
    return {
      viewer: null,
      appOnly: { appId: row.app_id!, scopes: row.scopes ?? [] },
      refusal: null,
      expiresAt,
    }
  }
  const viewer: Viewer = {
    id: row.account_id,
    username: row.username!,
    role: row.role!,
    locale: row.locale!,
    preferences: row.preferences ?? {},
    scopes: kind === 'session' ? null : row.scopes,
    sessionId: row.session_id,
    tokenId: row.token_id,
    appId: row.app_id,
    signedInAt: row.signed_in_at.getTime(),
  }
  const refusal = row.suspended
    ? 'account_suspended'
    : row.pending
      ? 'account_pending'
      : row.unconfirmed && ctx.mail.configured
        ? 'account_unconfirmed'
        : null
  return { viewer, appOnly: null, refusal, expiresAt }
}

async function open(ctx: Context, kind: 'session' | 'token', secret: string): Promise<Door | null> {
  const hash = hashToken(secret)
  const key = hash.toString('hex')
  let door = doors(ctx).get(key)
  if (!door) {
    const found = await lookUp(ctx, kind, hash)
    if (!found) return null
    door = found
    doors(ctx).set(key, door)
  }
  return door.expiresAt !== null && door.expiresAt < ctx.clock().getTime() ? null : door
}

const bearer = (c: Req): string | null => {
  const header = c.req.header('authorization')
  const match = header ? /^Bearer\s+(\S+)$/i.exec(header) : null
  return match?.[1] ?? null
}

/** What stays open to somebody who is shut out: the statement of why, and her appeal. */
const forBarred = /^\/api\/v1\/statements\/[^/]+(?:\/appeal)?$/

/**
 * For API routes: a bearer token or nobody (RFC 6750). A token that does not open the door is an error, so that
 * a client notices that it was signed out. The session cookie is never looked at, so the API needs no CSRF guard.
 */
export const apiAuth = createMiddleware<Env>(async (c, next) => {
  const token = bearer(c)
  c.set('viewer', null)
  c.set('appOnly', null)
  c.set('locale', pickLocale(c.req.header('accept-language'), null, 'en'))
  if (token) {
    const door = await open(c.get('ctx'), 'token', token)
    if (!door) throw new AppError('invalid_token', 'invalid_token')
    const barred = door.refusal === 'account_suspended' && forBarred.test(c.req.path)
    if (door.refusal && !barred) throw forbidden(door.refusal)
    c.set('viewer', barred ? null : door.viewer)
    c.set('barred', barred ? door.viewer : null)
    c.set('appOnly', door.appOnly)
  }
  c.set('locale', pickLocale(c.req.header('accept-language'), null, c.get('viewer')?.locale ?? 'en'))
  await next()
})

/** For pages: the session cookie or nobody. A person who may not come in yet is sent to the page that says why. */
export const pageAuth = createMiddleware<Env>(async (c, next) => {
  const ctx = c.get('ctx')
  const secret = getCookie(c, sessionCookie)
  const door = secret ? await open(ctx, 'session', secret) : null
  c.set('viewer', door && !door.refusal ? door.viewer : null)
  c.set('barred', door?.refusal === 'account_suspended' ? door.viewer : null)
  c.set('appOnly', null)
  const chosen = getCookie(c, 'xom_locale') ?? null
  c.set('locale', pickLocale(c.req.header('accept-language'), door?.viewer?.locale ?? chosen, null))
  if (door?.refusal) c.header('x-xom-refusal', door.refusal)
  await next()
})

/** The signed-in person, or 401. With scopes: the token must hold one of them, or the scope above it. */
export function requireViewer(c: Req, ...scopes: string[]): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) {
    throw c.get('appOnly') ? new AppError('unprocessable', 'needs_person') : unauthorized()
  }
  checkScopes(viewer.scopes, scopes)
  return viewer
}

/** The person, if any; a token without the scope is refused even where anonymous reading is allowed. */
export function optionalViewer(c: Req, ...scopes: string[]): Viewer | null {
  const viewer = c.get('viewer')
  if (viewer) checkScopes(viewer.scopes, scopes)
  return viewer
}

/** Who reads or appeals a statement of reasons: the person signed in, or one who may not come in now. */
export function readerOfStatement(c: Req, ...scopes: string[]): Viewer | null {
  const reader = c.get('viewer') ?? c.get('barred') ?? null
  if (reader) checkScopes(reader.scopes, scopes)
  return reader
}

/** A person's or an app's own token, or 401; what Mastodon asks of account creation and app verification. */
export function requireToken(c: Req, ...scopes: string[]): { viewer: Viewer | null; appId: Id | null } {
  const viewer = c.get('viewer')
  const appOnly = c.get('appOnly')
  if (!viewer && !appOnly) throw unauthorized()
  checkScopes(viewer ? viewer.scopes : appOnly!.scopes, scopes)
  return { viewer, appId: viewer?.appId ?? appOnly?.appId ?? null }
}

function checkScopes(held: readonly string[] | null, wanted: string[]): void {
  if (held === null || wanted.length === 0) return
  if (!wanted.some((scope) => held.some((has) => covers(has, scope)))) throw new AppError('missing_scope')
}

/** `write` covers `write:statuses`; `admin:read` covers `admin:read:accounts`; `follow` is the old name for four. */
export function covers(has: string, wanted: string): boolean {
  if (has === wanted || wanted.startsWith(`${has}:`)) return true
  return has === 'follow' && /^(read|write):(blocks|follows|mutes)$/.test(wanted)
}
