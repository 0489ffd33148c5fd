import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Req } from '../http/env.ts'

const cookie = 'xom_flash'

/** Leaves one message (a translation key, never free text) for the page that the redirect leads to. */
export function setFlash(c: Req, key: string): void {
  setCookie(c, cookie, key, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
}

/** The key left by {@link setFlash}, once. */
export function takeFlash(c: Req): string | null {
  const key = getCookie(c, cookie)
  if (!key || !/^[a-z_.]{3,80}$/.test(key)) return null
  deleteCookie(c, cookie, { path: '/' })
  return key
}
