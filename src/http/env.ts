import type { Hono, Context as HonoContext } from 'hono'
import type { Context, Id } from '../context.ts'
import type { Locale } from '../ui/i18n/index.ts'
import type { MeasureFace, NetworkFace } from '../ui/view.ts'

/** The signed-in person of one request, as the door (http/auth.ts) knows her. */
export interface Viewer {
  id: Id
  username: string
  role: 'user' | 'moderator' | 'admin'
  locale: Locale
  preferences: Record<string, unknown>
  /** null for a web session (may do everything a page can); else what the token allows. */
  scopes: readonly string[] | null
  sessionId: Id | null
  tokenId: Id | null
  appId: Id | null
  /** When she signed in, in milliseconds. */
  signedInAt: number
}

export interface Vars {
  ctx: Context
  /** Set by `authenticate`; null for an anonymous reader. */
  viewer: Viewer | null
  /** An app-only token (client_credentials): no person, but a known app. */
  appOnly: { appId: Id; scopes: readonly string[] } | null
  /** Holds a session but may not come in now: only the statement of why is open to her. */
  barred?: Viewer | null
  locale: Locale
  /** What the shell says about the network; set by features/instance. */
  network?: NetworkFace
  /** Measures that hold for this page; set by features/measures while there are any. */
  measures?: MeasureFace
}

export type Env = { Variables: Vars }
export type App = Hono<Env>
export type Req = HonoContext<Env>
