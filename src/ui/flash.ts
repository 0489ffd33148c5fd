import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Req } from '../http/env.ts'
import { type Locale, t } from './i18n/index.ts'

const name = 'xom_flash'

type Params = Record<string, string | number>

/** Keeps a message (a translation key and what fills it) for the next page, at most a minute. */
export function setFlash(c: Req, key: string, params: Params = {}, anchor = ''): void {
  setCookie(c, name, JSON.stringify([key, params, anchor]), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 60,
    secure: c.get('ctx').config.origin.startsWith('https:'),
  })
}

export interface Flash {
  text: string
  /** The part of the page that the redirect named: a script that follows it by `fetch` never learns it. */
  anchor: string
}

/** The message kept by {@link setFlash}, in words, and forgets it. Null without one; unknown keys count as none. */
export function takeFlash(c: Req, locale: Locale): Flash | null {
  const kept = getCookie(c, name)
  if (!kept) return null
  deleteCookie(c, name, { path: '/' })
  try {
    const [key, params, anchor] = JSON.parse(kept) as [unknown, unknown, unknown]
    if (typeof key !== 'string') return null
    const text = t(locale, key, typeof params === 'object' && params !== null ? (params as Params) : {})
    return text === key ? null : { text, anchor: typeof anchor === 'string' ? anchor : '' }
  } catch {
    return null
  }
}

/** `path` when it is a path of this server (never `//elsewhere`), else `fallback`. */
export function localPath(path: unknown, fallback = '/'): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(path) || path.length > 2000) return fallback
  // A header takes ASCII only: /tags/bò would come out as something else.
  return path.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}

/**
 * The way on after a form: 303 to `path`, with a message there. A script that has already shown the change and stays
 * where it is (`Accept: application/json`) gets the message as JSON to say at once; it is not kept for a later page.
 */
export function redirectWith(c: Req, path: string, flashKey: string, params: Params = {}): Response {
  if (c.req.header('accept') === 'application/json') {
    return c.json({ message: t(c.get('locale') ?? 'vi', flashKey, params) })
  }
  setFlash(c, flashKey, params, path.split('#')[1] ?? '')
  return c.redirect(path, 303)
}
