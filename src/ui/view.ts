import { getCookie } from 'hono/cookie'
import type { Req, Viewer } from '../http/env.ts'
import { takeFlash } from './flash.ts'
import { type Locale, t } from './i18n/index.ts'

export type Theme = 'auto' | 'light' | 'dark' | 'contrast'

/** Everything a component may need to know about the reader and the moment; passed as the prop `view`. */
export interface View {
  locale: Locale
  t: (key: string, params?: Record<string, string | number>) => string
  viewer: Viewer | null
  /** The signed-in person's own avatar and names, for the shell. */
  me: { acct: string; displayName: string; avatar: string } | null
  theme: Theme
  textOnly: boolean
  now: Date
  path: string
  network: string
  origin: string
  domain: string
  /** A message for this one view, after a redirect. */
  flash: string | null
  unread: number
}

/** Built once per page request. */
export async function viewOf(c: Req): Promise<View> {
  const ctx = c.get('ctx')
  const locale = c.get('locale') ?? 'vi'
  const viewer = c.get('viewer') ?? null
  const theme = getCookie(c, 'xom_theme')
  const flash = takeFlash(c)
  return {
    locale,
    t: (key, params) => t(locale, key, params),
    viewer,
    me: null,
    theme: theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'auto',
    textOnly: getCookie(c, 'xom_text_only') === '1',
    now: ctx.clock(),
    path: c.req.path,
    network: 'Xóm',
    origin: ctx.config.origin,
    domain: ctx.config.domain,
    flash: flash ? t(locale, flash) : null,
    unread: 0,
  }
}
