import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { sqlState } from '../db/sql.ts'
import { AppError } from '../errors.ts'
import { ErrorPage } from '../ui/error-page.tsx'
import { type Locale, t } from '../ui/i18n/index.ts'
import { KeptPage } from '../ui/kept-page.tsx'
import { viewOf } from '../ui/view.ts'
import type { Env } from './env.ts'
import { keepForm, pageBefore } from './kept.ts'

/** Anything thrown becomes an AppError; what nobody foresaw is `internal` and keeps its cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException) {
    if (error.status === 413) return new AppError('too_large', 'too_large', { cause: error })
    if (error.status === 404) return new AppError('not_found')
    return new AppError('bad_request', 'bad_request', { cause: error })
  }
  const state = sqlState(error)
  // 22003 number out of range, 22P02 bad literal, 22021 bad bytes, 22P05 untranslatable: the input's fault.
  if (state && /^22(003|P02|021|P05|001)$/.test(state))
    return new AppError('bad_request', 'bad_request', { cause: error })
  // The driver's and the system's words for a database that is away: clients try again.
  const { code } = error as { code?: unknown }
  const away = typeof code === 'string' && /^(CONNECT|ECONN|EPIPE|ENOENT|ETIMEDOUT)/.test(code)
  if (away || state === '53300' || state?.startsWith('57P') || state?.startsWith('08')) {
    return new AppError('unavailable', 'unavailable', { cause: error })
  }
  return new AppError('internal', 'internal', { cause: error })
}

/** Mastodon's own words for the same faults; clients match on them. */
const mastodonCodes: Record<string, string> = {
  too_big: 'too_long',
  over_character_limit: 'too_long',
  too_small: 'too_short',
  not_text: 'invalid',
  not_number: 'invalid',
  not_whole: 'invalid',
  not_boolean: 'invalid',
  not_list: 'invalid',
  not_object: 'invalid',
}

/** `error` as Mastodon says it (clients match on the English), `error_description` with the fields at fault. */
export function errorJson(
  error: AppError,
  locale: Locale,
): { error: string; error_description: string; details?: object } {
  const message = t(locale, `errors.${error.reason}`, error.params)
  if (error.fields.length === 0) return { error: message, error_description: message }
  const described = error.fields.map((field) => ({
    field: field.field,
    description: t(locale, `fields.errors.${field.code}`, field.params ?? {}),
    code: `ERR_${(mastodonCodes[field.code] ?? field.code).toUpperCase()}`,
  }))
  const text = described
    .map(({ field, description }) => `${fieldName(locale, field)} ${description}`)
    .join(', ')
  const details: Record<string, { error: string; description: string }[]> = {}
  for (const { field, description, code } of described) {
    details[field] ??= []
    details[field].push({ error: code, description })
  }
  const whole = `${message}: ${text}`
  return { error: whole, error_description: whole, details }
}

/** The person's word for a field where there is one, else the field's own name. `fields.0.name` is one of many. */
export function fieldName(locale: Locale, field: string): string {
  const key = `fields.${field.replace(/\.\d+(?=\.|$)/g, '')}`
  const name = t(locale, key)
  return name === key ? field : name
}

export const wantsJson = (path: string): boolean => /^\/(api|oauth|nodeinfo|\.well-known)\//.test(path)

/** The one place that maps errors to HTTP: JSON for clients, a page for people. */
export async function onError(thrown: unknown, c: HonoContext<Env>): Promise<Response> {
  const error = toAppError(thrown)
  const ctx = c.get('ctx')
  const held = /^measure_(read_only|sign_in)$/.test(error.reason)
  // A measure that refuses does what it should.
  if (error.status >= 500 && !held)
    ctx.log.error('request failed', {
      method: c.req.method,
      route: c.req.routePath,
      error: error.cause ?? error,
    })
  const locale = c.get('locale') ?? 'vi'
  if (error.code === 'unavailable') c.header('Retry-After', String(error.params['seconds'] ?? 5))
  if (error.code === 'unauthorized' || error.code === 'invalid_token') c.header('WWW-Authenticate', 'Bearer')
  const wait = error.code === 'rate_limited' ? error.params['seconds'] : undefined
  if (wait !== undefined) c.header('Retry-After', String(wait))
  const asPage =
    !wantsJson(c.req.path) ||
    (c.req.path === '/oauth/authorize' && c.req.header('accept')?.includes('text/html'))
  if (!asPage) return c.json(errorJson(error, locale), error.status)
  const view = await viewOf(c)
  const kept = held || (error.status === 401 && !view.viewer) ? await keepForm(c) : null
  if (kept) return c.html(<KeptPage view={view} kept={kept} held={held ? error : null} />, error.status)
  return c.html(<ErrorPage view={view} error={error} next={pageBefore(c)} />, error.status)
}
